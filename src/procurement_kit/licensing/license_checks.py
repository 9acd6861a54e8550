"""Checks of the licences: compatible with the licence of the work, allowed by the contract."""

from collections.abc import Iterator

from procurement_kit.licensing.conformance import is_readable
from procurement_kit.licensing.contract import CheckId, DefectKind, Result
from procurement_kit.licensing.inspection import Defect, Inspection, Looked, Outcome, title, titles
from procurement_kit.licensing.opinions import Verdict
from procurement_kit.licensing.policy import Mode, Standing

BREACHES = frozenset({Standing.CONSENT, Standing.CLOSED})


def check_compatible(seen: Inspection) -> Outcome:
    """Every component may be in a work under the outbound licence."""
    bad = [item for item in seen.looked if item.finding.verdict is Verdict.INCOMPATIBLE]
    open_ = [item for item in seen.looked if item.finding.verdict is Verdict.NEEDS_LAWYER]
    decisive = bad or open_
    result = Result.NOT_MET if bad else Result.NOT_KNOWN if open_ else Result.MET
    check = seen.met(
        CheckId.COMPATIBLE,
        result,
        outbound=seen.policy.outbound,
        total=len(seen.looked),
        count=len(decisive),
        names=seen.shortened(titles(item.component for item in decisive)),
    )
    return Outcome(check, tuple(_incompatible(seen, item) for item in bad))


def _incompatible(seen: Inspection, item: Looked) -> Defect:
    return seen.defect(
        DefectKind.INCOMPATIBLE,
        title(item.component),
        license=item.component.expression,
        outbound=seen.policy.outbound,
    )


def check_policy(seen: Inspection) -> Outcome:
    """Every component is allowed without a further consent."""
    bad = [item for item in seen.looked if item.standing in BREACHES]
    open_ = [item for item in seen.looked if item.standing is Standing.UNCLEAR]
    decisive = bad or open_
    result = Result.NOT_MET if bad else Result.NOT_KNOWN if open_ else Result.MET
    check = seen.met(
        CheckId.POLICY,
        result,
        total=len(seen.looked),
        count=len(decisive),
        names=seen.shortened(titles(item.component for item in decisive)),
    )
    return Outcome(check, tuple(_not_allowed(seen, bad)))


def _not_allowed(seen: Inspection, items: list[Looked]) -> Iterator[Defect]:
    """A defect of policy, unless the same component has a graver or plainer one."""
    usual = DefectKind.NOT_LISTED
    if seen.policy.mode is Mode.PRIOR_APPROVAL:
        usual = DefectKind.NOT_APPROVED
    for item in items:
        is_incompatible = item.finding.verdict is Verdict.INCOMPATIBLE
        if is_incompatible or not is_readable(item.component, seen.data):
            continue
        kind = DefectKind.NOT_OPEN if item.standing is Standing.CLOSED else usual
        yield seen.defect(kind, title(item.component), license=item.component.expression)
