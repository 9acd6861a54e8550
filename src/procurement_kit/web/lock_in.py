"""The lock-in score of a project as a page of its own."""

from flask import Blueprint

from procurement_kit.rules.values import Absent
from procurement_kit.web.access import opened
from procurement_kit.web.lock_in_panel import shown
from procurement_kit.web.project_pages import project_page
from procurement_kit.web.results import decided

blueprint = Blueprint("lock_in", __name__, url_prefix="/project/<project>/lock-in")
DECISIONS = ("lock_in_level", "exclusivity_attributable", "exit_path")


@blueprint.get("")
def show(project: str) -> str:
    """The score explained answer by answer, and what follows from it."""
    work = opened(project)
    found = [decided(work, name) for name in DECISIONS]
    return project_page(
        "lock_in.html",
        work,
        shown=shown(work),
        found=[item for item in found if item and item.outcome.value is not Absent.NOT_APPLICABLE],
    )
