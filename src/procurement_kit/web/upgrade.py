"""Going over to newer content: looked at first, applied at once, taken back with one click."""

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from procurement_kit.kit import Kit
from procurement_kit.methodology.procurement import CONTENT, Change, Event
from procurement_kit.methodology.reading import clean
from procurement_kit.problems import KitError
from procurement_kit.upgrade import Declared, Preview, preview
from procurement_kit.web.access import (
    Opened,
    PageMissingError,
    browser,
    opened,
    seen_revision,
)
from procurement_kit.web.project_pages import project_page
from procurement_kit.web.site import ContentOutdatedError, site

blueprint = Blueprint("upgrade", __name__, url_prefix="/project/<project>/upgrade")


@blueprint.get("/")
def show(project: str) -> str:
    """What going over to the newer content would change."""
    return _page(opened(project))


@blueprint.post("/")
def apply(project: str) -> Response:
    """Go over to the newer content."""
    work = opened(project)
    if not is_current(work):
        found = _preview(work)
        _rebind(work, site().kit.hash, (*found.changes, *_reviewed(work, found.declared)))
    return redirect(url_for(".show", project=project), 303)


@blueprint.post("/undo")
def undo(project: str) -> Response:
    """Go back to the content and the answers from before the last upgrade."""
    work = opened(project)
    events = site().store.events(project)
    batch = last_upgrade(events)
    if not batch:
        raise PageMissingError("upgrade_undo_impossible")
    last = {event.change.subject: event.number for event in events}
    changes = tuple(
        Change(event.change.subject, event.change.new, event.change.old)
        for event in batch
        if event.change.subject != CONTENT and last[event.change.subject] == event.number
    )
    _rebind(work, batch[0].change.old, changes)
    return redirect(url_for(".show", project=project), 303)


@blueprint.post("/stay")
def stay(project: str) -> str | tuple[str, int] | Response:
    """Record why the project keeps to the older law."""
    work = opened(project)
    reason = clean(request.form.get("reason", ""))
    way = declared_of(work)
    if way is None:
        return redirect(url_for(".show", project=project), 303)
    if not reason:
        return _page(work, is_faulty=True), 422
    work.save(work.procurement.acknowledge(way.review, reason), seen_revision())
    return redirect(url_for(".show", project=project), 303)


def is_current(opened: Opened) -> bool:
    """Whether the project already follows the newest content."""
    return opened.procurement.content_hash == site().kit.hash


def declared_of(opened: Opened) -> Declared | None:
    """The declared way to the newest content; None if the project follows it."""
    return None if is_current(opened) else site().declared(opened.procurement.content_hash)


def waits_for_review(opened: Opened) -> bool:
    """Whether final documents must wait until somebody has looked at the changed law."""
    way = declared_of(opened)
    return way is not None and way.blocks(opened.procurement.acknowledgements)


def last_upgrade(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """The events of the last change of content, that change first; empty if there was none."""
    starts = [event for event in events if event.change.subject == CONTENT]
    if not starts:
        return ()
    start = starts[-1]
    return tuple(
        event
        for event in events
        if event.number >= start.number and (event.at, event.by) == (start.at, start.by)
    )


def _preview(work: Opened) -> Preview:
    way = site().declared(work.procurement.content_hash)
    return preview(work.procurement, way, site().kit, _older(work))


def _older(work: Opened) -> Kit | None:
    try:
        return work.kit
    except ContentOutdatedError:
        return None


def _reviewed(work: Opened, way: Declared) -> tuple[Change, ...]:
    """Who confirms the preview has seen the legal changes; a reason given before is kept."""
    if not way.may_be_legal or way.review in work.procurement.acknowledgements:
        return ()
    return work.procurement.acknowledge(way.review, way.goal)


def _rebind(work: Opened, content_hash: str, changes: tuple[Change, ...]) -> None:
    seen, at, via = seen_revision(), site().now(), work.grant.label
    site().store.rebind(work.id, content_hash, changes, seen=seen, at=at, by=browser(), via=via)


def _page(work: Opened, *, is_faulty: bool = False) -> str:
    """The page in the newest content: the older one may not be readable."""
    found = None if is_current(work) else _preview(work)
    shown = Opened(found.procurement, work.grant) if found else work
    return project_page(
        "upgrade.html",
        shown,
        preview=found,
        can_undo=_can_go_back(site().store.events(work.id)),
        is_faulty=is_faulty,
        reason=work.procurement.acknowledgements.get(found.declared.review, "") if found else "",
    )


def _can_go_back(events: tuple[Event, ...]) -> bool:
    """Whether the last move was an upgrade, and the content before it can still be read."""
    moves = [event.change for event in events if event.change.subject == CONTENT]
    is_return = len(moves) > 1 and (moves[-2].old, moves[-2].new) == (moves[-1].new, moves[-1].old)
    if not moves or is_return:
        return False
    try:
        site().kit_of(moves[-1].old)
    except KitError:
        return False
    return True
