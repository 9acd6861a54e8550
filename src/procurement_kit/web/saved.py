"""Save and leave: the secret link back, its renewal, and the deletion of the project."""

import secrets
from contextlib import suppress
from datetime import datetime, timedelta

from flask import Blueprint, redirect, session, url_for
from werkzeug.wrappers import Response

from procurement_kit.store.errors import LinkExpiredError, LinkUnknownError
from procurement_kit.web.access import Opened, opened, owned, visitor
from procurement_kit.web.project_pages import project_page
from procurement_kit.web.site import site

blueprint = Blueprint("saved", __name__, url_prefix="/project/<project>/saved")
LINKS = "links"
LINK_LIFE = timedelta(days=365)


@blueprint.get("/")
def show(project: str) -> str:
    """The secret link, to be copied or printed."""
    work = opened(project)
    if not work.grant.is_owner:
        return project_page("saved.html", work)
    token, expires = _link(work)
    address = url_for("links.exchange", token=token, _external=True)
    return project_page("saved.html", work, link=address, expires=expires)


@blueprint.post("/renew")
def renew(project: str) -> Response:
    """Make every link given out so far useless, also in browsers that have opened one."""
    owned(project)
    site().store.revoke_links(project, keep=visitor())
    return redirect(url_for(".show", project=project), 303)


@blueprint.post("/delete")
def delete(project: str) -> Response:
    """Delete the project with its history and links."""
    owned(project)
    site().store.delete(project)
    site().jobs.forget(project)
    return redirect(url_for("home.show"), 303)


def _link(opened: Opened) -> tuple[str, datetime]:
    """The token of this browser's link and the day on which it expires; made at the first visit."""
    known: dict[str, str] = session.setdefault(LINKS, {})
    if version := known.get(opened.id):
        with suppress(LinkExpiredError, LinkUnknownError):
            site().store.open_link(_token(opened, version), site().now())
            return _token(opened, version), _expiry(version)
    at = site().now()
    version = f"{at.isoformat()} {secrets.token_hex(8)}"
    expires = _expiry(version)
    site().store.add_link(opened.id, _token(opened, version), at, expires)
    session[LINKS] = known | {opened.id: version}
    return _token(opened, version), expires


def _token(opened: Opened, version: str) -> str:
    """The token of a link: nobody can make it without our secret, and it need not be stored."""
    return site().sign("link", opened.id, version)


def _expiry(version: str) -> datetime:
    return datetime.fromisoformat(version.split()[0]) + LINK_LIFE
