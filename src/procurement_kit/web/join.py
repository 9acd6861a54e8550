"""Joining a workshop by its code, and coming back to one's copy after a lost phone."""

from flask import Blueprint, make_response, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from procurement_kit.methodology.procurement import Procurement
from procurement_kit.methodology.reading import clean
from procurement_kit.store.errors import CodeUnknownError, JoiningLockedError, TooManyTriesError
from procurement_kit.store.seats import Newcomer
from procurement_kit.web.access import SESSION, renewed_visitor, visitor
from procurement_kit.web.home import new_id
from procurement_kit.web.site import site
from procurement_kit.web.workshop import NAME_LENGTH
from procurement_kit.web.workshop_access import Led, asker, new_code
from procurement_kit.web.workshop_progress import beginning
from procurement_kit.workshops.codes import RETURN_LENGTH, shown_code
from procurement_kit.workshops.workshop import Naming

blueprint = Blueprint("join", __name__)
RETURNS = "returns"
"""The codes to come back with, by project, in the cookie of this browser only."""
CodeFault = CodeUnknownError | TooManyTriesError | JoiningLockedError


@blueprint.get("/join")
def show() -> str:
    """The field for the code."""
    return _page(request.args.get("code", ""))


@blueprint.post("/join")
def enter() -> Response:
    """Join with the code alone, where nothing else is asked; else ask."""
    typed = request.form.get("code", "")
    try:
        room = _room(typed)
        if room.workshop.terms.naming is Naming.ANONYMOUS:
            return _joined(room, "")
    except (CodeUnknownError, TooManyTriesError, JoiningLockedError) as error:
        return _refused(typed, error)
    return redirect(url_for(".room", code=room.workshop.code), 303)


@blueprint.get("/j/<code>")
def room(code: str) -> Response:
    """What one joins, by a QR code or a short address; looking at it joins nobody."""
    try:
        return make_response(_room_page(_room(code)))
    except (CodeUnknownError, TooManyTriesError) as error:
        return _refused(code, error)


@blueprint.post("/j/<code>")
def join(code: str) -> Response:
    """Take a seat: a copy of one's own, or that of the group."""
    try:
        found = _room(code)
        terms, name = found.workshop.terms, clean(request.form.get("name", ""))[:NAME_LENGTH]
        if terms.naming is Naming.GROUPS and name not in terms.groups:
            return make_response(_room_page(found, faulty=True), 422)
        return _joined(found, "" if terms.naming is Naming.ANONYMOUS else name)
    except (CodeUnknownError, TooManyTriesError, JoiningLockedError) as error:
        return _refused(code, error)


@blueprint.get("/join/back")
def back() -> str:
    """The field for the code to come back with."""
    return render_template(
        "join_back.html", kit=site().kit, typed=request.args.get("code", ""), sentence=""
    )


@blueprint.post("/join/back")
def come_back() -> Response:
    """Open the copy again, in this browser."""
    typed = request.form.get("code", "")
    try:
        seat = site().seats.come_back(typed, renewed_visitor(), asker(), site().now())
    except (CodeUnknownError, TooManyTriesError) as error:
        page = render_template("join_back.html", kit=site().kit, typed=typed, sentence=str(error))
        return _slowed(make_response(page, 422), error)
    _remember(seat.project, typed)
    return redirect(url_for("participant.show", project=seat.project), 303)


def return_code(project: str) -> str:
    """The code to come back with, as it is read; made anew where this browser has none."""
    known: dict[str, str] = session.get(RETURNS, {})
    if project not in known:
        code = new_code(RETURN_LENGTH)
        site().seats.replace_return_code(project, code)
        _remember(project, code)
    return shown_code(session[RETURNS][project])


def _remember(project: str, code: str) -> None:
    session[RETURNS] = {**session.get(RETURNS, {}), project: "".join(filter(str.isalnum, code))}


def _room(code: str) -> Led:
    return Led(site().seats.find(code, asker(), site().now()))


def _joined(room: Led, name: str) -> Response:
    """The way to the seat; somebody who has one already gets it again, not a second one."""
    seat = site().seats.seat_in(room.id, session.get(SESSION, ""))
    if seat is None:
        title, answers = room.workshop.terms.title, room.scenario.prefilled()
        copy = Procurement(new_id(), title, room.kit.hash, answers=answers)
        is_group = room.workshop.terms.naming is Naming.GROUPS
        who = Newcomer(visitor(), name, new_code(RETURN_LENGTH), is_group)
        first = beginning(room.kit, room.scenario)
        seat = site().seats.join(room.id, copy, who, first, site().now())
        _remember(seat.project, who.return_code)
    return redirect(url_for("participant.show", project=seat.project), 303)


def _page(typed: str, sentence: str = "") -> str:
    return render_template("join.html", kit=site().kit, typed=typed, sentence=sentence)


def _room_page(room: Led, *, faulty: bool = False) -> str:
    return render_template("join_room.html", kit=room.kit, led=room, faulty=faulty)


def _refused(typed: str, error: CodeFault) -> Response:
    return _slowed(make_response(_page(typed, str(error)), 422), error)


def _slowed(answer: Response, error: CodeFault) -> Response:
    if isinstance(error, TooManyTriesError):
        answer.status_code = 429
        answer.headers["Retry-After"] = str(error.seconds)
    return answer
