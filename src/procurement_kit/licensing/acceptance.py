"""What a handover of software meets of its contract's licence policy, and what is to be mended."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from procurement_kit.licensing.bom_checks import (
    check_changes,
    check_complete,
    check_format,
    check_known,
    check_texts,
)
from procurement_kit.licensing.comparison import Change, consequence
from procurement_kit.licensing.compatibility import Finding
from procurement_kit.licensing.conformance import is_readable
from procurement_kit.licensing.contract import Consequence, Result, Severity
from procurement_kit.licensing.data import LicenseData
from procurement_kit.licensing.delivery import Delivery
from procurement_kit.licensing.inspection import Check, Defect, Inspection, Looked, Outcome
from procurement_kit.licensing.license_checks import check_compatible, check_policy
from procurement_kit.licensing.opinions import Verdict, merged
from procurement_kit.licensing.paper_checks import check_notices, check_reuse
from procurement_kit.licensing.policy import Policy, Standing
from procurement_kit.licensing.uses import Use

CHECKS: tuple[Callable[[Inspection], Outcome | None], ...] = (
    check_format,
    check_complete,
    check_known,
    check_compatible,
    check_policy,
    check_changes,
    check_texts,
    check_notices,
    check_reuse,
)
SEVERITIES = tuple(Severity)


class SeenChange(NamedTuple):
    """A change since the tender, and what it means under the contract."""

    change: Change
    consequence: Consequence


@dataclass(frozen=True)
class AcceptanceReport:
    """The checks of one handover, the changes since the tender, the defects, the open questions.

    *changes* is None where there was no tender to compare with.
    """

    policy: Policy
    delivery: Delivery
    checks: tuple[Check, ...]
    changes: tuple[SeenChange, ...] | None
    defects: tuple[Defect, ...]
    questions: tuple[Finding, ...]
    sources: tuple[str, ...]

    @cached_property
    def result(self) -> Result:
        """Not met if any check is not met; then not known; else met."""
        found = {check.result for check in self.checks}
        return next((item for item in (Result.NOT_MET, Result.NOT_KNOWN) if item in found),
                    Result.MET)  # fmt: skip

    @cached_property
    def critical(self) -> tuple[Defect, ...]:
        """The defects that keep the work from being published."""
        return tuple(item for item in self.defects if item.severity is Severity.CRITICAL)


def accept(delivery: Delivery, policy: Policy, use: Use, data: LicenseData) -> AcceptanceReport:
    """The report on *delivery* under *policy*; what was not handed in is not known, never met."""
    seen = Inspection(delivery, policy, use, data)
    outcomes = [outcome for check in CHECKS if (outcome := check(seen)) is not None]
    defects = merged(outcome.defects for outcome in outcomes)
    questions = tuple(_questions(seen))
    return AcceptanceReport(
        policy=policy,
        delivery=delivery,
        checks=tuple(outcome.check for outcome in outcomes),
        changes=_changes(seen),
        defects=tuple(sorted(defects, key=_order)),
        questions=questions,
        sources=merged((data.contract.sources, *_cited(seen))),
    )


def _order(defect: Defect) -> tuple[int, str, str, str]:
    place = SEVERITIES.index(defect.severity)
    return place, defect.kind.value, defect.component.casefold(), defect.wrong


def _questions(seen: Inspection) -> Iterator[Finding]:
    """Readable licences that a lawyer must still decide on, each component once."""
    found = (
        item.finding
        for item in seen.looked
        if item.finding.verdict is Verdict.NEEDS_LAWYER and is_readable(item.component, seen.data)
    )
    return iter({(item.component.name, item.component.version): item for item in found}.values())


def _cited(seen: Inspection) -> Iterator[tuple[str, ...]]:
    return (item.finding.opinion.sources for item in seen.looked
            if item.finding.verdict.is_trouble)  # fmt: skip


def _changes(seen: Inspection) -> tuple[SeenChange, ...] | None:
    if seen.comparison is None:
        return None
    by_component: dict[object, Looked] = {item.component: item for item in seen.looked}
    found = []
    for change in seen.comparison.changes:
        looked = by_component.get(change.after)
        standing = looked.standing if looked else Standing.ALLOWED
        verdict = looked.finding.verdict if looked else Verdict.COMPATIBLE
        found.append(SeenChange(change, consequence(change, standing, verdict)))
    return tuple(found)
