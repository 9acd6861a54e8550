"""The way through the steps: what comes next, what is before, and where a change returns to."""

from flask import request, url_for

from procurement_kit.methodology.progress import StepProgress
from procurement_kit.methodology.stages import Step
from procurement_kit.web.access import Opened

BACK = "back"
TO_ANSWERS = "answers"
TO_STAGE = "stage"
TO_READINESS = "readiness"
TO_MISSING = "missing"
PAGES = {TO_READINESS: "documents.ready", TO_MISSING: "missing.show"}


def progress_of(opened: Opened, step: Step) -> StepProgress:
    """How far *step* is."""
    return next(
        item
        for stage in opened.assessment.stages
        for item in stage.steps
        if item.step.id == step.id
    )


def applicable(opened: Opened) -> list[Step]:
    """Every step that asks something now, in order."""
    return [item.step for stage in opened.assessment.stages for item in stage.steps if item.answers]


def next_step(opened: Opened, step: Step) -> Step | None:
    """The step after *step* in the same stage."""
    order = list(opened.kit.methodology.steps)
    place = order.index(step.id)
    later = [item for item in applicable(opened) if order.index(item.id) > place]
    return later[0] if later and later[0].stage == step.stage else None


def first_step_after_stage(opened: Opened, stage: str) -> Step | None:
    """The first step of the stages after *stage*."""
    stages = [item.id for item in opened.kit.methodology.stages]
    later = set(stages[stages.index(stage) + 1 :])
    return next((item for item in applicable(opened) if item.stage in later), None)


def previous_address(opened: Opened, step: Step) -> str:
    """The page before *step*: where a change was begun, the step before, or the task list."""
    if address := back_address(opened, step):
        return address
    steps = applicable(opened)
    names = [item.id for item in steps]
    place = names.index(step.id) if step.id in names else 0
    if place > 0 and steps[place - 1].stage == step.stage:
        return step_address(opened, steps[place - 1])
    return url_for("tasks.show", project=opened.id)


def next_address(opened: Opened, step: Step) -> str:
    """The page after *step*: where a change was begun, the next step, or the check of the stage."""
    if address := back_address(opened, step):
        return address
    if following := next_step(opened, step):
        return step_address(opened, following)
    return url_for("answers.stage", project=opened.id, stage=step.stage)


def step_address(opened: Opened, step: Step) -> str:
    """The page of *step*."""
    return url_for("steps.show", project=opened.id, step=step.id)


def back() -> str:
    """The page that a change should return to, as the request names it."""
    return request.values.get(BACK, "")


def back_address(opened: Opened, step: Step) -> str:
    """The page that the request wants to return to; empty if it names none."""
    name = back()
    if name == TO_ANSWERS:
        return url_for("answers.show", project=opened.id, _anchor=f"step-{step.id}")
    if name == TO_STAGE:
        return url_for("answers.stage", project=opened.id, stage=step.stage)
    if name in PAGES:
        return url_for(PAGES[name], project=opened.id)
    if name in opened.kit.content.templates:
        return url_for("documents.preview", project=opened.id, document=name)
    return ""
