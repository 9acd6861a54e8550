"""Opens a project by its secret link: the token becomes a cookie and leaves the address bar."""

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from procurement_kit.web.access import renewed_visitor
from procurement_kit.web.site import site

blueprint = Blueprint("links", __name__)


@blueprint.get("/p/<token>")
def exchange(token: str) -> Response:
    """Exchange the token for access; opening a link twice, or by a mail scanner, spends nothing."""
    link = site().store.open_link(token, site().now())
    site().store.grant(renewed_visitor(), link.project, link.role, link.id)
    return redirect(url_for("tasks.show", project=link.project), 303)
