"""The tenders as they were opened, what became of each, and who was selected among them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from procurement_kit.procedures.award_criteria import SEPARATOR, Criterion
from procurement_kit.procedures.tenders import (
    EXCLUDED,
    OPENED,
    TENDERS,
    lines_of,
    opened_price,
    ranking,
    supplier_key,
)
from procurement_kit.rules.conditions import Facts
from procurement_kit.rules.values import Absent, Fact

SELECTED, MEMBERS = "selected_supplier", "committee_members"
ID_NUMBER = re.compile(r"\d{8}")


class Outcome(StrEnum):
    """What became of a tender."""

    EVALUATED = "evaluated"
    EXCLUDED = "excluded"
    OPEN = "open"


class Account(StrEnum):
    """Whether the list of opened tenders and the lists of what became of them agree."""

    COMPLETE = "complete"
    MISSING = "missing"
    UNLISTED = "unlisted"


class Result(StrEnum):
    """How the ranking ends: one tender, a clear first, a first by its price, or a tie."""

    SINGLE = "single"
    CLEAR = "clear"
    BY_PRICE = "by_price"
    TIE = "tie"


class Place(StrEnum):
    """Where the selected supplier stands in the ranking."""

    FIRST = "first"
    OTHER = "other"
    UNLISTED = "unlisted"


@dataclass(frozen=True)
class OpenedTender:
    """A line "supplier; company number; delivered; price"; what is not there is empty."""

    name: str
    id_number: str
    delivered: str
    price: Decimal | None
    outcome: Outcome


@dataclass(frozen=True)
class Exclusion:
    """A line "supplier; reason; condition that was not met"."""

    name: str
    reason: str
    condition: str


def opened_tenders(facts: Facts) -> tuple[OpenedTender, ...]:
    """The opened tenders; before there is a list, those that were evaluated or excluded."""
    evaluated, excluded = _names(facts, TENDERS), _names(facts, EXCLUDED)
    listed = lines_of(facts, OPENED)
    if not listed:
        lines = (*lines_of(facts, TENDERS), *lines_of(facts, EXCLUDED))
        listed = tuple(dict.fromkeys(line.split(SEPARATOR)[0].strip() for line in lines))
    return tuple(_opened(line, evaluated, excluded) for line in listed)


def exclusions(facts: Facts) -> tuple[Exclusion, ...]:
    """The excluded tenders, each with its reason."""
    return tuple(_exclusion(line) for line in lines_of(facts, EXCLUDED))


def opened_check(facts: Facts) -> Fact:
    """Whether every opened tender was evaluated or excluded; UNKNOWN before there is anything."""
    opened = set(_names(facts, OPENED))
    known = {*_names(facts, TENDERS), *_names(facts, EXCLUDED)}
    if not opened or not known:
        return Absent.UNKNOWN
    if known - opened:
        return Account.UNLISTED
    return Account.MISSING if opened - known else Account.COMPLETE


def evaluation_result(facts: Facts, criteria: Sequence[Criterion]) -> Fact:
    """How the ranking ends; UNKNOWN while the tenders can't be scored."""
    scores = ranking(facts, criteria)
    if not scores:
        return Absent.UNKNOWN
    if len(scores) == 1:
        return Result.SINGLE
    if scores[0].tied:
        return Result.TIE
    return Result.BY_PRICE if scores[0].by_price else Result.CLEAR


def selected_place(facts: Facts, criteria: Sequence[Criterion]) -> Fact:
    """Whether the selected supplier is first; UNKNOWN without a ranking or a selection."""
    selected = facts.fact(SELECTED)
    scores = ranking(facts, criteria)
    if not isinstance(selected, str) or not scores:
        return Absent.UNKNOWN
    key = supplier_key(selected)
    places = {score.place for score in scores if supplier_key(score.tender.name) in key}
    if not places:
        return Place.UNLISTED
    return Place.FIRST if min(places) == 1 else Place.OTHER


def committee_count(facts: Facts) -> Fact:
    """How many people were appointed; UNKNOWN before somebody was."""
    members = lines_of(facts, MEMBERS)
    return Decimal(len(members)) if members else Absent.UNKNOWN


def _names(facts: Facts, question: str) -> tuple[str, ...]:
    return tuple(supplier_key(line.split(SEPARATOR)[0]) for line in lines_of(facts, question))


def _opened(line: str, evaluated: Sequence[str], excluded: Sequence[str]) -> OpenedTender:
    name, *cells = (cell.strip() for cell in line.split(SEPARATOR))
    numbers = [cell for cell in cells if ID_NUMBER.fullmatch(cell)]
    price = opened_price(cells)
    rest = [cell for cell in _without_price(cells) if cell and cell not in numbers]
    key = supplier_key(name)
    outcome = Outcome.OPEN
    if key in excluded:
        outcome = Outcome.EXCLUDED
    elif key in evaluated:
        outcome = Outcome.EVALUATED
    return OpenedTender(name, numbers[0] if numbers else "", ", ".join(rest), price, outcome)


def _without_price(cells: Sequence[str]) -> Iterator[str]:
    is_priced = opened_price(cells) is not None
    yield from cells[:-1] if is_priced else cells


def _exclusion(line: str) -> Exclusion:
    name, reason, condition = (*(cell.strip() for cell in line.split(SEPARATOR, 2)), "", "")[:3]
    return Exclusion(name, reason, condition)
