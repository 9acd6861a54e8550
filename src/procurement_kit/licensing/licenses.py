"""What a licence says: how far it reaches, what it demands, tolerates and permits.

Plain values without a schema library: the command line reads them from the built database in
milliseconds. The content files are checked against the same classes (formats/yaml.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

from procurement_kit.licensing.components import Combination
from procurement_kit.rules.words import Words

Tristate = Literal["yes", "no", "unsure"]
CLOSED = {"extra": "forbid"}
"""Content files may hold no key that is not a field (read by pydantic, which is not imported)."""


class Copyleft(StrEnum):
    """How far a licence's own terms reach into a work that uses the component."""

    NONE = "none"
    FILE = "file"
    LIBRARY = "library"
    WORK = "work"
    NETWORK = "network"


class Reach(StrEnum):
    """Whether a licence claims the whole work in a way of combining."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


class Trigger(StrEnum):
    """What makes the duties of a licence start."""

    DISTRIBUTION = "distribution"
    NETWORK = "network"


class How(StrEnum):
    """By which kind of clause code may go under another licence than its own."""

    LATER_VERSION = "later_version"
    RELICENSE = "relicense"
    COMBINE = "combine"


class Fit(StrEnum):
    """Whether a Czech public body should publish its own software under the licence."""

    RECOMMENDED = "recommended"
    POSSIBLE = "possible"
    DISCOURAGED = "discouraged"
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """A clause that lets code go under other licences (*outbound*), in some or all combinations."""

    __pydantic_config__ = CLOSED
    outbound: tuple[str, ...]
    how: How
    clause: Words
    sources: tuple[str, ...]
    combination: tuple[Combination, ...] = tuple(Combination)
    duties: tuple[str, ...] = ()
    note: Words = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class License:
    """What a public body must know of a licence; its file is named after its SPDX id.

    *demands* are the terms beyond "keep the notice" that travel with the code; a copyleft licence
    *tolerates* some of them in a work of its own, *refuses* others, and is silent on the rest.
    *reach* corrects what follows from *copyleft* for single ways of combining; *when_troubled* is
    what to look at first where a component under it may not be used as planned.
    """

    __pydantic_config__ = CLOSED
    id: str = ""
    name: str
    family: str
    copyleft: Copyleft
    open_source: Tristate
    note: Words
    sources: tuple[str, ...]
    reviewed_on: date
    kind: Literal["software", "data", "content", "font"] = "software"
    traits: tuple[str, ...] = ()
    demands: tuple[str, ...] = ()
    tolerates: tuple[str, ...] = ()
    refuses: tuple[str, ...] = ()
    tolerance_sources: tuple[str, ...] = ()
    permits: tuple[Permission, ...] = ()
    reach: Mapping[Combination, Reach] = field(default_factory=dict)
    reach_sources: tuple[str, ...] = ()
    triggers: tuple[Trigger, ...] = (Trigger.DISTRIBUTION,)
    duties: tuple[str, ...] = ()
    patent_grant: Tristate = "unsure"
    patent_retaliation: Tristate = "unsure"
    governing_law: Words = ""
    languages: tuple[str, ...] = ("en",)
    fit: Fit = Fit.DISCOURAGED
    when_troubled: Words = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenseException:
    """An additional permission that is attached to a licence by WITH; named after its SPDX id.

    It changes the terms of the licences in *attaches_to*: other *reach*, *drops* demands and
    duties, adds *permits*.
    """

    __pydantic_config__ = CLOSED
    id: str = ""
    name: str
    attaches_to: tuple[str, ...]
    note: Words
    sources: tuple[str, ...]
    reviewed_on: date
    reach: Mapping[Combination, Reach] = field(default_factory=dict)
    drops: tuple[str, ...] = ()
    drops_duties: tuple[str, ...] = ()
    tolerates: tuple[str, ...] = ()
    permits: tuple[Permission, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Something to do when the duty's trigger occurs; *modified_only* if only for changed code."""

    __pydantic_config__ = CLOSED
    text: Words
    triggers: tuple[Trigger, ...]
    modified_only: Literal["yes", "no"] = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """A term beyond "keep the notice", as a phrase that a sentence can hold."""

    __pydantic_config__ = CLOSED
    label: Words
    text: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Trait:
    """Why a licence is a trap for a public body."""

    __pydantic_config__ = CLOSED
    label: Words
    text: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The closed lists that licences draw from, and the labels of verdicts and uses."""

    __pydantic_config__ = CLOSED
    duties: Mapping[str, Duty]
    demands: Mapping[str, Demand]
    traits: Mapping[str, Trait]
    verdicts: Mapping[str, Words]
    combinations: Mapping[str, Words]
    recipients: Mapping[str, Words]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A named rule of the reasoning: its sentence with placeholders, its way out, its sources."""

    __pydantic_config__ = CLOSED
    text: Words
    sources: tuple[str, ...]
    way_out: Words = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """Our own ruling on pairs that no rule can derive; it goes before the rules."""

    __pydantic_config__ = CLOSED
    id: str
    inbound: tuple[str, ...]
    outbound: tuple[str, ...]
    verdict: Literal["compatible", "with_duties", "needs_lawyer", "incompatible"]
    reason: Words
    sources: tuple[str, ...]
    combination: tuple[Combination, ...] = tuple(Combination)
    way_out: Words = ""
    duties: tuple[str, ...] = ()
    why_no_rule: Words = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingFile:
    """A file of rulings."""

    __pydantic_config__ = CLOSED
    rulings: tuple[Ruling, ...]
