"""Projects, their history, and who may open them: everything the program remembers."""

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from sqlite_utils import Database

from procurement_kit.formats.files import ContentFiles
from procurement_kit.methodology.procurement import (
    CONTENT,
    FLAG,
    NOTE,
    Change,
    Event,
    Procurement,
)
from procurement_kit.store import access, contents, reminders
from procurement_kit.store.connections import Connections
from procurement_kit.store.errors import (
    ConflictError,
    OutdatedViewError,
    StorageError,
    UnknownProjectError,
)
from procurement_kit.store.merging import Stored, merge
from procurement_kit.store.schema import migrate

DATABASE = "kit.sqlite3"


class ProjectRow(NamedTuple):
    """A project in a list."""

    id: str
    title: str
    updated: datetime


class Store:
    """The database of one installation; safe to share between threads."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    @classmethod
    def open(cls, path: Path) -> "Store":
        """The store in the file *path*; its folder and tables are made if need be."""
        connections = Connections(path)
        with connections.writing() as connection:
            migrate(Database(connection))
        return cls(connections)

    def close(self) -> None:
        """Close the connections of this process."""
        self._connections.close()

    @property
    def connections(self) -> Connections:
        """The connections to the database, for what else is kept in it."""
        return self._connections

    def keep_content(self, files: ContentFiles) -> str:
        """Keep *files* under their hash, once."""
        with self._connections.writing() as connection:
            return contents.keep(connection, files)

    def content(self, hash: str) -> ContentFiles:  # noqa: A002 - the word of the trade
        """The content kept under *hash*; UnknownContentError if there is none."""
        with self._connections.reading() as connection:
            return contents.find(connection, hash)

    def create(
        self, procurement: Procurement, at: datetime, by: str, history: Iterable[Event] = ()
    ) -> Procurement:
        """Begin a project with the *history* that it brings along.

        Answers that its history does not explain become events of *at*.
        """
        with self._connections.writing() as connection:
            return insert(connection, procurement, (stamp(at), by), history)

    def get(self, id: str) -> Procurement:  # noqa: A002
        """The project; UnknownProjectError if there is none."""
        with self._connections.reading() as connection:
            return _get(connection, id)

    def save(  # noqa: PLR0913 - what, from which revision, when, by whom and by which link
        self,
        id: str,  # noqa: A002
        changes: tuple[Change, ...],
        *,
        seen: int,
        at: datetime,
        by: str,
        via: str = "",
    ) -> Procurement:
        """The project after *changes* made from revision *seen*; ConflictError saves nothing."""
        with self._connections.writing() as connection:
            _revision(connection, id)
            merged = merge(changes, lambda subject: _stored(connection, id, subject, seen), seen)
            if merged.conflicts:
                raise ConflictError(merged.conflicts)
            if merged.changes:
                _append(connection, id, merged.changes, (stamp(at), by, via))
            return _get(connection, id)

    def rebind(  # noqa: PLR0913 - what, where to, from which revision, when and by whom
        self,
        id: str,  # noqa: A002
        content_hash: str,
        changes: tuple[Change, ...],
        *,
        seen: int,
        at: datetime,
        by: str,
        via: str = "",
    ) -> Procurement:
        """The project under other content, with the *changes* that this needs; all or nothing.

        OutdatedViewError if anything has changed since revision *seen*.
        """
        with self._connections.writing() as connection:
            if _revision(connection, id) != seen:
                raise OutdatedViewError("changed_meanwhile")
            contents.find(connection, content_hash)
            before = _get(connection, id).content_hash
            moved = Change(CONTENT, before, content_hash)
            connection.execute(
                "UPDATE project SET content_hash = ? WHERE id = ?", (content_hash, id)
            )
            _append(connection, id, (moved, *changes), (stamp(at), by, via))
            return _get(connection, id)

    def events(self, id: str) -> tuple[Event, ...]:  # noqa: A002
        """Every change of the project, the oldest first."""
        query = "SELECT number, subject, old, new, at, by, via FROM event WHERE project = ?"
        with self._connections.reading() as connection:
            _revision(connection, id)
            rows = connection.execute(f"{query} ORDER BY number", (id,))
            return tuple(
                Event(number, Change(subject, old, new), datetime.fromisoformat(at), by, via)
                for number, subject, old, new, at, by, via in rows
            )

    def rename(self, id: str, title: str, at: datetime) -> None:  # noqa: A002
        """Give the project another title."""
        query = "UPDATE project SET title = ?, updated = ?, used = ? WHERE id = ?"
        self._change_one(query, (title, stamp(at), stamp(at), id))

    def touch(self, id: str, at: datetime) -> None:  # noqa: A002
        """Note that the project was used, so that it is not purged."""
        self._change_one("UPDATE project SET used = ? WHERE id = ?", (stamp(at), id))

    def delete(self, id: str) -> None:  # noqa: A002
        """Delete the project with its history, links and grants; its bytes are overwritten."""
        self._change_one("DELETE FROM project WHERE id = ?", (id,))
        self.truncate_log()

    def purge(self, before: datetime) -> int:
        """Delete every project that was not used since *before*; how many there were."""
        with self._connections.writing() as connection:
            gone = connection.execute("DELETE FROM project WHERE used < ?", (stamp(before),))
            count = gone.rowcount
            connection.execute("DELETE FROM link WHERE expires < ?", (stamp(before),))
        self.truncate_log()
        return count

    def add_link(  # noqa: PLR0913 - to what, who, from when, until when, to do what and its name
        self,
        id: str,  # noqa: A002
        token: str,
        at: datetime,
        expires: datetime,
        *,
        role: str = "edit",
        label: str = "",
    ) -> None:
        """Let whoever holds *token* open the project in *role* until *expires*."""
        with self._connections.writing() as connection:
            _revision(connection, id)
            access.add_link(connection, id, token, (role, stamp(at), stamp(expires), label))

    def open_link(self, token: str, at: datetime) -> access.Link:
        """What *token* opens at the time *at*; opening it does not use it up."""
        with self._connections.reading() as connection:
            return access.open_link(connection, token, stamp(at))

    def revoke_links(self, id: str, keep: str) -> None:  # noqa: A002
        """Make every link useless and close the project in every browser but the session *keep*."""
        with self._connections.writing() as connection:
            connection.execute("DELETE FROM link WHERE project = ?", (id,))
            query = "DELETE FROM grant_ WHERE project = ? AND session <> ?"
            connection.execute(query, (id, access.token_hash(keep)))

    def named_links(self, id: str) -> tuple[access.NamedLink, ...]:  # noqa: A002
        """The links that the owner has given to others, the oldest first."""
        with self._connections.reading() as connection:
            return tuple(access.named_links(connection, id))

    def revoke_link(self, id: str, link: str) -> None:  # noqa: A002
        """Make one named link useless, also in the browsers that have come by it."""
        with self._connections.writing() as connection:
            access.revoke_link(connection, id, link)

    def remind(self, id: str, address: str, day: date) -> None:  # noqa: A002
        """Keep *address* until *day*, in place of an earlier reminder of the project."""
        with self._connections.writing() as connection:
            _revision(connection, id)
            reminders.put(connection, id, address, day.isoformat())

    def reminder(self, id: str) -> reminders.Reminder | None:  # noqa: A002
        """The reminder of the project, if there is one."""
        with self._connections.reading() as connection:
            return reminders.of(connection, id)

    def due_reminders(self, day: date) -> tuple[reminders.Reminder, ...]:
        """The reminders whose day has come by *day*."""
        with self._connections.reading() as connection:
            return tuple(reminders.due(connection, day.isoformat()))

    def drop_reminder(self, id: str) -> None:  # noqa: A002
        """Forget the reminder of the project and its address."""
        with self._connections.writing() as connection:
            reminders.drop(connection, id)

    def new_session(self, at: datetime) -> str:
        """The token of a new session; only its hash is stored, with the first project it opens."""
        stamp(at)
        return access.new_token()

    def end_session(self, session_token: str) -> None:
        """Forget the session and everything it may open."""
        with self._connections.writing() as connection:
            access.end_session(connection, session_token)

    def session_projects(self, session_token: str) -> tuple[ProjectRow, ...]:
        """The projects that the session may open, the last changed first."""
        with self._connections.reading() as connection:
            rows = access.session_projects(connection, session_token)
            return tuple(
                ProjectRow(project, title, datetime.fromisoformat(updated))
                for project, title, updated in rows
            )

    def forget(self, session_token: str, project_id: str) -> None:
        """Forget that the session may open the project."""
        with self._connections.writing() as connection:
            access.forget(connection, session_token, project_id)

    def move_session(self, old: str, new: str) -> None:
        """Let the session *new* open what *old* may open; *old* opens nothing any more."""
        with self._connections.writing() as connection:
            access.move(connection, old, new)

    def grant(self, session_token: str, project_id: str, role: str, link: str = "") -> None:
        """Let the session open the project, by the named *link*; no right is lowered."""
        with self._connections.writing() as connection:
            _revision(connection, project_id)
            access.grant(connection, session_token, project_id, role, link)

    def granted(self, session_token: str, project_id: str, at: datetime) -> access.Grant | None:
        """What the session may do with the project at *at*; None if it may not even see it."""
        with self._connections.reading() as connection:
            return access.granted(connection, session_token, project_id, stamp(at))

    def backup(self, to: Path) -> None:
        """A consistent copy of the whole database in the new file *to*, while others may write."""
        try:
            to.touch(mode=0o600, exist_ok=False)
        except OSError as error:
            raise StorageError("backup_exists", path=to) from error
        with self._connections.outside_transaction() as connection:
            connection.execute("VACUUM INTO ?", (str(to),))

    def is_sound(self) -> bool:
        """Whether SQLite finds the file and all its references in order."""
        with self._connections.outside_transaction() as connection:
            answers = connection.execute("PRAGMA integrity_check").fetchall()
            orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
        return answers == [("ok",)] and not orphans

    def _change_one(self, query: str, values: tuple[str, ...]) -> None:
        with self._connections.writing() as connection:
            if connection.execute(query, values).rowcount == 0:
                raise UnknownProjectError("project_unknown")

    def truncate_log(self) -> None:
        """Empty the write-ahead log, so that deleted text does not linger there."""
        with self._connections.outside_transaction() as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def stamp(at: datetime) -> str:
    """*at* as sortable text in UTC; a time without a zone is a mistake of the caller."""
    if at.tzinfo is None:
        raise ValueError(at)
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def insert(
    connection: sqlite3.Connection,
    procurement: Procurement,
    stamped: tuple[str, str],
    history: Iterable[Event] = (),
) -> Procurement:
    """Write a new project with the *history* it brings along; *stamped* is when and by whom."""
    row = (procurement.id, procurement.title, procurement.content_hash, *[stamped[0]] * 3)
    connection.execute("INSERT INTO project VALUES (?, ?, ?, ?, ?, ?)", row)
    told: dict[str, str] = {}
    for event in history:
        change = event.change
        if change.subject == CONTENT:
            continue
        _append(connection, procurement.id, [change], (stamp(event.at), event.by, event.via))
        told[change.subject] = change.new
    _append(connection, procurement.id, _differences(told, procurement), (*stamped, ""))
    return _get(connection, procurement.id)


def _revision(connection: sqlite3.Connection, project: str) -> int:
    """The number of the last event; UnknownProjectError if there is no such project."""
    query = "SELECT (SELECT max(number) FROM event WHERE project = id) FROM project WHERE id = ?"
    row = connection.execute(query, (project,)).fetchone()
    if row is None:
        raise UnknownProjectError("project_unknown")
    return int(row[0] or 0)


def _get(connection: sqlite3.Connection, project: str) -> Procurement:
    revision = _revision(connection, project)
    query = "SELECT title, content_hash FROM project WHERE id = ?"
    title, content_hash = connection.execute(query, (project,)).fetchone()
    query = "SELECT subject, value FROM answer WHERE project = ? AND value <> ''"
    values = dict(connection.execute(query, (project,)).fetchall())
    values.pop(CONTENT, None)
    reasons, notes = (_of_kind(values, kind) for kind in (FLAG, NOTE))
    answers = {key: value for key, value in values.items() if not key.startswith((FLAG, NOTE))}
    frozen = (MappingProxyType(group) for group in (answers, reasons, notes))
    return Procurement(project, title, content_hash, revision, *frozen)


def _of_kind(values: Mapping[str, str], kind: str) -> dict[str, str]:
    """The values of the subjects that begin with *kind*, without it."""
    return {key.removeprefix(kind): values[key] for key in values if key.startswith(kind)}


def _stored(connection: sqlite3.Connection, project: str, subject: str, seen: int) -> Stored:
    query = "SELECT value, event FROM answer WHERE project = ? AND subject = ?"
    now, last = connection.execute(query, (project, subject)).fetchone() or ("", 0)
    query = """SELECT new FROM event WHERE project = ? AND subject = ? AND number <= ?
               ORDER BY number DESC LIMIT 1"""
    shown = connection.execute(query, (project, subject, seen)).fetchone()
    return Stored(now, last, shown[0] if shown else "")


def _differences(told: Mapping[str, str], procurement: Procurement) -> list[Change]:
    """What leads from the values that were *told* to those of *procurement*."""
    reasons = {FLAG + flag: text for flag, text in procurement.acknowledgements.items()}
    notes = {NOTE + name: text for name, text in procurement.notes.items()}
    wanted = {**procurement.answers, **reasons, **notes}
    subjects = dict.fromkeys((*told, *wanted))
    pairs = [(name, told.get(name, ""), wanted.get(name, "")) for name in subjects]
    return [Change(name, old, new) for name, old, new in pairs if old != new]


def _append(
    connection: sqlite3.Connection,
    project: str,
    changes: Iterable[Change],
    stamped: tuple[str, str, str],
) -> None:
    """Write *changes* as the next events, and their values as the current ones."""
    first = _revision(connection, project) + 1
    numbered = list(enumerate(changes, start=first))
    connection.executemany(
        "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(project, at, each.subject, each.old, each.new, *stamped) for at, each in numbered],
    )
    connection.executemany(
        "INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?)",
        [(project, each.subject, each.new, at) for at, each in numbered],
    )
    query = "UPDATE project SET updated = ?1, used = ?1 WHERE id = ?2"
    connection.execute(query, (stamped[0], project))
