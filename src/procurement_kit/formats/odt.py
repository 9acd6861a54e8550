"""A document as ODT, the open format of office documents: real styles, numbering and contents.

The styles lie in ``templates/layout/odt``; odfdo fills in the text.
"""

import zipfile
from collections.abc import Iterable, Mapping
from functools import cache
from io import BytesIO

import odfdo
from odfdo import Element

from procurement_kit.documents.document import Document, Run, plain
from procurement_kit.formats import layout
from procurement_kit.formats.odt_body import BodyWriter, element, link
from procurement_kit.formats.package import zipped
from procurement_kit.formats.text import clean

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
MARK = "mimetype"
MANIFEST, END_OF_MANIFEST = "META-INF/manifest.xml", b"</manifest:manifest>"
BASE_PARTS = {
    "content.xml": "content.xml",
    "styles.xml": "styles.xml",
    "meta.xml": "meta.xml",
    MANIFEST: "manifest.xml",
}
TITLE_STYLES = ("Title", "Subtitle", "PKPoznamka")
LAST_LEVEL = 3
GENERATOR = "procurement_kit"


def write(document: Document, pages: Mapping[str, int]) -> bytes:
    """*document* as ODT; *pages* (by anchor) fill the table of contents until it is updated."""
    made = odfdo.Document(BytesIO(_base()))
    styles = _within(made.content.root, "office:automatic-styles")
    body = BodyWriter(made.body, styles, document)
    _title(body, document)
    if document.has_contents:
        _contents(body, document, pages)
        body.starts_page = True
    for part in document.parts:
        body.part(part)
    _margins(made, document)
    _properties(made, document)
    return _repacked(made, body.pictures)


@cache
def _base() -> bytes:
    """An empty document with our styles."""
    parts = {name: layout.read(f"odt/{part}").encode() for name, part in BASE_PARTS.items()}
    return zipped({MARK: MEDIA_TYPE.encode(), **parts}, first=MARK)


def _repacked(made: odfdo.Document, pictures: Mapping[str, bytes]) -> bytes:
    """The saved document; equal documents give equal bytes."""
    parts = {
        "content.xml": made.content.serialize(),
        "styles.xml": made.styles.serialize(),
        "meta.xml": made.meta.serialize(),
    }
    with zipfile.ZipFile(BytesIO(_base())) as archive:
        whole = {name: archive.read(name) for name in archive.namelist()} | parts | dict(pictures)
    if pictures:
        whole[MANIFEST] = _listed(whole[MANIFEST], pictures)
    return zipped(whole, first=MARK)


def _listed(manifest: bytes, pictures: Iterable[str]) -> bytes:
    """The list of files with the *pictures* in it."""
    entries = "".join(
        f'  <manifest:file-entry manifest:full-path="{name}" manifest:media-type="image/png"/>\n'
        for name in pictures
    )
    return manifest.replace(END_OF_MANIFEST, entries.encode() + END_OF_MANIFEST)


def _title(body: BodyWriter, document: Document) -> None:
    lines = zip(TITLE_STYLES, (document.title, document.matter, document.notice), strict=True)
    for style, line in lines:
        if line:
            body.add(style, (Run(clean(line)),))
    body.add("PKLinka")


def _contents(body: BodyWriter, document: Document, pages: Mapping[str, int]) -> None:
    """A table of contents that the office program can update, filled with what it will show."""
    made = element("text:table-of-content", text__name="contents", text__protected="true")
    made.append(_contents_source(document))
    index = element("text:index-body")
    title = element("text:index-title", text__name="contents-title")
    title.append(
        element("text:p", clean(document.words.contents), text__style_name="Contents_20_Heading")
    )
    index.append(title)
    for heading in document.headings():
        level = min(heading.level, LAST_LEVEL)
        entry = element("text:p", text__style_name=f"Contents_20_{level}")
        entry_link = link(heading.anchor)
        if heading.number:
            entry_link.append(f"{clean(heading.number)}.")
            entry_link.append(element("text:tab"))
        entry_link.append(clean(plain(heading.runs)))
        if page := pages.get(heading.anchor):
            entry_link.append(element("text:tab"))
            entry_link.append(str(page))
        entry.append(entry_link)
        index.append(entry)
    made.append(index)
    body.body.append(made)


def _contents_source(document: Document) -> Element:
    """How the office program makes the contents anew."""
    source = element("text:table-of-content-source", text__outline_level=str(LAST_LEVEL))
    source.append(
        element(
            "text:index-title-template", clean(document.words.contents),
            text__style_name="Contents_20_Heading",
        )
    )  # fmt: skip
    for level in range(1, LAST_LEVEL + 1):
        template = element(
            "text:table-of-content-entry-template",
            text__outline_level=str(level), text__style_name=f"Contents_20_{level}",
        )  # fmt: skip
        for name in ("link-start", "chapter", "text", "tab-stop", "page-number", "link-end"):
            piece = element(f"text:index-entry-{name}")
            if name == "tab-stop":
                piece.set_attribute("style:type", "right")
                piece.set_attribute("style:leader-char", ".")
            template.append(piece)
        source.append(template)
    return source


def _margins(made: odfdo.Document, document: Document) -> None:
    """Headers and the footer: who and what on every page, the draft mark, the page number."""
    master = _within(made.styles.root, "//style:master-page")
    title, owner = clean(document.title), clean(document.owner)
    mark = (document.words.draft,) if document.is_draft else ()
    _header(_within(master, "style:header"), "Header", (title, owner), mark)
    _header(_within(master, "style:header-first"), "PKUrad", (owner, ""), mark)
    footer = element("text:p", f"{clean(document.words.page)} ", text__style_name="Footer")
    footer.append(element("text:page-number", "1", text__select_page="current"))
    footer.append(f" {clean(document.words.page_of)} ")
    footer.append(element("text:page-count", "1"))
    _within(master, "style:footer").append(footer)


def _header(place: Element, style: str, sides: tuple[str, str], mark: tuple[str, ...]) -> None:
    """One line with something on either side, and the draft mark below."""
    left, right = sides
    line = element("text:p", left, text__style_name=style)
    if right:
        line.append(element("text:tab"))
        line.append(right)
    place.append(line)
    for text in mark:
        below = element("text:p", text__style_name="Header")
        below.append(element("text:tab"))
        below.append(element("text:span", clean(text), text__style_name="PKNavrh"))
        place.append(below)


def _properties(made: odfdo.Document, document: Document) -> None:
    meta = _within(made.meta.root, "office:meta")
    fields = {
        "meta:generator": GENERATOR,
        "dc:title": clean(document.title),
        "dc:subject": clean(document.matter),
        "dc:creator": clean(document.owner),
        "dc:language": document.language,
    }
    for tag, text in fields.items():
        if text:
            meta.append(element(tag, text))


def _within(root: Element, name: str) -> Element:
    """The element *name* that our base document has inside *root*."""
    found = root.get_element(name)
    if not isinstance(found, Element):
        raise TypeError(name)
    return found
