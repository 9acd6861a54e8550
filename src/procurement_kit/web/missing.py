"""What is missing: what each document still needs, in order, with links."""

from flask import Blueprint

from procurement_kit.documents.clauses import DocumentTemplate
from procurement_kit.documents.missing import missing
from procurement_kit.web import path
from procurement_kit.web.access import opened
from procurement_kit.web.project_pages import project_page
from procurement_kit.web.results import open_questions

blueprint = Blueprint("missing", __name__, url_prefix="/project/<project>/missing")


@blueprint.get("/")
def show(project: str) -> str:
    """What is still needed for which document."""
    work = opened(project)
    templates = work.kit.content.templates.values()
    found = missing(work.assessment, templates, work.kit.documents(work.assessment, final=False))
    waits = [(item, open_questions(work, _names(item))) for item in found.open]
    return project_page("missing.html", work, missing=found, waits=waits, back=path.TO_MISSING)


def _names(template: DocumentTemplate) -> list[str]:
    mentions = template.when.mentions() if template.when else ()
    return [name for kind, name in mentions if kind != "parameter"]
