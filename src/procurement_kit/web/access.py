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
from procurement_kit.store.access import COMMENT, EDIT, Grant
from procurement_kit.web.security import SAFE_METHODS
from procurement_kit.web.site import site
from procurement_kit.web.workshop_progress import progress_of

SESSION = "sid"
NOTE_PAGES = {"notes.add", "notes.add_at_question", "notes.edit", "notes.turn", "notes.delete"}


class NoAccessError(KitError):
    """The browser has not opened the project by its secret link."""


class ReadOnlyError(KitError):
    """The link that this browser used allows reading only."""


class OwnerOnlyError(KitError):
    """Only who owns the project may give its links away, take them back, or delete it."""


class PageMissingError(KitError):
    """There is no such page in this project."""


@dataclass(frozen=True)
class Opened:
    """A project as this request sees it, with the content that it was begun with."""

    procurement: Procurement
    grant: Grant

    @property
    def role(self) -> str:
        """What this browser may do with the project."""
        return self.grant.role

    @property
    def may_edit(self) -> bool:
        """Whether this browser may change answers."""
        return self.role == EDIT

    @property
    def may_note(self) -> bool:
        """Whether this browser may write notes."""
        return self.role in {EDIT, COMMENT}

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
        via = self.grant.label
        saved = store.save(self.id, changes, seen=seen, at=at, by=browser(), via=via)
        after = Opened(saved, self.grant)
        if seat := site().seats.seat(self.id):
            site().seats.keep_progress(self.id, progress_of(seat, after.kit, after.assessment))
        return after


def opened(project: str) -> Opened:
    """The project, if this browser may open it; NoAccessError or ReadOnlyError if not."""
    grant = site().store.granted(session.get(SESSION, ""), project, site().now())
    if grant is None:
        raise NoAccessError("no_access")
    if request.method not in SAFE_METHODS and not _may_send(grant):
        raise ReadOnlyError("read_only" if grant.role != COMMENT else "notes_only")
    return Opened(site().store.get(project), grant)


def owned(project: str) -> Opened:
    """The project, if this browser owns it; OwnerOnlyError for one that came by a named link."""
    work = opened(project)
    if not work.grant.is_owner:
        raise OwnerOnlyError("owner_only")
    return work


def _may_send(grant: Grant) -> bool:
    return grant.role == EDIT or (grant.role == COMMENT and request.endpoint in NOTE_PAGES)


def visitor() -> str:
    """The server-side session of this browser, begun if need be."""
    if SESSION not in session:
        session[SESSION] = site().store.new_session(site().now())
        session.permanent = True
    return str(session[SESSION])


def renewed_visitor() -> str:
    """A new session with everything the old one may open, so that a stolen old one grows stale."""
    old = session.pop(SESSION, "")
    site().store.move_session(old, visitor())
    site().workshops.carry(old, visitor())
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
