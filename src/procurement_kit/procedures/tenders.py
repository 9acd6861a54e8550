"""The tenders as the committee writes them down, one a line: supplier, price, points."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from procurement_kit.procedures.award_criteria import (
    COMPLETE,
    INCOMPLETE,
    NONE,
    SEPARATOR,
    Criterion,
)
from procurement_kit.procedures.evaluation import FULL, Score, Tender, evaluate
from procurement_kit.rules.conditions import Facts
from procurement_kit.rules.values import Absent, Fact

TENDERS = "tenders_received"
CURRENCY = ("k\u010d", "czk", ",-")


@dataclass(frozen=True)
class ReceivedTender:
    """A line of the list; *tender* is None where it does not hold what the criteria need."""

    line: int
    text: str
    tender: Tender | None


def received_tenders(facts: Facts, criteria: Sequence[Criterion]) -> tuple[ReceivedTender, ...]:
    """The lines "supplier; price; points", the values in the order of *criteria*."""
    listed = facts.fact(TENDERS)
    if not isinstance(listed, tuple):
        return ()
    lines = enumerate(map(str, listed), start=1)
    return tuple(ReceivedTender(number, line, _tender(line, criteria)) for number, line in lines)


def tenders_count(facts: Facts) -> Fact:
    """How many tenders were written down; UNKNOWN before there is one."""
    listed = facts.fact(TENDERS)
    return Decimal(len(listed)) if isinstance(listed, tuple) else Absent.UNKNOWN


def tenders_check(facts: Facts, criteria: Sequence[Criterion]) -> Fact:
    """Whether there are tenders, and whether each of them can be scored."""
    listed = received_tenders(facts, criteria)
    if not listed:
        return NONE
    return COMPLETE if criteria and all(item.tender for item in listed) else INCOMPLETE


def ranking(facts: Facts, criteria: Sequence[Criterion]) -> tuple[Score, ...]:
    """The tenders scored; empty while one of them can't be."""
    listed = received_tenders(facts, criteria)
    tenders = [item.tender for item in listed if item.tender is not None]
    return evaluate(criteria, tenders) if criteria and len(tenders) == len(listed) else ()


def _tender(line: str, criteria: Sequence[Criterion]) -> Tender | None:
    name, *cells = (cell.strip() for cell in line.split(SEPARATOR))
    values = [_value(cell, item) for cell, item in zip(cells, criteria, strict=False)]
    if not name or len(cells) != len(criteria) or None in values:
        return None
    known = (value for value in values if value is not None)
    return Tender(name, {item.id: value for item, value in zip(criteria, known, strict=True)})


def _value(text: str, criterion: Criterion) -> Decimal | None:
    """An amount above zero, or 0 to 100 points; None where it is neither."""
    compact = "".join(text.casefold().split())
    for mark in CURRENCY if criterion.cost else ():
        compact = compact.removesuffix(mark)
    try:
        value = Decimal(compact.replace(",", "."))
    except InvalidOperation:
        return None
    if not value.is_finite() or value < 0 or (not criterion.cost and value > FULL):
        return None
    return value
