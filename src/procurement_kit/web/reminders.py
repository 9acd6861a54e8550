"""A reminder by e-mail on a chosen day, where the operator has a mail server."""

from dataclasses import dataclass
from datetime import date, timedelta

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from procurement_kit.methodology.reading import AnswerError, clean, read_date, read_email
from procurement_kit.problems import say
from procurement_kit.web.access import Opened, PageMissingError, owned
from procurement_kit.web.project_pages import project_page
from procurement_kit.web.showing import ZONE
from procurement_kit.web.site import site

blueprint = Blueprint("reminders", __name__, url_prefix="/project/<project>/reminder")
AHEAD = timedelta(days=730)
ADDRESS_LENGTH = 254


@dataclass(frozen=True)
class Sent:
    """What was typed, and the sentences on what is wrong, by field."""

    address: str = ""
    day: str = ""
    faults: tuple[tuple[str, str], ...] = ()


@blueprint.get("/")
def show(project: str) -> str:
    """The reminder that waits, and the form for one."""
    return _page(_possible(project), Sent())


@blueprint.post("/")
def ask(project: str) -> str | tuple[str, int] | Response:
    """Remember an address until its day."""
    work = _possible(project)
    sent = Sent(clean(request.form.get("address", "")), clean(request.form.get("day", "")))
    day, faults = _read(sent)
    if faults:
        return _page(work, Sent(sent.address, sent.day, faults)), 422
    site().store.remind(work.id, sent.address, day)
    return redirect(url_for(".show", project=project), 303)


@blueprint.post("/cancel")
def cancel(project: str) -> Response:
    """Forget the reminder with its address."""
    site().store.drop_reminder(_possible(project).id)
    return redirect(url_for(".show", project=project), 303)


def _possible(project: str) -> Opened:
    if not site().settings.mail.is_set:
        raise PageMissingError("page_missing")
    return owned(project)


def _read(sent: Sent) -> tuple[date, tuple[tuple[str, str], ...]]:
    today = site().now().astimezone(ZONE).date()
    faults, day = [], today
    try:
        read_email(sent.address)
    except AnswerError as error:
        faults.append(("address", str(error)))
    if not sent.address or len(sent.address) > ADDRESS_LENGTH:
        faults = [("address", say("reminder_address"))]
    try:
        day = read_date(sent.day)
    except AnswerError as error:
        faults.append(("day", str(error)))
    else:
        if not today < day <= today + AHEAD:
            faults.append(("day", say("reminder_day")))
    return day, tuple(faults)


def _page(work: Opened, sent: Sent) -> str:
    waiting = site().store.reminder(work.id)
    day = date.fromisoformat(waiting.day) if waiting else None
    return project_page("reminder.html", work, waiting=waiting, day=day, sent=sent,
                        faults=dict(sent.faults))  # fmt: skip
