"""The smallest pieces of WordprocessingML: runs, paragraphs, fields, bookmarks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from itertools import count

from procurement_kit.formats.text import clean

NAME_LIMIT = 40


def text(content: str) -> str:
    """*content* as it may stand in XML."""
    return escape(clean(content))


def run(content: str, look: str = "") -> str:
    """A run of text; *look* is its properties."""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text(content)}</w:t></w:r>'


def paragraph(style: str, content: str, extra: str = "") -> str:
    """A paragraph of a named style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>{content}</w:p>'


def simple_field(instruction: str, shown: str) -> str:
    """A field with the result that is shown until it is updated."""
    return f'<w:fldSimple w:instr=" {text(instruction)} ">{run(shown)}</w:fldSimple>'


def field_start(instruction: str) -> str:
    """The beginning of a field whose result may be several paragraphs."""
    code = f'<w:r><w:instrText xml:space="preserve"> {text(instruction)} </w:instrText></w:r>'
    return field_mark("begin") + code + field_mark("separate")


def field_mark(kind: str) -> str:
    """The mark where a field begins, where its result begins, or where it ends."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


@dataclass
class Bookmarks:
    """Gives each bookmark a name that Word accepts and that nothing else has."""

    ids: Iterator[int] = field(default_factory=lambda: count(1))
    names: set[str] = field(default_factory=set)

    def name(self, wanted: str) -> str:
        """A free name as near to *wanted* as Word allows."""
        stem = re.sub(r"[^A-Za-z0-9_]", "_", wanted)[:NAME_LIMIT]
        name, attempts = stem, count(2)
        while name.lower() in self.names:
            suffix = f"_{next(attempts)}"
            name = stem[: NAME_LIMIT - len(suffix)] + suffix
        self.names.add(name.lower())
        return name

    def around(self, content: str, name: str) -> str:
        """*content* inside the bookmark *name*."""
        number = next(self.ids)
        start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
        return f'{start}{content}<w:bookmarkEnd w:id="{number}"/>'
