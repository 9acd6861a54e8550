"""A document as plain text: for reading, for comparing two versions, for approving wording."""

import re
import unicodedata
from collections.abc import Iterator
from typing import assert_never

from procurement_kit.documents.document import (
    Block,
    BulletList,
    Document,
    Heading,
    Paragraph,
    Part,
    Runs,
    Table,
    plain,
)

BULLET = "\u2022"
CELL_BORDER = " | "
WHITESPACE = re.compile("[ \t-\r\x1c-\x1f\x85\u2028\u2029]+")
UNWANTED = re.compile(
    "[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # XML forbids them
    "\xad\ufeff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"  # they hide from the eye
)


def clean(text: str) -> str:
    """*text* without the characters that XML forbids or that hide from a reader's eye."""
    return UNWANTED.sub("", WHITESPACE.sub(" ", unicodedata.normalize("NFC", text)))


def heading_text(heading: Heading) -> str:
    """A heading with its number."""
    title = clean(plain(heading.runs))
    return f"{clean(heading.number)}. {title}" if heading.number else title


def caption_text(document: Document, table: Table) -> str:
    """The line above a table; empty for a table without a caption."""
    return clean(f"{document.words.table}: {table.caption}") if table.caption else ""


def opens(paragraph: Paragraph) -> bool:
    """Whether *paragraph* announces what follows it and must not stand alone on a page."""
    return plain(paragraph.runs).rstrip().endswith(":")


def columns(table: Table) -> int:
    """How many columns *table* has."""
    return max(map(len, (table.header, *table.rows)))


def padded(table: Table) -> Iterator[tuple[Runs, ...]]:
    """The header and the rows of *table*, all of one length."""
    width = columns(table)
    for row in (table.header, *table.rows):
        yield (*row, *((),) * (width - len(row)))


def title_lines(document: Document) -> tuple[str, ...]:
    """What stands above the text: the title, the procurement, the notice."""
    lines = (document.title, document.matter, document.notice)
    return tuple(clean(line) for line in lines if line)


def write(document: Document) -> str:
    """The text of *document*, a line for each paragraph; without the table of contents."""
    lines = [*title_lines(document), *_blocks(document)]
    return "\n\n".join(lines) + "\n"


def part(document: Document, part: Part) -> str:
    """The text of one clause of *document*."""
    return "\n\n".join(_block(document, block) for block in part.blocks)


def _blocks(document: Document) -> Iterator[str]:
    for block in document.blocks():
        yield _block(document, block)


def _block(document: Document, block: Block) -> str:
    match block:
        case Heading():
            return heading_text(block)
        case Paragraph():
            return f"{clean(block.number)} {_line(block.runs)}".strip()
        case BulletList():
            return "\n".join(f"{BULLET} {_line(item)}" for item in block.items)
        case Table():
            caption = caption_text(document, block)
            rows = [_row(row) for row in padded(block)]
            return "\n".join([caption, *rows] if caption else rows)
        case _:
            assert_never(block)


def _row(cells: tuple[Runs, ...]) -> str:
    return CELL_BORDER.join(map(_line, cells)).rstrip()


def _line(runs: Runs) -> str:
    return clean(plain(runs))
