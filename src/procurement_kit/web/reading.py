"""Documents in English, to be read by those who don't read Czech; never to be sent."""

from flask import Blueprint, Response
from markupsafe import Markup

from procurement_kit.documents.document import Document
from procurement_kit.formats import html
from procurement_kit.formats.files import locale_root
from procurement_kit.formats.paper import Paper, make
from procurement_kit.translations.entries import READING_LANGUAGES
from procurement_kit.translations.reading import translated_share
from procurement_kit.translations.speech import speech
from procurement_kit.web.access import Opened, PageMissingError, opened
from procurement_kit.web.project_pages import project_page

blueprint = Blueprint("reading", __name__, url_prefix="/project/<project>/documents/reading")
PDF = "application/pdf"


@blueprint.get("/<language>/<document>")
def show(project: str, language: str, document: str) -> str:
    """One document translated for reading, what is missing in Czech and marked."""
    work = opened(project)
    made = _made(work, language, document)
    parts = [Markup(html.part(made, part)) for part in made.parts]  # noqa: S704 - escaped there
    done, whole = share(work, language, document)
    return project_page(
        "reading.html", work, document=made, name=document, parts=parts, done=done, whole=whole
    )


@blueprint.get("/<language>/<document>/pdf")
def printed(project: str, language: str, document: str) -> Response:
    """The same as a PDF; every page says on top what it is."""
    work = opened(project)
    made = _made(work, language, document)
    headers = {"Content-Disposition": f'attachment; filename="{made.file_name}.pdf"'}
    data = make(made, Paper("pdf"), look=work.kit.look(work.assessment))
    return Response(data, mimetype=PDF, headers=headers)


def share(work: Opened, language: str, document: str) -> tuple[int, int]:
    """How many paragraphs of the document are translated, of how many."""
    content = work.kit.authentic.content
    files, spoken = content.files.files, speech(locale_root(), language)
    return translated_share(content.templates[document], content.clauses, files, spoken)


def _made(work: Opened, language: str, document: str) -> Document:
    if language not in READING_LANGUAGES:
        raise PageMissingError("page_missing")
    made = work.kit.authentic.reading(document, work.procurement, language)
    if made is None:
        raise PageMissingError("page_missing")
    return made
