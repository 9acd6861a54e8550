"""Which project a page is about, and whether this browser may see and change it."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

from flask import request, session

from procurement_kit.assessment import Assessment
from procurement_kit.kit import Kit
from procurement_kit.methodology.procurement import Change, Procurement
from procurement_kit.methodology.stages import Step
from procurement_kit.problems import KitError
from procurement_kit.web.security import SAFE_METHODS
from procurement_kit.web.site import site
from procurement_kit.web.workshop_progress import progress_of

SESSION = "sid"
EDIT = "edit"


class NoAccessError(KitError):
    """The browser has not opened the project by its secret link."""


class ReadOnlyError(KitError):
    """The link that this browser used allows reading only."""


class PageMissingError(KitError):
    """There is no such page in this project."""


@dataclass(frozen=True)
class Opened:
    """A project as this request sees it, with the content that it was begun with."""

    procurement: Procurement
    role: str

    @cached_property
    def kit(self) -> Kit:
        """The content that the project was begun with; not needed to take the project away."""
        return site().kit_of(self.procurement.content_hash)

    @property
    def id(self) -> str:
        """The project's id."""
        return self.procurement.id

    @property
    def is_current(self) -> bool:
        """Whether no newer content has been installed since the project was begun."""
        return self.kit.hash == site().kit.hash

    @cached_property
    def assessment(self) -> Assessment:
        """What the rules say of the answers."""
        return self.kit.assess(self.procurement)

    def step(self, name: str) -> Step:
        """The step *name*; PageMissingError if the methodology has none."""
        try:
            return self.kit.methodology.steps[name]
        except KeyError as error:
            raise PageMissingError("page_missing") from error

    def save(self, changes: tuple[Change, ...], seen: int) -> "Opened":
        """The project after *changes* to what the user saw in revision *seen*."""
        if not changes:
            return self
        store, at = site().store, site().now()
        saved = store.save(self.id, changes, seen=seen, at=at, by=browser())
        after = Opened(saved, self.role)
        if seat := site().seats.seat(self.id):
            site().seats.keep_progress(self.id, progress_of(seat, after.kit, after.assessment))
        return after


def opened(project: str) -> Opened:
    """The project, if this browser may open it; NoAccessError or ReadOnlyError if not."""
    role = site().store.role(session.get(SESSION, ""), project)
    if role is None:
        raise NoAccessError("no_access")
    if role != EDIT and request.method not in SAFE_METHODS:
        raise ReadOnlyError("read_only")
    return Opened(site().store.get(project), role)


def visitor() -> str:
    """The server-side session of this browser, begun if need be."""
    if SESSION not in session:
        session[SESSION] = site().store.new_session(site().now())
        session.permanent = True
    return str(session[SESSION])


def renewed_visitor() -> str:
    """A new session with everything the old one may open, so that a stolen old one grows stale."""
    store, old = site().store, session.pop(SESSION, "")
    for known in store.session_projects(old):
        store.grant(visitor(), known.id, store.role(old, known.id) or "")
    site().workshops.carry(old, visitor())
    store.end_session(old)
    return visitor()


def forget_visitor() -> None:
    """End the server-side session; even a copy of its cookie opens nothing afterwards."""
    site().store.end_session(session.pop(SESSION, ""))


def browser() -> str:
    """A short name of this browser for the history; it tells browsers apart, not people."""
    return hashlib.sha256(str(session.get(SESSION, "")).encode()).hexdigest()[:8]


def seen_revision() -> int:
    """The revision that the sent form was made from."""
    text = request.form.get("_seen", "")
    return int(text) if text.isdigit() else 0
