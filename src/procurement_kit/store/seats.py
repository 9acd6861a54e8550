"""Those who take part in a workshop: codes, copies of the scenario, and what they say of it."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from procurement_kit.methodology.procurement import Procurement
from procurement_kit.store import access
from procurement_kit.store import workshop_rows as rows
from procurement_kit.store.errors import (
    CodeUnknownError,
    JoiningLockedError,
    TooManyTriesError,
    WorkshopUnknownError,
)
from procurement_kit.store.store import Store, insert, stamp
from procurement_kit.store.workshop_rows import COLUMNS, Message, Seat, get, note_change, one
from procurement_kit.workshops import guessing
from procurement_kit.workshops.codes import read_code
from procurement_kit.workshops.feedback import Feedback
from procurement_kit.workshops.room import Progress
from procurement_kit.workshops.workshop import State, Workshop

SEAT_COLUMNS = "project, workshop, number, name, people, is_shared, progress"
PLACES_LIMIT = 1000
"""So many copies one workshop may have, that nobody fills the disk with an open code."""


@dataclass(frozen=True)
class Newcomer:
    """Somebody who joins: the browser, the name of the copy, and the code to come back with."""

    session: str
    name: str
    return_code: str
    is_group: bool = False


class Seats:
    """The participants of every workshop of one installation."""

    def __init__(self, store: Store) -> None:
        self._connections = store.connections
        self._store = store

    def find(self, typed: str, address: str, at: datetime) -> Workshop:
        """The workshop with the code *typed*; only a failure counts against *address*."""
        query = f"SELECT {COLUMNS} FROM workshop WHERE code = ? AND expires > ?"  # noqa: S608
        values = (read_code(typed), stamp(at))
        return rows.workshop_of(self._tried(query, values, address, at))

    def come_back(self, typed: str, session: str, address: str, at: datetime) -> Seat:
        """Open the copy of the return code *typed* for the browser; only a failure counts."""
        query = f"""SELECT {SEAT_COLUMNS} FROM seat JOIN seat_return USING (project)
                    WHERE code_hash = ? AND ? <> ''"""  # noqa: S608 - our columns
        values = (access.token_hash(read_code(typed)), stamp(at))
        seat = rows.seat_of(self._tried(query, values, address, at))
        self._store.grant(session, seat.project, access.EDIT)
        return seat

    def join(
        self,
        id: str,  # noqa: A002
        copy: Procurement,
        who: Newcomer,
        first: Progress,
        at: datetime,
    ) -> Seat:
        """The seat of somebody new: a group's own, or *copy* as a project of their own."""
        with self._connections.writing() as connection:
            workshop = get(connection, id)
            if workshop.state is not State.OPEN:
                raise JoiningLockedError("joining_locked")
            project = _seat_of_group(connection, id, who) or _new_seat(
                connection, id, copy, who, (first, at)
            )
            query = "UPDATE seat SET people = people + 1 WHERE project = ?"
            connection.execute(query, (project,))
            returned = (access.token_hash(who.return_code), project)
            connection.execute("INSERT INTO seat_return VALUES (?, ?)", returned)
            access.grant(connection, who.session, project, access.EDIT)
            note_change(connection, id)
            return _seat(connection, project)

    def seat(self, project: str) -> Seat | None:
        """The seat that *project* belongs to; None for an ordinary project."""
        with self._connections.reading() as connection:
            return _found_seat(connection, project)

    def seat_in(self, id: str, session: str) -> Seat | None:  # noqa: A002
        """The seat that the browser has in the workshop already."""
        query = """SELECT seat.project FROM seat JOIN grant_ ON grant_.project = seat.project
                   WHERE workshop = ? AND session = ?"""
        with self._connections.reading() as connection:
            row = connection.execute(query, (id, access.token_hash(session))).fetchone()
            return _found_seat(connection, row[0]) if row else None

    def seats(self, id: str) -> tuple[Seat, ...]:  # noqa: A002
        """Every copy of the workshop, in the order of joining."""
        query = f"SELECT {SEAT_COLUMNS} FROM seat WHERE workshop = ? ORDER BY number"  # noqa: S608
        with self._connections.reading() as connection:
            return tuple(map(rows.seat_of, connection.execute(query, (id,))))

    def remove_seat(self, id: str, project: str) -> None:  # noqa: A002
        """Delete one copy, such as one made twice."""
        with self._connections.writing() as connection:
            query = "SELECT project FROM seat WHERE project = ? AND workshop = ?"
            one(connection, query, project, id)
            connection.execute("DELETE FROM project WHERE id = ?", (project,))
            note_change(connection, id)
        self._store.truncate_log()

    def share(self, project: str, *, is_shared: bool) -> None:
        """Remember whether this copy may be shown to the room."""
        self._update_seat(project, "is_shared = ?", int(is_shared))

    def replace_return_code(self, project: str, code: str) -> None:
        """A further way back to the copy."""
        with self._connections.writing() as connection:
            row = (access.token_hash(code), project)
            connection.execute("INSERT OR REPLACE INTO seat_return VALUES (?, ?)", row)

    def keep_progress(self, project: str, progress: Progress) -> None:
        """Remember how far the copy is, unless a later saving was noted already."""
        query = """UPDATE seat SET progress = ?1, revision = ?2
                   WHERE project = ?3 AND revision <= ?2 RETURNING workshop"""
        values = (rows.packed(progress), progress.revision, project)
        with self._connections.writing() as connection:
            row = connection.execute(query, values).fetchone()
            if row is not None:
                note_change(connection, row[0])

    def write_message(self, id: str, message: Message) -> None:  # noqa: A002
        """Keep what a participant wrote to the trainer."""
        with self._connections.writing() as connection:
            row = (id, stamp(message.at), message.stage, message.text)
            connection.execute("INSERT INTO workshop_message VALUES (?, ?, ?, ?)", row)
            note_change(connection, id)

    def messages(self, id: str) -> tuple[Message, ...]:  # noqa: A002
        """What participants wrote to the trainer, the newest first."""
        query = """SELECT at, stage, text FROM workshop_message WHERE workshop = ?
                   ORDER BY at DESC, rowid DESC"""
        with self._connections.reading() as connection:
            found = connection.execute(query, (id,))
            return tuple(Message(datetime.fromisoformat(row[0]), row[1], row[2]) for row in found)

    def give_feedback(self, id: str, by: str, feedback: Feedback) -> None:  # noqa: A002
        """Keep the feedback; a second one of the same browser replaces the first."""
        with self._connections.writing() as connection:
            row = (id, by, rows.packed(feedback))
            connection.execute("INSERT OR REPLACE INTO workshop_feedback VALUES (?, ?, ?)", row)
            note_change(connection, id)

    def feedback(self, id: str) -> tuple[Feedback, ...]:  # noqa: A002
        """All feedback, in an order that says nothing of who gave it."""
        query = "SELECT given FROM workshop_feedback WHERE workshop = ? ORDER BY given"
        with self._connections.reading() as connection:
            return tuple(rows.feedback_of(row[0]) for row in connection.execute(query, (id,)))

    def _update_seat(self, project: str, what: str, value: int) -> None:
        with self._connections.writing() as connection:
            query = f"UPDATE seat SET {what} WHERE project = ? RETURNING workshop"  # noqa: S608
            note_change(connection, str(one(connection, query, value, project)))

    def _tried(
        self, query: str, values: tuple[str, str], address: str, at: datetime
    ) -> tuple[object, ...]:
        with self._connections.writing() as connection:
            oldest = stamp(at - guessing.WINDOW)
            connection.execute("DELETE FROM failed_code WHERE at < ?", (oldest,))
            limits = ((address, guessing.FROM_ONE_ADDRESS), ("", guessing.IN_TOTAL))
            for where, most in limits:
                ages = rows.failure_ages(connection, where, at)
                if seconds := guessing.wait_seconds(ages, most):
                    raise TooManyTriesError(seconds)
            row: tuple[object, ...] | None = connection.execute(query, values).fetchone()
            if row is None:
                failed = (address, stamp(at))
                connection.execute("INSERT INTO failed_code VALUES (?, ?)", failed)
        if row is None:
            raise CodeUnknownError("code_unknown")
        return row


def _found_seat(connection: sqlite3.Connection, project: str) -> Seat | None:
    query = f"SELECT {SEAT_COLUMNS} FROM seat WHERE project = ?"  # noqa: S608 - our columns
    row = connection.execute(query, (project,)).fetchone()
    return rows.seat_of(row) if row else None


def _seat(connection: sqlite3.Connection, project: str) -> Seat:
    seat = _found_seat(connection, project)
    if seat is None:
        raise WorkshopUnknownError("workshop_unknown")
    return seat


def _seat_of_group(connection: sqlite3.Connection, workshop: str, who: Newcomer) -> str:
    if not who.is_group:
        return ""
    query = "SELECT project FROM seat WHERE workshop = ? AND name = ?"
    row = connection.execute(query, (workshop, who.name)).fetchone()
    return str(row[0]) if row else ""


def _new_seat(
    connection: sqlite3.Connection,
    workshop: str,
    copy: Procurement,
    who: Newcomer,
    begun: tuple[Progress, datetime],
) -> str:
    progress, at = begun
    query = "SELECT coalesce(max(number), 0) + 1 FROM seat WHERE workshop = ?"
    (number,) = connection.execute(query, (workshop,)).fetchone()
    if number > PLACES_LIMIT:
        raise JoiningLockedError("workshop_full", limit=PLACES_LIMIT)
    insert(connection, copy, (stamp(at), ""))
    row = (copy.id, workshop, number, who.name, progress.revision, rows.packed(progress))
    connection.execute("INSERT INTO seat VALUES (?, ?, ?, ?, 0, 0, ?, ?)", row)
    return copy.id
