"""Workshops, seats and what participants said, as rows and back."""

import json
import sqlite3
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from procurement_kit.store.access import token_hash
from procurement_kit.store.errors import WorkshopUnknownError
from procurement_kit.workshops.feedback import Feedback
from procurement_kit.workshops.room import Progress
from procurement_kit.workshops.workshop import Naming, Pace, Screen, State, Terms, Workshop

COLUMNS = "id, terms, content_hash, code, state, created, expires, change, screen"


@dataclass(frozen=True)
class Seat:
    """The copy of one participant or group; *number* tells copies apart where there is no name."""

    project: str
    workshop: str
    number: int
    name: str
    people: int
    is_shared: bool
    progress: Progress


@dataclass(frozen=True)
class Message:
    """What a participant wrote to the trainer."""

    at: datetime
    stage: str
    text: str


def workshop_of(row: tuple[Any, ...]) -> Workshop:
    """The workshop in *row*."""
    name, terms, content_hash, code, state, created, expires, change, screen = row
    return Workshop(
        name,
        _terms(json.loads(terms)),
        content_hash,
        code or "",
        State(state),
        datetime.fromisoformat(created),
        datetime.fromisoformat(expires),
        change,
        _screen(json.loads(screen)),
    )


def seat_of(row: tuple[Any, ...]) -> Seat:
    """The seat in *row*."""
    project, workshop, number, name, people, is_shared, progress = row
    return Seat(project, workshop, number, name, people, bool(is_shared), _progress(progress))


def packed(value: Terms | Screen | Progress | Feedback) -> str:
    """*value* as text."""
    return json.dumps(asdict(value), ensure_ascii=False, default=_day)


def feedback_of(text: str) -> Feedback:
    """The feedback packed in *text*."""
    return Feedback(**json.loads(text))


def failure_ages(connection: sqlite3.Connection, address: str, at: datetime) -> tuple[float, ...]:
    """The ages in seconds of the failures from *address*; of all where it is empty."""
    query = "SELECT at FROM failed_code WHERE ? IN ('', address) ORDER BY at DESC"
    rows = connection.execute(query, (address,))
    return tuple((at - datetime.fromisoformat(row[0])).total_seconds() for row in rows)


def is_trainer(connection: sqlite3.Connection, session: str, workshop: str) -> bool:
    """Whether the browser leads *workshop*."""
    query = "SELECT 1 FROM trainer WHERE session = ? AND workshop = ?"
    return connection.execute(query, (token_hash(session), workshop)).fetchone() is not None


def get(connection: sqlite3.Connection, workshop: str) -> Workshop:
    """The workshop; WorkshopUnknownError if there is none."""
    query = f"SELECT {COLUMNS} FROM workshop WHERE id = ?"  # noqa: S608 - our columns
    row = connection.execute(query, (workshop,)).fetchone()
    if row is None:
        raise WorkshopUnknownError("workshop_unknown")
    return workshop_of(row)


def one(connection: sqlite3.Connection, query: str, *values: object) -> object:
    """The first value of the first row; WorkshopUnknownError if there is none."""
    row = connection.execute(query, values).fetchone()
    if row is None:
        raise WorkshopUnknownError("workshop_unknown")
    return row[0]


def note_change(connection: sqlite3.Connection, workshop: str) -> None:
    """Count one more change that the board shows."""
    connection.execute("UPDATE workshop SET change = change + 1 WHERE id = ?", (workshop,))


def _day(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(value)


def _terms(found: dict[str, Any]) -> Terms:
    found["stages"], found["groups"] = tuple(found["stages"]), tuple(found["groups"])
    found["pace"], found["naming"] = Pace(found["pace"]), Naming(found["naming"])
    return Terms(**found)


def _screen(found: dict[str, Any]) -> Screen:
    found["revealed"] = tuple(found["revealed"])
    found["timer"] = datetime.fromisoformat(found["timer"]) if found["timer"] else None
    return Screen(**found)


def _progress(text: str) -> Progress:
    found = json.loads(text)
    found["done"], found["flags"] = tuple(found["done"]), tuple(found["flags"])
    return Progress(**found)
