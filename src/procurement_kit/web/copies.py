"""A new project from an old one, under the newest methodology."""

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from procurement_kit.methodology.copying import carried, offered_stages
from procurement_kit.methodology.procurement import Procurement
from procurement_kit.methodology.reading import clean
from procurement_kit.web.access import Opened, opened
from procurement_kit.web.home import TITLE_LENGTH, begin, new_id
from procurement_kit.web.project_pages import project_page
from procurement_kit.web.site import site
from procurement_kit.web.transfer import newest_answers

blueprint = Blueprint("copies", __name__, url_prefix="/project/<project>/copy")


@blueprint.get("/")
def choose(project: str) -> str:
    """What of the project the new one should take along."""
    stages = offered_stages(site().kit.methodology)
    return _page(opened(project), [item.id for item in stages if item.entry.is_carried == "yes"])


@blueprint.post("/")
def make(project: str) -> str | tuple[str, int] | Response:
    """Make the new project; the old one stays as it is."""
    work, stages = opened(project), request.form.getlist("stages")
    title = clean(request.form.get("title", ""))
    if not title or len(title) > TITLE_LENGTH:
        return _page(work, stages, title=title, is_faulty=True), 422
    answers = newest_answers(work.procurement)
    with_days = "days" in request.form
    taken = carried(site().kit.methodology, answers, stages, with_days=with_days)
    begun = begin(Procurement(new_id(), title, site().kit.hash, answers=taken))
    return redirect(url_for("tasks.show", project=begun.id), 303)


def _page(
    work: Opened, ticked: list[str], *, title: str | None = None, is_faulty: bool = False
) -> str:
    return project_page(
        "copy.html",
        work,
        offered=offered_stages(site().kit.methodology),
        ticked=ticked,
        title=title,
        with_days="days" in request.form,
        is_faulty=is_faulty,
        title_limit=TITLE_LENGTH,
    )
