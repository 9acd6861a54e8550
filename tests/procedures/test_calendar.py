"""Days are counted as the Civil Code and the Procurement Act count them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procurement_kit.formats.public_holidays import CZECH_CALENDAR
from procurement_kit.procedures.calendar import DayKind, add_months, last_day
from procurement_kit.rules.parameters import Unit

DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
LENGTHS = st.integers(1, 120)
UNITS = st.sampled_from([Unit.DAYS, Unit.WORKING_DAYS, Unit.MONTHS, Unit.HOURS])


def counted(event: date, length: int, unit: Unit = Unit.DAYS, *, moves: bool = True) -> date:
    return last_day(event, length, unit, CZECH_CALENDAR, moves=moves)


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2026, 4, 3), DayKind.HOLIDAY),  # Good Friday
        (date(2026, 4, 6), DayKind.HOLIDAY),  # Easter Monday
        (date(2027, 3, 29), DayKind.HOLIDAY),  # Easter Monday moves
        (date(2026, 12, 24), DayKind.HOLIDAY),
        (date(2026, 12, 26), DayKind.HOLIDAY),  # a Saturday
        (date(2026, 12, 27), DayKind.WEEKEND),
        (date(2026, 12, 31), DayKind.WORKING),
    ],
)
def test_czech_holidays_and_weekends_are_known(day: date, kind: DayKind) -> None:
    assert CZECH_CALENDAR.kind(day) is kind


@pytest.mark.parametrize(
    ("event", "length", "unit", "last"),
    [
        (date(2026, 12, 7), 30, Unit.DAYS, date(2027, 1, 6)),
        (date(2026, 12, 7), 15, Unit.DAYS, date(2026, 12, 22)),
        (date(2026, 12, 10), 15, Unit.DAYS, date(2026, 12, 28)),  # 25 Dec, then the weekend
        (date(2026, 12, 7), 11, Unit.WORKING_DAYS, date(2026, 12, 22)),
        (date(2026, 12, 21), 4, Unit.WORKING_DAYS, date(2026, 12, 29)),
        (date(2026, 4, 2), 1, Unit.WORKING_DAYS, date(2026, 4, 7)),  # over Easter
        (date(2027, 1, 29), 1, Unit.MONTHS, date(2027, 3, 1)),  # 28 Feb is a Sunday
        (date(2028, 1, 31), 1, Unit.MONTHS, date(2028, 2, 29)),  # leap year
        (date(2026, 11, 30), 3, Unit.MONTHS, date(2027, 3, 1)),
        (date(2026, 6, 12), -72, Unit.HOURS, date(2026, 6, 9)),
        (date(2026, 12, 29), -4, Unit.WORKING_DAYS, date(2026, 12, 21)),
        (date(2026, 6, 14), -7, Unit.DAYS, date(2026, 6, 7)),  # a Sunday stays
    ],
)
def test_a_period_ends_on_the_day_that_lawyers_count(
    event: date, length: int, unit: Unit, last: date
) -> None:
    assert counted(event, length, unit) == last


def test_a_period_that_does_not_move_may_end_on_a_weekend() -> None:
    assert counted(date(2026, 12, 4), 15, moves=False) == date(2026, 12, 19)


@given(DAYS, LENGTHS, UNITS)
def test_a_period_after_an_event_ends_on_a_working_day_after_it(
    event: date, length: int, unit: Unit
) -> None:
    end = counted(event, length, unit)

    assert end > event
    assert CZECH_CALENDAR.is_working(end)


@given(DAYS, LENGTHS, UNITS)
def test_a_period_before_an_event_lies_before_it_and_is_never_moved(
    event: date, length: int, unit: Unit
) -> None:
    end = counted(event, -length, unit)

    assert end < event
    assert end == counted(event, -length, unit, moves=False)


@given(DAYS, DAYS, LENGTHS, UNITS)
def test_a_later_event_never_ends_sooner(one: date, other: date, length: int, unit: Unit) -> None:
    first, second = sorted((one, other))

    assert counted(first, length, unit) <= counted(second, length, unit)


@given(DAYS, LENGTHS, UNITS)
def test_a_longer_period_never_ends_sooner(event: date, length: int, unit: Unit) -> None:
    assert counted(event, length, unit) <= counted(event, length + 1, unit)


@given(DAYS, LENGTHS)
def test_working_days_forth_and_back_return_to_the_same_working_day(day: date, length: int) -> None:
    start = CZECH_CALENDAR.working_day_from(day)

    assert CZECH_CALENDAR.move(CZECH_CALENDAR.move(start, length), -length) == start


@given(DAYS, LENGTHS)
def test_between_an_event_and_its_last_working_day_lie_so_many_working_days(
    event: date, length: int
) -> None:
    end = CZECH_CALENDAR.move(event, length)
    between = (event + timedelta(days=n) for n in range(1, (end - event).days + 1))

    assert sum(CZECH_CALENDAR.is_working(day) for day in between) == length


@given(DAYS, st.integers(-60, 60))
def test_months_keep_the_number_of_the_day_unless_the_month_is_shorter(
    day: date, months: int
) -> None:
    moved = add_months(day, months)

    assert (moved.year - day.year) * 12 + moved.month - day.month == months
    assert moved.day == day.day or (moved + timedelta(days=1)).day == 1


def test_beyond_the_calendar_nothing_is_counted() -> None:
    with pytest.raises(OverflowError):
        counted(date.max, 1)
    with pytest.raises(OverflowError):
        add_months(date.max, 1)
