"""All licence data in one value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Literal

from procurement_kit.licensing.components import Combination
from procurement_kit.licensing.contract import ContractRules
from procurement_kit.licensing.licenses import (
    CLOSED,
    Fit,
    License,
    LicenseException,
    Rule,
    Ruling,
    Vocabulary,
)
from procurement_kit.licensing.names import Names
from procurement_kit.licensing.standards import Standard
from procurement_kit.licensing.uses import Use
from procurement_kit.licensing.words import LicenseWords
from procurement_kit.rules.sources import Source
from procurement_kit.rules.words import Words

ANY = "any"
RANK = {Fit.RECOMMENDED: 0, Fit.POSSIBLE: 1, Fit.DISCOURAGED: 2, Fit.NEVER: 3}


@dataclass(frozen=True)
class SecondOpinion:
    """Another table of pairs, (inbound, outbound) to its verdict; judged for merged works only."""

    title: str
    day: date
    cells: Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Pairs on which we differ from the second opinion: every inbound with every outbound."""

    __pydantic_config__ = CLOSED
    inbound: tuple[str, ...]
    outbound: tuple[str, ...]
    reason: Words
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What the steward of a licence has published on pairs of licences."""

    __pydantic_config__ = CLOSED
    inbound: tuple[str, ...]
    outbound: tuple[str, ...]
    says: Literal["yes", "no"]
    source: str
    combination: Combination = Combination.MERGED
    differs: Words = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """Which licences the method advises for one kind of new work, the most advised first."""

    __pydantic_config__ = CLOSED
    label: Words
    prefer: tuple[str, ...]
    reason: Words
    sources: tuple[str, ...]


class Memo:
    """What was worked out once; everything in it follows from the data and may be forgotten."""

    LIMIT = 5_000

    def __init__(self) -> None:
        self.answers: dict[tuple[str, str, bool, Use], Any] = _Bounded()
        self.terms: dict[str, Any] = _Bounded()
        self.opinions: dict[tuple[str, str, Use], Any] = _Bounded()
        self.results: dict[tuple[str, Use, bool], tuple[str, ...]] = _Bounded()


class _Bounded(dict[Any, Any]):
    """A dictionary that empties itself when it is full."""

    def __setitem__(self, key: object, value: object) -> None:
        if len(self) >= Memo.LIMIT:
            self.clear()
        super().__setitem__(key, value)


@dataclass(frozen=True)
class LicenseData:
    """Licences and exceptions by SPDX id, rules, rulings, words, sources and names."""

    licenses: Mapping[str, License]
    exceptions: Mapping[str, LicenseException]
    rules: Mapping[str, Rule]
    rulings: tuple[Ruling, ...]
    vocabulary: Vocabulary
    words: LicenseWords
    sources: Mapping[str, Source]
    names: Names
    second: SecondOpinion = field(default_factory=lambda: SecondOpinion("", date.min, {}))
    choice: Mapping[str, Advice] = field(default_factory=dict)
    differences: tuple[Difference, ...] = ()
    statements: tuple[Statement, ...] = ()
    contract: ContractRules = field(default_factory=ContractRules)
    standards: tuple[Standard, ...] = ()

    @cached_property
    def memo(self) -> Memo:
        """Answers that were worked out before."""
        return Memo()

    @cached_property
    def _rulings(self) -> Mapping[tuple[str, str], tuple[Ruling, ...]]:
        found: dict[tuple[str, str], tuple[Ruling, ...]] = {}
        for ruling in self.rulings:
            for inbound in ruling.inbound:
                for outbound in ruling.outbound:
                    key = inbound, outbound
                    found[key] = (*found.get(key, ()), ruling)
        return found

    def ruling(self, inbound: str, outbound: str, combination: Combination) -> Ruling | None:
        """Our own ruling on the pair, the one that names the outbound licence first."""
        for key in ((inbound, outbound), (inbound, ANY)):
            for ruling in self._rulings.get(key, ()):
                if combination in ruling.combination:
                    return ruling
        return None

    @cached_property
    def outbound_choices(self) -> tuple[str, ...]:
        """Open software licences that a public body may publish under, the fittest first."""
        fitting = [
            item
            for item in self.licenses.values()
            if item.open_source == "yes" and item.kind == "software" and item.fit is not Fit.NEVER
        ]
        fitting.sort(key=lambda item: (RANK[item.fit], item.id))
        return tuple(item.id for item in fitting)

    @cached_property
    def advisable(self) -> tuple[str, ...]:
        """The licences among them that the method would advise, the most advised first."""
        fitting = self.outbound_choices
        advised = [name for advice in self.choice.values() for name in advice.prefer]
        names = dict.fromkeys((*(name for name in advised if name in fitting), *fitting))
        return tuple(name for name in names if RANK[self.licenses[name].fit] <= RANK[Fit.POSSIBLE])


def text_source(license_id: str) -> str:
    """The id of the source that is the licence's own text."""
    return "text_" + "".join(c if c.isalnum() else "_" for c in license_id.lower())
