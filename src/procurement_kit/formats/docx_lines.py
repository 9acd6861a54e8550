"""The text of a Word file as lines: what is compared when an edited file comes back."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from docx.oxml.ns import qn

from procurement_kit.documents.wording import NBSP
from procurement_kit.formats.text import CELL_BORDER, clean

PARAGRAPH, ROW, CELL, TABLE = (qn(f"w:{name}") for name in ("p", "tr", "tc", "tbl"))
SIGNS = {
    qn("w:tab"): " ",
    qn("w:br"): " ",
    qn("w:cr"): " ",
    qn("w:noBreakHyphen"): "-",
}
TEXT, RUN = qn("w:t"), qn("w:r")
GONE = {qn("w:del"), qn("w:moveFrom")}
HASH_LENGTH = 10
Node = Any
"""An element of lxml, of python-docx's kind or a plain one."""


def lines(nodes: Iterable[Node]) -> tuple[str, ...]:
    """A line for each paragraph and each row of a table; empty ones are left out."""
    return tuple(line for node in nodes for line in _lines(node) if line)


def _lines(node: Node) -> Iterator[str]:
    if node.tag == PARAGRAPH:
        yield text(node)
    elif node.tag == ROW:
        yield CELL_BORDER.join(text(cell) for cell in node.iter(CELL)).strip()
    elif node.tag not in GONE:
        for child in node:
            yield from _lines(child)


def text(node: Node) -> str:
    """The text in *node* as it reads with all tracked changes accepted."""
    pieces = (_piece(item) for item in node.iter(TEXT, PARAGRAPH, *SIGNS))
    return tidy("".join(pieces))


def tidy(raw: str) -> str:
    """*raw* with single ordinary spaces."""
    return " ".join(clean(raw).replace(NBSP, " ").split())


def hash_of(told: Iterable[str]) -> str:
    """A short hash of some lines."""
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:HASH_LENGTH]


def _piece(item: Node) -> str:
    if item.tag == PARAGRAPH:
        return " "
    parent = item.getparent()
    if parent.tag != RUN or any(above.tag in GONE for above in item.iterancestors()):
        return ""
    return item.text or "" if item.tag == TEXT else SIGNS[item.tag]
