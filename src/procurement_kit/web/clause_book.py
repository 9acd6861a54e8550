"""The library of clauses as a page: to read and to print, without a project."""

from flask import Blueprint, render_template
from markupsafe import Markup

from procurement_kit.documents.annex import Cover
from procurement_kit.documents.clause_book import ClauseBook, clause_book
from procurement_kit.documents.document import Part
from procurement_kit.formats import html
from procurement_kit.kit import Kit
from procurement_kit.web.access import PageMissingError
from procurement_kit.web.showing import ZONE
from procurement_kit.web.site import site

blueprint = Blueprint("clauses", __name__)


@blueprint.get("/methodology/clauses")
def show() -> str:
    """Every clause of a contract with its wordings, conditions, reasons and sources."""
    kit = site().kit
    book = _book(kit)

    def written(part: Part) -> Markup:
        return Markup(html.part(book.document, part))  # noqa: S704 - its writer escapes

    return render_template("clauses.html", kit=kit, book=book, written=written)


def _book(kit: Kit) -> ClauseBook:
    if kit.speaker is None:
        raise PageMissingError("page_missing")
    cover = Cover(site().now().astimezone(ZONE).date(), kit.content.words)
    return clause_book(kit.library, kit.content.templates.values(), kit.speaker, cover)
