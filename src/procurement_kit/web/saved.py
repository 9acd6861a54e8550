"""Save and leave: the secret link back, its renewal, and the deletion of the project."""

from datetime import datetime, timedelta

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from procurement_kit.store import LinkExpiredError, LinkUnknownError
from procurement_kit.web.access import EDIT, Opened, opened
from procurement_kit.web.project_pages import project_page
from procurement_kit.web.site import site

blueprint = Blueprint("saved", __name__, url_prefix="/project/<project>/saved")
LINK_LIFE = timedelta(days=365)


@blueprint.get("/")
def show(project: str) -> str:
    """The secret link, to be copied or printed."""
    work = opened(project)
    token, expires = _link(work)
    address = url_for("links.exchange", token=token, _external=True)
    return project_page("saved.html", work, link=address, expires=expires)


@blueprint.post("/renew")
def renew(project: str) -> Response:
    """Make every link given out so far useless."""
    opened(project)
    site().store.revoke_links(project)
    return redirect(url_for(".show", project=project), 303)


@blueprint.post("/delete")
def delete(project: str) -> Response:
    """Delete the project with its history and links."""
    opened(project)
    site().store.delete(project)
    return redirect(url_for("home.show"), 303)


def _link(opened: Opened) -> tuple[str, datetime]:
    """The token of this browser's link and the day on which it expires; a new one if it has none."""
    known: dict[str, str] = session.setdefault(LINKS, {})
    if opened.id in known:
        token = _token(opened, known[opened.id])
        with suppress(LinkExpiredError, LinkUnknownError):
            site().store.open_link(token, site().now())
            return token, _expiry(known[opened.id])
    begun = site().now().isoformat(timespec="seconds")
    token = _token(opened, begun)
    at = datetime.fromisoformat(begun)
    site().store.add_link(opened.id, token, at, _expiry(begun), role=EDIT)
    session[LINKS] = known | {opened.id: begun}
    return token, _expiry(begun)


def _token(opened: Opened, begun: str) -> str:
    """The token of a link: nobody can make it without our secret, and it need not be stored."""
    return site().sign("link", opened.id, begun)


def _expiry(begun: str) -> datetime:
    return datetime.fromisoformat(begun) + LINK_LIFE
