"""Worksheets as values: cells with texts, numbers and formulas."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Look(StrEnum):
    """How a cell is shown."""

    TEXT = "text"
    TITLE = "title"
    HEADER = "header"
    MONEY = "money"
    COUNT = "count"
    SUM = "sum"
    ENTRY = "entry"
    TEXT_ENTRY = "text_entry"


@dataclass(frozen=True)
class Cell:
    """A text or a number; with a *formula*, the number is what the formula gives."""

    value: str | Decimal
    look: Look = Look.TEXT
    formula: str = ""


@dataclass(frozen=True)
class Sheet:
    """A worksheet; *header* is the number of its header row, counted from one.

    In a locked sheet only the entries can be changed.
    """

    name: str
    widths: tuple[int, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    header: int
    is_locked: bool = False


def column(place: int) -> str:
    """The name of the column at *place*, counted from zero: A, Z, AA."""
    before, here = divmod(place, len(LETTERS))
    return (column(before - 1) if before else "") + LETTERS[here]
