"""Where the second table judges a component's licence otherwise than this review, and why."""

from collections.abc import Iterator
from typing import NamedTuple

from procurement_kit.licensing.agreement import AGREES, MERGED, pairs
from procurement_kit.licensing.compatibility import Judgement
from procurement_kit.licensing.data import LicenseData
from procurement_kit.licensing.opinions import Opinion, Verdict
from procurement_kit.licensing.review import Review


class Differing(NamedTuple):
    """A licence judged by us (*ours*) and by the second table (*theirs*, of merged works only).

    *if_merged* is our verdict in the table's own use; *reason* is empty where none is recorded.
    """

    inbound: str
    ours: Verdict
    theirs: str
    if_merged: Verdict
    reason: str
    sources: tuple[str, ...] = ()

    @property
    def is_only_use(self) -> bool:
        """Whether the two agree as soon as the code is merged as the table supposes."""
        return self.if_merged in AGREES[self.theirs]


def differing(review: Review, data: LicenseData) -> tuple[Differing, ...]:
    """The single licences of the review on which the table differs; unknown cells never differ."""
    return tuple(dict.fromkeys(_differing(review, data)))


def _differing(review: Review, data: LicenseData) -> Iterator[Differing]:
    for group in review.groups:
        found = difference(group.part.expression, group.opinion, review.report.outbound, data)
        if found is not None:
            yield found


def difference(
    expression: str, opinion: Opinion, outbound: str, data: LicenseData
) -> Differing | None:
    """How the table differs from *opinion* on a single licence; None where it does not."""
    inbound = data.names.license(expression).id
    theirs = data.second.cells.get((inbound, outbound), "unknown")
    if theirs == "unknown" or opinion.verdict in AGREES[theirs]:
        return None
    merged = Judgement(data, outbound, MERGED, with_ways_out=False).on(inbound)
    listed = (item for item in data.differences if (inbound, outbound) in pairs(item))
    found = next(listed, None)
    return Differing(
        inbound,
        opinion.verdict,
        theirs,
        merged.verdict,
        found.reason if found else "",
        found.sources if found else (),
    )
