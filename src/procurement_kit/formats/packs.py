"""An office's pack, a folder or a ZIP of data: read whole, and nothing in it is run or followed."""

import os
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from procurement_kit.formats.archive import ENCRYPTED, is_link
from procurement_kit.problems import ContentError, KitError, Problem

OFFICE = "office"
"""The folder of the content in which the files of the pack stand."""
NAMES = re.compile(
    r"office\.yaml|glossary\.yaml|letterhead\.docx|logo\.(svg|png)|print\.css|README\.(md|txt)"
    r"|(clauses|base)/[A-Za-z0-9_]{1,60}\.md|documents/[a-z0-9_-]{1,60}\.yaml"
)
MEBIBYTE_BYTES = 1024 * 1024
FILE_LIMIT = 4 * MEBIBYTE_BYTES
PACK_LIMIT = 16 * MEBIBYTE_BYTES
COUNT_LIMIT = 400
MACROS = (".docm", ".dotm", ".xlsm", ".bin")
NAME_SHOWN = 120
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


class Member(NamedTuple):
    """A file of the pack: its name, at most one byte more than allowed, and what forbids it."""

    name: str
    data: bytes
    fault: str = ""


def read(path: Path) -> Mapping[str, bytes]:
    """The files of the pack at *path* as "office/…"; ContentError with everything unfit in it."""
    if not path.exists():
        raise KitError("pack_missing", path=path)
    try:
        members = _folder_members(path) if path.is_dir() else _zip_members(path)
        found, problems = _collected(members)
    except OSError as error:
        raise KitError("file_unreadable", path=path, cause=error.strerror) from error
    except BROKEN as error:
        raise KitError("pack_broken", path=path) from error
    if problems:
        raise ContentError(problems)
    return {f"{OFFICE}/{name}": found[name] for name in sorted(found)}


def placed(error: ContentError, path: Path) -> ContentError:
    """*error* with the places in the pack named as the files at *path*."""
    return ContentError(
        replace(item, path=f"{path}/{item.path.removeprefix(OFFICE + '/')}")
        if item.path.startswith(f"{OFFICE}/")
        else item
        for item in error.problems
    )


def _collected(members: Iterator[Member]) -> tuple[dict[str, bytes], list[Problem]]:
    found: dict[str, bytes] = {}
    problems: list[Problem] = []
    size = 0
    for count, member in enumerate(members, start=1):
        size += len(member.data)
        if count > COUNT_LIMIT or size > PACK_LIMIT:
            more = {"count": COUNT_LIMIT, "limit": PACK_LIMIT // MEBIBYTE_BYTES}
            problems.append(Problem.of(f"{OFFICE}/", 1, "pack_large", **more))
            break
        if fault := member.fault or _fault(member, found):
            place = f"{OFFICE}/{_shown(member.name)}"
            limit = FILE_LIMIT // MEBIBYTE_BYTES
            problems.append(Problem.of(place, 1, fault, limit=limit))
        elif not member.name.startswith("README."):
            found[member.name] = member.data
    return found, problems


def _fault(member: Member, found: Mapping[str, bytes]) -> str:
    """The code of what is wrong with a member; empty if nothing is."""
    name = member.name
    if name.lower().endswith(MACROS):
        return "pack_macro"
    if not NAMES.fullmatch(name):
        return "pack_name"
    if len(member.data) > FILE_LIMIT:
        return "pack_file_large"
    return "pack_twice" if name in found else ""


def _shown(name: str) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in name)[:NAME_SHOWN]


def _is_unsafe(name: str) -> bool:
    """Whether *name* would lead out of the pack."""
    parts = name.replace("\\", "/").split("/")
    return parts[0] == "" or ".." in parts or ":" in parts[0] or "\\" in name


def _is_ignored(name: str) -> bool:
    """Whether a system has put the file there by itself (.DS_Store, .git, __MACOSX)."""
    return any(part.startswith((".", "__MACOSX")) for part in name.split("/"))


def _folder_members(root: Path) -> Iterator[Member]:
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if not _is_ignored(name))
        links = [name for name in folders if Path(folder, name).is_symlink()]
        for name in sorted(links + files):
            path = Path(folder, name)
            shown = path.relative_to(root).as_posix()
            if not _is_ignored(shown):
                yield _file(path, shown)


def _file(path: Path, name: str) -> Member:
    """A file of the folder; a link is not followed and a device is not opened."""
    kind = path.lstat().st_mode
    if not stat.S_ISREG(kind):
        return Member(name, b"", "pack_link")
    with path.open("rb") as file:
        return Member(name, file.read(FILE_LIMIT + 1))


def _zip_members(path: Path) -> Iterator[Member]:
    if path.stat().st_size > PACK_LIMIT:
        raise KitError("pack_too_large", path=path, limit=PACK_LIMIT // MEBIBYTE_BYTES)
    with zipfile.ZipFile(BytesIO(path.read_bytes())) as archive:
        items = [item for item in archive.infolist() if not item.is_dir()]
        top = _top([item.filename for item in items])
        for item in items:
            name = item.filename.removeprefix(top)
            if _is_unsafe(item.filename):
                yield Member(item.filename, b"", "pack_unsafe")
            elif is_link(item):
                yield Member(name, b"", "pack_link")
            elif not _is_ignored(name):
                yield _unpacked(archive, item, name)


def _unpacked(archive: zipfile.ZipFile, item: zipfile.ZipInfo, name: str) -> Member:
    if item.flag_bits & ENCRYPTED:
        return Member(name, b"", "pack_encrypted")
    with archive.open(item) as file:
        return Member(name, file.read(FILE_LIMIT + 1))


def _top(names: list[str]) -> str:
    """The one folder in which the whole archive stands, with its slash; empty if there is none."""
    tops = {name.partition("/")[0] for name in names if not _is_ignored(name)}
    if len(tops) != 1 or any("/" not in name for name in names if not _is_ignored(name)):
        return ""
    top = tops.pop()
    return "" if top in {"clauses", "documents", "base"} else f"{top}/"
