"""The look of printed documents: style sheets and style parts, without words."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from procurement_kit.formats.files import content_root

FOLDER = Path("templates", "layout")
BASE_PARTS = {
    "[Content_Types].xml": "content-types.xml",
    "_rels/.rels": "package-relations.xml",
    "word/_rels/document.xml.rels": "document-relations.xml",
    "docProps/core.xml": "core.xml",
    "word/document.xml": "document.xml",
    "word/header.xml": "header.xml",
    "word/header-first.xml": "header.xml",
    "word/footer.xml": "footer.xml",
    "word/fontTable.xml": "fontTable.xml",
    "word/numbering.xml": "numbering.xml",
    "word/settings.xml": "settings.xml",
    "word/styles.xml": "styles.xml",
    "word/theme.xml": "theme.xml",
}


@dataclass(frozen=True)
class Logo:
    """The mark of an office; *kind* is "svg" or "png", *alt* says it to who can't see it."""

    kind: str
    data: bytes
    alt: str


@dataclass(frozen=True)
class Look:
    """How an office wants its documents to look; equal looks give equal files.

    *fields* are what the letterhead's fields in guillemets become, by name.
    """

    letterhead: bytes | None = None
    css: str = ""
    logo: Logo | None = None
    fields: tuple[tuple[str, str], ...] = ()


PLAIN = Look()
"""The program's own look."""


@cache
def read(name: str) -> str:
    """The layout file *name*."""
    return (content_root() / FOLDER / name).read_text("utf-8")


@cache
def base_parts() -> Mapping[str, bytes]:
    """The parts of an empty DOCX with our styles."""
    parts = {name: read(f"docx/{part}").encode() for name, part in BASE_PARTS.items()}
    return MappingProxyType(parts)
