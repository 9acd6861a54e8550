"""The map of what decides: parts of the work against the licences it could go under."""

from typing import NamedTuple

from procurement_kit.licensing.compatibility import Judgement
from procurement_kit.licensing.data import LicenseData
from procurement_kit.licensing.opinions import Verdict
from procurement_kit.licensing.outbound import Obstacle, Part, deciding
from procurement_kit.licensing.review import Review

COLUMNS = 8
ROWS = 25


class MapRow(NamedTuple):
    """One part: how many candidates it excludes, and its verdict under each licence shown."""

    part: Part
    components: int
    excluded: int
    verdicts: tuple[Verdict, ...]


class DecidingMap(NamedTuple):
    """The chosen licence first, then the best candidates; *hidden* rows exclude the least."""

    outbounds: tuple[str, ...]
    candidates: int
    rows: tuple[MapRow, ...]
    hidden: int

    @property
    def chosen(self) -> str:
        """The licence that the work is meant to have."""
        return self.outbounds[0]


def deciding_map(
    review: Review, data: LicenseData, *, columns: int = COLUMNS, rows: int = ROWS
) -> DecidingMap:
    """The map of *review*, the part that excludes the most licences on top."""
    chosen, use = review.report.outbound, review.report.use
    ranked = [item.outbound for item in review.choices if item.outbound != chosen]
    outbounds = (chosen, *ranked[:columns])
    judgements = [Judgement(data, name, use, with_ways_out=False) for name in outbounds]
    excluded = deciding(review.choices)

    def row(group: Obstacle) -> MapRow:
        verdicts = tuple(item.of(group.components[0]).verdict for item in judgements)
        return MapRow(group.part, len(group.components), excluded.get(group.part, 0), verdicts)

    found = sorted(map(row, review.groups), key=_order)
    return DecidingMap(outbounds, len(review.choices), tuple(found[:rows]), len(found[rows:]))


def _order(row: MapRow) -> tuple[int, int, int, str]:
    trouble = sum(verdict.severity for verdict in row.verdicts)
    return -row.excluded, -trouble, -row.components, row.part.expression.lower()
