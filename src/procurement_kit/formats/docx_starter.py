"""A letterhead to begin with: our styles, each shown once, and fields in header and footer."""

from io import BytesIO

import docx as word_files
from docx.enum.style import WD_STYLE_TYPE
from docx.text.paragraph import Paragraph

from procurement_kit.formats.docx import base, repacked
from procurement_kit.formats.docx_fields import add_simple_field

OFFICE_LOOK = "PKUrad"
FIRST, LATER = (
    "\u00abauthority_name\u00bb",
    "\u00abdocument_title\u00bb\t\u00abauthority_name\u00bb",
)
BELOW = "\u00abauthority_address\u00bb\t"


def write() -> bytes:
    """The letterhead that an office then edits in its own word processor."""
    word = word_files.Document(BytesIO(base()))
    section = word.sections[0]
    first = section.first_page_header.paragraphs[0]
    first.style = word.styles.get_by_id(OFFICE_LOOK, WD_STYLE_TYPE.PARAGRAPH)
    first.add_run(FIRST)
    section.header.paragraphs[0].add_run(LATER)
    footer = section.footer.paragraphs[0]
    footer.add_run(BELOW)
    _page_number(footer)
    for style in word.styles:
        if style.type is WD_STYLE_TYPE.PARAGRAPH and str(style.name).startswith("PK"):
            word.add_paragraph(str(style.name), style)
    return repacked(word)


def _page_number(footer: Paragraph) -> None:
    add_simple_field(footer, "PAGE", "1")
    footer.add_run(" / ")
    add_simple_field(footer, "NUMPAGES", "1")
