"""The task list: the stages of the procurement, how far each is, and what to do next."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint

from procurement_kit.assessment import Assessment
from procurement_kit.methodology.effort import minutes_left, waiting
from procurement_kit.methodology.progress import StageProgress, State, StepProgress
from procurement_kit.methodology.questions import Question
from procurement_kit.methodology.stages import Step
from procurement_kit.rules.conditions import Condition
from procurement_kit.web.access import Opened, opened
from procurement_kit.web.project_pages import project_page
from procurement_kit.web.results import PROCEDURE, REGIME, decided, open_questions
from procurement_kit.web.site import site

blueprint = Blueprint("tasks", __name__, url_prefix="/project/<project>")
FINISHED = {State.DONE, State.TO_REVIEW, State.NOT_APPLICABLE}
FOLDED = {State.DONE, State.NOT_APPLICABLE}


@dataclass(frozen=True)
class Task:
    """A step with what to look at again, and the questions whose answers it waits for."""

    progress: StepProgress
    warnings: int
    waits_for: tuple[Question, ...]


@dataclass(frozen=True)
class StageTasks:
    """A stage with its tasks and the minutes that they may still take."""

    progress: StageProgress
    tasks: tuple[Task, ...]
    minutes: int

    @property
    def is_folded(self) -> bool:
        """Whether nothing waits here, so that the steps need not be seen at first."""
        return self.progress.state in FOLDED


@blueprint.get("/")
def show(project: str) -> str:
    """The task list."""
    work = opened(project)
    site().store.touch(project, site().now())
    stages = tuple(_stages(work))
    counted = [item for item in stages if item.progress.state is not State.NOT_COVERED]
    return project_page(
        "tasks.html",
        work,
        stages=stages,
        done=sum(item.progress.state in FINISHED for item in counted),
        total=len(counted),
        minutes=sum(item.minutes for item in counted),
        following=next_task(work.assessment),
        brief=[item for name in (REGIME, PROCEDURE) if (item := decided(work, name))],
    )


def next_task(assessment: Assessment) -> Step | None:
    """The first step in which a needed answer is missing or wrong."""
    steps = (step for stage in assessment.stages for step in stage.steps)
    return next((item.step for item in steps if any(waiting([item]))), None)


def _stages(opened: Opened) -> Iterator[StageTasks]:
    effort = opened.kit.methodology.effort
    warnings = Counter(flag.step.id for flag in opened.assessment.flags if flag.blocks)
    for stage in opened.assessment.stages:
        tasks = [Task(item, warnings[item.step.id], _waits(opened, item)) for item in stage.steps]
        yield StageTasks(stage, tuple(tasks), minutes_left(stage.steps, effort))


def _waits(opened: Opened, step: StepProgress) -> tuple[Question, ...]:
    if step.state is not State.WAITING:
        return ()
    return open_questions(opened, _names(step))


def _names(progress: StepProgress) -> Iterator[str]:
    """What the conditions read on which it depends whether the step asks anything."""
    conditions: list[Condition | None] = [progress.step.content.when]
    conditions += [question.ask_when for question in progress.undecided]
    for condition in filter(None, conditions):
        yield from (name for kind, name in condition.mentions() if kind != "parameter")
