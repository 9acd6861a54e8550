"""Whole sets of content files, each kept once under its hash."""

import sqlite3
import zipfile
from io import BytesIO

from procurement_kit.formats.files import ContentFiles
from procurement_kit.formats.package import zipped
from procurement_kit.store.errors import StorageError, UnknownContentError


def keep(connection: sqlite3.Connection, files: ContentFiles) -> str:
    """The hash of *files*, which are kept from now on."""
    name = files.hash
    known = connection.execute("SELECT 1 FROM content WHERE hash = ?", (name,)).fetchone()
    if known is None:
        row = (name, zipped(files.files))
        connection.execute("INSERT INTO content VALUES (?, ?)", row)
    return name


def find(connection: sqlite3.Connection, name: str) -> ContentFiles:
    """The files with the hash *name*, proved to be unharmed."""
    row = connection.execute("SELECT data FROM content WHERE hash = ?", (name,)).fetchone()
    if row is None:
        raise UnknownContentError("content_unknown", hash=name[:12])
    with zipfile.ZipFile(BytesIO(row[0])) as archive:
        files = ContentFiles({path: archive.read(path) for path in archive.namelist()})
    if files.hash != name:
        raise StorageError("content_damaged", hash=name[:12])
    return files
