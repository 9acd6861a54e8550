"""Licence names as people write them, found in the SPDX list and in our aliases."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from procurement_kit.licensing.licenses import CLOSED

PROPOSALS = 3
SIMILARITY = 0.75
REMEMBERED = 1000


class SpdxEntry(NamedTuple):
    """A line of the SPDX list; *replaced_by* is the id that took over from a deprecated one."""

    id: str
    name: str
    osi: bool
    fsf: bool
    replaced_by: str = ""


@dataclass(frozen=True)
class SpdxList:
    """The SPDX list of licences and exceptions, with its version."""

    version: str
    licenses: Mapping[str, SpdxEntry]
    exceptions: Mapping[str, SpdxEntry]


@dataclass(frozen=True, slots=True, kw_only=True)
class Aliases:
    """Ways of writing a licence that are no SPDX ids; *ambiguous* ones name several licences.

    For those that are *complete* the list holds everything that they may mean.
    """

    __pydantic_config__ = CLOSED

    aliases: Mapping[str, str]
    ambiguous: Mapping[str, tuple[str, ...]]
    complete: tuple[str, ...] = ()


class Spelling(StrEnum):
    """How a written name relates to the id that it was found under."""

    EXACT = "exact"
    DEPRECATED = "deprecated"
    ALIAS = "alias"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"


class Found(NamedTuple):
    """The id for a written name; without one, the ids that may have been meant."""

    id: str
    spelling: Spelling
    proposals: tuple[str, ...] = ()


@dataclass(frozen=True)
class Names:
    """Every name that can be looked up."""

    spdx: SpdxList
    known: tuple[str, ...]
    exceptions: tuple[str, ...]
    aliases: Aliases

    @cached_property
    def _licenses(self) -> Mapping[str, str]:
        return {name.lower(): name for name in (*self.spdx.licenses, *self.known)}

    @cached_property
    def _exceptions(self) -> Mapping[str, str]:
        return {name.lower(): name for name in (*self.spdx.exceptions, *self.exceptions)}

    def license(self, text: str) -> Found:
        """The licence that *text* names; "X+" is "X or any later version"."""
        folded = " ".join(text.lower().split())
        name = self._licenses.get(folded)
        if name is not None:
            return self._current(name)
        if name := self.aliases.aliases.get(folded):
            return Found(name, Spelling.ALIAS)
        if folded.endswith("+"):
            return self._or_later(text, folded[:-1])
        if names := self.aliases.ambiguous.get(folded):
            return Found("", Spelling.AMBIGUOUS, names)
        return Found("", Spelling.UNKNOWN, self._similar(folded))

    def family(self, text: str) -> tuple[str, ...]:
        """All licences that the general name *text* may mean; empty if nobody can list them."""
        folded = " ".join(text.lower().split())
        return self.aliases.ambiguous[folded] if folded in self.aliases.complete else ()

    def exception(self, text: str) -> str:
        """The exception that *text* names, as the list spells it; empty if it is not listed."""
        return self._exceptions.get(text.lower(), "")

    def _current(self, name: str) -> Found:
        entry = self.spdx.licenses.get(name)
        if entry is not None and entry.replaced_by:
            return Found(entry.replaced_by, Spelling.DEPRECATED)
        return Found(name, Spelling.EXACT)

    def _or_later(self, text: str, base: str) -> Found:
        for candidate in (base, base.removesuffix("-only")):
            if name := self._licenses.get(f"{candidate}-or-later"):
                return Found(name, Spelling.DEPRECATED)
        found = self.license(text.rstrip()[:-1])
        return found if not found.id else Found(found.id, Spelling.DEPRECATED)

    @cached_property
    def _proposed(self) -> dict[str, tuple[str, ...]]:
        return {}

    def _similar(self, folded: str) -> tuple[str, ...]:
        """Ids that are written alike; looking for them takes long, so it is done once."""
        if (known := self._proposed.get(folded)) is None:
            if len(self._proposed) >= REMEMBERED:
                self._proposed.clear()
            near = get_close_matches(folded, self._licenses, PROPOSALS, SIMILARITY)
            known = self._proposed[folded] = tuple(self._licenses[name] for name in near)
        return known
