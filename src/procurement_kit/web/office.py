"""The office's own look and words: its mark, its colours, and its clauses beside ours."""

from flask import Blueprint, Response, render_template

from procurement_kit.documents.three_way import passages
from procurement_kit.formats.pdf import LOGO_TYPES
from procurement_kit.web.access import PageMissingError
from procurement_kit.web.site import site

PAPER = "color-scheme: light; background: #fff; color: #14181d;"
"""Colours that suit white paper are shown on white paper, also where the page is dark."""
blueprint = Blueprint("office", __name__, url_prefix="/office")


@blueprint.get("/")
def show() -> str:
    """Whose pack is in use, and every clause of ours that it replaces: base, ours now, theirs."""
    content = site().kit.content
    if content.office is None:
        raise PageMissingError("page_missing")
    compared = [
        (item, list(passages(item.base_text, item.our_text, item.office_text)))
        for item in content.overrides.values()
    ]
    return render_template("office.html", kit=site().kit, office=content.office, compared=compared)


@blueprint.get("/<content>/logo")
def logo(content: str) -> Response:
    """The mark of the office whose pack belongs to the content of that hash."""
    found = site().kit_of(content).content.look.logo
    if found is None:
        raise PageMissingError("page_missing")
    return Response(found.data, mimetype=LOGO_TYPES[found.kind])


@blueprint.get("/<content>/preview.css")
def sheet(content: str) -> Response:
    """The office's style sheet, which reaches the paper of a preview and nothing else."""
    css = site().kit_of(content).content.look.css
    return Response(f".paper {{\n{PAPER}\n{css}\n}}\n", mimetype="text/css")
