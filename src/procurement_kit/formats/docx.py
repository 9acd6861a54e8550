"""A document as DOCX that a lawyer can edit: real styles, numbering, references and contents.

The style parts lie in ``templates/layout/docx``; here only the parts with text are written.
"""

from collections.abc import Iterator, Mapping

from procurement_kit.documents.document import Document, Heading, plain
from procurement_kit.formats import layout
from procurement_kit.formats.docx_markup import (
    field_mark,
    field_start,
    paragraph,
    run,
    simple_field,
    text,
)
from procurement_kit.formats.docx_text import BodyWriter
from procurement_kit.formats.package import zipped

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
PROPERTIES = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
FIXED_PARTS = {
    "[Content_Types].xml": "content-types.xml",
    "_rels/.rels": "package-relations.xml",
    "word/_rels/document.xml.rels": "document-relations.xml",
    "word/fontTable.xml": "fontTable.xml",
    "word/settings.xml": "settings.xml",
    "word/styles.xml": "styles.xml",
    "word/theme.xml": "theme.xml",
}
NUMBERING = "numbering.xml"
TAB = "<w:r><w:tab/></w:r>"
DRAFT_LOOK = '<w:rStyle w:val="PKNavrh"/>'
LINE_LIMIT = 95
TITLE_STYLES = ("Title", "Subtitle", "PKPoznamka")
LAST_OF_TITLE = '<w:spacing w:after="360"/>'
SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="header"/>'
    '<w:headerReference w:type="first" r:id="header-first"/>'
    '<w:footerReference w:type="default" r:id="footer"/>'
    '<w:footerReference w:type="first" r:id="footer"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1531" w:right="1418" w:bottom="1418" '
    'w:left="1418" w:header="680" w:footer="680" w:gutter="0"/><w:titlePg/></w:sectPr>'
)


def write(document: Document, pages: Mapping[str, int]) -> bytes:
    """*document* as DOCX; *pages* (by anchor) fill the table of contents until Word updates it."""
    body = BodyWriter(document, starts_page=document.has_contents)
    parts = "".join(map(body.part, document.parts))
    contents = _contents(document, body, pages) if document.has_contents else ""
    last_page = str(max(pages.values(), default=1))
    written = {
        "word/document.xml": f"<w:body>{_title(document)}{contents}{parts}{SECTION}</w:body>",
        "word/header.xml": _header(document),
        "word/header-first.xml": _first_header(document),
        "word/footer.xml": _footer(document, last_page),
    }
    numbering = layout.read(f"docx/{NUMBERING}").replace(
        "</w:numbering>", f"{body.numbers.markup()}</w:numbering>"
    )
    files = {name: layout.read(f"docx/{source}") for name, source in FIXED_PARTS.items()}
    files |= {name: _part(name, content) for name, content in written.items()}
    files |= {"docProps/core.xml": _properties(document), f"word/{NUMBERING}": numbering}
    return zipped({name: content.encode() for name, content in files.items()})


def _part(name: str, content: str) -> str:
    tag = {"word/document.xml": "document", "word/footer.xml": "ftr"}.get(name, "hdr")
    return f'{XML}<w:{tag} xmlns:w="{WORD}" xmlns:r="{LINKS}">{content}</w:{tag}>'


def _properties(document: Document) -> str:
    return (
        f'{XML}<cp:coreProperties xmlns:cp="{PROPERTIES}" xmlns:dc="{DUBLIN_CORE}">'
        f"<dc:title>{text(document.title)}</dc:title><dc:subject>{text(document.matter)}"
        f"</dc:subject><dc:creator>{text(document.owner)}</dc:creator>"
        f"<dc:language>{text(document.language)}</dc:language></cp:coreProperties>"
    )


def _title(document: Document) -> str:
    lines = zip(TITLE_STYLES, (document.title, document.matter, document.notice), strict=True)
    shown = [(style, line) for style, line in lines if line]
    *first, (last_style, last) = shown
    before = "".join(paragraph(style, run(line)) for style, line in first)
    return before + paragraph(last_style, run(last), LAST_OF_TITLE)


def _first_header(document: Document) -> str:
    return paragraph("PKUrad", run(document.owner) + TAB + _draft_mark(document))


def _header(document: Document) -> str:
    title, owner = run(document.title), run(document.owner)
    fits = len(document.title) + len(document.owner) <= LINE_LIMIT
    lines = [title + TAB + owner] if fits else [title, owner]
    lines += [_draft_mark(document)] if document.is_draft else []
    return "".join(paragraph("Header", line) for line in lines)


def _draft_mark(document: Document) -> str:
    return run(document.words.draft, DRAFT_LOOK) if document.is_draft else ""


def _footer(document: Document, last_page: str) -> str:
    words = document.words
    page = run(f"{words.page} ") + simple_field("PAGE", "1")
    return paragraph(
        "Footer", page + run(f" {words.page_of} ") + simple_field("NUMPAGES", last_page)
    )


def _contents(document: Document, body: BodyWriter, pages: Mapping[str, int]) -> str:
    """A table of contents that Word can update, filled with what it will show."""
    entries = list(_entries(document, body, pages))
    start = field_start('TOC \\o "1-3" \\h \\z \\u')
    lines = [paragraph(style, start * (i == 0) + entry) for i, (style, entry) in enumerate(entries)]
    lines = lines or [paragraph("TOC1", start)]
    title = paragraph("TOCHeading", run(document.words.contents))
    end = paragraph("PKZaTabulkou", field_mark("end"))
    return (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        "<w:docPartUnique/></w:docPartObj></w:sdtPr>"
        f"<w:sdtContent>{title}{''.join(lines)}{end}</w:sdtContent></w:sdt>"
    )


def _entries(
    document: Document, body: BodyWriter, pages: Mapping[str, int]
) -> Iterator[tuple[str, str]]:
    for heading in document.headings():
        name, page = body.targets[heading.anchor], pages.get(heading.anchor)
        shown = TAB + simple_field(f"PAGEREF {name} \\h", str(page)) if page else ""
        label = _label(heading)
        entry = f'<w:hyperlink w:anchor="{name}" w:history="1">{label}{shown}</w:hyperlink>'
        yield f"TOC{min(heading.level, 3)}", entry


def _label(heading: Heading) -> str:
    title = run(plain(heading.runs))
    return f"{run(f'{heading.number}.')}{TAB}{title}" if heading.number else title
