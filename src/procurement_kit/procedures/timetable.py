"""Time limits worked out for one procurement: last days, checks, and what is still missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from procurement_kit.procedures.calendar import Calendar, DayKind, last_day
from procurement_kit.procedures.time_limits import (
    AT_LEAST,
    WITHOUT_LENGTH,
    Change,
    Direction,
    Limit,
    Season,
    TimeLimits,
    sources_of,
)
from procurement_kit.rules.conditions import Facts, holds
from procurement_kit.rules.decisions import Recorder
from procurement_kit.rules.parameters import FigureUsed
from procurement_kit.rules.values import UNKNOWN_ANSWER, Absent, Fact

YEAR_END = (12, 31)
NO_SEASON = "none"
DAY_KINDS = tuple(kind.value for kind in DayKind)


class Status(StrEnum):
    """How a limit stands."""

    KEPT = "kept"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    COUNTED = "counted"
    OPEN = "open"
    FREE = "free"
    UNVERIFIED = "unverified"


CHECK_VALUES = (Status.KEPT.value, Status.TOO_SHORT.value, Status.TOO_LONG.value)


@dataclass(frozen=True)
class Measure:
    """A length that is counted in, taken off if *sign* is negative; *change* says why."""

    figure: FigureUsed
    sign: int = 1
    change: Change | None = None


@dataclass(frozen=True)
class Timed:
    """A limit that applies, or may apply: open, with the names of what is *missing*."""

    limit: Limit
    status: Status
    start: date | None = None
    last: date | None = None
    measures: tuple[Measure, ...] = ()
    checked: date | None = None
    missing: tuple[str, ...] = ()
    is_certain: bool = True
    """Whether it is known that the limit applies at all."""

    @property
    def is_broken(self) -> bool:
        """Whether the planned day breaks the limit."""
        return self.status in {Status.TOO_SHORT, Status.TOO_LONG}

    @property
    def sources(self) -> tuple[str, ...]:
        """Everything the limit rests on."""
        return sources_of(self.limit, (item.change for item in self.measures if item.change))


@dataclass(frozen=True)
class Counting:
    """What limits are counted with."""

    limits: TimeLimits
    calendar: Calendar

    def timetable(self, facts: Facts) -> tuple[Timed, ...]:
        """Every limit that applies or may apply, in the order of the file."""
        worked = (self.timed(limit, facts) for limit in self.limits.limits)
        return tuple(item for item in worked if item is not None)

    def timed(self, limit: Limit, facts: Facts) -> Timed | None:
        """*limit* worked out; None if it does not apply."""
        recorder = Recorder(facts)
        applies = holds(limit.when, recorder)
        if applies is False:
            return None
        if applies is None:
            return Timed(limit, Status.OPEN, missing=_missing(recorder), is_certain=False)
        if limit.kind in WITHOUT_LENGTH:
            return Timed(limit, Status(limit.kind.value))
        return self._counted(limit, recorder)

    def check(self, question: str, facts: Facts) -> Fact:
        """Whether the day answered to *question* keeps every limit that it must keep."""
        worked = [self.timed(limit, facts) for limit in self.limits.checking(question)]
        found = [item.status for item in worked if item is not None]
        for status in (Status.TOO_SHORT, Status.TOO_LONG):
            if status in found:
                return status.value
        if Status.OPEN in found or Status.COUNTED in found:
            day = facts.fact(question)
            return day if day is Absent.NOT_APPLICABLE else Absent.UNKNOWN
        return Status.KEPT.value if found else Absent.NOT_APPLICABLE

    def day_kind(self, question: str, facts: Facts) -> Fact:
        """What the day answered to *question* is: working, weekend or holiday."""
        day = facts.fact(question)
        return self.calendar.kind(day).value if isinstance(day, date) else _absent(day)

    def season(self, first: str, last: str, facts: Facts) -> Fact:
        """The first season that touches the days between two answers; "none" if there is none."""
        start, end = facts.fact(first), facts.fact(last)
        if not isinstance(start, date) or not isinstance(end, date):
            return _absent(start if not isinstance(start, date) else end)
        names = (item.id for item in self.limits.seasons if _touches(item, start, end))
        return next(names, NO_SEASON)

    def _counted(self, limit: Limit, recorder: Recorder) -> Timed:
        start = self._start(limit, recorder)
        measures = _measures(limit, recorder)
        if start is None or measures is None:
            return Timed(limit, Status.OPEN, start, None, measures or (), None, _missing(recorder))
        try:
            last = _end(limit, start, measures, self.calendar)
        except OverflowError:
            return Timed(limit, Status.OPEN, start=start)
        return _checked(Timed(limit, Status.COUNTED, start, last, measures), recorder.facts)

    def _start(self, limit: Limit, recorder: Recorder) -> date | None:
        start = limit.start
        if start is None:
            return None
        if start.limit:
            before = self.timed(self.limits.named(start.limit), recorder)
            return before.last if before else None
        day = recorder.fact(start.question or "")
        if not isinstance(day, date):
            return None
        return date(day.year, *YEAR_END) if start.at == "year_end" else day


def _measures(limit: Limit, recorder: Recorder) -> tuple[Measure, ...] | None:
    """The lengths that are counted; None while one of them is open."""
    found: list[Measure | None] = list(_base(limit, recorder))
    for sign, changes in ((-1, limit.shortened), (1, limit.extended)):
        found += [_changed(change, sign, recorder) for change in changes if _may(change, recorder)]
    known = [item for item in found if item is not None]
    return tuple(known) if len(known) == len(found) else None


def _base(limit: Limit, recorder: Recorder) -> Iterator[Measure | None]:
    for change in limit.replaced:
        if _may(change, recorder):
            yield _changed(change, 1, recorder)
            return
    if limit.length:
        figure = recorder.figure(limit.length)
        yield Measure(figure) if isinstance(figure, FigureUsed) else None


def _may(change: Change, recorder: Recorder) -> bool:
    return holds(change.when, recorder) is not False


def _changed(change: Change, sign: int, recorder: Recorder) -> Measure | None:
    figure = recorder.figure(change.length)
    if holds(change.when, recorder) is None or not isinstance(figure, FigureUsed):
        return None
    return Measure(figure, sign, change)


def _end(limit: Limit, start: date, measures: tuple[Measure, ...], days: Calendar) -> date:
    if not measures:
        return start
    length = sum(int(item.figure.value.value) * item.sign for item in measures)
    signed = length if limit.direction is Direction.AFTER else -length
    return last_day(start, signed, measures[0].figure.unit, days, moves=limit.moves == "yes")


def _checked(timed: Timed, facts: Facts) -> Timed:
    limit = timed.limit
    day = facts.fact(limit.checks) if limit.checks else None
    if not isinstance(day, date) or timed.last is None:
        return timed
    distance = (day - timed.last).days * (1 if limit.direction is Direction.AFTER else -1)
    at_least = limit.kind in AT_LEAST
    is_kept = distance >= int(limit.strictly == "yes") if at_least else distance <= 0
    broken = Status.TOO_SHORT if at_least else Status.TOO_LONG
    status = Status.KEPT if is_kept else broken
    return Timed(limit, status, timed.start, timed.last, timed.measures, day)


def _missing(recorder: Recorder) -> tuple[str, ...]:
    """What was read and has no usable value."""
    unusable = {Absent.UNKNOWN, UNKNOWN_ANSWER}
    return tuple(name for name, fact in recorder.read.items() if fact in unusable)


def _absent(fact: Fact) -> Absent:
    return fact if isinstance(fact, Absent) else Absent.UNKNOWN


def _touches(season: Season, first: date, last: date) -> bool:
    """Whether one of the days after *first* up to *last* lies in the season."""
    begin, end = _month_day(season.first), _month_day(season.last)
    for year in {first.year - 1, first.year, last.year}:
        closing = year + (end < begin)
        if closing > date.max.year or year < date.min.year:
            continue
        if date(closing, *end) > first and date(year, *begin) <= last:
            return True
    return False


def _month_day(text: str) -> tuple[int, int]:
    month, day = text.split("-")
    return int(month), int(day)
