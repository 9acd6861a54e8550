"""Reads an ODT the way an office program shows it: counts the list, prints its numbers."""

import zipfile
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

NAMES = {
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
}
TEXT = f"{{{NAMES['text']}}}"
TABLE = f"{{{NAMES['table']}}}"
NUMBERING = "PKCislovani"


def shown(paragraph) -> str:
    """The text of a paragraph; spaces and tabs may be written as elements."""
    space = " " if paragraph.tag in {TEXT + "s", TEXT + "tab"} else ""
    inside = "".join(shown(child) + (child.tail or "") for child in paragraph)
    return space + (paragraph.text or "") + inside


class OdtReader:
    """The text of an ODT in reading order, without its table of contents."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            self.names = archive.namelist()
            self.first = archive.infolist()[0]
            self.styles = etree.fromstring(archive.read("styles.xml"))
            self.content = etree.fromstring(archive.read("content.xml"))
        self.counters = [0, 0, 0]

    def text(self) -> str:
        """Every paragraph on a line."""
        (body,) = self.content.xpath("//office:text", namespaces=NAMES)
        return "\n".join(self._lines(body, None, 0))

    def _lines(self, parent, numbering: str | None, level: int) -> Iterator[str]:
        for child in parent:
            if child.tag in {TEXT + "p", TEXT + "h"}:
                yield f"{self._number(parent, numbering, level)} {shown(child)}"
            elif child.tag == TEXT + "list":
                style = child.get(TEXT + "style-name", numbering)
                for item in child:
                    yield from self._lines(item, style, level + 1)
            elif child.tag.startswith(TABLE):
                yield from self._lines(child, None, 0)

    def _number(self, item, numbering: str | None, level: int) -> str:
        if numbering != NUMBERING:
            return ""
        start = item.get(TEXT + "start-value")
        self.counters[level - 1] = int(start) if start else self.counters[level - 1] + 1
        self.counters[level:] = [0] * (3 - level)
        article, paragraph, letter = self.counters
        return (f"{article}.", f"{article}.{paragraph}", f"{chr(96 + letter)})")[level - 1]
