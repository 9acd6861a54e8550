"""The text of a document in an open office document: styles by name, numbers counted by it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import assert_never

from odfdo import Element

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
from procurement_kit.documents.picture import Picture
from procurement_kit.formats import picture_png
from procurement_kit.formats.column_widths import grid
from procurement_kit.formats.numbering import ARTICLE, Counters
from procurement_kit.formats.text import caption_text, clean, opens, padded

HEADINGS = ("Heading_20_1", "Heading_20_2", "Heading_20_3")
ITEMS = ("Text", "PKDolozka1", "PKDolozka2")
UNCOUNTED_ITEMS = ("Text", "PKDolozka1BezCisla", "PKDolozka2BezCisla")
NUMBERING = "PKCislovani"
BULLETS, BULLETS_IN_CLAUSE = "PKOdrazky", "PKOdrazkyVDolozce"
LOOKS = {
    (False, False): "",
    (True, False): "PKTucne",
    (False, True): "PKKurziva",
    (True, True): "PKTucnaKurziva",
}
LINK = "PKOdkaz"
TWIPS_PER_CM = 567
PICTURE_CM = 16


def element(tag: str, text: str = "", **attributes: str) -> Element:
    """An element; in the names of *attributes* two underscores stand for the colon."""
    made = Element.from_tag(tag)
    for name, value in attributes.items():
        made.set_attribute(name.replace("__", ":").replace("_", "-"), value)
    if text:
        made.append(text)
    return made


@dataclass
class BodyWriter:
    """Writes the parts of one document, in order, at the end of *body*."""

    body: Element
    styles: Element
    document: Document
    starts_page: bool = False
    counters: Counters = field(default_factory=Counters)
    in_clause: bool = False
    lists: int = 0
    tables: int = 0
    pictures: dict[str, bytes] = field(default_factory=dict)
    """The files of pictures, by their names in the document."""

    @cached_property
    def anchors(self) -> frozenset[str]:
        """The headings that can be referred to."""
        return frozenset(heading.anchor for heading in self.document.headings())

    def part(self, part: Part) -> None:
        """One clause."""
        self.in_clause = any(isinstance(block, Paragraph) and block.number for block in part.blocks)
        for block in part.blocks:
            self._block(block)

    def add(self, style: str, runs: Runs = ()) -> Element:
        """A paragraph of a style at the end."""
        paragraph = element("text:p", text__style_name=style)
        self._runs(paragraph, runs)
        self.body.append(paragraph)
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
        level = min(heading.level, len(HEADINGS))
        is_article = heading.level == 1 and bool(heading.number)
        start = self.counters.start_of(ARTICLE, heading.number) if is_article else None
        style = "PKNadpis1" if start is not None else HEADINGS[level - 1]
        made = element(
            "text:h", text__style_name=self._page_start(style), text__outline_level=str(level)
        )
        made.append(element("text:bookmark-start", text__name=heading.anchor))
        if start is None and heading.number:
            made.append(f"{clean(heading.number)}. ")
        self._runs(made, heading.runs)
        made.append(element("text:bookmark-end", text__name=heading.anchor))
        if start is None:
            self.body.append(made)
        else:
            self._listed(made, ARTICLE, start)

    def _page_start(self, style: str) -> str:
        """The style of a heading; the first one after the contents starts a page."""
        if not self.starts_page:
            return style
        self.starts_page = False
        return "NewPageHeading"

    def _paragraph(self, block: Paragraph) -> None:
        level = min(block.level, len(ITEMS) - 1)
        start = self.counters.start_of(level, block.number) if level else None
        if start is None:
            style = UNCOUNTED_ITEMS[level] if level or not opens(block) else "Opening"
            typed = (Run(f"{block.number} "),) if block.number else ()
            self.add(style, (*typed, *block.runs))
            return
        paragraph = element("text:p", text__style_name=ITEMS[level])
        self._runs(paragraph, block.runs)
        self._listed(paragraph, level, start)

    def _listed(self, content: Element, level: int, start: int) -> None:
        """*content* as an item of the one list of articles; *start* 0 counts on."""
        item = element("text:list-item")
        if start:
            item.set_attribute("text:start-value", str(start))
        item.append(content)
        for _ in range(level):
            item = _within(item)
        made = element("text:list", xml__id=f"list-{self.lists + 1}", text__style_name=NUMBERING)
        if self.lists:
            made.set_attribute("text:continue-list", f"list-{self.lists}")
        self.lists += 1
        made.append(item)
        self.body.append(made)

    def _bullets(self, block: BulletList) -> None:
        style = BULLETS_IN_CLAUSE if self.in_clause else BULLETS
        made = element("text:list", text__style_name=style)
        for runs in block.items:
            paragraph = element("text:p", text__style_name="PKSeznam")
            self._runs(paragraph, runs)
            item = element("text:list-item")
            item.append(paragraph)
            made.append(item)
        self.body.append(made)

    def _table(self, table: Table) -> None:
        if caption := caption_text(self.document, table):
            self.add("Caption", (Run(caption),))
        if table.picture is not None:
            self._picture(table.picture)
        self.tables += 1
        name = f"Table{self.tables}"
        made = element("table:table", table__name=name, table__style_name="PKTabulka")
        for position, width in enumerate(grid(table)):
            style = f"{name}.{position}"
            self.styles.append(_column_style(style, width))
            made.append(element("table:table-column", table__style_name=style))
        for position, cells in enumerate(padded(table)):
            row = self._row(table, cells, position)
            made.append(row if position else _header_rows(row))
        self.body.append(made)
        self.add("PKZaTabulkou")

    def _picture(self, picture: Picture) -> None:
        """A picture with its words for those who do not see it."""
        data = picture_png.write(picture)
        name = f"Pictures/picture{len(self.pictures) + 1}.png"
        self.pictures[name] = data
        height = PICTURE_CM * picture.height / picture.width
        frame = element(
            "draw:frame", draw__name=name.removeprefix("Pictures/").removesuffix(".png"),
            text__anchor_type="as-char", svg__width=f"{PICTURE_CM}cm",
            svg__height=f"{height:.3f}cm",
        )  # fmt: skip
        frame.append(
            element(
                "draw:image", xlink__href=name, xlink__type="simple", xlink__show="embed",
                xlink__actuate="onLoad",
            )
        )  # fmt: skip
        frame.append(element("svg:title", clean(picture.title)))
        frame.append(element("svg:desc", clean(picture.description)))
        self.add("Opening").append(frame)

    def _row(self, table: Table, cells: tuple[Runs, ...], position: int) -> Element:
        has_blank = any(piece.kind is RunKind.BLANK for runs in cells for piece in runs)
        row = element("table:table-row", table__style_name="RowToWrite" if has_blank else "Row")
        last = position == len(table.rows)
        style = "HeaderCell" if position == 0 else "LastCell" if last else "Cell"
        for column, runs in enumerate(cells):
            cell = element("table:table-cell", table__style_name=style, office__value_type="string")
            paragraph = element(
                "text:p", text__style_name=_cell_look(position == 0, column in table.numeric)
            )
            self._runs(paragraph, runs)
            cell.append(paragraph)
            row.append(cell)
        return row

    def _runs(self, paragraph: Element, runs: Iterable[Run]) -> None:
        for piece in runs:
            text = clean(piece.text)
            if piece.kind is RunKind.REFERENCE and piece.target in self.anchors:
                paragraph.append(link(piece.target, text))
                continue
            look = LOOKS[(piece.strong, piece.emphasis)]
            if piece.kind is RunKind.GAP:
                look = "PKDoplnit"
            paragraph.append(element("text:span", text, text__style_name=look) if look else text)


def _within(item: Element) -> Element:
    """A list item that holds *item* one level deeper."""
    deeper = element("text:list")
    deeper.append(item)
    outer = element("text:list-item")
    outer.append(deeper)
    return outer


def link(anchor: str, text: str = "") -> Element:
    """A link to the heading *anchor*."""
    return element(
        "text:a", text, xlink__type="simple", xlink__href=f"#{anchor}",
        text__style_name=LINK, text__visited_style_name=LINK,
    )  # fmt: skip


def _header_rows(row: Element) -> Element:
    made = element("table:table-header-rows")
    made.append(row)
    return made


def _cell_look(is_header: bool, is_number: bool) -> str:
    if is_header:
        return "PKHlavickaCisla" if is_number else "PKHlavickaTabulky"
    return "PKCisloTabulky" if is_number else "PKTextTabulky"


def _column_style(name: str, width: int) -> Element:
    """The style of a column of *width* twentieths of a point."""
    style = element("style:style", style__name=name, style__family="table-column")
    size = f"{width / TWIPS_PER_CM:.3f}cm"
    style.append(element("style:table-column-properties", style__column_width=size))
    return style
