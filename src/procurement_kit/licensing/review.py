"""One list of components judged whole: the report, the licences it could go under, the changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from procurement_kit.licensing.compatibility import Report, check
from procurement_kit.licensing.components import Bom
from procurement_kit.licensing.data import LicenseData
from procurement_kit.licensing.opinions import Verdict
from procurement_kit.licensing.outbound import (
    ChangeSet,
    Choice,
    Obstacle,
    change_sets,
    choices,
    parts_of,
)
from procurement_kit.licensing.uses import Use


@dataclass(frozen=True)
class Review:
    """Everything that reports, notices and maps are drawn from; *preferred* is what was advised."""

    bom: Bom
    report: Report
    choices: tuple[Choice, ...]
    change_sets: tuple[ChangeSet, ...]
    preferred: tuple[str, ...] = ()

    @cached_property
    def groups(self) -> tuple[Obstacle, ...]:
        """The components that share one opinion, the most troublesome first, then by licence."""
        opinions = {id(item.component): item.opinion for item in self.report.findings}
        found = [
            Obstacle(part, opinions[id(items[0])], items)
            for part, items in parts_of(item.component for item in self.report.findings).items()
        ]
        found.sort(key=lambda item: (-item.opinion.verdict.severity, item.part.expression.lower()))
        return tuple(found)

    @cached_property
    def workable(self) -> tuple[Choice, ...]:
        """The licences that no component excludes, the most advisable first."""
        return tuple(item for item in self.choices if item.verdict is not Verdict.INCOMPATIBLE)


def review(
    bom: Bom, use: Use, outbound: str, data: LicenseData, preferred: Sequence[str] = ()
) -> Review:
    """The review of *bom* in a work under *outbound*; *preferred* licences rank first."""
    report = check(bom.components, use, outbound, data)
    found = choices(bom.components, use, data, preferred)
    return Review(bom, report, found, change_sets(found), tuple(preferred))
