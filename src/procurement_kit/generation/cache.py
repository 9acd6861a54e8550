"""Files drawn before, kept under the hash of everything that they depend on.

A file lies in ``<hash of the project>/<hash of what it was drawn from>`` behind the hash of its own
bytes, so that a damaged one is seen and made anew.
"""

import hashlib
import json
import math
import os
import shutil
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from functools import cache
from importlib import metadata, resources
from pathlib import Path

from procurement_kit.formats.files import content_root
from procurement_kit.formats.layout import FOLDER as LAYOUT
from procurement_kit.generation.drawing import Drawn, Order

KEPT_SECONDS = 7 * 24 * 60 * 60
USUAL_BYTES = 500 * 1024 * 1024
DRAWN = "drawn"
"""The folder of the site, in its data folder."""

PROGRAM = ("documents", "formats", "generation")
LIBRARIES = (
    "font-source-sans-pro", "font-source-serif-pro", "fonttools", "lxml", "odfdo", "pydyf",
    "python-docx", "tinycss2", "tinyhtml5", "weasyprint",
)  # fmt: skip
SEAL_LENGTH = hashlib.sha256().digest_size


class DrawnFiles:
    """The files that were drawn for one *project*; *limit* bounds those of all, in bytes.

    Any number of processes may use the same *folder*. What can't be kept is not kept, silently:
    it only has to be drawn again.
    """

    def __init__(self, folder: Path, project: str, limit: int = USUAL_BYTES) -> None:
        self._folder = folder
        self._own = _folder_of(folder, project)
        self._limit = limit

    def find(self, order: Order) -> Drawn | None:
        """Every file of *order*; None unless all of them are kept and undamaged."""
        found = {name: self._read(_key(order, name)) for name in order.formats}
        files = {name: data for name, data in found.items() if data is not None}
        return Drawn(files) if len(files) == len(found) else None

    def keep(self, order: Order, drawn: Drawn) -> None:
        """Keep the files of *order*, unless some could not be drawn."""
        if not drawn.warnings:
            for name, data in drawn.files.items():
                with suppress(OSError):
                    self._write(_key(order, name), data)

    def tidy(self) -> None:
        """Remove what nobody has used for a week, and the least recently used beyond the limit."""
        tidy(self._folder, self._limit)

    def _read(self, key: str) -> bytes | None:
        path = self._own / key
        try:
            content = path.read_bytes()
        except OSError:
            return None
        seal, data = content[:SEAL_LENGTH], content[SEAL_LENGTH:]
        if hashlib.sha256(data).digest() != seal:
            return None
        with suppress(OSError):
            os.utime(path)
        return data

    def _write(self, key: str, data: bytes) -> None:
        """All or nothing: readers see the file only when it is complete."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._own.mkdir(mode=0o700, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self._own, prefix=".")
        hidden = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(data).digest() + data)
            hidden.rename(self._own / key)
        except BaseException:
            hidden.unlink(missing_ok=True)
            raise


def tidy(folder: Path, limit: float = math.inf) -> None:
    """Remove what nobody has used for a week, and the least recently used beyond *limit* bytes."""
    oldest, total = time.time() - KEPT_SECONDS, 0
    for used, size, path in sorted(_entries(folder), reverse=True):
        total += size
        if used < oldest or total > limit:
            with suppress(OSError):
                path.unlink()
                path.parent.rmdir()


def forget(folder: Path, project: str) -> None:
    """Remove everything that was drawn for *project*."""
    shutil.rmtree(_folder_of(folder, project), ignore_errors=True)


@cache
def program_version() -> str:
    """A hash of the program, layouts and libraries that turn a document into files."""
    package = Path(str(resources.files("procurement_kit")))
    folders = [*(package / name for name in PROGRAM), content_root() / LAYOUT]
    digest = hashlib.sha256()
    for path in sorted(path for folder in folders for path in folder.rglob("*") if path.is_file()):
        if path.suffix != ".pyc":
            digest.update(f"{path.name}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    about = [sys.version, zlib.ZLIB_RUNTIME_VERSION, *map(_version, LIBRARIES)]
    digest.update("\0".join(about).encode())
    return digest.hexdigest()


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return ""


def _key(order: Order, name: str) -> str:
    """The hash of all that the file depends on; Word's contents depend on the pages as well."""
    written = json.dumps((order.document, order.look), default=_spelled)
    parts = (program_version(), name, str(order.knows_pages), written)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _spelled(value: object) -> object:
    """A part of a document with its kind, for JSON; equal parts are spelled alike."""
    match value:
        case frozenset():
            return sorted(value)
        case bytes():
            return hashlib.sha256(value).hexdigest()
        case datetime():
            return value.isoformat()
        case _:
            return {type(value).__name__: vars(value)}


def _folder_of(folder: Path, project: str) -> Path:
    return folder / hashlib.sha256(project.encode()).hexdigest()


def _entries(folder: Path) -> Iterator[tuple[float, int, Path]]:
    """When each file was used last, its size and its place; also of those left half-written."""
    for path in folder.glob("*/*"):
        with suppress(OSError):
            found = path.stat()
            yield found.st_mtime, found.st_size, path
