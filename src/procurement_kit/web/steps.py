"""The question page of one step, and the page of what follows from its answers."""

from collections.abc import Mapping
from types import MappingProxyType

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from procurement_kit.methodology.effort import minutes_left
from procurement_kit.methodology.questions import Required
from procurement_kit.methodology.stages import Step
from procurement_kit.web import notes, path
from procurement_kit.web.access import Opened, PageMissingError, opened, seen_revision
from procurement_kit.web.forms import AnswersForm, offer, saved_form, sent_form
from procurement_kit.web.project_pages import project_page
from procurement_kit.web.results import results

blueprint = Blueprint("steps", __name__, url_prefix="/project/<project>")
Answer = str | tuple[str, int] | Response


@blueprint.get("/step/<step>")
def show(project: str, step: str) -> str:
    """The questions of a step."""
    work = opened(project)
    page = work.step(step)
    return _page(work, page, _offered(work, page))


@blueprint.post("/step/<step>")
def save(project: str, step: str) -> Answer:
    """Save every answer of a step, readable or not, and go on if all can be read."""
    work = opened(project)
    page = work.step(step)
    sent = sent_form(page.questions, request.form)
    noted, faults = notes.sent_at(work, page)
    saved = work.save((*work.procurement.changes(sent.answers), *noted), seen_revision())
    if faults:
        return _page(saved, page, note_faults=faults), 422
    if "_leave" in request.form:
        return redirect(url_for("saved.show", project=project), 303)
    now = _form(saved, page)
    if now.faulty:
        return _page(saved, page), 422
    return redirect(_after(saved, page, sent, now), 303)


@blueprint.get("/step/<step>/results")
def outcome(project: str, step: str) -> str:
    """What follows from the answers of a step."""
    work = opened(project)
    page = work.step(step)
    return project_page(
        "results.html",
        work,
        step=page,
        results=results(work, page),
        next_address=path.next_address(work, page),
        next_step=path.next_step(work, page),
    )


@blueprint.get("/question/<question>")
def question(project: str, question: str) -> Response:
    """The place where *question* is asked, or the answers behind the decision of that name."""
    work = opened(project)
    step = _step_of(work, question)
    anchor = f"q-{question}" if question in work.kit.methodology.questions else "results"
    address = url_for(
        ".show", project=project, step=step.id, back=path.back() or None, _anchor=anchor
    )
    return redirect(address, 303)


def _step_of(opened: Opened, name: str) -> Step:
    methodology = opened.kit.methodology
    if name in methodology.step_of:
        return methodology.step_of[name]
    for step in methodology.steps.values():
        if any(decision.id == name for decision in step.content.decisions):
            return step
    raise PageMissingError("page_missing")


def _form(opened: Opened, step: Step) -> AnswersForm:
    asked = [item.question for item in path.progress_of(opened, step).answers]
    return saved_form(asked, opened.procurement.answers)


def _offered(opened: Opened, step: Step) -> dict[str, str]:
    """What the office offers for questions that the user sees for the first time.

    In a step that was saved before, an empty answer is the user's own, unless it is new.
    """
    is_fresh = not any(item.id in opened.procurement.answers for item in step.questions)
    new = request.args.get("new", "").split()
    return {name: text for name, text in opened.kit.offered.items() if is_fresh or name in new}


def _page(
    opened: Opened,
    step: Step,
    offered: Mapping[str, str] = MappingProxyType({}),
    note_faults: Mapping[str, notes.Fault] = MappingProxyType({}),
) -> str:
    form = _form(opened, step)
    offer(form, offered)
    stage = next(item for item in opened.assessment.stages if item.stage.id == step.stage)
    return project_page(
        "step.html",
        opened,
        step=step,
        stage=stage.stage,
        progress=path.progress_of(opened, step),
        form=form,
        results=results(opened, step),
        back=path.back(),
        back_address=path.previous_address(opened, step),
        new_names=request.args.get("new", "").split(),
        notes_at=notes.at_questions(opened),
        note_author=notes.author(),
        note_faults=note_faults,
        minutes=minutes_left([path.progress_of(opened, step)], opened.kit.methodology.effort),
    )


def _after(opened: Opened, step: Step, sent: AnswersForm, now: AnswersForm) -> str:
    """The same page if it has a note or new questions, else what follows, else the next page."""
    asked = sent.asked.split()
    new = [
        field.name
        for field in now.fields()
        if field.name not in asked
        and not field.data
        and field.question.required is not Required.NEVER
    ]
    back = path.back() or None
    if noted := request.form.get("_note", ""):
        anchor = f"q-{noted}" if noted in asked else None
        return url_for(".show", project=opened.id, step=step.id, back=back, _anchor=anchor)
    if new:
        names, anchor = " ".join(new), f"q-{new[0]}"
        return url_for(
            ".show", project=opened.id, step=step.id, new=names, back=back, _anchor=anchor
        )
    if not back and results(opened, step):
        return url_for(".outcome", project=opened.id, step=step.id)
    return path.next_address(opened, step)
