"""What a screen reader finds in a PDF, and what it should find by the model of the document."""

from collections import Counter
from collections.abc import Iterator

import pikepdf

from procurement_kit.documents.document import BulletList, Document, Heading, Paragraph, Table
from procurement_kit.formats.text import columns

DEEPEST = 6


def elements(node: pikepdf.Object) -> list[pikepdf.Object]:
    """The structure elements below *node*, in reading order."""
    children = node.get("/K", [])
    found = []
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            found += [child, *elements(child)]
    return found


def counted(file: pikepdf.Pdf) -> Counter[str]:
    """How many elements of each kind the tree of *file* holds."""
    return Counter(str(element.S) for element in elements(file.Root.StructTreeRoot))


def expected(document: Document) -> Counter[str]:
    """How many elements of each kind *document* has."""
    titles = filter(None, (document.matter, document.notice))
    found = Counter({"/H1": 1, "/P": len(list(titles))})
    if document.has_contents:
        found += Counter({"/P": 1, "/L": 1, "/LI": len(list(document.headings()))})
    for block in document.blocks():
        found += Counter(dict(_kinds(block)))
    return found


def _kinds(block: object) -> Iterator[tuple[str, int]]:
    match block:
        case Heading():
            yield f"/H{min(block.level + 1, DEEPEST)}", 1
        case Paragraph():
            yield "/P", 1
        case BulletList():
            yield "/L", bool(block.items)
            yield "/LI", len(block.items)
        case Table():
            yield "/Table", 1
            yield "/THead", 1
            yield "/TR", 1 + len(block.rows)
            yield "/TH", columns(block)
            yield "/TD", columns(block) * len(block.rows)
            yield "/Caption", bool(block.caption)
