"""The whole methodology as one page to read or print."""

from flask import Blueprint, render_template

from procurement_kit.web.site import site

blueprint = Blueprint("book", __name__)


@blueprint.get("/methodology/book")
def show() -> str:
    """Contents, every chapter, the terms and the sources."""
    return render_template("book.html", kit=site().kit)
