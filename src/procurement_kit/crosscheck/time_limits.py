"""Checks of the time limits: what they run from, what they count with, in which order."""

from collections.abc import Iterator

from procurement_kit.assessment.rules import CHECKED
from procurement_kit.crosscheck.content import TIME_LIMITS, Content, at
from procurement_kit.methodology.questions import Kind
from procurement_kit.problems import Problem
from procurement_kit.procedures.time_limits import Limit
from procurement_kit.rules.parameters import Unit

COUNTED = {Unit.DAYS, Unit.WORKING_DAYS, Unit.HOURS, Unit.MONTHS}


def _order(content: Content) -> Iterator[Problem]:
    """Ids are unique, and a limit builds only on limits and checks that stand before it."""
    earlier: set[str] = set()
    for limit in content.time_limits.limits:
        if limit.id in earlier:
            yield at(content, TIME_LIMITS, limit.id, "id_twice", id=limit.id)
        if limit.start is not None and limit.start.limit and limit.start.limit not in earlier:
            yield _bad(content, limit, "limit_start_unknown", on=limit.start.limit)
        for name in _checks_read(limit):
            checking = {item.id for item in content.time_limits.checking(CHECKED[name])}
            if not checking <= earlier:
                yield _bad(content, limit, "limit_too_early", on=name)
        earlier.add(limit.id)


def _checks_read(limit: Limit) -> set[str]:
    mentions = {name for item in limit.conditions() for _, name in item.mentions()}
    return mentions & set(CHECKED)


def _dates(content: Content) -> Iterator[Problem]:
    questions = content.methodology.questions
    for name in dict.fromkeys(content.time_limits.questions()):
        if name in questions and questions[name].kind is not Kind.DATE:
            yield at(content, TIME_LIMITS, name, "limit_no_date", id=name)


def _units(content: Content) -> Iterator[Problem]:
    """Lengths that are added up have one unit, whole numbers of something that can be counted."""
    known = content.parameters
    for limit in content.time_limits.limits:
        units = {known[name].unit for name in limit.lengths() if name in known}
        values = [
            row.value for name in limit.lengths() if name in known for row in known[name].values
        ]
        is_whole = all(value == value.to_integral_value() for value in values)
        if len(units) > 1 or not units <= COUNTED or not is_whole:
            yield _bad(content, limit, "limit_units")


def _bad(content: Content, limit: Limit, code: str, **details: object) -> Problem:
    return at(content, TIME_LIMITS, f"id: {limit.id}", code, id=limit.id, **details)


CHECKS = (_order, _dates, _units)
