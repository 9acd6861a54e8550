"""Connections to the database file: one for each thread, durable, and private to its owner."""

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from procurement_kit.store.errors import StorageError

BUSY_SECONDS = 10
PAUSE_SECONDS = 0.01
PRIMARY_CODE = 0xFF
WAL = "PRAGMA journal_mode = WAL"
PRAGMAS = (
    "PRAGMA synchronous = FULL",
    f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
)
FAILURES = {
    "SQLITE_FULL": "database_full",
    "SQLITE_BUSY": "database_busy",
    "SQLITE_CORRUPT": "database_damaged",
    "SQLITE_NOTADB": "database_damaged",
    "SQLITE_READONLY": "database_read_only",
    "SQLITE_CANTOPEN": "database_read_only",
}


class Connections:
    """Opens *path* once in every thread; a forked process opens its own."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []
        with translated(path):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection for queries that must agree with each other."""
        with translated(self.path), _transaction(self._connection(), "BEGIN") as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection in a transaction that nobody else can write beside; all or nothing."""
        connection = self._connection()
        with translated(self.path), _transaction(connection, "BEGIN IMMEDIATE"):
            yield connection

    @contextmanager
    def outside_transaction(self) -> Iterator[sqlite3.Connection]:
        """A connection for what SQLite refuses inside a transaction."""
        with translated(self.path):
            yield self._connection()

    def close(self) -> None:
        """Close every connection of this process."""
        while self._opened:
            self._opened.pop().close()
        self._local = threading.local()

    def _connection(self) -> sqlite3.Connection:
        if getattr(self._local, "process", None) != os.getpid():
            with translated(self.path):
                self._local.connection = self._open()
            self._local.process = os.getpid()
        found: sqlite3.Connection = self._local.connection
        return found

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        _switch_to_wal(connection)
        for pragma in PRAGMAS:
            connection.execute(pragma)
        self._opened.append(connection)
        return connection


def _switch_to_wal(connection: sqlite3.Connection) -> None:
    """Switch to the write-ahead log; SQLite itself does not wait here while others do the same."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute(WAL)
        except sqlite3.OperationalError as error:
            if (
                error.sqlite_errorcode & PRIMARY_CODE != sqlite3.SQLITE_BUSY
                or time.monotonic() > deadline
            ):
                raise
            time.sleep(PAUSE_SECONDS)
        else:
            return


@contextmanager
def _transaction(connection: sqlite3.Connection, begin: str) -> Iterator[sqlite3.Connection]:
    connection.execute(begin)
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turns the database's errors into sentences for the user."""
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        code = next((code for key, code in FAILURES.items() if name.startswith(key)), "")
        raise StorageError(code or "database_failed", path=path, cause=error) from error
    except OSError as error:
        raise StorageError("database_read_only", path=path, cause=error) from error
