"""Counting of days: working days, months, and the last day of a period; holidays are handed in."""

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from procurement_kit.rules.parameters import Unit

SATURDAY = 5
MONTHS_IN_YEAR = 12
HOURS_IN_DAY = 24
ONE_DAY = timedelta(days=1)


class DayKind(StrEnum):
    """What a day is for those who count periods; a holiday on a weekend is a holiday."""

    WORKING = "working"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"


@dataclass(frozen=True)
class Calendar:
    """A country's days; *holidays* names the public holidays of a year."""

    holidays: Callable[[int], frozenset[date]]

    def kind(self, day: date) -> DayKind:
        """What *day* is."""
        if day in self.holidays(day.year):
            return DayKind.HOLIDAY
        return DayKind.WEEKEND if day.weekday() >= SATURDAY else DayKind.WORKING

    def is_working(self, day: date) -> bool:
        """Whether people work on *day*."""
        return self.kind(day) is DayKind.WORKING

    def working_day_from(self, day: date) -> date:
        """*day*, or the next working day after it."""
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def move(self, day: date, working_days: int) -> date:
        """The working day so many working days after *day*, or before it if negative.

        The day itself is not counted, whatever it is.
        """
        step = ONE_DAY if working_days > 0 else -ONE_DAY
        left = abs(working_days)
        while left:
            day += step
            left -= self.is_working(day)
        return day


def add_months(day: date, months: int) -> date:
    """The day of the same number so many months later; the last of a month that is shorter."""
    year, month = divmod(day.year * MONTHS_IN_YEAR + day.month - 1 + months, MONTHS_IN_YEAR)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError(year)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def last_day(event: date, length: int, unit: Unit, days: Calendar, *, moves: bool) -> date:
    """The last day of a period of *length* from *event*, which is not counted itself.

    A negative length counts back from the event. If it *moves*, a period after an event never
    ends on a weekend or a holiday but on the next working day; one before an event is never moved.
    OverflowError beyond the calendar.
    """
    end = _counted(event, length, unit, days)
    return days.working_day_from(end) if moves and length >= 0 else end


def _counted(event: date, signed: int, unit: Unit, days: Calendar) -> date:
    match unit:
        case Unit.DAYS:
            return event + timedelta(days=signed)
        case Unit.HOURS:
            return event + timedelta(days=_whole_days(signed))
        case Unit.WORKING_DAYS:
            return days.move(event, signed)
        case Unit.MONTHS:
            return add_months(event, signed)
        case _:
            raise ValueError(unit)


def _whole_days(hours: int) -> int:
    """Hours as days, rounded away from the event: the hour of the day stays the same."""
    whole = -(-abs(hours) // HOURS_IN_DAY)
    return whole if hours > 0 else -whole
