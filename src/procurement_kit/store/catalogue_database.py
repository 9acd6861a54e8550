"""The catalogue of solutions in a SQLite file of its own, with a full-text search."""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from procurement_kit.catalogue.search import COLUMNS, TIERS, WORDS_LIMIT, Query, searched, stems_of
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
    " tokenize = 'unicode61 remove_diacritics 2', content = '', detail = column)",
)
WEIGHTS = {"name": 4, "functions short": 2, "long": 1}
CACHE_KIBIBYTES = 65_536
COUNT_LIMIT = 1001
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
            connection.execute(f"PRAGMA cache_size = -{CACHE_KIBIBYTES}")
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
            if not query.expression():
                return _everything(connection, query)
            total = _count(connection, query.expression())
            if not total and len(query.words.split()) > 1:
                return _weighed(connection, query)
            return Found(_tiered(connection, query), total)

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
            _Import(connection, functions).index_anew()
            _Import(connection, functions).put(items)
            connection.execute("INSERT OR REPLACE INTO meta VALUES ('shipped', ?)", (signature,))


def _everything(connection: sqlite3.Connection, query: Query) -> Found:
    rows = connection.execute(
        "SELECT json FROM solution ORDER BY name, id LIMIT ? OFFSET ?", (query.limit, query.offset)
    ).fetchall()
    total = connection.execute("SELECT count(*) FROM solution").fetchone()[0]
    return Found(_solutions(rows), total)


def _count(connection: sqlite3.Connection, expression: str) -> int:
    found = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)",
        (expression, COUNT_LIMIT),
    )
    return int(found.fetchone()[0])


def _tiered(connection: sqlite3.Connection, query: Query) -> tuple[Solution, ...]:
    """Those with all words in the name first; none of the many others is touched."""
    last = query.offset + query.limit
    numbers: dict[int, None] = {}
    for columns in TIERS:
        if len(numbers) < last:
            found = _numbers(connection, query.expression(columns=columns), last)
            numbers.update(dict.fromkeys(found))
    return _read(connection, list(numbers)[query.offset : last])


def _weighed(connection: sqlite3.Connection, query: Query) -> Found:
    """Those that hold any of the words: more of them, rarer ones and in better places first."""
    scores: dict[int, float] = {}
    for word in query.words.split()[:WORDS_LIMIT]:
        for columns, weight in WEIGHTS.items():
            expression = replace(query, words=word).expression(columns=columns)
            numbers = _numbers(connection, expression, CANDIDATES_LIMIT) if stems_of(word) else []
            for number in numbers:
                scores[number] = scores.get(number, 0) + weight / len(numbers) ** 0.5
    best = sorted(scores, key=lambda number: (-scores[number], number))
    return Found(_read(connection, best[query.offset : query.offset + query.limit]), len(scores))


def _numbers(connection: sqlite3.Connection, expression: str, limit: int) -> list[int]:
    rows = connection.execute(
        "SELECT rowid FROM search WHERE search MATCH ? LIMIT ?", (expression, limit)
    )
    return [row[0] for row in rows]


def _read(connection: sqlite3.Connection, numbers: Iterable[int]) -> tuple[Solution, ...]:
    one = "SELECT json FROM solution WHERE number = ?"
    return _solutions(connection.execute(one, (number,)).fetchone() for number in numbers)


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

    def index_anew(self) -> None:
        """Make the search of all entries again; the words for functions may be others now."""
        self.connection.execute("INSERT INTO search (search) VALUES ('delete-all')")
        for number, text in self.connection.execute("SELECT number, json FROM solution").fetchall():
            self._index(number, Solution.model_validate_json(text))

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
        self.connection.execute(
            "INSERT INTO search (search, rowid, name, functions, short, long, marks)"
            " VALUES ('delete', ?, ?, ?, ?, ?, ?)",
            (number, *searched(old, self.functions)),
        )
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
