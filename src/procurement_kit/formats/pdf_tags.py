"""The tags of a drawn PDF, put in order: one element stays one, whatever pages it covers.

WeasyPrint writes an element for each fragment of a block that a page break splits, and leaves the
running headers in no tree (https://github.com/Kozea/WeasyPrint/issues/1836, 2902 and 2903). Here
the fragments are joined, and what belongs to no element becomes an artifact, which screen readers
leave out: running headers, and table headers that are repeated on the next page.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

Element = dict[str, Any]
"""A dictionary of the PDF; its /K lists references to other elements, or numbers of content."""

REPEATED = frozenset({"/Caption", "/THead"})
HEADER_CELL, ROW, TABLE = "/TH", "/TR", "/Table"
ELEMENT = "/StructElem"
ARTIFACT, PAGINATION = "/Artifact", "/Pagination"
NOTHING = "null"
LINE = "LineBox"


def tidy(pdf: Any, pages: Sequence[Any]) -> None:
    """Join the fragments in *pages* of *pdf*, name the scope of headers, mark artifacts."""
    tree = _Tree(pdf)
    tree.join(pages)
    tree.index_headers()
    tree.leave_out_the_rest()


@dataclass
class _Tree:
    """The structure tree of *pdf*."""

    pdf: Any

    @property
    def root(self) -> Element:
        """The top, which only holds the tree."""
        root: Element = self.at(self.pdf.catalog["StructTreeRoot"])
        return root

    @property
    def document(self) -> Element:
        """The element of the whole document."""
        document: Element = self.at(self.root["K"][0])
        return document

    def at(self, reference: bytes) -> Any:
        """The object that *reference* names."""
        return self.pdf.objects[int(reference.split()[0])]

    def elements(self, above: Element) -> Iterator[Element]:
        """The elements directly under *above*."""
        for child in above.get("K", ()):
            if isinstance(child, bytes) and self.at(child).get("Type") == ELEMENT:
                yield self.at(child)

    def join(self, pages: Sequence[Any]) -> None:
        """Make the fragments of each block one element, from page to page."""
        tops = list(self.elements(self.document))
        whole = tops[0]
        for (before, after), top in zip(pairwise(map(_article, pages)), tops[1:], strict=True):
            self._join(whole, top, before, after)
        self.document["K"][1:] = []

    def _join(self, first: Element, second: Element, before: Any, after: Any) -> None:
        """Move all of *second* to the end of *first*; the boxes tell where a block goes on."""
        if first["S"] == ROW:
            self._join_cells(first, second, before, after)
            return
        moved = list(self.elements(second))
        if first["S"] == TABLE:
            there = REPEATED & {child["S"] for child in self.elements(first)}
            moved = [child for child in moved if child["S"] not in there]
        last, next_ = _blocks(before)[-1:], _blocks(after)[:1]
        if moved and last and next_ and _is_same(last[0], next_[0]):
            self._join([*self.elements(first)][-1], moved.pop(0), last[0], next_[0])
        for child in moved:
            child["P"] = first.reference  # type: ignore[attr-defined]
            first["K"].append(child.reference)  # type: ignore[attr-defined]

    def _join_cells(self, first: Element, second: Element, before: Any, after: Any) -> None:
        """Join the cells of a row that is higher than what was left of a page."""
        pairs = zip(self.elements(first), self.elements(second), strict=True)
        boxes = zip(before.children, after.children, strict=True)
        for (cell, rest), (upper, lower) in zip(pairs, boxes, strict=True):
            self._join(cell, rest, upper, lower)

    def below(self, above: Element) -> Iterator[Element]:
        """Every element under *above*, in reading order."""
        for child in self.elements(above):
            yield child
            yield from self.below(child)

    def index_headers(self) -> None:
        """Say that headers head columns, and let readers find them by their identifiers."""
        names: dict[bytes, bytes] = {}
        for table in self.below(self.document):
            if table["S"] != TABLE:
                continue
            heads = [cell for cell in self.below(table) if cell["S"] == HEADER_CELL]
            names |= {cell["ID"].data: cell.reference for cell in heads}  # type: ignore[attr-defined]
            for row in self.below(table):
                if row["S"] == ROW:
                    _head(self.elements(row), heads)
        if names:
            pairs = b" ".join(name + b" " + names[name] for name in sorted(names))
            self.root["IDTree"] = b"<</Names [" + pairs + b"]>>"

    def leave_out_the_rest(self) -> None:
        """Mark as artifacts what no element of the tree holds."""
        held = {id(element) for element in self.below(self.document)} | {id(self.document)}
        content = self.at(self.root["ParentTree"])["Nums"]
        for page, owners in zip(self.pdf.page_references, content[1::2], strict=False):
            loose = {n for n, owner in enumerate(owners) if id(self.at(owner)) not in held}
            _mark_artifacts(self.at(self.at(page)["Contents"]).stream, loose)
            owners[:] = [NOTHING if n in loose else owner for n, owner in enumerate(owners)]
        for item in self.pdf.objects:
            if isinstance(item, dict) and item.get("Type") == ELEMENT and id(item) not in held:
                item.clear()


def _head(row: Iterator[Element], heads: list[Element]) -> None:
    """Name the header of each cell; fragments knew only the header that was repeated for them."""
    for cell, head in zip(row, heads, strict=True):
        if cell is head:
            cell["A"]["Scope"] = "/Column"
        else:
            cell["A"]["Headers"][:] = [head["ID"]]


def _mark_artifacts(stream: list[Any], numbers: set[int]) -> None:
    """Make the content with these *numbers* an artifact of its page."""
    for place, item in enumerate(stream):
        if isinstance(item, dict) and item.get("MCID") in numbers:
            stream[place - 1] = ARTIFACT
            item.clear()
            item["Type"] = PAGINATION


def _article(page: Any) -> Any:
    """The box of the article on *page*: under the boxes of the page, of html and of body."""
    html = next(box for box in page._page_box.children if box.element_tag == "html")
    return html.children[0].children[0]


def _blocks(box: Any) -> list[Any]:
    """The boxes under *box* that are elements by themselves, as WeasyPrint counts them."""
    if getattr(box, "is_table_wrapper", False):
        tables = [child for child in box.children if child.element_tag == "table"]
        return [group for table in tables for group in table.children if not group.is_header]
    return [child for child in box.children if type(child).__name__ != LINE]


def _is_same(before: Any, after: Any) -> bool:
    """Whether *after* goes on with the element of *before*."""
    return before.element is after.element and before.element_tag == after.element_tag
