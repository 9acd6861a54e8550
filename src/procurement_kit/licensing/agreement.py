"""How our verdicts agree with the published ones: a second table, and the stewards' statements."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from procurement_kit.licensing.compatibility import Judgement
from procurement_kit.licensing.components import Combination
from procurement_kit.licensing.data import Difference, LicenseData, Statement
from procurement_kit.licensing.opinions import Opinion, Verdict
from procurement_kit.licensing.uses import Use

MERGED = Use(network=False, combination=Combination.MERGED)
"""The one use that the second table judges: merged, distributed, published."""

AGREES = {
    "yes": {Verdict.COMPATIBLE, Verdict.WITH_DUTIES},
    "no": {Verdict.INCOMPATIBLE},
    "depends": {Verdict.WITH_DUTIES, Verdict.NEEDS_LAWYER},
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One pair: the other table's verdict, our opinion, and our reason if we differ."""

    inbound: str
    outbound: str
    theirs: str
    ours: Opinion
    difference: Difference | None

    @property
    def agrees(self) -> bool:
        """Whether the two verdicts say the same; an unknown cell can't disagree."""
        return self.theirs == "unknown" or self.ours.verdict in AGREES[self.theirs]


@dataclass(frozen=True)
class Agreement:
    """Every cell of the other table beside our verdict."""

    cells: tuple[Cell, ...]

    @cached_property
    def table(self) -> Counter[tuple[str, Verdict]]:
        """How many cells have which pair of verdicts (theirs, ours)."""
        return Counter((cell.theirs, cell.ours.verdict) for cell in self.cells)

    @cached_property
    def differing(self) -> tuple[Cell, ...]:
        """The yes and no cells on which we differ."""
        return tuple(
            cell for cell in self.cells if cell.theirs in {"yes", "no"} and not cell.agrees
        )

    @property
    def unexplained(self) -> tuple[Cell, ...]:
        """The differing cells for which we give no reason."""
        return tuple(cell for cell in self.differing if cell.difference is None)


def compare(data: LicenseData) -> Agreement:
    """Our verdict beside every cell of the second table, in its use: merged and published."""
    reasons = {pair: item for item in data.differences for pair in pairs(item)}
    outbounds = dict.fromkeys(outbound for _, outbound in data.second.cells)
    judgements = {name: Judgement(data, name, MERGED, with_ways_out=False) for name in outbounds}
    cells = (
        Cell(inbound, outbound, theirs, judgements[outbound].on(inbound),
             reasons.get((inbound, outbound)))
        for (inbound, outbound), theirs in data.second.cells.items()
    )  # fmt: skip
    return Agreement(tuple(cells))


def pairs(item: Difference | Statement) -> Iterator[tuple[str, str]]:
    """Every (inbound, outbound) that *item* speaks of."""
    return ((inbound, outbound) for inbound in item.inbound for outbound in item.outbound)


def idle_differences(agreement: Agreement, data: LicenseData) -> tuple[tuple[str, str], ...]:
    """Pairs that are listed as differing although they agree."""
    differing = {(cell.inbound, cell.outbound) for cell in agreement.differing}
    return tuple(pair for item in data.differences for pair in pairs(item) if pair not in differing)


@dataclass(frozen=True, slots=True)
class Checked:
    """A steward's statement on one pair, beside our opinion."""

    inbound: str
    outbound: str
    statement: Statement
    ours: Opinion

    @property
    def agrees(self) -> bool:
        """Whether we say what the steward says."""
        return self.ours.verdict in AGREES[self.statement.says]


def check_statements(data: LicenseData) -> tuple[Checked, ...]:
    """Our opinion beside every published statement of a licence's steward."""
    found = []
    for statement in data.statements:
        use = Use(network=False, combination=statement.combination)
        for inbound, outbound in pairs(statement):
            opinion = Judgement(data, outbound, use, with_ways_out=False).on(inbound)
            found.append(Checked(inbound, outbound, statement, opinion))
    return tuple(found)
