"""Archives of a repository (ZIP, tar): the names inside, and the texts about licences and authors.

Nothing is unpacked and no archive inside the archive is opened.
"""

import io
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from lzma import LZMAError
from typing import IO, NamedTuple

from procurement_kit.formats import guard
from procurement_kit.formats.bom_fields import tidy
from procurement_kit.formats.guard import COMMAND_LINE, WEB, Answer, Codes
from procurement_kit.licensing.delivery import Archive, is_paper
from procurement_kit.problems import KitError

MEBIBYTE_BYTES = 1024 * 1024
SIZE_LIMIT = 50 * MEBIBYTE_BYTES
UNPACKED_LIMIT = 1024 * MEBIBYTE_BYTES
MEMBER_LIMIT = 50_000
TEXT_LIMIT = 256 * 1024
TEXTS_LIMIT = 8 * MEBIBYTE_BYTES
ENCRYPTED = 0x1
CODES = Codes("archive_slow", "archive_heavy", "archive_broken")
BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, LZMAError, EOFError, OSError,
          NotImplementedError, RuntimeError, UnicodeError, ValueError)  # fmt: skip
"""What the libraries of the standard library raise on damaged or strange archives."""


class Member(NamedTuple):
    """A file in an archive, and how to open it."""

    name: str
    size: int
    content: IO[bytes] | None


def read(name: str, data: bytes, *, size_limit: int = SIZE_LIMIT) -> Archive:
    """What the archive *data* holds, read in a child with generous limits; KitError if it can't."""
    return _read(name, data, COMMAND_LINE, size_limit)


def read_guarded(name: str, data: bytes) -> Archive:
    """Like read, with the limits of the web."""
    return _read(name, data, WEB, SIZE_LIMIT)


def _read(name: str, data: bytes, limits: guard.Guard, size_limit: int) -> Archive:
    if len(data) > size_limit:
        raise KitError("archive_large", file=name, limit=size_limit // MEBIBYTE_BYTES)
    found = guard.ask("procurement_kit.formats.archive", name, data, limits, CODES)
    return Archive(tuple(found["names"]), found["texts"])


def look_into(data: bytes) -> Answer:
    """The names in the archive *data* and the texts of its papers; KitError if it is unfit."""
    names: list[str] = []
    texts: dict[str, str] = {}
    unpacked, room = 0, TEXTS_LIMIT
    try:
        for member in _members(data):
            unpacked += member.size
            if len(names) >= MEMBER_LIMIT or unpacked > UNPACKED_LIMIT:
                raise KitError("archive_bomb", file="", count=MEMBER_LIMIT,
                               limit=UNPACKED_LIMIT // MEBIBYTE_BYTES)  # fmt: skip
            name = _safe(member.name)
            names.append(name)
            if member.content is not None and is_paper(name) and room > 0:
                text = _text(member.content)
                room -= len(text)
                texts[name] = text
    except BROKEN as error:
        raise KitError("archive_broken", file="") from error
    if not names:
        raise KitError("archive_empty", file="")
    return {"names": names, "texts": texts}


def _safe(name: str) -> str:
    """*name* as a path below the root; KitError if it would lead out of the archive."""
    shown = tidy(name.replace("\\", "/")).removeprefix("./")
    parts = shown.split("/")
    if shown.startswith("/") or ".." in parts or ":" in parts[0]:
        raise KitError("archive_unsafe", file="", name=shown[:120])
    return shown


def _text(content: IO[bytes]) -> str:
    """The beginning of a file as text; nothing if it is not text."""
    start = content.read(TEXT_LIMIT)
    return "" if b"\0" in start else start.decode("utf-8", "replace")


def safe_members(data: bytes) -> Iterator[Member]:
    """Every file of the archive, to be read at once; KitError if one is unsafe or all too much."""
    count = unpacked = 0
    for member in _members(data, lambda _name: True):
        count, unpacked = count + 1, unpacked + member.size
        if count > MEMBER_LIMIT or unpacked > UNPACKED_LIMIT:
            raise KitError("archive_bomb", file="", count=MEMBER_LIMIT,
                           limit=UNPACKED_LIMIT // MEBIBYTE_BYTES)  # fmt: skip
        yield member._replace(name=_safe(member.name))


def _members(data: bytes, wants: Callable[[str], bool] = is_paper) -> Iterator[Member]:
    if data.startswith(b"PK"):
        return _zip_members(data, wants)
    return _tar_members(data)


def _zip_members(data: bytes, wants: Callable[[str], bool]) -> Iterator[Member]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for item in archive.infolist():
            if item.is_dir() or is_link(item):
                continue
            if item.flag_bits & ENCRYPTED:
                raise KitError("archive_encrypted", file="")
            if wants(item.filename):
                with archive.open(item) as content:
                    yield Member(item.filename, item.file_size, content)
            else:
                yield Member(item.filename, item.file_size, None)


def is_link(item: zipfile.ZipInfo) -> bool:
    """Whether an entry of a ZIP is a symbolic link."""
    return stat.S_ISLNK(item.external_attr >> 16)


def _tar_members(data: bytes) -> Iterator[Member]:
    """The files of a tar as they come, so that a bomb is noticed before it is unpacked."""
    try:
        archive = tarfile.open(fileobj=io.BytesIO(data), mode="r|*")  # noqa: SIM115 - below
    except tarfile.ReadError as error:
        raise KitError("archive_unknown", file="") from error
    with archive:
        for item in archive:
            if item.isfile():
                yield Member(item.name, item.size, archive.extractfile(item))


if __name__ == "__main__":
    guard.answer(look_into, CODES)
