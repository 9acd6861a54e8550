"""Workshops and who leads them: their beginning, what they show, and their deletion."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from procurement_kit.store import access
from procurement_kit.store import workshop_rows as rows
from procurement_kit.store.store import Store, stamp
from procurement_kit.store.workshop_rows import COLUMNS, get, one
from procurement_kit.workshops import guessing
from procurement_kit.workshops.workshop import Screen, State, Workshop


class Workshops:
    """The workshops of one installation, in the same database as the projects."""

    def __init__(self, store: Store) -> None:
        self._connections = store.connections
        self._store = store

    def create(self, workshop: Workshop, salt: str, trainer_token: str) -> None:
        """Begin *workshop*; whoever holds *trainer_token* leads it."""
        with self._connections.writing() as connection:
            connection.execute(
                f"INSERT INTO workshop ({COLUMNS}, salt, trainer_hash)"  # noqa: S608 - our columns
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*_row(workshop), salt, access.token_hash(trainer_token)),
            )

    def get(self, id: str) -> Workshop:  # noqa: A002
        """The workshop; WorkshopUnknownError if there is none."""
        with self._connections.reading() as connection:
            return get(connection, id)

    def change_of(self, id: str) -> int:  # noqa: A002
        """The number of the last change that a board shows."""
        with self._connections.reading() as connection:
            return int(str(one(connection, "SELECT change FROM workshop WHERE id = ?", id)))

    def salt(self, id: str) -> str:  # noqa: A002
        """What the trainer's link is made from."""
        with self._connections.reading() as connection:
            return str(one(connection, "SELECT salt FROM workshop WHERE id = ?", id))

    def led_by(self, session: str) -> tuple[Workshop, ...]:
        """The workshops that the browser leads, the newest first."""
        query = f"""SELECT {COLUMNS} FROM trainer JOIN workshop ON id = workshop
                    WHERE session = ? ORDER BY created DESC"""  # noqa: S608 - our columns
        with self._connections.reading() as connection:
            found = connection.execute(query, (access.token_hash(session),))
            return tuple(map(rows.workshop_of, found))

    def lead(self, session: str, trainer_token: str) -> str:
        """Let the browser lead the workshop of *trainer_token*; its id."""
        with self._connections.writing() as connection:
            query = "SELECT id FROM workshop WHERE trainer_hash = ?"
            name = str(one(connection, query, access.token_hash(trainer_token)))
            row = (access.token_hash(session), name)
            connection.execute("INSERT OR REPLACE INTO trainer VALUES (?, ?)", row)
            return name

    def is_led_by(self, session: str, id: str) -> bool:  # noqa: A002
        """Whether the browser leads the workshop."""
        with self._connections.reading() as connection:
            return rows.is_trainer(connection, session, id)

    def carry(self, old: str, new: str) -> None:
        """Let the session *new* lead what *old* leads."""
        with self._connections.writing() as connection:
            pair = (access.token_hash(new), access.token_hash(old))
            connection.execute("UPDATE OR REPLACE trainer SET session = ? WHERE session = ?", pair)

    def show(self, id: str, change: Callable[[Screen], Screen]) -> None:  # noqa: A002
        """Put on the screen what *change* makes of it."""
        self._update(id, lambda workshop: replace(workshop, screen=change(workshop.screen)))

    def set_state(self, id: str, state: State) -> None:  # noqa: A002
        """Open, lock or end the workshop; the code of an ended one is forgotten."""
        self._update(
            id,
            lambda workshop: replace(
                workshop, state=state, code="" if state is State.ENDED else workshop.code
            ),
        )

    def reset(self, id: str) -> None:  # noqa: A002
        """Delete every copy, message and feedback of this workshop; its code stays."""
        with self._connections.writing() as connection:
            _empty(connection, id)
            screen = replace(get(connection, id).screen, revealed=(), solution=False, timer=None)
            query = "UPDATE workshop SET change = change + 1, screen = ? WHERE id = ?"
            connection.execute(query, (rows.packed(screen), id))
        self._store.truncate_log()

    def delete(self, id: str) -> None:  # noqa: A002
        """Delete the workshop with everything that its participants wrote."""
        with self._connections.writing() as connection:
            _empty(connection, id)
            connection.execute("DELETE FROM workshop WHERE id = ?", (id,))
        self._store.truncate_log()

    def purge(self, at: datetime) -> int:
        """Delete every workshop whose day has come; how many there were."""
        with self._connections.reading() as connection:
            query = "SELECT id FROM workshop WHERE expires <= ?"
            names = [row[0] for row in connection.execute(query, (stamp(at),))]
        for name in names:
            self.delete(name)
        with self._connections.writing() as connection:
            oldest = stamp(at - guessing.WINDOW)
            connection.execute("DELETE FROM failed_code WHERE at < ?", (oldest,))
        return len(names)

    def _update(self, id: str, change: Callable[[Workshop], Workshop]) -> None:  # noqa: A002
        with self._connections.writing() as connection:
            after = change(get(connection, id))
            connection.execute(
                """UPDATE workshop SET code = ?, state = ?, screen = ?, change = change + 1
                   WHERE id = ?""",
                (after.code or None, after.state, rows.packed(after.screen), id),
            )


def _row(workshop: Workshop) -> tuple[object, ...]:
    return (
        workshop.id,
        rows.packed(workshop.terms),
        workshop.content_hash,
        workshop.code or None,
        workshop.state,
        stamp(workshop.created),
        stamp(workshop.expires),
        workshop.change,
        rows.packed(workshop.screen),
    )


def _empty(connection: sqlite3.Connection, workshop: str) -> None:
    query = "DELETE FROM project WHERE id IN (SELECT project FROM seat WHERE workshop = ?)"
    connection.execute(query, (workshop,))
    for table in ("workshop_message", "workshop_feedback"):
        connection.execute(f"DELETE FROM {table} WHERE workshop = ?", (workshop,))  # noqa: S608
