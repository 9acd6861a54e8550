"""The catalogue of solutions in a SQLite file of its own, with a full-text search."""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from procurement_kit.catalogue.search import COLUMNS, Query, searched
from procurement_kit.catalogue.solutions import FunctionWords, Solution, merged

DATABASE = "catalogue.sqlite"
SHIPPED = "procurement_kit"
"""The origin of the entries that come with the program."""
SCHEMA = (
    "CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT)",
    "CREATE TABLE IF NOT EXISTS solution (number INTEGER PRIMARY KEY, id TEXT UNIQUE,"
    " key TEXT UNIQUE, name TEXT, origin TEXT, json TEXT)",
    "CREATE INDEX IF NOT EXISTS solution_name ON solution (name)",
    f"CREATE VIRTUAL TABLE IF NOT EXISTS search USING fts5({', '.join(COLUMNS)},"
    " tokenize = 'unicode61 remove_diacritics 2')",
)
WEIGHTS = "10, 5, 4, 1, 0"
COUNT_LIMIT = 10_000
"""More entries than this are not counted."""
CANDIDATES_LIMIT = 2000
"""So many entries are weighed at most; a search that finds more is too wide for an order."""


class Found(NamedTuple):
    """A page of entries, and how many there are in all."""

    items: tuple[Solution, ...]
    total: int


@dataclass
class Counts:
    """What an import did."""

    added: int = 0
    renewed: int = 0
    merged: int = 0
    twice: list[tuple[str, str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class CatalogueDatabase:
    """The file; every call opens it anew, so that processes and threads may share it."""

    path: Path

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        connection = sqlite3.connect(self.path, timeout=30)
        try:
            connection.execute("PRAGMA synchronous = NORMAL")
            if not connection.execute(
                "SELECT 1 FROM sqlite_master WHERE name = 'search'"
            ).fetchone():
                connection.execute("PRAGMA journal_mode = WAL")
                for sentence in SCHEMA:
                    connection.execute(sentence)
            yield connection
        finally:
            connection.close()

    def search(self, query: Query) -> Found:
        """The entries that hold every word; where none does, those that hold any of them."""
        with self._opened() as connection:
            found = _found(connection, query, query.expression())
            if not found.total and len(query.words.split()) > 1:
                found = _found(connection, query, query.expression(any_word=True))
            return found

    def get(self, name: str) -> Solution | None:
        """The entry with the id *name*."""
        with self._opened() as connection:
            row = connection.execute("SELECT json FROM solution WHERE id = ?", (name,)).fetchone()
        return Solution.model_validate_json(row[0]) if row else None

    def all(self) -> Iterator[Solution]:
        """Every entry, by name."""
        with self._opened() as connection:
            for row in connection.execute("SELECT json FROM solution ORDER BY name, id"):
                yield Solution.model_validate_json(row[0])

    def origins(self) -> dict[str, int]:
        """How many entries came from where."""
        with self._opened() as connection:
            return dict(connection.execute(
                "SELECT origin, count(*) FROM solution GROUP BY origin ORDER BY origin"
            ).fetchall())  # fmt: skip

    def put(self, items: Iterable[tuple[Solution, str]],
            functions: Mapping[str, FunctionWords]) -> Counts:  # fmt: skip
        """Add or renew *items*, each with its place; all of them, or none if it is stopped."""
        with self._opened() as connection, connection:
            return _Import(connection, functions).put(items)

    def is_fresh(self, signature: str) -> bool:
        """Whether the entries that come with the program are there in this version."""
        with self._opened() as connection:
            row = connection.execute("SELECT value FROM meta WHERE name = 'shipped'").fetchone()
        return bool(row) and row[0] == signature

    def refresh(
        self,
        items: Iterable[tuple[Solution, str]],
        functions: Mapping[str, FunctionWords],
        signature: str,
    ) -> None:
        """Put the entries that come with the program, and note their version."""
        with self._opened() as connection, connection:
            _Import(connection, functions).put(items)
            connection.execute("INSERT OR REPLACE INTO meta VALUES ('shipped', ?)", (signature,))


def _found(connection: sqlite3.Connection, query: Query, expression: str) -> Found:
    if not expression:
        rows = connection.execute(
            "SELECT json FROM solution ORDER BY name, id LIMIT ? OFFSET ?",
            (query.limit, query.offset),
        ).fetchall()
        count = connection.execute("SELECT count(*) FROM solution").fetchone()[0]
        return Found(_solutions(rows), count)
    count = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)",
        (expression, COUNT_LIMIT),
    ).fetchone()[0]
    rows = connection.execute(
        "WITH best AS (SELECT rowid AS number, score FROM (SELECT rowid,"  # noqa: S608 - constants
        f" bm25(search, {WEIGHTS}) AS score FROM search WHERE search MATCH ? LIMIT ?)"
        " ORDER BY score LIMIT ? OFFSET ?)"
        " SELECT solution.json FROM best JOIN solution USING (number) ORDER BY best.score",
        (expression, CANDIDATES_LIMIT, query.limit, query.offset),
    ).fetchall()
    return Found(_solutions(rows), count)


def _solutions(rows: Iterable[tuple[str]]) -> tuple[Solution, ...]:
    return tuple(Solution.model_validate_json(row[0]) for row in rows)


@dataclass
class _Import:
    """One import: what is already there by repository, and where it stood in this import."""

    connection: sqlite3.Connection
    functions: Mapping[str, FunctionWords]
    places: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    counts: Counts = field(default_factory=Counts)

    def put(self, items: Iterable[tuple[Solution, str]]) -> Counts:
        for number, name, key in self.connection.execute("SELECT number, id, key FROM solution"):
            self.numbers[key] = number
            self.ids.add(name)
        for item, place in items:
            self._one(item, place)
        return self.counts

    def _one(self, item: Solution, place: str) -> None:
        key = item.key
        if (number := self.numbers.get(key)) is None:
            self._add(item, key)
        else:
            self._renew(number, item, place)
        self.places.setdefault(key, place)

    def _add(self, item: Solution, key: str) -> None:
        if item.id in self.ids:
            item = item.model_copy(update={"id": f"{item.id}-{short_hash(key)}"})
        number = self.connection.execute(
            "INSERT INTO solution (id, key, name, origin, json) VALUES (?, ?, ?, ?, ?)",
            (item.id, key, item.name, item.origin, item.model_dump_json(exclude_defaults=True)),
        ).lastrowid
        self.numbers[key] = int(number or 0)
        self.ids.add(item.id)
        self._index(self.numbers[key], item)
        self.counts.added += 1

    def _renew(self, number: int, new: Solution, place: str) -> None:
        key = new.key
        row = self.connection.execute("SELECT json FROM solution WHERE number = ?", (number,))
        old = Solution.model_validate_json(row.fetchone()[0])
        if key in self.places:
            self.counts.twice.append((new.name, self.places[key], place))
        if old.origin == new.origin and key not in self.places:
            item = new.model_copy(update={"id": old.id})
            self.counts.renewed += 1
        else:
            item = merged(old, new)
            self.counts.merged += 1
        self.connection.execute(
            "UPDATE solution SET name = ?, origin = ?, json = ? WHERE number = ?",
            (item.name, item.origin, item.model_dump_json(exclude_defaults=True), number),
        )
        self.connection.execute("DELETE FROM search WHERE rowid = ?", (number,))
        self._index(number, item)

    def _index(self, number: int, item: Solution) -> None:
        self.connection.execute(
            "INSERT INTO search (rowid, name, functions, short, long, marks)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (number, *searched(item, self.functions)),
        )


def short_hash(key: str) -> str:
    """A few letters that follow from *key* alone."""
    return hashlib.sha256(key.encode()).hexdigest()[:8]
