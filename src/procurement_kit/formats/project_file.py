"""A whole project as one JSON file: to keep, to send to a colleague, to begin another from."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC
from itertools import pairwise
from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from procurement_kit.methodology import notes
from procurement_kit.methodology.procurement import NOTE, Change, Event, Procurement
from procurement_kit.methodology.reading import clean
from procurement_kit.problems import KitError

FAMILY = "procurement-kit-project/"
VERSION = 1
SIZE_LIMIT = 5 * 1024 * 1024
BYTE_ORDER_MARK = b"\xef\xbb\xbf"

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=100)]
Subject = Annotated[
    str, StringConstraints(pattern=r"^((flag:)?[a-z][a-z0-9_]*|content:)$", max_length=105)
]
NoteSubject = Annotated[str, StringConstraints(pattern=r"^note:[0-9a-z]{1,32}$")]
NoteName = Annotated[str, StringConstraints(pattern=r"^[0-9a-z]{1,32}$")]
Title = Annotated[str, StringConstraints(min_length=1, max_length=1000)]
Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-z]*$", max_length=64)]


class _Entry(BaseModel):
    """An event as the file holds it."""

    number: Annotated[int, Field(ge=1)]
    subject: Subject
    old: str
    new: str
    at: AwareDatetime
    by: Annotated[str, StringConstraints(max_length=100)]
    via: Annotated[str, StringConstraints(max_length=100)] = ""


class _NoteEntry(_Entry):
    """An event of a note; kept apart, so that a program without notes can read the rest."""

    subject: NoteSubject


class _Header(BaseModel):
    """What tells our files from others."""

    format: str


class _Content(_Header):
    """The whole file; unknown keys are left aside and named."""

    model_config = ConfigDict(extra="allow")

    title: Title
    content_hash: Hash
    answers: dict[Name, str]
    acknowledgements: dict[Name, str]
    history: tuple[_Entry, ...] = ()
    notes: dict[NoteName, str] = Field(default_factory=dict, max_length=notes.NOTES_LIMIT)
    note_history: tuple[_NoteEntry, ...] = ()


@dataclass(frozen=True)
class ProjectFile:
    """What a file holds: a procurement without an id, its history, keys left aside."""

    procurement: Procurement
    history: tuple[Event, ...]
    unknown_keys: tuple[str, ...] = ()


def write(procurement: Procurement, events: Iterable[Event]) -> bytes:
    """*procurement* with its history as a file; equal projects give equal bytes."""
    history = list(events)
    content: dict[str, Any] = {
        "format": f"{FAMILY}{VERSION}",
        "title": procurement.title,
        "content_hash": procurement.content_hash,
        "answers": dict(procurement.answers),
        "acknowledgements": dict(procurement.acknowledgements),
        "history": [_entry(event) for event in history if not _is_of_note(event)],
    }
    told = [_entry(event) for event in history if _is_of_note(event)]
    if procurement.notes or told:
        content |= {"notes": dict(procurement.notes), "note_history": told}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, indent=2)
    return f"{text}\n".encode()


def read(name: str, data: bytes) -> ProjectFile:
    """The project in file *name*; KitError says what is wrong with the file and what to do."""
    if len(data) > SIZE_LIMIT:
        raise KitError("project_file_large", file=name, limit=SIZE_LIMIT // (1024 * 1024))
    text = data.removeprefix(BYTE_ORDER_MARK)
    _check_format(name, text)
    try:
        content = _Content.model_validate_json(text, strict=True)
    except ValidationError as error:
        raise _shape(name, error.errors()[0]["loc"]) from error
    history = tuple(_event(entry) for entry in content.history)
    _check_numbers(name, "history", history)
    told = tuple(_event(entry) for entry in content.note_history)
    _check_numbers(name, "note_history", told)
    _check_notes(name, content)
    history = tuple(sorted((*history, *told), key=lambda event: event.number))
    _check_numbers(name, "note_history", history)
    return ProjectFile(_procurement(content, history), history, tuple(content.model_extra or ()))


def _check_format(name: str, text: bytes) -> None:
    """Raise unless *text* is a file of ours that this version can read."""
    try:
        header = _Header.model_validate_json(text, strict=True)
    except ValidationError as error:
        is_json = error.errors()[0]["type"] != "json_invalid"
        code = "project_file_other" if is_json else "project_file_not_json"
        raise KitError(code, file=name) from error
    family, version = header.format[: len(FAMILY)], header.format[len(FAMILY) :]
    if family != FAMILY or not (version.isascii() and version.isdecimal()):
        raise KitError("project_file_other", file=name)
    if version != str(VERSION):
        raise KitError("project_file_newer", file=name, version=version[:10])


def _check_notes(name: str, content: _Content) -> None:
    """Raise unless every note can be read."""
    for key, raw in content.notes.items():
        if notes.read(clean(raw)) is None:
            raise _shape(name, ("notes", key))


def _check_numbers(name: str, key: str, history: tuple[Event, ...]) -> None:
    """Raise unless the events are numbered upwards."""
    for place, (before, after) in enumerate(pairwise(history), start=1):
        if after.number <= before.number:
            raise _shape(name, (key, place, "number"))


def _shape(name: str, place: tuple[int | str, ...]) -> KitError:
    """The error for a value of a wrong kind at *place*."""
    return KitError("project_file_shape", file=name, place=".".join(map(str, place))[:200])


def _is_of_note(event: Event) -> bool:
    return event.change.subject.startswith(NOTE)


def _entry(event: Event) -> dict[str, Any]:
    named = {"via": event.via} if event.via else {}
    return named | {
        "number": event.number,
        "subject": event.change.subject,
        "old": event.change.old,
        "new": event.change.new,
        "at": event.at.astimezone(UTC).isoformat(),
        "by": event.by,
    }


def _event(entry: _Entry) -> Event:
    change = Change(entry.subject, clean(entry.old), clean(entry.new))
    return Event(entry.number, change, entry.at.astimezone(UTC), clean(entry.by), clean(entry.via))


def _procurement(content: _Content, history: tuple[Event, ...]) -> Procurement:
    return Procurement(
        id="",
        title=clean(content.title),
        content_hash=content.content_hash,
        revision=history[-1].number if history else 0,
        answers={key: clean(value) for key, value in content.answers.items()},
        acknowledgements={key: clean(text) for key, text in content.acknowledgements.items()},
        notes={key: clean(raw) for key, raw in content.notes.items()},
    )
