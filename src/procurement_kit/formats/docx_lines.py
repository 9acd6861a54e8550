"""The text of a Word file as lines: what is compared when an edited file comes back."""

from collections.abc import Iterable, Iterator
from typing import Any

from docx.oxml.ns import qn

from procurement_kit.documents.wording import NBSP
from procurement_kit.formats.text import CELL_BORDER, clean

COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
PARAGRAPH, ROW, CELL = (qn(f"w:{name}") for name in ("p", "tr", "tc"))
SIGNS = {
    qn("w:tab"): " ",
    qn("w:br"): " ",
    qn("w:cr"): " ",
    qn("w:noBreakHyphen"): "-",
}
TEXT, RUN = qn("w:t"), qn("w:r")
GONE = {qn("w:del"), qn("w:moveFrom")}
LEFT_OUT = {*GONE, f"{{{COMPATIBILITY}}}Fallback"}
Node = Any
"""An element of python-docx, or one of the standard library."""


def lines(nodes: Iterable[Node]) -> tuple[str, ...]:
    """A line for each paragraph and each row of a table; empty ones are left out."""
    return tuple(line for node in nodes for line in _lines(node) if line)


def _lines(node: Node) -> Iterator[str]:
    if node.tag == PARAGRAPH:
        yield text(node)
    elif node.tag == ROW:
        yield row(node)
    elif node.tag not in GONE:
        for child in node:
            yield from _lines(child)


def row(node: Node) -> str:
    """The text of a row of a table; empty if no cell has any."""
    cells = [text(cell) for cell in node.iter(CELL)]
    return CELL_BORDER.join(cells).strip() if any(cells) else ""


def text(node: Node) -> str:
    """The text in *node* as it reads with all tracked changes accepted."""
    return tidy("".join(_pieces(node, in_run=False)))


def tidy(raw: str) -> str:
    """*raw* with single ordinary spaces."""
    return " ".join(clean(raw).replace(NBSP, " ").split())


def _pieces(node: Node, *, in_run: bool) -> Iterator[str]:
    for child in node:
        if child.tag == TEXT and in_run:
            yield child.text or ""
        elif child.tag in SIGNS and in_run:
            yield SIGNS[child.tag]
        elif child.tag not in LEFT_OUT:
            if child.tag == PARAGRAPH:
                yield " "
            yield from _pieces(child, in_run=child.tag == RUN)
