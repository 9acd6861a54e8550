"""Reads the text of a DOCX as Word shows it: an independent count of its lists."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEVELS = 9


@dataclass(frozen=True)
class ReadParagraph:
    """A paragraph: the number that Word counts for it, its style and its text."""

    number: str
    style: str
    text: str


@dataclass
class WordReader:
    """Opens one DOCX."""

    data: bytes
    counters: dict[str, list[int]] = field(default_factory=dict)
    restarted: set[tuple[str, int]] = field(default_factory=set)

    def __post_init__(self):
        archive = zipfile.ZipFile(BytesIO(self.data))
        self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.styles = {
            style.get(W + "styleId"): style
            for style in self.xml("word/styles.xml").iter(W + "style")
        }
        numbering = self.xml("word/numbering.xml")
        self.abstracts = {
            item.get(W + "abstractNumId"): item for item in numbering.iter(W + "abstractNum")
        }
        self.lists = {item.get(W + "numId"): item for item in numbering.iter(W + "num")}

    def xml(self, part):
        return etree.fromstring(self.parts[part])

    @property
    def body(self):
        return self.xml("word/document.xml").find(W + "body")

    def paragraphs(self) -> Iterator[ReadParagraph]:
        """The paragraphs in reading order, without the table of contents."""
        body = self.body
        contents = [item.getparent().getparent() for item in body.iter(W + "docPartObj")]
        skipped = {item for sdt in contents for item in sdt.iter(W + "p")}
        for item in body.iter(W + "p"):
            if item not in skipped:
                named = item.find(f"{W}pPr/{W}pStyle")
                style = "Normal" if named is None else named.get(W + "val")
                yield ReadParagraph(self._number(item, style), style, text_of(item))

    def text(self) -> str:
        """The whole text, numbers included."""
        return "\n".join(f"{item.number} {item.text}".strip() for item in self.paragraphs())

    def _number(self, item, style) -> str:
        place = self._place(item, style)
        if place is None:
            return ""
        number, level = place
        abstract = self.lists[number].find(W + "abstractNumId").get(W + "val")
        counters = self.counters.setdefault(abstract, [0] * LEVELS)
        start = self.lists[number].find(f"{W}lvlOverride[@{W}ilvl='{level}']/{W}startOverride")
        if start is not None and (number, level) not in self.restarted:
            self.restarted.add((number, level))
            counters[level] = int(start.get(W + "val")) - 1
        counters[level] += 1
        counters[level + 1 :] = [0] * (LEVELS - level - 1)
        return self._printed(abstract, level, counters)

    def _place(self, item, style):
        """The list and level of a paragraph: its own or those of its styles."""
        direct = item.find(f"{W}pPr/{W}numPr")
        while direct is None and style is not None:
            definition = self.styles[style]
            direct = definition.find(f"{W}pPr/{W}numPr")
            parent = definition.find(W + "basedOn")
            style = parent.get(W + "val") if parent is not None else None
        if direct is None:
            return None
        level = direct.find(W + "ilvl")
        return direct.find(W + "numId").get(W + "val"), int(level.get(W + "val"))

    def _printed(self, abstract, level, counters) -> str:
        levels = {
            int(item.get(W + "ilvl")): item for item in self.abstracts[abstract].iter(W + "lvl")
        }
        pattern = levels[level].find(W + "lvlText").get(W + "val")
        for position, value in enumerate(counters):
            if f"%{position + 1}" in pattern:
                kind = levels[position].find(W + "numFmt").get(W + "val")
                shown = chr(ord("a") + value - 1) if kind == "lowerLetter" else str(value)
                pattern = pattern.replace(f"%{position + 1}", shown)
        return pattern


def text_of(item) -> str:
    """The text inside *item*, tabs as spaces, without the codes of fields."""
    pieces = {W + "t": lambda part: part.text or "", W + "tab": lambda part: " "}
    return "".join(
        pieces[part.tag](part) for part in item.iter(*pieces) if part.getparent().tag == W + "r"
    )
