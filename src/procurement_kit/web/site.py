"""What every page works with: the content, the store, the jobs, the clock and the secret."""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from typing import cast

from flask import current_app

from procurement_kit.kit import Kit
from procurement_kit.problems import ContentError, KitError
from procurement_kit.store.catalogue_database import CatalogueDatabase
from procurement_kit.store.seats import Seats
from procurement_kit.store.store import Store
from procurement_kit.store.workshops import Workshops
from procurement_kit.translations.speech import SOURCE
from procurement_kit.upgrade import Declared, declared
from procurement_kit.web.render_jobs import RenderJobs
from procurement_kit.web.settings import Settings
from procurement_kit.web.uploads import Uploads

EXTENSION = "procurement_kit"
KITS_KEPT = 4
WAYS_KEPT = 64


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


class ContentOutdatedError(KitError):
    """A project was begun with content in a form that this version can't read any more."""


@dataclass
class Site:
    """The parts of one running installation."""

    installed: Kit
    store: Store
    jobs: RenderJobs
    uploads: Uploads
    secret: bytes
    settings: Settings
    catalogue: Callable[[], CatalogueDatabase]
    """The catalogue of software; its entries are put in order when it is first asked for."""
    now: Callable[[], datetime] = now
    language: Callable[[], str] = lambda: SOURCE
    """The language in which the content is read now."""

    asset_version: str = ""
    drawings: frozenset[str] = frozenset()
    theme: str = ""
    """The colours of the theme in use as a style sheet; "" for our own look."""
    _older: Callable[[str], Kit] = field(init=False)
    declared: Callable[[str], Declared] = field(init=False)
    """The declared way from the content of a hash to the newest."""

    def __post_init__(self) -> None:
        @lru_cache(maxsize=KITS_KEPT)
        def older(content_hash: str) -> Kit:
            try:
                return Kit.read(self.store.content(content_hash))
            except ContentError as error:
                raise ContentOutdatedError("content_outdated") from error

        @lru_cache(maxsize=WAYS_KEPT)
        def way(content_hash: str) -> Declared:
            return declared(self.store.content(content_hash), self.installed)

        self._older = older
        self.declared = way

    @cached_property
    def workshops(self) -> Workshops:
        """The workshops in the same database."""
        return Workshops(self.store)

    @cached_property
    def seats(self) -> Seats:
        """The participants of all workshops."""
        return Seats(self.store)

    @property
    def kit(self) -> Kit:
        """The newest content, in the language that is read now."""
        return self.installed.in_language(self.language())

    @kit.setter
    def kit(self, kit: Kit) -> None:
        self.installed = kit

    def kit_of(self, content_hash: str) -> Kit:
        """The content with *content_hash*, read once, in the language that is read now."""
        is_newest = content_hash == self.installed.hash
        kit = self.installed if is_newest else self._older(content_hash)
        return kit.in_language(self.language())

    def sign(self, *parts: object) -> str:
        """A text that only this installation can make of *parts*."""
        message = "\0".join(map(str, parts)).encode()
        return hmac.new(self.secret, message, hashlib.sha256).hexdigest()


def site() -> Site:
    """The installation that serves this request."""
    return cast("Site", current_app.extensions[EXTENSION])
