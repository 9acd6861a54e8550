"""The files of one document: the output formats by name, and what writes each of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from procurement_kit.documents.document import Document
from procurement_kit.formats import docx, odt, pdf, text
from procurement_kit.formats.layout import PLAIN, Look
from procurement_kit.problems import KitError

PDF_UNAVAILABLE = "pdf_unavailable"
PAGED = "pdf"


@dataclass(frozen=True)
class Order:
    """A document, the names of the formats that are wanted of it, and the look of the office."""

    document: Document
    formats: tuple[str, ...]
    look: Look = PLAIN

    @property
    def knows_pages(self) -> bool:
        """Whether drawing it tells on which page each heading stands."""
        return PAGED in self.formats


@dataclass(frozen=True)
class Drawn:
    """The files of a document by format, and what the user should know of those that lack."""

    files: Mapping[str, bytes]
    warnings: tuple[str, ...] = ()


class Drawing:
    """A document while its files are written; its pages are drawn once, when they are wanted."""

    def __init__(self, order: Order) -> None:
        self.document, self.look = order.document, order.look
        self._order = order

    @cached_property
    def pdf(self) -> pdf.Pdf:
        """The drawn pages; KitError where they can't be drawn."""
        return pdf.write(self.document, self.look)

    @property
    def pages(self) -> Mapping[str, int]:
        """The page of each anchor; empty where nobody wants pages or they can't be drawn."""
        try:
            return self.pdf.pages if self._order.knows_pages else {}
        except KitError as error:
            if error.code != PDF_UNAVAILABLE:
                raise
            return {}


@dataclass(frozen=True)
class Source:
    """What a file may tell of where it comes from: the whole project, and the marks of it.

    It is put into finished files, so that a document that has not changed is not drawn again.
    """

    project: bytes
    origin: Mapping[str, str]


def _untold(_document: Document, data: bytes, _source: Source) -> bytes:
    return data


@dataclass(frozen=True)
class Format:
    """An output format: how its files end, what writes them, and what tells their source."""

    suffix: str
    write: Callable[[Drawing], bytes]
    told: Callable[[Document, bytes, Source], bytes] = _untold


FORMATS: Mapping[str, Format] = {
    "docx": Format(
        ".docx",
        lambda drawing: docx.write(drawing.document, drawing.pages, drawing.look),
        lambda document, data, source: docx.with_origin(document, data, source.origin),
    ),
    "pdf": Format(
        ".pdf",
        lambda drawing: drawing.pdf.data,
        lambda document, data, source: pdf.with_project(document, data, source.project),
    ),
    "odt": Format(".odt", lambda drawing: odt.write(drawing.document, drawing.pages)),
    "txt": Format(".txt", lambda drawing: text.write(drawing.document).encode()),
}
"""A further format is a further line here; the pages name it in ``_macros.html``."""

USUAL = ("docx", "pdf")


def chosen(names: tuple[str, ...]) -> tuple[str, ...]:
    """The formats *names* in our order, the usual ones for none; KitError for an unknown one."""
    for name in names:
        if name not in FORMATS:
            raise KitError("format_unknown", id=name, known=", ".join(FORMATS))
    return tuple(name for name in FORMATS if name in (names or USUAL))


def draw(order: Order) -> Drawn:
    """The files of *order*; without the PDF, and with a warning, where it can't be made."""
    drawing, files, warnings = Drawing(order), {}, []
    for name in order.formats:
        try:
            files[name] = FORMATS[name].write(drawing)
        except KitError as error:
            if error.code != PDF_UNAVAILABLE:
                raise
            warnings.append(str(error))
    return Drawn(files, tuple(warnings))
