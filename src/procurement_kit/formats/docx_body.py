"""The text of a document in Word: styles by name, numbers counted by Word."""

from dataclasses import dataclass, field, replace
from functools import cached_property
from io import BytesIO
from typing import assert_never

from docx.document import Document as WordDocument
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Twips
from docx.table import _Row
from docx.text.paragraph import Paragraph as WordParagraph

from procurement_kit.documents.comparison import is_removed
from procurement_kit.documents.document import (
    Block,
    BulletList,
    Change,
    Document,
    Heading,
    Paragraph,
    Part,
    Run,
    RunKind,
    Runs,
    Table,
)
from procurement_kit.documents.picture import Picture
from procurement_kit.documents.returned import BOOKMARK_CHARACTERS, hash_of
from procurement_kit.formats import picture_png
from procurement_kit.formats.column_widths import grid
from procurement_kit.formats.docx_changes import Revisions
from procurement_kit.formats.docx_fields import Bookmarks, add_link, add_simple_field, element
from procurement_kit.formats.docx_lines import PARAGRAPH, lines
from procurement_kit.formats.docx_marks import marked_runs, tag_of, wrap
from procurement_kit.formats.docx_numbers import LIST, Numbers
from procurement_kit.formats.numbering import ARTICLE
from procurement_kit.formats.text import caption_text, clean, opens, padded

NUMBERED_HEADING = "PKNadpis1"
HEADINGS = ("PKNadpis1BezCisla", "PKNadpis2", "PKNadpis3")
ITEMS = ("Normal", "PKDolozka1", "PKDolozka2")
UNCOUNTED_ITEMS = ("Normal", "PKDolozka1BezCisla", "PKDolozka2BezCisla")
HANGING = ((0, 0), (652, 652), (1106, 454))
TEXT_CELL, NUMBER_CELL = "PKTextTabulky", "PKCisloTabulky"
GAP_LOOK = "PKDoplnit"
BOOKMARK = "pk_"
PICTURE_STYLE, PICTURE_WIDTH = "Normal", Cm(16)
ROWS_KEPT_TOGETHER = 12
ROOM_TO_WRITE = Twips(454)
SPACE_AFTER_LIST = Twips(120)


@dataclass
class BodyWriter:
    """Writes the parts of one document, in order, at the end of a Word document."""

    word: WordDocument
    document: Document
    starts_page: bool = False
    numbers: Numbers = field(default_factory=Numbers)
    marks: Bookmarks = field(default_factory=Bookmarks)
    revisions: Revisions = field(default_factory=Revisions)
    in_clause: bool = False
    clauses: dict[str, list[BaseOxmlElement]] = field(default_factory=dict)
    """The runs at which a comment on a clause stands."""
    answers: dict[tuple[str, str], BaseOxmlElement] = field(default_factory=dict)
    """The first run that prints an answer, by clause and question."""
    clause: str = ""

    @cached_property
    def bookmarks(self) -> dict[str, str]:
        """The bookmark of each heading, by its anchor."""
        anchors = dict.fromkeys(heading.anchor for heading in self.document.headings())
        return {anchor: self.marks.name(f"_{anchor}") for anchor in anchors}

    @cached_property
    def articles(self) -> dict[str, str]:
        """The number of each numbered article, by its anchor."""
        headings = self.document.headings()
        return {heading.anchor: heading.number for heading in headings if heading.number}

    def part(self, part: Part) -> None:
        """One clause, inside a control and a bookmark that name it and its text."""
        self.clause = part.clause
        self.in_clause = any(isinstance(block, Paragraph) and block.number for block in part.blocks)
        body = self.word.element.body
        before = len(body)
        self.starts_page = self.starts_page or part.starts_copy
        for block in part.blocks:
            self._block(block)
        written = body[before - 1 : len(body) - 1]
        if written:
            self._mark(part.clause, written)

    def _mark(self, clause: str, written: list[BaseOxmlElement]) -> None:
        """What finds the clause again: a control for Word, a bookmark for LibreOffice."""
        told = hash_of(lines(written))
        self.clauses[clause] = marked_runs(written)
        name = self.marks.name(f"{BOOKMARK}{clause[:BOOKMARK_CHARACTERS]}_{told}")
        start, end = self.marks.around(written[0], written[-1], name)
        wrap(start, end, (clause, tag_of(clause, told)), len(self.clauses))

    def add(self, style: str, text: str = "") -> WordParagraph:
        """A paragraph of a style; the first one after the contents starts a page."""
        paragraph = self.word.add_paragraph(clean(text))
        paragraph._p.style = style
        if self.starts_page:
            paragraph.paragraph_format.page_break_before = True
            self.starts_page = False
        return paragraph

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                self._heading(block)
            case Paragraph():
                self._paragraph(block)
            case BulletList():
                self._bullets(block)
            case Table():
                self._table(block)
            case _:
                assert_never(block)

    def _heading(self, heading: Heading) -> None:
        is_article = heading.level == 1 and bool(heading.number)
        is_counted = is_article and not is_removed(heading.runs)
        number = self.numbers.list_for(ARTICLE, heading.number) if is_counted else None
        style = HEADINGS[min(heading.level, len(HEADINGS)) - 1]
        at_top = self.starts_page
        paragraph = self.add(style if number is None else NUMBERED_HEADING)
        if at_top:
            paragraph.paragraph_format.space_before = Twips(0)
        if number is not None:
            _put_in_list(paragraph, ARTICLE, number)
        elif heading.number:
            self._run(paragraph, replace(heading.runs[0], strong=False), f"{heading.number}. ")
        self._runs(paragraph, heading.runs)
        self.revisions.mark_paragraph(paragraph, heading.runs)
        written = [item for item in paragraph._p if item.tag != qn("w:pPr")]
        self.marks.around(written[0], written[-1], self.bookmarks[heading.anchor])

    def _paragraph(self, block: Paragraph) -> None:
        level = min(block.level, len(ITEMS) - 1)
        is_counted = level > 0 and not is_removed(block.runs)
        number = self.numbers.list_for(level, block.number) if is_counted else None
        if number is not None:
            paragraph = self.add(ITEMS[level])
            _put_in_list(paragraph, level, number)
        else:
            paragraph = self._typed(block, level)
        if opens(block):
            paragraph.paragraph_format.keep_with_next = True
        self._runs(paragraph, block.runs)
        self.revisions.mark_paragraph(paragraph, block.runs)

    def _typed(self, block: Paragraph, level: int) -> WordParagraph:
        """A paragraph whose number Word can't count, or that has none of its own."""
        paragraph = self.add(UNCOUNTED_ITEMS[level])
        if block.number:
            left, hanging = HANGING[level]
            paragraph.paragraph_format.left_indent = Twips(left)
            paragraph.paragraph_format.first_line_indent = Twips(-hanging)
            run = paragraph.add_run(f"{block.number}\t")
            if is_removed(block.runs):
                self.revisions.mark(run._r, Change.REMOVED)
        return paragraph

    def _bullets(self, block: BulletList) -> None:
        style = "PKSeznam2" if self.in_clause else "PKSeznam"
        for position, item in enumerate(block.items):
            paragraph = self.add(style)
            if position == len(block.items) - 1:
                paragraph.paragraph_format.space_after = SPACE_AFTER_LIST
            self._runs(paragraph, item)
            self.revisions.mark_paragraph(paragraph, item)

    def _table(self, table: Table) -> None:
        if caption := caption_text(self.document, table):
            self.add("Caption", caption)
        elif self.starts_page:
            self.add("PKZaTabulkou")
        if table.picture is not None:
            self._picture(table.picture)
        widths = [Twips(width) for width in grid(table)]
        made = self.word.add_table(len(table.rows) + 1, len(widths))
        made._tbl.tblStyle_val = "PKTabulka"
        made.autofit = False
        for column, width in zip(made.columns, widths, strict=True):
            column.width = width
        for position, (row, cells) in enumerate(zip(made.rows, padded(table), strict=True)):
            self._row(table, row, cells, position)
        self.add("PKZaTabulkou")

    def _picture(self, picture: Picture) -> None:
        """A picture with its words for those who do not see it."""
        paragraph = self.add(PICTURE_STYLE)
        paragraph.paragraph_format.keep_with_next = True
        run = paragraph.add_run()
        data = BytesIO(picture_png.write(picture))
        drawn = run.add_picture(data, width=min(PICTURE_WIDTH, self.word._block_width))
        told = drawn._inline.docPr
        told.set("title", clean(picture.title))
        told.set("descr", clean(f"{picture.title}. {picture.description}"))

    def _row(self, table: Table, row: _Row, cells: tuple[Runs, ...], position: int) -> None:
        """One row; those of a short table stay on one page."""
        is_last, is_short = position == len(table.rows), len(table.rows) <= ROWS_KEPT_TOGETHER
        _keep_together(row, is_header=position == 0)
        self.revisions.mark_row(row, cells)
        if any(piece.kind is RunKind.BLANK for runs in cells for piece in runs):
            row.height, row.height_rule = ROOM_TO_WRITE, WD_ROW_HEIGHT_RULE.AT_LEAST
        for column, (cell, runs) in enumerate(zip(row.cells, cells, strict=True)):
            paragraph = cell.paragraphs[0]
            paragraph._p.style = NUMBER_CELL if column in table.numeric else TEXT_CELL
            if not is_last and (is_short or position == 0):
                paragraph.paragraph_format.keep_with_next = True
            self._runs(paragraph, runs)

    def _runs(self, paragraph: WordParagraph, runs: Runs) -> None:
        for piece in runs:
            is_link = piece.kind is RunKind.REFERENCE and not piece.change
            if is_link and piece.target in self.bookmarks:
                self._reference(paragraph, piece)
            else:
                self._run(paragraph, piece, piece.text)

    def _run(self, paragraph: WordParagraph, piece: Run, text: str) -> BaseOxmlElement:
        run = paragraph.add_run(clean(text))
        if piece.change:
            self.revisions.mark(run._r, piece.change)
        if piece.kind is RunKind.GAP:
            run._r.style = GAP_LOOK
        if piece.strong:
            run.bold = True
        if piece.emphasis:
            run.italic = True
        if piece.target and run._r.getparent().tag == PARAGRAPH:
            self.answers.setdefault((self.clause, piece.target), run._r)
        return run._r

    def _reference(self, paragraph: WordParagraph, piece: Run) -> None:
        """A reference whose number Word can update."""
        name, number = self.bookmarks[piece.target], self.articles.get(piece.target, "")
        if number and piece.text.endswith(number):
            self._run(paragraph, piece, piece.text.removesuffix(number))
            add_simple_field(paragraph, f"REF {name} \\r \\h", number)
        else:
            add_link(paragraph, name).append(self._run(paragraph, piece, piece.text))


def _put_in_list(paragraph: WordParagraph, level: int, number: int) -> None:
    """The list of a paragraph, where it is not the one that its style names."""
    if number != LIST:
        properties = paragraph._p.get_or_add_pPr()
        listed = properties.get_or_add_numPr()
        listed.get_or_add_ilvl().val = level
        listed.get_or_add_numId().val = number


def _keep_together(row: _Row, *, is_header: bool) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(element("cantSplit"))
    if is_header:
        properties.append(element("tblHeader"))
