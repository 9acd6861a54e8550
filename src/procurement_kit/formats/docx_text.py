"""The text of a document as WordprocessingML: styles by name, numbers counted by Word."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import assert_never

from procurement_kit.documents.document import (
    Block,
    BulletList,
    Document,
    Heading,
    Paragraph,
    Part,
    Run,
    RunKind,
    Runs,
    Table,
)
from procurement_kit.formats.docx_markup import Bookmarks, paragraph, run, simple_field
from procurement_kit.formats.docx_numbers import ARTICLE, LIST, Numbers
from procurement_kit.formats.docx_tables import grid
from procurement_kit.formats.text import caption_text, opens, padded

NUMBERED_HEADING = "PKNadpis1"
HEADINGS = ("PKNadpis1BezCisla", "PKNadpis2", "PKNadpis3")
ITEMS = ("Normal", "PKDolozka1", "PKDolozka2")
UNCOUNTED_ITEMS = ("Normal", "PKDolozka1BezCisla", "PKDolozka2BezCisla")
HANGING = ("", '<w:ind w:left="652" w:hanging="652"/>', '<w:ind w:left="1106" w:hanging="454"/>')
SPACE_AFTER_LIST = '<w:spacing w:after="120"/>'
TOP_OF_PAGE = '<w:spacing w:before="0"/>'
ROOM_TO_WRITE = '<w:trHeight w:val="454" w:hRule="atLeast"/>'
KEEP_NEXT = "<w:keepNext/>"
ROWS_KEPT_TOGETHER = 12


@dataclass
class BodyWriter:
    """Writes the parts of one document, in order."""

    document: Document
    numbers: Numbers = field(default_factory=Numbers)
    starts_page: bool = False
    in_clause: bool = False
    bookmarks: Bookmarks = field(default_factory=Bookmarks)

    @cached_property
    def targets(self) -> dict[str, str]:
        """The bookmark of each heading, by its anchor."""
        anchors = (heading.anchor for heading in self.document.headings())
        return {anchor: self.bookmarks.name(f"_{anchor}") for anchor in dict.fromkeys(anchors)}

    @cached_property
    def articles(self) -> dict[str, str]:
        """The number of each numbered article, by its anchor."""
        headings = self.document.headings()
        return {heading.anchor: heading.number for heading in headings if heading.number}

    def part(self, part: Part) -> str:
        """One clause, inside a bookmark of its name."""
        self.in_clause = any(isinstance(block, Paragraph) and block.number for block in part.blocks)
        blocks = "".join(map(self._block, part.blocks))
        return self.bookmarks.around(blocks, self.bookmarks.name(f"pk_{part.clause}"))

    def _block(self, block: Block) -> str:
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph():
                return self._paragraph(block)
            case BulletList():
                return self._bullets(block)
            case Table():
                return self._table(block)
            case _:
                assert_never(block)

    def _heading(self, heading: Heading) -> str:
        style = HEADINGS[min(heading.level, len(HEADINGS)) - 1]
        content, extra = self._runs(heading.runs), ""
        if heading.level == 1 and heading.number:
            number = self.numbers.list_for(ARTICLE, heading.number)
            if number is not None:
                style, extra = NUMBERED_HEADING, _in_list(ARTICLE, number)
            else:
                content = run(f"{heading.number}. ") + content
        elif heading.number:
            content = run(f"{heading.number}. ") + content
        name = self.targets[heading.anchor]
        extra += TOP_OF_PAGE if self.starts_page else ""
        return self._put(style, self.bookmarks.around(content, name), extra)

    def _paragraph(self, block: Paragraph) -> str:
        level, content = min(block.level, len(ITEMS) - 1), self._runs(block.runs)
        number = self.numbers.list_for(level, block.number) if level else None
        keep = KEEP_NEXT if opens(block) else ""
        if number is not None:
            return self._put(ITEMS[level], content, _in_list(level, number), keep)
        label = f"{run(block.number)}<w:r><w:tab/></w:r>" if block.number else ""
        indent = HANGING[level] if block.number else ""
        return self._put(UNCOUNTED_ITEMS[level], label + content, indent, keep)

    def _bullets(self, block: BulletList) -> str:
        style = "PKSeznam2" if self.in_clause else "PKSeznam"
        last = len(block.items) - 1
        return "".join(
            self._put(style, self._runs(item), SPACE_AFTER_LIST if position == last else "")
            for position, item in enumerate(block.items)
        )

    def _table(self, table: Table) -> str:
        caption = caption_text(self.document, table)
        before = self._put("Caption", run(caption)) if caption else ""
        if self.starts_page:
            before = self._put("PKZaTabulkou", "")
        widths = grid(table)
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        rows = "".join(self._rows(table, widths))
        return (
            f'{before}<w:tbl><w:tblPr><w:tblStyle w:val="PKTabulka"/>'
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
            f'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>{columns}'
            f"</w:tblGrid>{rows}</w:tbl>{paragraph('PKZaTabulkou', '')}"
        )

    def _rows(self, table: Table, widths: list[int]) -> Iterator[str]:
        """The rows; those of a short table stay on one page."""
        last = len(table.rows)
        keep = KEEP_NEXT if last <= ROWS_KEPT_TOGETHER else ""
        header = "<w:cantSplit/><w:tblHeader/>"
        first, *rows = padded(table)
        yield self._row(table, first, widths, header, KEEP_NEXT if last else "")
        for position, row in enumerate(rows, start=1):
            yield self._row(table, row, widths, _row_look(row), keep if position < last else "")

    def _row(
        self, table: Table, cells: Iterable[Runs], widths: list[int], look: str, keep: str
    ) -> str:
        written = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
            + paragraph(_cell_style(table, column), self._runs(runs), keep)
            + "</w:tc>"
            for column, (runs, width) in enumerate(zip(cells, widths, strict=True))
        )
        return f"<w:tr><w:trPr>{look}</w:trPr>{written}</w:tr>"

    def _put(self, style: str, content: str, extra: str = "", keep: str = "") -> str:
        """A paragraph of the text; the first one after the contents starts a page."""
        start = "<w:pageBreakBefore/>" if self.starts_page else ""
        self.starts_page = False
        return paragraph(style, content, keep + start + extra)

    def _runs(self, runs: Runs) -> str:
        return "".join(map(self._run, runs))

    def _run(self, piece: Run) -> str:
        look = '<w:rStyle w:val="PKDoplnit"/>' if piece.kind is RunKind.GAP else ""
        look += "<w:b/><w:bCs/>" if piece.strong else ""
        look += "<w:i/><w:iCs/>" if piece.emphasis else ""
        if piece.kind is RunKind.REFERENCE and piece.target in self.targets:
            return self._reference(piece, look)
        return run(piece.text, look)

    def _reference(self, piece: Run, look: str) -> str:
        """A reference whose number Word can update."""
        name, number = self.targets[piece.target], self.articles.get(piece.target, "")
        if not number or not piece.text.endswith(number):
            return f'<w:hyperlink w:anchor="{name}">{run(piece.text, look)}</w:hyperlink>'
        words = piece.text.removesuffix(number)
        return run(words, look) + simple_field(f"REF {name} \\r \\h", number)


def _row_look(cells: Iterable[Runs]) -> str:
    has_blank = any(piece.kind is RunKind.BLANK for runs in cells for piece in runs)
    return "<w:cantSplit/>" + (ROOM_TO_WRITE if has_blank else "")


def _cell_style(table: Table, column: int) -> str:
    return "PKCisloTabulky" if column in table.numeric else "PKTextTabulky"


def _in_list(level: int, number: int) -> str:
    """The list of a paragraph, where it is not the one that its style names."""
    if number == LIST:
        return ""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
