"""One procurement as its official fills it in: raw answers, acknowledged warnings, history."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType

from procurement_kit.methodology.reading import clean

CONTENT = "content:"
"""The subject of the change from one content to another; old and new are its hashes."""
NOTE = "note:"
"""What begins the subject of a note."""
FLAG = "flag:"
EMPTY: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Change:
    """One answer given, changed or taken back; *subject* is a question, a "flag:" or a "note:"."""

    subject: str
    old: str
    new: str


@dataclass(frozen=True)
class Event:
    """A change as it was recorded; *number* grows by one with each.

    *by* tells browsers apart; *via* is the name of the link that the browser came by, "" for the
    owner's.
    """

    number: int
    change: Change
    at: datetime
    by: str
    via: str = ""


@dataclass(frozen=True)
class Procurement:
    """The answers of one procurement, as typed, the reasons given for its red flags, its notes."""

    id: str
    title: str
    content_hash: str
    revision: int = 0
    answers: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    acknowledgements: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    notes: Mapping[str, str] = field(default_factory=lambda: EMPTY)

    def changes(self, answers: Mapping[str, str]) -> tuple[Change, ...]:
        """What *answers* would change; an answer that stays the same is no change."""
        return tuple(
            Change(name, self.answers.get(name, ""), clean(raw))
            for name, raw in answers.items()
            if clean(raw) != self.answers.get(name, "")
        )

    def acknowledge(self, flag: str, reason: str) -> tuple[Change, ...]:
        """The change that records *reason* for red flag *flag*; an empty reason takes it back."""
        old, new = self.acknowledgements.get(flag, ""), clean(reason)
        return (Change(f"{FLAG}{flag}", old, new),) if old != new else ()

    def apply(self, changes: tuple[Change, ...]) -> "Procurement":
        """The procurement after *changes*."""
        values = {
            "": dict(self.answers),
            FLAG: dict(self.acknowledgements),
            NOTE: dict(self.notes),
        }
        for change in changes:
            kind = next((kind for kind in (FLAG, NOTE) if change.subject.startswith(kind)), "")
            key = change.subject.removeprefix(kind)
            if change.new:
                values[kind][key] = change.new
            else:
                values[kind].pop(key, None)
        answers, reasons, notes = map(MappingProxyType, values.values())
        return replace(self, answers=answers, acknowledgements=reasons, notes=notes)


def undo(event: Event) -> tuple[Change, ...]:
    """The change that takes *event* back."""
    return (Change(event.change.subject, event.change.new, event.change.old),)


def as_of(procurement: Procurement, events: Iterable[Event], number: int) -> Procurement:
    """The procurement as it was after event *number*, with the content that it had then."""
    begun = replace(procurement, answers=EMPTY, acknowledgements=EMPTY, revision=number)
    found, content = begun, ""
    for event in sorted(events, key=lambda event: event.number):
        is_move, is_past = event.change.subject == CONTENT, event.number <= number
        if is_move and (is_past or not content):
            content = event.change.new if is_past else event.change.old
        elif is_past and not is_move:
            found = found.apply((event.change,))
    return replace(found, content_hash=content or procurement.content_hash)
