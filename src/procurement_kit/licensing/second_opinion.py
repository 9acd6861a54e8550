"""Where the second table judges a component's licence otherwise than this review, and why."""

from collections.abc import Iterator
from typing import NamedTuple

from procurement_kit.licensing.agreement import AGREES, MERGED, pairs
from procurement_kit.licensing.compatibility import Judgement
from procurement_kit.licensing.data import LicenseData
from procurement_kit.licensing.opinions import Verdict
from procurement_kit.licensing.outbound import Part
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
    outbound = review.report.outbound
    reasons = {pair: item for item in data.differences for pair in pairs(item)}
    merged = Judgement(data, outbound, MERGED, with_ways_out=False)
    for group in review.groups:
        inbound = _single(group.part, data)
        theirs = data.second.cells.get((inbound, outbound), "unknown")
        if theirs == "unknown" or group.opinion.verdict in AGREES[theirs]:
            continue
        found = reasons.get((inbound, outbound))
        yield Differing(
            inbound,
            group.opinion.verdict,
            theirs,
            merged.on(inbound).verdict,
            found.reason if found else "",
            found.sources if found else (),
        )


def _single(part: Part, data: LicenseData) -> str:
    """The id of the one licence of a part; empty for what is no single listed licence."""
    return data.names.license(part.expression).id
