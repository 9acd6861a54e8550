"""The time limits of a project: table, timeline, and a file for a calendar."""

from flask import Blueprint
from markupsafe import Markup
from werkzeug.wrappers import Response

from procurement_kit.limit_outputs import calendar_file, drawings
from procurement_kit.web.access import opened
from procurement_kit.web.limits import Shown, time_limits
from procurement_kit.web.project_pages import project_page
from procurement_kit.web.site import site

FILE = "harmonogram.ics"
TYPE = "text/calendar; charset=utf-8"
blueprint = Blueprint("timetable", __name__, url_prefix="/project/<project>/timetable")


@blueprint.get("/")
def show(project: str) -> str:
    """Every limit with its last day, and the timeline."""
    work = opened(project)
    shown = time_limits(work) or Shown(())
    drawn = drawings(shown.rows, work.kit.content.words)
    # The drawing escapes every word itself.
    timeline = [(name, Markup(svg)) for name, svg in drawn]  # noqa: S704
    return project_page("timetable.html", work, shown=shown, timeline=timeline)


@blueprint.get("/calendar")
def calendar(project: str) -> Response:
    """The last days as an iCalendar file."""
    work = opened(project)
    shown = time_limits(work) or Shown(())
    data = calendar_file(shown.rows, work.id, work.procurement.title, site().now())
    named = f'attachment; filename="{FILE}"'
    return Response(data, content_type=TYPE, headers={"Content-Disposition": named})
