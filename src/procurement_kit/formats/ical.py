"""Writes days as an iCalendar file that any calendar can take in; with the library icalendar."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar
from icalendar import Event as Entry

PRODUCT = "-//procurement-kit//time limits//CS"
ALARM_BEFORE = timedelta(days=3)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Event:
    """A whole day with its words; *uid* stays the same when the day moves."""

    uid: str
    day: date
    summary: str
    description: str = ""


def uid(project: str, limit: str) -> str:
    """A stable name of a limit of a project from which the project's id can't be read."""
    digest = hashlib.sha256(f"{project}/{limit}".encode()).hexdigest()
    return f"{digest[:32]}@procurement-kit"


def write(events: Iterable[Event], name: str, at: datetime) -> bytes:
    """The calendar *name* made at the moment *at*; each event reminds three days before."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for event in events:
        calendar.add_component(_entry(event, at))
    return bytes(calendar.to_ical())


def _entry(event: Event, at: datetime) -> Entry:
    entry = Entry()
    entry.add("uid", event.uid)
    entry.add("dtstamp", at)
    entry.add("dtstart", event.day)
    if event.day < date.max:
        entry.add("dtend", event.day + ONE_DAY)
    entry.add("summary", event.summary)
    if event.description:
        entry.add("description", event.description)
    entry.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", event.summary)
    alarm.add("trigger", -ALARM_BEFORE)
    entry.add_component(alarm)
    return entry
