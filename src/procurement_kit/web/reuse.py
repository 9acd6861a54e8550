"""The reuse step: candidates for a project's need, compared, and why each was or was not taken."""

from collections.abc import Iterator

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from procurement_kit.catalogue.solutions import Solution
from procurement_kit.methodology.reading import clean
from procurement_kit.problems import say
from procurement_kit.web import catalogue
from procurement_kit.web.access import Opened, opened, seen_revision
from procurement_kit.web.project_pages import project_page
from procurement_kit.web.reuse_panel import need_words
from procurement_kit.web.showing import ZONE
from procurement_kit.web.site import site

blueprint = Blueprint("reuse", __name__, url_prefix="/project/<project>/reuse")
SEARCHED, WHERE, CANDIDATES = "reuse_searched", "reuse_search_where", "reuse_candidates"
TAKEN = "taken"


@blueprint.get("")
def show(project: str) -> str:
    """Candidates for the need that was described, and what was recorded of them already."""
    work = opened(project)
    words = catalogue.asked_words(need_words(work))
    return project_page(
        "reuse.html", work, shown=catalogue.shown(words), recorded=lines(work, CANDIDATES)
    )


@blueprint.get("/compare")
def compare(project: str) -> str:
    """Up to four candidates side by side, each with the form that records the decision."""
    return _compared(opened(project))


@blueprint.post("/record")
def record(project: str) -> Response | tuple[str, int]:
    """Record why a candidate was or was not taken; the record is part of document D2R."""
    work = opened(project)
    item = catalogue.entry(request.form.get("solution", ""))
    reason = " ".join(clean(request.form.get("reason", "")).split())
    verdict = request.form.get("verdict", "")
    if not reason or verdict not in {TAKEN, "left"}:
        return _compared(work, faulty=item.id), 422
    answers = dict(answers_of(work, item, verdict, reason))
    work.save(work.procurement.changes(answers), seen_revision())
    return redirect(
        url_for(".show", project=project, q=request.form.get("q"), _anchor="recorded"), 303
    )


def answers_of(
    work: Opened, item: Solution, verdict: str, reason: str
) -> Iterator[tuple[str, str]]:
    """The answers that the decision on *item* gives to the questions of the step."""
    day = site().now().astimezone(ZONE).date()
    words = request.form.get("q", "")[: catalogue.TEXT_LIMIT]
    place = say("reuse_place", day=f"{day.day}. {day.month}. {day.year}", words=words or item.name)
    users = ", ".join(item.users[:3]) or "?"
    code = "reuse_taken" if verdict == TAKEN else "reuse_left"
    told = say(code, name=item.name, users=users, license=item.license or "?", reason=reason)
    yield SEARCHED, "yes"
    yield WHERE, with_line(work, WHERE, place)
    yield CANDIDATES, with_line(work, CANDIDATES, told, instead_of=f"{item.name} (")
    if verdict == TAKEN:
        yield from upstream_of(item)


def upstream_of(item: Solution) -> Iterator[tuple[str, str]]:
    """What the entry knows of the chosen program; other answers stay as they were."""
    known = {
        "upstream_name": item.name,
        "upstream_url": item.repository,
        "upstream_license": item.license,
    }
    return ((name, text) for name, text in known.items() if text)


def lines(work: Opened, question: str) -> list[str]:
    """The lines of an answer."""
    return [line for line in work.procurement.answers.get(question, "").splitlines() if line]


def with_line(work: Opened, question: str, line: str, instead_of: str = "") -> str:
    """The answer with *line*; a line that began with *instead_of* gives way to it."""
    kept = [old for old in lines(work, question) if old != line]
    if instead_of:
        kept = [old for old in kept if not old.startswith(instead_of)]
    return "\n".join((*kept, line))


def _compared(work: Opened, faulty: str = "") -> str:
    items = catalogue.picked()
    if not items and (name := request.form.get("solution")):
        items = [catalogue.entry(name)]
    return project_page(
        "reuse_compare.html", work, items=items, faulty=faulty, sent=request.form,
        words=request.values.get("q", ""), **catalogue.words(),
    )  # fmt: skip
