"""The calendar file can be taken in again and again without doubling, and tells no secret."""

from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar

from procurement_kit.formats.ical import Event, uid, write

AT = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
SECRET = "kXr2mVt9wQ"


def test_an_event_is_a_whole_day_with_a_reminder_three_days_before() -> None:
    event = Event(
        uid(SECRET, "tenders"), date(2026, 12, 31), "Konec lhůty, nabídky", "30 dnů\n§ 57"
    )

    read = Calendar.from_ical(write([event], "Zakázka", AT))

    entry = next(iter(read.walk("VEVENT")))
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (date(2026, 12, 31), date(2027, 1, 1))
    assert str(entry["SUMMARY"]) == "Konec lhůty, nabídky"
    assert str(entry["DESCRIPTION"]) == "30 dnů\n§ 57"
    assert entry["DTSTAMP"].dt == AT
    alarm = next(iter(read.walk("VALARM")))
    assert alarm["TRIGGER"].dt == timedelta(days=-3)


def test_a_moved_day_replaces_the_old_one_and_no_two_limits_share_a_name() -> None:
    assert uid(SECRET, "tenders") == uid(SECRET, "tenders")
    assert len({uid(SECRET, "tenders"), uid(SECRET, "award"), uid("other", "tenders")}) == 3


def test_the_secret_link_is_not_in_the_file() -> None:
    made = write([Event(uid(SECRET, "tenders"), date(2026, 12, 31), "Konec")], "Zakázka", AT)

    assert SECRET.encode() not in made


def test_the_same_days_make_the_same_file() -> None:
    events = [Event(uid(SECRET, "tenders"), date(2026, 12, 31), "Konec")]

    assert write(events, "Zakázka", AT) == write(events, "Zakázka", AT)
