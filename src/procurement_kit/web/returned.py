"""A document that came back from a lawyer: what was changed in it, clause by clause."""

from flask import Blueprint, request

from procurement_kit.formats.returned_docx import read_guarded
from procurement_kit.problems import KitError
from procurement_kit.returned import Returned, compare_returned
from procurement_kit.web.access import Opened, opened
from procurement_kit.web.project_pages import project_page
from procurement_kit.web.site import site
from procurement_kit.web.transfer import sent_file

blueprint = Blueprint("returned", __name__, url_prefix="/project/<project>/documents/returned")


@blueprint.get("/")
def show(project: str) -> str:
    """The form that asks for the file."""
    return project_page("returned.html", opened(project), result=None, error="")


@blueprint.post("/")
def upload(project: str) -> str | tuple[str, int]:
    """What was changed in the file; nothing of it is kept."""
    work = opened(project)
    try:
        result = _compared(work)
    except KitError as error:
        return project_page("returned.html", work, result=None, error=str(error)), 422
    return project_page("returned.html", work, result=result, error="")


def _compared(work: Opened) -> Returned:
    sent = sent_file(request.files.get("file"))
    read = read_guarded(sent.name, sent.data)
    events = site().store.events(work.id)
    return compare_returned(work.kit.authentic, work.procurement, events, sent.name, read)
