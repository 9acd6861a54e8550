"""What a change of answers did to the documents: the state at an earlier moment against today."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from itertools import groupby

from flask import Blueprint, request, send_file
from markupsafe import Markup
from werkzeug.wrappers import Response

from procurement_kit.documents.comparison import Comparison, compare_sets
from procurement_kit.documents.document import Document
from procurement_kit.formats import docx, html
from procurement_kit.methodology.procurement import Event, Procurement, as_of
from procurement_kit.web.access import Opened, PageMissingError, opened
from procurement_kit.web.project_pages import project_page
from procurement_kit.web.site import site

blueprint = Blueprint("differences", __name__, url_prefix="/project/<project>/differences")
SHOWN = 100
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Moment:
    """A saving of answers: its last event, when it was, and how many answers it changed."""

    number: int
    at: datetime
    count: int


@blueprint.get("/")
def show(project: str) -> str:
    """The moments to choose from; with one chosen, every document and how much of it differs."""
    work = opened(project)
    moments = tuple(_moments(site().store.events(project)))[:SHOWN]
    since = request.args.get("since", type=int)
    found = None if since is None else _found(work, since)
    return project_page(
        "differences.html", work, moments=moments, since=since, found=found,
        templates=work.kit.content.templates,
    )  # fmt: skip


@blueprint.get("/<int:since>/<document>")
def document(project: str, since: int, document: str) -> str:
    """One document with every added and removed word marked."""
    work = opened(project)
    found = _one(work, since, document)
    whole = found.document
    parts = [Markup(html.part(whole, part, reveal=False)) for part in whole.parts]  # noqa: S704
    at = next(item.at for item in _moments(site().store.events(project)) if item.number == since)
    titles = {clause: item.content.title for clause, item in work.kit.content.clauses.items()}
    return project_page(
        "difference.html", work, found=found, parts=parts, since=since, at=at, titles=titles
    )


@blueprint.get("/<int:since>/<document>/docx")
def download(project: str, since: int, document: str) -> Response:
    """The same as tracked changes in Word."""
    found = _one(opened(project), since, document)
    data = docx.write(found.document, {})
    name = f"{found.document.file_name}-rozdily.docx"
    return send_file(BytesIO(data), DOCX, as_attachment=True, download_name=name, max_age=0)


def _moments(events: Iterable[Event]) -> Iterator[Moment]:
    """Every saving, the newest first."""
    for at, group in groupby(reversed(tuple(events)), key=lambda event: event.at):
        saved = tuple(group)
        yield Moment(max(event.number for event in saved), at, len(saved))


def _one(opened: Opened, since: int, document: str) -> Comparison:
    found = _found(opened, since).get(document)
    if found is None:
        raise PageMissingError("page_missing")
    return found


def _found(opened: Opened, since: int) -> Mapping[str, Comparison]:
    """Each document then and now, by its id."""
    events = site().store.events(opened.id)
    if since not in {item.number for item in _moments(events)}:
        raise PageMissingError("page_missing")
    then, now = as_of(opened.procurement, events, since), opened.procurement
    return compare_sets(*(tuple(_documents(item)) for item in (then, now)))


def _documents(procurement: Procurement) -> Iterator[Document]:
    kit = site().kit_of(procurement.content_hash)
    yield from kit.documents(kit.assess(procurement), final=False)
