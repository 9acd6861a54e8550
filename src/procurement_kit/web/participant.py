"""A participant's own page: the case, the open stage, notes to the trainer, what to take home."""

from typing import NamedTuple

from flask import Blueprint, Response, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response as AnyResponse

from procurement_kit.formats import qr
from procurement_kit.methodology.reading import clean
from procurement_kit.methodology.stages import Stage
from procurement_kit.store.workshop_rows import Message, Seat
from procurement_kit.web.access import SESSION, Opened, PageMissingError, opened
from procurement_kit.web.join import return_code
from procurement_kit.web.security import SAFE_METHODS
from procurement_kit.web.site import site
from procurement_kit.web.workshop_access import SIGNED, Led, base
from procurement_kit.web.workshop_live import unchanged
from procurement_kit.workshops.feedback import RATINGS, Feedback
from procurement_kit.workshops.workshop import State

blueprint = Blueprint("participant", __name__, url_prefix="/project/<project>/workshop")
TEXT_LENGTH = 1000
STEPS = "steps.show"


class Place(NamedTuple):
    """The seat that a project belongs to, in its workshop."""

    seat: Seat
    led: Led

    def is_waiting(self, stage: Stage) -> bool:
        """Whether the trainer has still to open *stage*."""
        return self.led.workshop.is_waiting(stage.id)


@blueprint.get("/")
def show(project: str) -> str:
    """Everything that one needs during the workshop."""
    work, place = _placed(project)
    code = return_code(project)
    return render_template("participant.html", kit=work.kit, opened=work, place=place, code=code)


@blueprint.get("/device")
def device(project: str) -> str:
    """The way to the copy for another device, as a picture and as an address."""
    work, _place = _placed(project)
    link = f"{base()}{url_for('join.back', code=return_code(project))}"
    return render_template(
        "participant_device.html", kit=work.kit, opened=work, link=link,
        picture=qr.data_address(link),
    )  # fmt: skip


@blueprint.get("/live")
def live(project: str) -> Response:
    """What changes while one watches, as a piece of a page."""
    _work, place = _placed(project)
    seen, now = unchanged(place.led.workshop.change)
    if seen is not None:
        return seen
    return now(render_template("_participant_live.html", kit=place.led.kit, place=place))


@blueprint.post("/message")
def send(project: str) -> AnyResponse:
    """Write to the trainer, without a name."""
    _work, place = _placed(project)
    text = clean(request.form.get("text", ""))[:TEXT_LENGTH]
    if text:
        message = Message(site().now(), place.seat.progress.stage, text)
        site().seats.write_message(place.led.id, message)
    return redirect(url_for(".show", project=project, sent="yes", _anchor="message"), 303)


@blueprint.post("/share")
def share(project: str) -> AnyResponse:
    """Allow or forbid to show this copy to the room."""
    _placed(project)
    site().seats.share(project, is_shared=request.form.get("share") == "yes")
    return redirect(url_for(".show", project=project, _anchor="share"), 303)


@blueprint.get("/feedback")
def feedback(project: str) -> str:
    """The questions after the workshop."""
    work, place = _placed(project)
    words = work.kit.content.training
    return render_template(
        "feedback.html", kit=work.kit, opened=work, place=place, words=words, ratings=RATINGS
    )


@blueprint.post("/feedback")
def give_feedback(project: str) -> AnyResponse:
    """Keep the answers under a mark that leads to nobody."""
    work, place = _placed(project)
    words = work.kit.content.training
    names = [item.id for item in words.questions] if words else []
    given = {name: request.form.get(name, "") for name in names}
    ratings = {name: value for name, value in given.items() if value in RATINGS}
    text = clean(request.form.get("text", ""))[:TEXT_LENGTH]
    by = site().sign("feedback", place.led.id, session.get(SESSION, ""))[:SIGNED]
    site().seats.give_feedback(place.led.id, by, Feedback(ratings, text))
    return redirect(url_for(".show", project=project, thanks="yes"), 303)


@blueprint.before_app_request
def wait_for_trainer() -> str | None:
    """A page of a stage that is not open yet waits; what was sent is always saved."""
    sent = request.view_args or {}
    if request.endpoint != STEPS or request.method not in SAFE_METHODS:
        return None
    place = place_of(sent["project"])
    if place is None:
        return None
    step = opened(sent["project"]).kit.methodology.steps.get(sent["step"])
    if step is None or not place.led.workshop.is_waiting(step.stage):
        return None
    return render_template(
        "stage_waits.html", kit=place.led.kit, place=place, project=sent["project"]
    )


def place_of(project: str) -> Place | None:
    """Where *project* belongs; None for an ordinary project."""
    seat = site().seats.seat(project)
    return Place(seat, Led(site().workshops.get(seat.workshop))) if seat else None


@blueprint.app_context_processor
def _context() -> dict[str, object]:
    return {"place_of": place_of, "ENDED": State.ENDED}


def _placed(project: str) -> tuple[Opened, Place]:
    work, place = opened(project), place_of(project)
    if place is None:
        raise PageMissingError("page_missing")
    return work, place
