"""The procedures of a project: which may be used, which may not, and what each demands."""

from flask import Blueprint

from procurement_kit.web.access import opened
from procurement_kit.web.project_pages import project_page
from procurement_kit.web.shown_procedures import shown_procedures

blueprint = Blueprint("procedures", __name__, url_prefix="/project/<project>/procedures")


@blueprint.get("")
def show(project: str) -> str:
    """Every procedure with its verdict, the reasons against it and its demands."""
    work = opened(project)
    return project_page("procedures.html", work, shown=shown_procedures(work))
