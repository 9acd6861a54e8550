"""What can go wrong with stored projects; each error has its own sentence for the user."""

from collections.abc import Iterable
from typing import NamedTuple

from procurement_kit.problems import KitError


class UnknownProjectError(KitError):
    """There is no such project, or it has been deleted."""


class UnknownContentError(KitError):
    """The content that a project was begun with is not in the database."""


class LinkUnknownError(KitError):
    """No project has this link: mistyped, revoked, or its project was deleted."""


class LinkExpiredError(KitError):
    """The link was good once, but its time is over."""


class WorkshopUnknownError(KitError):
    """There is no such workshop: never was, or it has been deleted."""


class CodeUnknownError(KitError):
    """No workshop and no participant has this code."""


class JoiningLockedError(KitError):
    """The trainer has closed the door."""


class TooManyTriesError(KitError):
    """Too many wrong codes lately; *seconds* later the next may be tried."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__("code_slowed", seconds=seconds)


class StorageError(KitError):
    """The database cannot do what was asked: full disk, lock held too long, damage."""


class OutdatedViewError(KitError):
    """Somebody changed the project since the page that was sent; nothing was saved."""


class Conflict(NamedTuple):
    """One subject that two people changed: what you sent and what is stored."""

    subject: str
    yours: str
    theirs: str


class ConflictError(KitError):
    """Somebody changed the same subjects since you looked; nothing was saved."""

    def __init__(self, conflicts: Iterable[Conflict]) -> None:
        self.conflicts = tuple(conflicts)
        super().__init__("answers_conflict", count=len(self.conflicts))
