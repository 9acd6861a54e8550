"""A document as a tagged PDF, drawn by WeasyPrint from the HTML of the preview.

The file says that it is PDF/A-3a and PDF/UA-1. It is prepared for both; no validator but our own
tests has looked at it.
"""

import hashlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from types import ModuleType
from typing import Any

from procurement_kit.documents.document import Document
from procurement_kit.formats import html, layout, pdf_tags, project_pdf
from procurement_kit.formats.html import LOGO
from procurement_kit.formats.layout import PLAIN, Logo, Look
from procurement_kit.problems import KitError

VARIANT = "pdf/a-3a"
INTERNAL = "internal"
METADATA_END = b"</rdf:RDF>"
FAMILIES = {
    "Kit Serif": ("font_source_serif_pro", "SourceSerifPro"),
    "Kit Sans": ("font_source_sans_pro", "SourceSansPro"),
}
LOGO_TYPES = {"svg": "image/svg+xml", "png": "image/png"}
FACES = (("Regular", 400, "normal"), ("It", 400, "italic"), ("Semibold", 600, "normal"),
         ("SemiboldIt", 600, "italic"))  # fmt: skip


@dataclass(frozen=True)
class Pdf:
    """A finished PDF and the page on which each anchor stands."""

    data: bytes
    pages: Mapping[str, int]


def write(document: Document, look: Look = PLAIN, attachment: bytes | None = None) -> Pdf:
    """*document* as PDF; equal values give equal bytes. Fetches nothing but the kit's fonts.

    What the office wants otherwise (*look*) comes behind our own style sheet. The project
    *attachment* goes inside the file, unless suppliers get the document: for them the answers are
    not meant.
    """
    weasyprint = _weasyprint()
    style = f"{_font_faces()}{layout.read('print.css')}\n{look.css}"
    page = html.page(document, look)
    fetcher = _fetcher(weasyprint, _font_files(), look.logo)
    fonts = weasyprint.text.fonts.FontConfiguration()
    sheet = weasyprint.CSS(string=style, font_config=fonts, url_fetcher=fetcher)
    options = {"pdf_variant": VARIANT, "presentational_hints": False}
    source = weasyprint.HTML(string=page, url_fetcher=fetcher)
    drawn = source.render(font_config=fonts, stylesheets=[sheet], **options)
    logo = look.logo.data if look.logo else b""
    identifier = hashlib.sha256(f"{style}\0{page}".encode() + logo).digest()[:16]
    data: bytes = drawn.write_pdf(finisher=_finish, pdf_identifier=identifier, **options)
    return Pdf(with_project(document, data, attachment), _pages(drawn.pages))


def with_project(document: Document, data: bytes, project: bytes | None) -> bytes:
    """The PDF *data* of *document* with the *project* inside, unless suppliers get the document.

    For suppliers the answers are not meant. The drawn pages stay as they are.
    """
    if project is None or document.audience != INTERNAL:
        return data
    return project_pdf.attached(data, project)


def _finish(drawn: Any, pdf: Any) -> None:
    """What WeasyPrint leaves undone for PDF/A and PDF/UA in one file."""
    pdf_tags.tidy(pdf, drawn.pages)
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    (text,) = metadata.stream
    accessibility = layout.read("pdf-accessibility.xml").encode()
    metadata.stream[0] = text.replace(METADATA_END, accessibility + METADATA_END)


def _weasyprint() -> ModuleType:
    """WeasyPrint, which needs Pango; it is looked for only when a PDF is wanted."""
    try:
        import weasyprint
        import weasyprint.text.fonts
    except (ImportError, OSError) as error:
        raise KitError("pdf_unavailable") from error
    module: ModuleType = weasyprint
    return module


def _pages(pages: Iterable[Any]) -> dict[str, int]:
    first: dict[str, int] = {}
    for number, page in enumerate(pages, start=1):
        for anchor in page.anchors:
            first.setdefault(anchor, number)
    return first


def _font_files() -> dict[tuple[str, int, str], str]:
    """The address of each font file, by family, weight and style."""
    return {
        (family, weight, style): _address(package, f"{name}-{face}.ttf")
        for family, (package, name) in FAMILIES.items()
        for face, weight, style in FACES
    }


def _address(package: str, file: str) -> str:
    return Path(str(resources.files(package) / "files" / file)).as_uri()


def _font_faces() -> str:
    return "".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {style}; '
        f'src: url("{address}") }}\n'
        for (family, weight, style), address in _font_files().items()
    )


def _fetcher(
    weasyprint: ModuleType, fonts: Mapping[tuple[str, int, str], str], logo: Logo | None = None
) -> Any:
    """A fetcher that opens the kit's fonts and the *logo*, and refuses everything else."""
    allowed = frozenset(fonts.values())

    class FontsOnly(weasyprint.URLFetcher):  # type: ignore[misc, name-defined]
        """Opens only the files in *allowed*."""

        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:
            if url == LOGO and logo is not None:
                kind = {"Content-Type": LOGO_TYPES[logo.kind]}
                return weasyprint.urls.URLFetcherResponse(url, logo.data, kind)
            if url not in allowed:
                raise ValueError(url)
            return super().fetch(url, headers)

    return FontsOnly(allowed_protocols={"file"}, allow_redirects=False)


def prepare() -> None:
    """Load WeasyPrint ahead of the first document, where it is there at all."""
    with suppress(KitError):
        _weasyprint()
