"""The trainer's pages: begin a workshop, open its stages, hand out its code, end it."""

from dataclasses import replace
from datetime import datetime, timedelta

from flask import Blueprint, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from procurement_kit.methodology.reading import clean
from procurement_kit.methodology.scenarios import Scenario
from procurement_kit.web.access import SESSION, renewed_visitor, visitor
from procurement_kit.web.site import site
from procurement_kit.web.workshop_access import begun, led, scenario_named
from procurement_kit.workshops.workshop import Naming, Pace, Screen, State, Terms

blueprint = Blueprint("workshop", __name__)
TITLE_LENGTH = 120
NAME_LENGTH = 40
GROUPS_LIMIT = 60
LONGEST_TIMER = 240
ASKED = ("stage", "question", "reveal", "hide", "solution", "minutes")
PRIVACY = "methodology/training/privacy.md"


@blueprint.get("/workshop/")
def start() -> str:
    """The scenarios to choose from, and the workshops that this browser leads."""
    known = site().workshops.led_by(session.get(SESSION, ""))
    scenarios = site().kit.content.scenarios.values()
    return render_template(
        "workshop_start.html", kit=site().kit, scenarios=scenarios, workshops=known
    )


@blueprint.get("/workshop/new/<scenario>")
def choose(scenario: str) -> str:
    """The form for a workshop on one scenario."""
    return _form(scenario_named(scenario))


@blueprint.post("/workshop/new/<scenario>")
def create(scenario: str) -> str | tuple[str, int] | Response:
    """Begin a workshop; this browser leads it."""
    found = scenario_named(scenario)
    terms = _terms(found)
    if not terms.stages:
        return _form(found, faulty="stages"), 422
    if terms.naming is Naming.GROUPS and not terms.groups:
        return _form(found, faulty="groups"), 422
    workshop, token = begun(site(), terms)
    site().workshops.lead(visitor(), token)
    return redirect(url_for(".show", workshop=workshop.id), 303)


@blueprint.get("/t/<token>")
def exchange(token: str) -> Response:
    """Exchange the trainer's token for a cookie; the address loses it."""
    name = site().workshops.lead(renewed_visitor(), token)
    return redirect(url_for(".show", workshop=name), 303)


@blueprint.get("/workshop/<workshop>/")
def show(workshop: str) -> str:
    """The trainer's desk."""
    work = led(workshop)
    return render_template(
        "workshop_room.html", kit=work.kit, led=work,
        seats=site().seats.seats(workshop), messages=site().seats.messages(workshop),
    )  # fmt: skip


@blueprint.get("/workshop/<workshop>/sheet")
def sheet(workshop: str) -> str:
    """A page to print: how to join, and what to do when the network fails."""
    work = led(workshop)
    return render_template("workshop_sheet.html", kit=work.kit, led=work)


@blueprint.get("/workshop/privacy")
def privacy() -> str:
    """What a trainer should know of personal data."""
    text = site().kit.content.files.files.get(PRIVACY, b"").decode()
    return render_template("workshop_privacy.html", kit=site().kit, text=text)


@blueprint.post("/workshop/<workshop>/state")
def set_state(workshop: str) -> Response:
    """Open or lock the door, or end the workshop."""
    led(workshop)
    wanted = request.form.get("state", "")
    if wanted in set(State):
        site().workshops.set_state(workshop, State(wanted))
    return redirect(url_for(".show", workshop=workshop), 303)


@blueprint.post("/workshop/<workshop>/screen")
def set_screen(workshop: str) -> Response:
    """Open a stage, choose or reveal a question, show the solution, set the timer."""
    led(workshop)
    site().workshops.show(workshop, _changed)
    view = request.form.get("view", "")
    if view:
        return redirect(url_for("workshop_board.show", workshop=workshop, view=view), 303)
    return redirect(url_for(".show", workshop=workshop), 303)


@blueprint.post("/workshop/<workshop>/clone")
def clone(workshop: str) -> Response:
    """The same workshop once more, such as for the next day, with a code of its own."""
    again, token = begun(site(), led(workshop).workshop.terms)
    site().workshops.lead(visitor(), token)
    return redirect(url_for(".show", workshop=again.id), 303)


@blueprint.post("/workshop/<workshop>/reset")
def reset(workshop: str) -> Response:
    """Delete all copies of this workshop; no other is touched."""
    led(workshop)
    site().workshops.reset(workshop)
    return redirect(url_for(".show", workshop=workshop), 303)


@blueprint.post("/workshop/<workshop>/delete")
def delete(workshop: str) -> Response:
    """Delete the workshop before its day."""
    led(workshop)
    site().workshops.delete(workshop)
    return redirect(url_for(".start"), 303)


@blueprint.post("/workshop/<workshop>/remove")
def remove(workshop: str) -> Response:
    """Delete one copy, such as one that somebody made twice."""
    led(workshop)
    site().seats.remove_seat(workshop, request.form.get("project", ""))
    return redirect(url_for(".show", workshop=workshop), 303)


def _form(scenario: Scenario, faulty: str = "") -> str:
    played = [item for item in site().kit.methodology.stages if item.id in scenario.stages]
    return render_template(
        "workshop_new.html", kit=site().kit, scenario=scenario, stages=played, faulty=faulty
    )


def _terms(scenario: Scenario) -> Terms:
    sent = request.form
    lines = [clean(line)[:NAME_LENGTH] for line in sent.get("groups", "").splitlines()]
    names = tuple(dict.fromkeys(line for line in lines if line))[:GROUPS_LIMIT]
    naming = sent.get("naming", "")
    return Terms(
        title=clean(sent.get("title", ""))[:TITLE_LENGTH] or scenario.title,
        scenario=scenario.id,
        stages=tuple(name for name in scenario.stages if name in sent.getlist("stages")),
        pace=Pace.STAGED if sent.get("pace") == Pace.STAGED else Pace.FREE,
        naming=Naming(naming) if naming in set(Naming) else Naming.ANONYMOUS,
        groups=names if naming == Naming.GROUPS else (),
    )


def _changed(screen: Screen) -> Screen:
    """The screen after what this request asks for; a request asks for one thing."""
    sent = request.form
    match next(((key, sent[key]) for key in ASKED if key in sent), ("", "")):
        case "stage", name:
            return replace(screen, stage=name)
        case "question", name:
            return replace(screen, question=name)
        case "reveal", name:
            return replace(screen, revealed=tuple(dict.fromkeys((*screen.revealed, name))))
        case "hide", name:
            return replace(screen, revealed=tuple(x for x in screen.revealed if x != name))
        case "solution", wanted:
            return replace(screen, solution=wanted == "yes")
        case _, typed:
            return replace(screen, timer=_end(typed))


def _end(typed: str) -> datetime | None:
    """When the timer ends that runs for so many minutes; none for anything else."""
    minutes = int(typed) if typed.isdecimal() and len(typed) <= len(str(LONGEST_TIMER)) else 0
    if not 0 < minutes <= LONGEST_TIMER:
        return None
    return site().now() + timedelta(minutes=minutes)
