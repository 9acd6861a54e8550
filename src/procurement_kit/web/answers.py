"""Check answers: of one stage and of the whole project, with what is parked."""

from flask import Blueprint

from procurement_kit.methodology.progress import AnswerStatus, StageProgress
from procurement_kit.web import path
from procurement_kit.web.access import PageMissingError, opened
from procurement_kit.web.project_pages import project_page

blueprint = Blueprint("answers", __name__, url_prefix="/project/<project>/answers")


@blueprint.get("/")
def show(project: str) -> str:
    """Every answer of the project."""
    work = opened(project)
    stages = [stage for stage in work.assessment.stages if stage.steps]
    return project_page(
        "answers.html", work, stages=stages, parked=_parked(stages), back=path.TO_ANSWERS
    )


@blueprint.get("/<stage>")
def stage(project: str, stage: str) -> str:
    """Every answer of one stage."""
    work = opened(project)
    stages = [item for item in work.assessment.stages if item.stage.id == stage and item.steps]
    if not stages:
        raise PageMissingError("page_missing")
    return project_page(
        "answers_stage.html",
        work,
        stages=stages,
        parked=_parked(stages),
        back=path.TO_STAGE,
        following=path.first_step_after_stage(work, stage),
    )


def _parked(stages: list[StageProgress]) -> list[AnswerStatus]:
    return [answer for stage in stages for step in stage.steps for answer in step.parked]
