"""The tenders as the committee writes them down, one a line: supplier, price, points."""

import re
from collections.abc import Mapping, Sequence
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

TENDERS, OPENED, EXCLUDED = "tenders_received", "tenders_opened", "exclusion_reasons"
BID_PRICE = "weight_price"
NOT_IN_NAMES = re.compile(r"[\W_]+")
ID_NUMBER_LENGTH = 8
CURRENCY = ("k\u010d", "czk", ",-")


@dataclass(frozen=True)
class ReceivedTender:
    """A line of the list; *tender* is None where it does not hold what the criteria need."""

    line: int
    text: str
    tender: Tender | None


def received_tenders(facts: Facts, criteria: Sequence[Criterion]) -> tuple[ReceivedTender, ...]:
    """The lines "supplier; price; points", the values in the order of *criteria*.

    The bid price may be left out where the list of opened tenders has it.
    """
    prices = _opened_prices(facts)
    lines = enumerate(lines_of(facts, TENDERS), start=1)
    return tuple(
        ReceivedTender(number, line, _tender(line, criteria, prices)) for number, line in lines
    )


def lines_of(facts: Facts, question: str) -> tuple[str, ...]:
    """The lines that were answered; none where the question has no answer."""
    listed = facts.fact(question)
    return tuple(map(str, listed)) if isinstance(listed, tuple) else ()


def supplier_key(name: str) -> str:
    """The same for two spellings of a supplier that differ in spaces, dots or letter case."""
    return NOT_IN_NAMES.sub("", name.casefold())


def opened_price(cells: Sequence[str]) -> Decimal | None:
    """The price that ends the cells of an opened tender; eight digits alone are no price."""
    *_before, last = cells or ("",)
    is_id_number = last.isdecimal() and len(last) == ID_NUMBER_LENGTH and len(cells) == 1
    return None if is_id_number else amount(last)


def amount(text: str) -> Decimal | None:
    """An amount of money of at least zero, with or without its currency."""
    compact = "".join(text.casefold().split())
    for mark in CURRENCY:
        compact = compact.removesuffix(mark)
    try:
        value = Decimal(compact.replace(",", "."))
    except InvalidOperation:
        return None
    return value if value.is_finite() and value >= 0 else None


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


def _opened_prices(facts: Facts) -> Mapping[str, str]:
    """What the list of opened tenders says of the price, by supplier."""
    split = ([cell.strip() for cell in line.split(SEPARATOR)] for line in lines_of(facts, OPENED))
    return {
        supplier_key(name): cells[-1]
        for name, *cells in split
        if cells and opened_price(cells) is not None
    }


def _tender(line: str, criteria: Sequence[Criterion], prices: Mapping[str, str]) -> Tender | None:
    name, *cells = (cell.strip() for cell in line.split(SEPARATOR))
    known = prices.get(supplier_key(name))
    if known and criteria and criteria[0].id == BID_PRICE and len(cells) == len(criteria) - 1:
        cells = [known, *cells]
    values = [_value(cell, item) for cell, item in zip(cells, criteria, strict=False)]
    if not name or len(cells) != len(criteria) or None in values:
        return None
    given = (value for value in values if value is not None)
    return Tender(name, {item.id: value for item, value in zip(criteria, given, strict=True)})


def _value(text: str, criterion: Criterion) -> Decimal | None:
    """An amount of at least zero, or 0 to 100 points; None where it is neither."""
    if criterion.cost:
        return amount(text)
    value = None if any(text.casefold().endswith(mark) for mark in CURRENCY) else amount(text)
    return None if value is None or value > FULL else value
