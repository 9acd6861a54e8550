"""The headers and footers of an office's letterhead, filled for one document."""

from collections.abc import Iterable, Iterator

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.section import _Footer, _Header
from docx.shared import Emu

from procurement_kit.documents.document import Document
from procurement_kit.formats.docx_fields import add_page_number
from procurement_kit.formats.layout import Look
from procurement_kit.formats.letterhead import fill
from procurement_kit.formats.text import clean

DRAFT_LOOK = "PKNavrh"
Margin = _Header | _Footer


def fill_margins(word: WordDocument, document: Document, look: Look, last_page: str) -> None:
    """The letterhead's fields; the draft mark, and the page number if the letterhead has none."""
    section = word.sections[0]
    is_different = section.different_first_page_header_footer
    headers: list[Margin] = [section.header, *([section.first_page_header] if is_different else [])]
    footers: list[Margin] = [section.footer, *([section.first_page_footer] if is_different else [])]
    values = {
        **dict(look.fields),
        "document_title": document.title,
        "contract_title": document.matter,
    }
    if document.owner:
        values["authority_name"] = document.owner
    shown = {name: clean(value) for name, value in values.items()}
    for margin in _written(word):
        fill(margin._element, shown)
    if document.is_draft:
        for header in _apart(headers):
            run = header.add_paragraph().add_run(document.words.draft)
            run.style = word.styles.get_by_id(DRAFT_LOOK, WD_STYLE_TYPE.CHARACTER)
    margins: list[Margin] = [*headers, *footers]
    if not any(_counts(margin) for margin in margins):
        for footer in _apart(footers):
            add_page_number(footer.add_paragraph(), document.words, last_page)


def fit_tables(word: WordDocument) -> None:
    """Makes every table as wide as the text between the letterhead's margins."""
    section = word.sections[0]
    margins = (section.left_margin or 0) + (section.right_margin or 0)
    width = (section.page_width or 0) - margins
    for table in word.tables:
        before = sum(column.width or 0 for column in table.columns)
        if before and width > 0:
            for column in table.columns:
                column.width = Emu(int((column.width or 0) * width / before))
                for cell in column.cells:
                    cell.width = column.width


def _written(word: WordDocument) -> Iterator[Margin]:
    """Every header and footer that the letterhead brings."""
    section = word.sections[0]
    margins = (
        section.header, section.first_page_header, section.even_page_header,
        section.footer, section.first_page_footer, section.even_page_footer,
    )  # fmt: skip
    return (margin for margin in margins if not margin.is_linked_to_previous)


def _apart(margins: Iterable[Margin]) -> Iterable[Margin]:
    """Without a margin that is the same part of the letterhead as another one."""
    return {id(margin._element): margin for margin in margins}.values()


def _counts(margin: Margin) -> bool:
    """Whether the margin prints the number of the page."""
    if margin.is_linked_to_previous:
        return False
    element = margin._element
    simple = [str(item.get(qn("w:instr"))) for item in element.iter(qn("w:fldSimple"))]
    split = [item.text or "" for item in element.iter(qn("w:instrText"))]
    return any("PAGE" in text.split() for text in (*simple, *split))
