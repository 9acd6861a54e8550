"""The task list: the stages of the procurement and how far each is."""

from flask import Blueprint

from procurement_kit.methodology.progress import State
from procurement_kit.web.access import opened
from procurement_kit.web.project_pages import project_page
from procurement_kit.web.results import PROCEDURE, REGIME, decided
from procurement_kit.web.site import site

blueprint = Blueprint("tasks", __name__, url_prefix="/project/<project>")


@blueprint.get("/")
def show(project: str) -> str:
    """The task list."""
    work = opened(project)
    site().store.touch(project, site().now())
    stages = [item for item in work.assessment.stages if item.state is not State.NOT_COVERED]
    done = sum(item.state in {State.DONE, State.NOT_APPLICABLE} for item in stages)
    brief = [item for name in (REGIME, PROCEDURE) if (item := decided(work, name))]
    return project_page("tasks.html", work, done=done, total=len(stages), brief=brief)
