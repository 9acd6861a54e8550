"""The time limits of a procurement as a drawing and as a calendar file."""

from collections.abc import Iterable
from datetime import date, datetime

from procurement_kit.documents.time_limits import LimitRow
from procurement_kit.documents.wording import DocumentWords
from procurement_kit.formats import ical, timeline


def drawings(rows: Iterable[LimitRow], words: DocumentWords) -> tuple[tuple[str, str], ...]:
    """The timeline for wide and for narrow screens; nothing while no day is known."""
    parts = words.time_limits
    marks = [_mark(row, row.timed.last) for row in rows if row.timed.last]
    texts = timeline.Words(parts.timeline_title, parts.timeline_description, parts.kinds)
    return tuple(timeline.both(marks, texts))


def calendar_file(rows: Iterable[LimitRow], project: str, name: str, at: datetime) -> bytes:
    """Every known last day as an iCalendar file."""
    events = (_event(row, row.timed.last, project) for row in rows if row.timed.last)
    return ical.write(events, name, at)


def _mark(row: LimitRow, last: date) -> timeline.Mark:
    timed = row.timed
    first = timed.start if timed.start != last else None
    label = f"{row.label}: {row.last}"
    if timed.is_broken:
        label = f"{label} ({row.status})"
    return timeline.Mark(label, last, timed.limit.kind.value, first, timed.is_broken)


def _event(row: LimitRow, last: date, project: str) -> ical.Event:
    lines = (row.length, row.status, row.note, row.provision)
    uid = ical.uid(project, row.timed.limit.id)
    return ical.Event(uid, last, row.label, "\n".join(filter(None, lines)))
