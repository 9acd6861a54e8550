"""Reads an edited Word file in a guarded child: text by clause, tracked changes, comments.

Nothing in the file is executed or fetched, and no entity of its XML is expanded.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]
from docx.oxml.ns import qn

from procurement_kit.documents.returned import (
    COMMENT,
    DELETED,
    INSERTED,
    MOVED,
    Line,
    ReadFile,
    Said,
)
from procurement_kit.formats import guard
from procurement_kit.formats.docx_lines import PARAGRAPH, ROW, Node, row, text, tidy
from procurement_kit.formats.docx_marks import OUR_INITIALS
from procurement_kit.formats.guard import COMMAND_LINE, WEB, Answer, Codes
from procurement_kit.problems import KitError

MEBIBYTE_BYTES = 1024 * 1024
SIZE_LIMIT = 20 * MEBIBYTE_BYTES
PART_LIMIT = 40 * MEBIBYTE_BYTES
MEMBER_LIMIT = 2000
LINE_LIMIT, TEXT_LIMIT, SAID_LIMIT = 20_000, 4_000_000, 5000
ENCRYPTED = 0x1
CODES = Codes("returned_slow", "returned_heavy", "returned_broken")
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError,
          ValueError, LookupError, ParseError)  # fmt: skip
RELATIONS, PROPERTIES = "_rels/.rels", "docProps/custom.xml"
MAIN, COMMENTS = "/officeDocument", "/comments"
CONTROL, MARK, SECTION = qn("w:sdt"), qn("w:bookmarkStart"), qn("w:sectPr")
CONTENTS, GONE = qn("w:docPartObj"), {qn("w:del"), qn("w:moveFrom")}
TRACKED = {
    qn("w:ins"): INSERTED,
    qn("w:del"): DELETED,
    qn("w:moveFrom"): MOVED,
    qn("w:moveTo"): MOVED,
}
WORDS = (qn("w:t"), qn("w:delText"))
OURS, CONTROL_PREFIX = "pk_", "pk:"


def read(name: str, data: bytes) -> ReadFile:
    """What the Word file *data* says, read in a child with generous limits; KitError if unfit."""
    return _read(name, data, COMMAND_LINE)


def read_guarded(name: str, data: bytes) -> ReadFile:
    """Like read, with the limits of the web."""
    return _read(name, data, WEB)


def read_own(data: bytes) -> ReadFile:
    """What a Word file of our own making says."""
    return _file(look_into(data))


def _read(name: str, data: bytes, limits: guard.Guard) -> ReadFile:
    if len(data) > SIZE_LIMIT:
        raise KitError("returned_large", file=name, limit=SIZE_LIMIT // MEBIBYTE_BYTES)
    found = guard.ask("procurement_kit.formats.returned_docx", name, data, limits, CODES)
    return _file(found)


def _file(found: Answer) -> ReadFile:
    return ReadFile(
        tuple(Line(*item) for item in found["lines"]),
        tuple(Said(*item) for item in found["said"]),
        found["origin"],
    )


def look_into(data: bytes) -> Answer:
    """The lines, comments and properties of the Word file *data*; KitError if it is unfit."""
    if not data.startswith(b"PK"):
        raise KitError("returned_not_word", file="")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _look_into(_Package(archive))
    except BROKEN as error:
        raise KitError("returned_broken", file="") from error


class _Package:
    """The parts of one file, each read only when it is asked for."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._members = {item.filename: item for item in archive.infolist()}
        if len(archive.infolist()) > MEMBER_LIMIT:
            raise KitError("returned_bomb", file="")

    def xml(self, name: str) -> Node | None:
        """The part *name*; None if there is none."""
        member = self._members.get(name)
        if member is None:
            return None
        if member.flag_bits & ENCRYPTED or member.file_size > PART_LIMIT:
            raise KitError("returned_bomb", file="")
        try:
            return fromstring(self._archive.read(member), forbid_dtd=True)
        except DefusedXmlException as error:
            raise KitError("returned_bomb", file="") from error

    def target(self, relations: str, kind: str, folder: str = "") -> str:
        """The part that *relations* name for *kind*; empty if they name none."""
        root = self.xml(relations)
        for item in root if root is not None else ():
            if str(item.get("Type", "")).endswith(kind):
                place = str(item.get("Target", ""))
                return place[1:] if place.startswith("/") else folder + place
        return ""


def _look_into(package: _Package) -> Answer:
    main = package.target(RELATIONS, MAIN)
    root = package.xml(main)
    body = root.find(qn("w:body")) if root is not None else None
    if body is None:
        raise KitError("returned_not_word", file="")
    folder, _, name = main.rpartition("/")
    folder = f"{folder}/" if folder else ""
    comments = package.xml(package.target(f"{folder}_rels/{name}.rels", COMMENTS, folder))
    reader = _Reader(dict(_comments(comments)))
    reader.walk(body, "")
    return {"lines": reader.lines, "said": reader.said, "origin": _origin(package)}


def _origin(package: _Package) -> dict[str, str]:
    root = package.xml(PROPERTIES)
    found = {}
    for item in root if root is not None else ():
        name = str(item.get("name", ""))
        if name.startswith(OURS):
            found[name] = tidy("".join(item.itertext()))[:200]
    return found


def _comments(root: Node | None) -> Iterator[tuple[str, tuple[str, str]]]:
    """The author and the text of each comment that is not ours, by its id."""
    for item in root.iter(qn("w:comment")) if root is not None else ():
        if item.get(qn("w:initials")) != OUR_INITIALS:
            yield item.get(qn("w:id"), ""), (_author(item), text(item))


def _author(item: Node) -> str:
    return tidy(item.get(qn("w:author"), ""))[:200]


@dataclass
class _Reader:
    """Goes through the body once and keeps where it is."""

    comments: dict[str, tuple[str, str]]
    lines: list[tuple[str, str, str]] = field(default_factory=list)
    said: list[tuple[Any, ...]] = field(default_factory=list)
    mark: str = ""
    marks: set[str] = field(default_factory=set)
    length: int = 0

    def walk(self, node: Node, tag: str) -> None:
        """Every paragraph and row below *node*, which stands in the control *tag*."""
        for child in node:
            if child.tag in {PARAGRAPH, ROW}:
                self._line(child, tag)
            elif child.tag == CONTROL:
                self._control(child, tag)
            elif child.tag == MARK:
                self._marked(child)
            elif child.tag != SECTION and child.tag not in GONE:
                self.walk(child, tag)

    def _control(self, node: Node, tag: str) -> None:
        properties = node.find(qn("w:sdtPr"))
        if properties is not None and properties.find(CONTENTS) is not None:
            return
        named = properties.find(qn("w:tag")) if properties is not None else None
        own = named.get(qn("w:val"), "") if named is not None else ""
        content = node.find(qn("w:sdtContent"))
        if content is not None:
            self.walk(content, own[:100] if own.startswith(CONTROL_PREFIX) else tag)

    def _marked(self, node: Node) -> None:
        """A bookmark of ours; LibreOffice writes some twice, the first counts."""
        name = node.get(qn("w:name"), "")[:100]
        if name.startswith(OURS) and name not in self.marks:
            self.marks.add(name)
            self.mark = name

    def _line(self, node: Node, tag: str) -> None:
        for start in node.iter(MARK):
            self._marked(start)
        shown = row(node) if node.tag == ROW else text(node)
        told = [*self._told(node), *_tracked(node)]
        if shown or told:
            self.said += [(*item, len(self.lines)) for item in told]
            self.lines.append((shown, tag, self.mark))
            self.length += len(shown)
        if max(len(self.lines) / LINE_LIMIT, self.length / TEXT_LIMIT,
               len(self.said) / SAID_LIMIT) > 1:  # fmt: skip
            raise KitError("returned_bomb", file="")

    def _told(self, node: Node) -> Iterator[tuple[str, str, str]]:
        for reference in node.iter(qn("w:commentReference")):
            comment = self.comments.pop(reference.get(qn("w:id"), ""), None)
            if comment is not None:
                yield COMMENT, *comment


def _tracked(node: Node) -> Iterator[tuple[str, str, str]]:
    """The tracked insertions and deletions in *node*; neighbours of one kind and author as one."""
    found: list[tuple[str, str, str]] = []
    for item in node.iter():
        if item.tag not in TRACKED:
            continue
        raw = "".join(piece.text or "" for piece in item.iter() if piece.tag in WORDS)
        if not raw:
            continue
        kind, author = TRACKED[item.tag], _author(item)
        if found and found[-1][:2] == (kind, author):
            found[-1] = (kind, author, found[-1][2] + raw)
        else:
            found.append((kind, author, raw))
    return ((kind, author, tidy(raw)) for kind, author, raw in found)


if __name__ == "__main__":
    guard.answer(look_into, CODES)
