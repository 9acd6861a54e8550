"""A document as DOCX that a lawyer can edit: real styles, numbering, references and contents.

The styles lie in ``templates/layout/docx``; python-docx fills in the text.
"""

import zipfile
from collections.abc import Mapping
from functools import lru_cache
from io import BytesIO
from types import MappingProxyType

import docx
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Twips
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph as WordParagraph

from procurement_kit.documents.document import Document, Heading, plain
from procurement_kit.formats import docx_letterhead, layout, letterhead
from procurement_kit.formats.docx_body import BodyWriter
from procurement_kit.formats.docx_fields import (
    add_field_mark,
    add_link,
    add_page_number,
    add_simple_field,
    element,
)
from procurement_kit.formats.docx_marks import PROPERTIES, add_origin, add_remarks, origin_part
from procurement_kit.formats.layout import PLAIN, Look
from procurement_kit.formats.package import zipped
from procurement_kit.formats.text import clean

LINE_LIMIT = 95
PROPERTY_LENGTH = 255  # Word keeps no more
TITLE_STYLES = ("Title", "Subtitle", "PKPoznamka")
LAST_TOC_LEVEL = 3
DRAFT_LOOK = "PKNavrh"
DOCUMENT = "pk_document"
NOWHERE: Mapping[str, str] = MappingProxyType({})


def write(
    document: Document,
    pages: Mapping[str, int],
    look: Look = PLAIN,
    origin: Mapping[str, str] = NOWHERE,
) -> bytes:
    """*document* as DOCX; *pages* (by anchor) fill the table of contents until Word updates it.

    The remarks become comments of Word; without them the file has none. *origin* is kept in the
    properties of the file beside the id of the document.
    """
    word = docx.Document(BytesIO(base(look.letterhead)))
    body = BodyWriter(word, document)
    _properties(word, document)
    _title(body, document)
    if document.has_contents:
        _contents(body, document, pages)
        body.starts_page = True
    for part in document.parts:
        body.part(part)
    body.numbers.add_lists(word.part.numbering_part.element)
    add_origin(word, {DOCUMENT: document.id})
    add_remarks(word, document.remarks, body.clauses, body.answers)
    if look.letterhead is not None:
        docx_letterhead.fit_tables(word)
    last_page = str(max(pages.values(), default=1))
    if look.letterhead is not None and letterhead.has_margins(look.letterhead):
        docx_letterhead.fill_margins(word, document, look, last_page)
    else:
        _margins(word, document, last_page)
    return with_origin(document, repacked(word), origin)


def with_origin(document: Document, data: bytes, origin: Mapping[str, str]) -> bytes:
    """The DOCX *data* of *document* with *origin* in its properties; the text stays as it is."""
    if not origin:
        return data
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[PROPERTIES.lstrip("/")] = origin_part({DOCUMENT: document.id, **origin})
    return zipped(parts)


@lru_cache(maxsize=4)
def base(own: bytes | None = None) -> bytes:
    """An empty document with our styles, or with those of the letterhead *own*."""
    parts = layout.base_parts()
    return zipped(parts if own is None else letterhead.combined(parts, own))


def repacked(word: WordDocument) -> bytes:
    """The saved document; equal documents give equal bytes."""
    saved = BytesIO()
    word.save(saved)
    with zipfile.ZipFile(saved) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist()})


def _properties(word: WordDocument, document: Document) -> None:
    properties = word.core_properties
    properties.title, properties.subject, properties.author = (
        clean(text)[:PROPERTY_LENGTH] for text in (document.title, document.matter, document.owner)
    )
    properties.language = document.language


def _title(body: BodyWriter, document: Document) -> None:
    lines = zip(TITLE_STYLES, (document.title, document.matter, document.notice), strict=True)
    written = [body.add(style, line) for style, line in lines if line]
    written[-1].paragraph_format.space_after = Twips(360)


def _contents(body: BodyWriter, document: Document, pages: Mapping[str, int]) -> None:
    """A table of contents that Word can update, filled with what it will show."""
    written = [body.add("TOCHeading", document.words.contents)]
    for position, heading in enumerate(document.headings()):
        paragraph = body.add(f"TOC{min(heading.level, LAST_TOC_LEVEL)}")
        if position == 0:
            add_field_mark(paragraph, "begin")
            add_field_mark(paragraph, "", f'TOC \\o "1-{LAST_TOC_LEVEL}" \\h \\z \\u')
            add_field_mark(paragraph, "separate")
        _entry(body, paragraph, heading, pages.get(heading.anchor))
        written.append(paragraph)
    written.append(body.add("PKZaTabulkou"))
    add_field_mark(written[-1], "end")
    _wrap(written)


def _entry(body: BodyWriter, paragraph: WordParagraph, heading: Heading, page: int | None) -> None:
    name, title = body.bookmarks[heading.anchor], clean(plain(heading.runs))
    before = len(paragraph._p)
    paragraph.add_run(f"{heading.number}.\t{title}" if heading.number else title)
    if page:
        paragraph.add_run("\t")
        add_simple_field(paragraph, f"PAGEREF {name} \\h", str(page))
    added = list(paragraph._p)[before:]
    link = add_link(paragraph, name)
    for item in added:
        link.append(item)


def _wrap(paragraphs: list[WordParagraph]) -> None:
    """Marks the paragraphs as Word's own table of contents."""
    wrapper, properties = element("sdt"), element("sdtPr")
    gallery = element("docPartObj")
    gallery.append(element("docPartGallery", val="Table of Contents"))
    gallery.append(element("docPartUnique"))
    properties.append(gallery)
    content = element("sdtContent")
    wrapper.extend([properties, content])
    paragraphs[0]._p.addprevious(wrapper)
    for paragraph in paragraphs:
        content.append(paragraph._p)


def _margins(word: WordDocument, document: Document, last_page: str) -> None:
    """Headers and the footer: who and what on every page, the draft mark, the page number."""
    section = word.sections[0]
    title, owner = clean(document.title), clean(document.owner)
    first = section.first_page_header.paragraphs[0]
    first.style = _paragraph_style(word, "PKUrad")
    first.add_run(f"{owner}\t")
    header = section.header.paragraphs[0]
    fits = len(title) + len(owner) <= LINE_LIMIT
    header.add_run(f"{title}\t{owner}" if fits else title)
    last = header if fits else section.header.add_paragraph(owner, _paragraph_style(word, "Header"))
    if document.is_draft:
        draft = section.header.add_paragraph(style=last.style)
        for paragraph in (first, draft):
            run = paragraph.add_run(document.words.draft)
            run.style = word.styles.get_by_id(DRAFT_LOOK, WD_STYLE_TYPE.CHARACTER)
    add_page_number(section.footer.paragraphs[0], document.words, last_page)


def _paragraph_style(word: WordDocument, name: str) -> ParagraphStyle:
    style: ParagraphStyle = word.styles.get_by_id(name, WD_STYLE_TYPE.PARAGRAPH)
    return style
