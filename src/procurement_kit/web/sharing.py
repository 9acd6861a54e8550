"""Links for colleagues: each with a name, with what it allows, and taken back one by one."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from procurement_kit.methodology.reading import clean
from procurement_kit.problems import say
from procurement_kit.store.access import COMMENT, ROLES, NamedLink
from procurement_kit.web.access import Opened, owned
from procurement_kit.web.project_pages import project_page
from procurement_kit.web.site import site

blueprint = Blueprint("sharing", __name__, url_prefix="/project/<project>/links")
LABEL_LENGTH = 60
LINKS_AT_MOST = 50
LIVES = (30, 90, 365)


@dataclass(frozen=True)
class Sent:
    """What the form asks for, and what is wrong with it."""

    label: str = ""
    role: str = COMMENT
    days: int = LIVES[1]
    fault: str = ""


@dataclass(frozen=True)
class Shown:
    """A link with its address, which only this installation can make."""

    link: NamedLink
    address: str
    expires: datetime
    is_over: bool


@blueprint.get("/")
def show(project: str) -> str:
    """The links given away so far, and the form for another."""
    return _page(owned(project), Sent())


@blueprint.post("/")
def add(project: str) -> str | tuple[str, int] | Response:
    """Give away another link."""
    work = owned(project)
    sent = _sent(work)
    if sent.fault:
        return _page(work, sent), 422
    at = site().now()
    token, expires = _token(work.id, at, sent.label), at + timedelta(days=sent.days)
    site().store.add_link(work.id, token, at, expires, role=sent.role, label=sent.label)
    return redirect(url_for(".show", project=project), 303)


@blueprint.post("/<link>/revoke")
def revoke(project: str, link: str) -> Response:
    """Take a link back, also from the browsers that have used it."""
    owned(project)
    site().store.revoke_link(project, link)
    return redirect(url_for(".show", project=project), 303)


def _sent(work: Opened) -> Sent:
    label = " ".join(clean(request.form.get("label", "")).split())
    role, days = request.form.get("role", ""), request.form.get("days", "")
    known = site().store.named_links(work.id)
    fault = ""
    if not label or len(label) > LABEL_LENGTH:
        fault = say("link_label", limit=LABEL_LENGTH)
    elif label.casefold() in {item.label.casefold() for item in known}:
        fault = say("link_label_twice")
    elif len(known) >= LINKS_AT_MOST:
        fault = say("links_too_many", limit=LINKS_AT_MOST)
    return Sent(
        label[: LABEL_LENGTH * 2],
        role if role in ROLES else COMMENT,
        next((item for item in LIVES if str(item) == days), LIVES[1]),
        fault,
    )


def _token(project: str, created: datetime, label: str) -> str:
    """The token of a link: nobody can make it without our secret, and it need not be stored."""
    return site().sign("named link", project, created.isoformat(timespec="microseconds"), label)


def _page(work: Opened, sent: Sent) -> str:
    links = [_shown(work.id, item) for item in site().store.named_links(work.id)]
    return project_page("links.html", work, links=links, sent=sent, lives=LIVES, limit=LABEL_LENGTH)


def _shown(project: str, link: NamedLink) -> Shown:
    token = _token(project, datetime.fromisoformat(link.created), link.label)
    address = url_for("links.exchange", token=token, _external=True)
    expires = datetime.fromisoformat(link.expires)
    return Shown(link, address, expires, site().now() >= expires)
