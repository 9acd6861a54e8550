"""Warnings: each is repaired, or acknowledged with a written reason that can be taken back."""

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from procurement_kit.methodology.reading import clean
from procurement_kit.web.access import Opened, PageMissingError, opened, seen_revision
from procurement_kit.web.project_pages import project_page

blueprint = Blueprint("flags", __name__, url_prefix="/project/<project>/warnings")


@blueprint.get("/")
def show(project: str) -> str:
    """Every warning of the project."""
    return _page(opened(project))


@blueprint.post("/<flag>")
def acknowledge(project: str, flag: str) -> str | tuple[str, int] | Response:
    """Record the reason why the authority goes on in spite of a warning."""
    work = opened(project)
    _require(work, flag)
    reason = clean(request.form.get("reason", ""))
    if not reason:
        return _page(work, faulty=flag), 422
    work.save(work.procurement.acknowledge(flag, reason), seen_revision())
    return redirect(url_for(".show", project=project, _anchor=f"flag-{flag}"), 303)


@blueprint.post("/<flag>/take-back")
def take_back(project: str, flag: str) -> Response:
    """Forget the reason given for a warning."""
    work = opened(project)
    _require(work, flag)
    work.save(work.procurement.acknowledge(flag, ""), seen_revision())
    return redirect(url_for(".show", project=project, _anchor=f"flag-{flag}"), 303)


def _require(opened: Opened, flag: str) -> None:
    if flag not in {item.id for _step, item in opened.kit.methodology.red_flags()}:
        raise PageMissingError("page_missing")


def _page(opened: Opened, *, faulty: str = "") -> str:
    raised = [item for item in opened.assessment.flags if not item.is_open]
    return project_page(
        "flags.html",
        opened,
        unsolved=[item for item in raised if item.blocks],
        acknowledged=[item for item in raised if item.reason],
        undecided=[item for item in opened.assessment.flags if item.is_open],
        faulty=faulty,
    )
