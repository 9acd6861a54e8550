"""Tracked changes of Word: what a comparison added and removed can be accepted or refused."""

from collections.abc import Iterator
from itertools import count

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import _Row
from docx.text.paragraph import Paragraph as WordParagraph

from procurement_kit.documents.comparison import is_added, is_removed
from procurement_kit.documents.document import Change, Runs
from procurement_kit.formats.docx_fields import element

TAGS = {Change.ADDED: "ins", Change.REMOVED: "del"}
AUTHOR = "procurement_kit"
FIRST_NUMBER = 9000


class Revisions:
    """Marks text as added or removed; every mark has a number of its own."""

    def __init__(self) -> None:
        self._numbers: Iterator[int] = count(FIRST_NUMBER)

    def mark(self, run: BaseOxmlElement, change: Change) -> None:
        """*run*, which already stands in its paragraph, was added or removed."""
        around = self._mark(change)
        run.addprevious(around)
        around.append(run)
        if change is Change.REMOVED:
            for text in run.iterchildren(qn("w:t")):
                text.tag = qn("w:delText")

    def mark_paragraph(self, paragraph: WordParagraph, runs: Runs) -> None:
        """The end of *paragraph* was added or removed with all of its *runs*."""
        change = _whole(runs)
        if change:
            properties = paragraph._p.get_or_add_pPr()
            properties.insert_element_before(look := element("rPr"), "w:sectPr", "w:pPrChange")
            look.append(self._mark(change))

    def mark_row(self, row: _Row, cells: tuple[Runs, ...]) -> None:
        """A row of which every cell was added or removed."""
        filled = tuple(run for cell in cells for run in cell)
        if change := _whole(filled):
            row._tr.get_or_add_trPr().append(self._mark(change))

    def _mark(self, change: Change) -> BaseOxmlElement:
        return element(TAGS[change], id=str(next(self._numbers)), author=AUTHOR)


def _whole(runs: Runs) -> Change:
    if is_removed(runs):
        return Change.REMOVED
    return Change.ADDED if is_added(runs) else Change.NONE
