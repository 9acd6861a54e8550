"""Costs as they are typed: one category a line, "category; once; yearly; note"."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

SEPARATOR = ";"
CELLS = 4


class CostCells(NamedTuple):
    """The cells of one line, as typed."""

    category: str
    once: str = ""
    yearly: str = ""
    note: str = ""

    @property
    def is_filled(self) -> bool:
        """Whether anything stands in the line beside its category."""
        return bool(self.once or self.yearly or self.note)


def cost_cells(raw: str) -> Iterator[CostCells]:
    """The lines of *raw* taken apart; a separator inside the note belongs to the note."""
    for line in raw.split("\n"):
        cells = [cell.strip() for cell in line.split(SEPARATOR, CELLS - 1)]
        if any(cells):
            yield CostCells(*cells)


def cost_lines(sent: Sequence[str]) -> str:
    """The lines that the inputs of a table make, four to a row; empty rows are left out."""
    cells = [_one_line(cell) for cell in sent]
    starts = range(0, len(cells) - CELLS + 1, CELLS)
    rows = (CostCells(*cells[start : start + CELLS]) for start in starts)
    return "\n".join(f"{SEPARATOR} ".join(_closed(row)) for row in rows if row.is_filled)


def _closed(row: CostCells) -> Iterable[str]:
    """The cells with no separator but in the note, so that they stay where they were typed."""
    *first, note = row
    return (*(cell.replace(SEPARATOR, ",") for cell in first), note)


def _one_line(cell: str) -> str:
    return " ".join(cell.split())
