"""A whole repository, in an archive or a folder: what its files say of licences, and secrets.

Nothing is unpacked to a disk, nothing is run, links are not followed. An archive of a stranger is
read in a child process with bounded time and memory.
"""

import os
import re
import stat
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from procurement_kit.formats import archive, guard, yaml
from procurement_kit.formats.archive import BROKEN, CODES, MEBIBYTE_BYTES, SIZE_LIMIT, Member
from procurement_kit.formats.files import content_root
from procurement_kit.formats.guard import COMMAND_LINE, WEB, Answer
from procurement_kit.problems import KitError
from procurement_kit.publication.reuse_check import (
    Annotation,
    Precedence,
    Repository,
    Tags,
    tags_of,
)
from procurement_kit.publication.secret_patterns import Found, SecretPatterns, secrets_in

PATTERNS = "templates/publication/secrets.yaml"
FILE_LIMIT = 1 * MEBIBYTE_BYTES
"""So much of each file is read; a statement of its licence stands at the beginning."""
TABLE = "REUSE.toml"
OLD_TABLE = ".reuse/dep5"
SKIPPED = frozenset({".git", ".hg", ".svn", "node_modules", "__pycache__"})
FOUND_LIMIT = 500


@dataclass(frozen=True)
class Inspected:
    """A repository as read, and where something looks like a secret."""

    repository: Repository
    secrets: tuple[Found, ...]


def read_guarded(name: str, data: bytes) -> Inspected:
    """The archive *data* of a stranger; KitError if it can't be read, or must not be."""
    return _asked(name, data, WEB)


def read(name: str, data: bytes) -> Inspected:
    """Like read_guarded, with the generous limits of the command line."""
    return _asked(name, data, COMMAND_LINE)


def read_folder(root: Path) -> Inspected:
    """The repository in folder *root*; KitError if it can't be read."""
    try:
        return _inspected(_looked(_folder_members(root)))
    except OSError as error:
        raise KitError("file_unreadable", path=root, cause=error.strerror) from error


def _asked(name: str, data: bytes, limits: guard.Guard) -> Inspected:
    if len(data) > SIZE_LIMIT:
        raise KitError("archive_large", file=name, limit=SIZE_LIMIT // MEBIBYTE_BYTES)
    found = guard.ask("procurement_kit.formats.repository", name, data, limits, CODES)
    return _inspected(found)


def look_into(data: bytes) -> Answer:
    """In the child: what the archive *data* holds; KitError if it is unfit."""
    try:
        found = _looked(archive.safe_members(data))
    except BROKEN as error:
        raise KitError("archive_broken", file="") from error
    if not found["names"]:
        raise KitError("archive_empty", file="")
    return found


def _looked(members: Iterable[Member]) -> Answer:
    patterns = _patterns()
    names: list[str] = []
    empty: list[str] = []
    tags: dict[str, Any] = {}
    tables: dict[str, str] = {}
    secrets: list[Found] = []
    for member in members:
        names.append(member.name)
        text = _text(member)
        if not member.size:
            empty.append(member.name)
        found = tags_of(text)
        if found != Tags():
            tags[member.name] = [found.has_holder, found.licenses]
        if member.name.endswith((TABLE, OLD_TABLE)):
            tables[member.name] = text
        if len(secrets) < FOUND_LIMIT:
            secrets.extend(secrets_in(member.name, text, patterns))
    told = [[item.file, item.line, item.kind] for item in secrets[:FOUND_LIMIT]]
    return {"names": names, "empty": empty, "tags": tags, "tables": tables, "secrets": told}


def _patterns() -> SecretPatterns:
    path = content_root() / PATTERNS
    return yaml.read(PATTERNS, path.read_bytes(), SecretPatterns)


def _text(member: Member) -> str:
    """The beginning of a file as text; nothing if it is not text."""
    data = member.content.read(FILE_LIMIT) if member.content else b""
    return "" if b"\0" in data else data.decode("utf-8", "replace")


def _inspected(found: Answer) -> Inspected:
    top = _top(found["names"])

    def below(name: str) -> str:
        return name.removeprefix(top)

    tags = {
        below(name): Tags(has_holder, tuple(licenses))
        for name, (has_holder, licenses) in found["tags"].items()
    }
    tables = {below(name): text for name, text in found["tables"].items()}
    repository = Repository(
        names=tuple(sorted(map(below, found["names"]))),
        empty=frozenset(map(below, found["empty"])),
        tags=tags,
        annotations=tuple(_annotations(tables)),
    )
    secrets = (Found(below(file), line, kind) for file, line, kind in found["secrets"])
    return Inspected(repository, tuple(sorted(secrets)))


def _top(names: Iterable[str]) -> str:
    """The one folder in which everything stands, with its slash; empty if there is none."""
    tops = {name.partition("/")[0] if "/" in name else "" for name in names}
    return f"{tops.pop()}/" if len(tops) == 1 and "" not in tops else ""


def _annotations(tables: dict[str, str]) -> Iterator[Annotation]:
    """What the tables say, the outermost first; a table that can't be read says nothing."""
    for name in sorted(tables, key=lambda item: item.count("/")):
        folder = name.rpartition("/")[0]
        if name.endswith(OLD_TABLE):
            yield from _old_table(tables[name])
            continue
        try:
            table = tomllib.loads(tables[name])
        except tomllib.TOMLDecodeError:
            continue
        for item in table.get("annotations", ()):
            yield from _annotation(item, f"{folder}/" if folder else "")


def _annotation(item: object, folder: str) -> Iterator[Annotation]:
    if not isinstance(item, dict):
        return
    globs = [f"{re.escape(folder)}{_pattern(text)}" for text in _texts(item.get("path"))]
    matcher = re.compile("|".join(globs) or "(?!)")
    tags = Tags(
        bool(_texts(item.get("SPDX-FileCopyrightText"))),
        _texts(item.get("SPDX-License-Identifier")),
    )
    known = {level.value for level in Precedence}
    level = str(item.get("precedence", Precedence.CLOSEST.value))
    precedence = Precedence(level) if level in known else Precedence.CLOSEST
    yield Annotation(lambda name: matcher.fullmatch(name) is not None, tags, precedence)


def _texts(value: object) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(map(str, value or ()))  # type: ignore[call-overload]


def _pattern(glob: str) -> str:
    """A path of REUSE.toml as a regular expression: * stays in a folder, ** does not."""
    parts = re.split(r"(\\.|\*\*|\*)", glob)
    known = {"**": ".*", "*": "[^/]*"}
    return "".join(known.get(part) or re.escape(part.removeprefix("\\")) for part in parts if part)


def _old_table(text: str) -> Iterator[Annotation]:
    """The paragraphs of .reuse/dep5: here * crosses folders."""
    for paragraph in re.split(r"\n\s*\n", text):
        fields = dict(
            re.findall(r"^([A-Za-z-]+):[ \t]*((?:.*\n?(?:[ \t].*\n?)*))", paragraph, re.M)
        )
        globs = [
            re.escape(glob).replace(r"\*", ".*").replace(r"\?", ".")
            for glob in fields.get("Files", "").split()
        ]
        if not globs:
            continue
        licenses = tuple(fields.get("License", "").splitlines()[:1])
        tags = Tags(bool(fields.get("Copyright", "").strip()), tuple(map(str.strip, licenses)))
        matcher = re.compile("|".join(globs))
        yield Annotation(
            lambda name, matcher=matcher: matcher.fullmatch(name) is not None,  # type: ignore[misc]
            tags,
            Precedence.AGGREGATE,
        )


def _folder_members(root: Path) -> Iterator[Member]:
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in SKIPPED)
        for name in sorted(files):
            path = Path(folder, name)
            state = path.lstat()
            if not stat.S_ISREG(state.st_mode):
                continue
            with path.open("rb") as file:
                content = BytesIO(file.read(FILE_LIMIT))
            yield Member(path.relative_to(root).as_posix(), state.st_size, content)


if __name__ == "__main__":
    guard.answer(look_into, CODES)
