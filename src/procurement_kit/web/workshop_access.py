"""Who leads a workshop, the trainer's secret link, and the addresses that a room is given."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from flask import request, session, url_for

from procurement_kit.formats import qr
from procurement_kit.kit import Kit
from procurement_kit.methodology.scenarios import Scenario
from procurement_kit.methodology.stages import Stage
from procurement_kit.problems import KitError
from procurement_kit.web.access import SESSION, PageMissingError
from procurement_kit.web.site import Site, site
from procurement_kit.workshops.codes import BYTES, code_of, shown_code
from procurement_kit.workshops.workshop import State, Terms, Workshop

LIFE = timedelta(days=30)
ID_BYTES = 8
SIGNED = 32


class NotTrainerError(KitError):
    """The browser has not opened the workshop by its trainer's link."""


@dataclass(frozen=True)
class Led:
    """A workshop as its trainer sees it, with the content that it was begun with."""

    workshop: Workshop

    @property
    def id(self) -> str:
        """The workshop's id."""
        return self.workshop.id

    @cached_property
    def kit(self) -> Kit:
        """The content that the workshop was begun with."""
        return site().kit_of(self.workshop.content_hash)

    @property
    def scenario(self) -> Scenario:
        """What is played."""
        return self.kit.content.scenarios[self.workshop.terms.scenario]

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages that are played, in order."""
        played = self.workshop.terms.stages
        return tuple(item for item in self.kit.methodology.stages if item.id in played)

    @property
    def code(self) -> str:
        """The join code as it is read aloud."""
        return shown_code(self.workshop.code)

    @property
    def address(self) -> str:
        """The short address that a QR code leads to."""
        return f"{base()}{url_for('join.room', code=self.workshop.code)}"

    @property
    def picture(self) -> str:
        """The QR code of the address."""
        return qr.data_address(self.address)

    @property
    def typed_address(self) -> str:
        """The address to type before the code."""
        return f"{base()}{url_for('join.show')}"

    @property
    def trainer_link(self) -> str:
        """What a second trainer opens."""
        token = trainer_token(site(), self.id, site().workshops.salt(self.id))
        return f"{base()}{url_for('workshop.exchange', token=token)}"


def led(workshop: str) -> Led:
    """The workshop, if this browser leads it; NotTrainerError if not."""
    if not site().workshops.is_led_by(session.get(SESSION, ""), workshop):
        raise NotTrainerError("not_trainer")
    return Led(site().workshops.get(workshop))


def begun(at: Site, terms: Terms) -> tuple[Workshop, str]:
    """A new workshop in the store of *at*, and the token of its trainer."""
    now = at.now()
    name, code, salt = secrets.token_hex(ID_BYTES), new_code(), secrets.token_hex(ID_BYTES)
    workshop = Workshop(name, terms, at.kit.hash, code, State.OPEN, now, now + LIFE)
    token = trainer_token(at, name, salt)
    at.workshops.purge(now)
    at.workshops.create(workshop, salt, token)
    return workshop, token


def trainer_token(at: Site, workshop: str, salt: str) -> str:
    """The token of a trainer: nobody can make it without our secret, and it need not be stored."""
    return at.sign("trainer", workshop, salt)


def new_code(length: int = 8) -> str:
    """A code that nobody guesses."""
    return code_of(secrets.token_bytes(BYTES), length)


def base() -> str:
    """How others reach this site."""
    return site().settings.address or request.host_url.rstrip("/")


def asker() -> str:
    """Where a request comes from, as a mark that can't be turned back into the address."""
    return site().sign("address", request.remote_addr)[:SIGNED]


def scenario_named(name: str) -> Scenario:
    """The scenario of the newest content; PageMissingError if there is none."""
    if name not in site().kit.content.scenarios:
        raise PageMissingError("page_missing")
    return site().kit.content.scenarios[name]
