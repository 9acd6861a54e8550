"""The file of rules on contract changes: grounds, figures of law, and the words of the verdicts."""

from collections.abc import Iterator, Mapping
from enum import StrEnum

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from procurement_kit.problems import KitError
from procurement_kit.rules.conditions import Condition
from procurement_kit.rules.models import FactId, Model, Prose, SourceId, Text, YesNo
from procurement_kit.rules.values import ListedChange


class Measure(StrEnum):
    """Which sum a ground is measured by."""

    NOTHING = "nothing"
    SMALL_VALUE = "small_value"
    NET_INCREASE = "net_increase"
    REGIME_LIMIT = "regime_limit"


class Verdict(StrEnum):
    """What can be said of a change, from the best to the worst."""

    ALLOWED = "allowed"
    NEEDS_LAWYER = "needs_lawyer"
    NOT_ALLOWED = "not_allowed"


class Reason(StrEnum):
    """Why a change got its verdict; the words stand in the file of rules."""

    WITHIN = "within"
    NOTHING_COUNTED = "nothing_counted"
    OVER_PERCENT = "over_percent"
    OVER_EU_LIMIT = "over_eu_limit"
    OVER_INCREASE = "over_increase"
    OVER_REGIME = "over_regime"
    LEAVES_REGIME = "leaves_regime"
    NOT_FOR_REGIME = "not_for_regime"
    PRICE_CHANGED = "price_changed"
    NOT_DESCRIBED = "not_described"
    FOR_LAWYER = "for_lawyer"
    LAW_UNKNOWN = "law_unknown"


VERDICTS: Mapping[Reason, Verdict] = {
    Reason.WITHIN: Verdict.ALLOWED,
    Reason.NOTHING_COUNTED: Verdict.ALLOWED,
    Reason.OVER_PERCENT: Verdict.NOT_ALLOWED,
    Reason.OVER_EU_LIMIT: Verdict.NOT_ALLOWED,
    Reason.OVER_INCREASE: Verdict.NOT_ALLOWED,
    Reason.OVER_REGIME: Verdict.NOT_ALLOWED,
    Reason.NOT_FOR_REGIME: Verdict.NOT_ALLOWED,
    Reason.LEAVES_REGIME: Verdict.NEEDS_LAWYER,
    Reason.PRICE_CHANGED: Verdict.NEEDS_LAWYER,
    Reason.NOT_DESCRIBED: Verdict.NEEDS_LAWYER,
    Reason.FOR_LAWYER: Verdict.NEEDS_LAWYER,
    Reason.LAW_UNKNOWN: Verdict.NEEDS_LAWYER,
}


class Ground(Model):
    """A reason for which the act lets a contract change, and what it demands."""

    id: FactId
    name: Text
    also: tuple[Text, ...] = ()
    label: Prose
    measure: Measure
    counted: Prose
    demands: tuple[Prose, ...] = Field(min_length=1)
    described: YesNo = "no"
    notice: YesNo = "no"
    for_lawyer: YesNo = "no"
    sources: tuple[SourceId, ...] = Field(min_length=1)

    def is_called(self, written: str) -> bool:
        """Whether *written* is the id or one of the names of the ground."""
        names = (self.id, self.name, *self.also)
        return written.casefold() in {name.casefold() for name in names}


class Limits(Model):
    """The parameters that hold the figures."""

    small_value: FactId
    small_value_works: FactId
    net_increase: FactId
    notice_days: FactId
    small_scale: FactId
    small_scale_works: FactId
    eu_state: FactId
    eu_other: FactId
    eu_works: FactId

    def names(self) -> Iterator[str]:
        """Every parameter."""
        yield from (getattr(self, name) for name in type(self).model_fields)


class ChangeRules(Model):
    """The file contract_changes.yaml: grounds, figures, and the words of the verdicts."""

    grounds: tuple[Ground, ...] = ()
    limits: Limits | None = None
    verdicts: Mapping[Verdict, Prose] = {}
    reasons: Mapping[Reason, Prose] = {}
    measures: Mapping[Measure, Prose] = {}

    @model_validator(mode="after")
    def _every_word_is_there(self) -> "ChangeRules":
        wanted = ((self.verdicts, Verdict), (self.reasons, Reason), (self.measures, Measure))
        for words, codes in wanted:
            for code in codes if self.grounds else ():
                if code not in words:
                    raise PydanticCustomError("change_words", "{code}", {"code": code.value})
        return self

    def ground(self, change: ListedChange) -> Ground:
        """The ground that *change* names; KitError that lists those there are."""
        for ground in self.grounds:
            if ground.is_called(change.ground):
                return ground
        known = ", ".join(ground.name for ground in self.grounds)
        raise KitError("change_ground", number=change.number, text=change.ground, known=known)

    def conditions(self) -> Iterator[Condition]:
        """The file has no conditions."""
        yield from ()

    def citations(self) -> Iterator[str]:
        """The sources of every ground."""
        yield from (name for ground in self.grounds for name in ground.sources)

    def questions(self) -> Iterator[str]:
        """The file reads no question by its id."""
        yield from ()

    def figures(self) -> Iterator[str]:
        """Every figure that is counted with."""
        if self.limits is not None:
            yield from self.limits.names()


NO_RULES = ChangeRules()
