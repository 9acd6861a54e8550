"""Reminders by e-mail: an address is kept only until its day has come and the mail is sent."""

import sqlite3
from typing import NamedTuple


class Reminder(NamedTuple):
    """To whom and on which day (ISO) a project reminds; *title* is the project's."""

    project: str
    title: str
    address: str
    day: str


FIELDS = "SELECT project, title, address, day FROM reminder JOIN project ON id = project"


def put(connection: sqlite3.Connection, project: str, address: str, day: str) -> None:
    """Remind of *project* on *day*, in place of an earlier reminder."""
    connection.execute("INSERT OR REPLACE INTO reminder VALUES (?, ?, ?)", (project, address, day))


def drop(connection: sqlite3.Connection, project: str) -> None:
    """Forget the reminder of *project* and its address."""
    connection.execute("DELETE FROM reminder WHERE project = ?", (project,))


def of(connection: sqlite3.Connection, project: str) -> Reminder | None:
    """The reminder of *project*, if there is one."""
    row = connection.execute(f"{FIELDS} WHERE project = ?", (project,)).fetchone()
    return Reminder(*row) if row else None


def due(connection: sqlite3.Connection, day: str) -> list[Reminder]:
    """The reminders whose day has come by *day*, the oldest first."""
    rows = connection.execute(f"{FIELDS} WHERE day <= ? ORDER BY day, project", (day,))
    return [Reminder(*row) for row in rows]
