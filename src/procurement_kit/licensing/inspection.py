"""A delivery under a policy, looked at once: how each component stands, and why."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from procurement_kit.licensing.comparison import Comparison, compare
from procurement_kit.licensing.compatibility import Finding, Judgement, Report
from procurement_kit.licensing.components import Combination, Component
from procurement_kit.licensing.contract import CheckId, DefectKind, Result, Severity
from procurement_kit.licensing.data import LicenseData
from procurement_kit.licensing.delivery import Delivery
from procurement_kit.licensing.policy import Policy, Standing, Watch
from procurement_kit.licensing.uses import Use

NAMED = 5


@dataclass(frozen=True, slots=True)
class Check:
    """A check with its result, and in a sentence what the result rests on."""

    id: CheckId
    label: str
    clause: str
    result: Result
    evidence: str


@dataclass(frozen=True, slots=True)
class Defect:
    """What is wrong, under which clause, how bad it is, what to do and by when.

    *component* is empty where the defect is not of a single component.
    """

    kind: DefectKind
    component: str
    wrong: str
    clause: str
    severity: Severity
    repair: str
    due: date


class Looked(NamedTuple):
    """A component with the opinion on it and its standing under the policy."""

    finding: Finding
    standing: Standing

    @property
    def component(self) -> Component:
        """The component itself."""
        return self.finding.component


class Outcome(NamedTuple):
    """What one check found: its result and the defects behind it."""

    check: Check
    defects: tuple[Defect, ...] = ()


@dataclass(frozen=True)
class Inspection:
    """One delivery, judged; what the tender named counts as annex 2 of the contract."""

    delivery: Delivery
    policy: Policy
    use: Use
    data: LicenseData

    @cached_property
    def report(self) -> Report:
        """The opinions on all components, without ways out: those are the supplier's to find."""
        outbound = self.policy.outbound
        judgement = Judgement(self.data, outbound, self.use, with_ways_out=False)
        found = (Finding(item, judgement.of(item)) for item in self.delivery.bom.components)
        return Report(outbound, self.use, tuple(found))

    @cached_property
    def looked(self) -> tuple[Looked, ...]:
        """Every component with its opinion and standing, in the order of the list."""
        tender = self.delivery.tender
        policy = self.policy.with_approved(tender.components) if tender else self.policy
        watch = Watch(policy, self.data)
        return tuple(
            Looked(item, watch.standing(item.component, self._way(item.component)))
            for item in self.report.findings
        )

    def _way(self, component: Component) -> Combination:
        return component.combination or self.use.combination

    @cached_property
    def comparison(self) -> Comparison | None:
        """What differs from the tender; None without one."""
        tender, bom = self.delivery.tender, self.delivery.bom
        return compare(tender.components, bom.components, self.data) if tender else None

    def met(self, name: CheckId, result: Result, text: str = "", **details: object) -> Check:
        """The check *name* with its *result* and the sentence for it, or another *text*."""
        words = self.data.contract.checks[name]
        usual = {
            Result.MET: words.met,
            Result.NOT_MET: words.not_met,
            Result.NOT_KNOWN: words.not_known,
        }
        text = text or usual[result]
        return Check(name, words.label, words.clause, result, text.format(**details))

    def defect(self, kind: DefectKind, component: str = "", **details: object) -> Defect:
        """The defect *kind* of *component*, due so many days from the handover."""
        words, rules = self.data.contract.defects[kind], self.data.contract
        due = self.delivery.handed_in + timedelta(days=rules.deadlines[words.severity].days)
        wrong = words.wrong.format(component=component, **details)
        return Defect(kind, component, wrong, words.clause, words.severity, words.repair, due)

    def shortened(self, texts: Sequence[str]) -> str:
        """The first of *texts* and how many follow."""
        shown, hidden = ", ".join(texts[:NAMED]), len(texts) - NAMED
        if hidden <= 0:
            return shown
        return self.data.contract.annex.sentences["rest"].format(shown=shown, n=hidden)


def titles(components: Iterable[Component]) -> tuple[str, ...]:
    """The components as people name them, each once."""
    return tuple(dict.fromkeys(_titles(components)))


def _titles(components: Iterable[Component]) -> Iterator[str]:
    return (f"{item.name} {item.version}".strip() for item in components)


def title(component: Component) -> str:
    """The component as people name it."""
    return titles((component,))[0]
