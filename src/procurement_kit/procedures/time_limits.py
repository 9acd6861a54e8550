"""The time limits of a procurement: what runs from when, how long, until which day, and why."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from procurement_kit.rules.conditions import Condition
from procurement_kit.rules.models import FactId, Model, Prose, SourceId, YesNo
from procurement_kit.rules.words import Words

CHECK_SUFFIX = "_check"


class Kind(StrEnum):
    """What the last day means for the authority."""

    MINIMUM = "minimum"
    """At least so far from the event."""
    MAXIMUM = "maximum"
    """At most so far from the event."""
    ACT_BY = "act_by"
    """To be done by then."""
    PERIOD = "period"
    """Runs until then."""
    FREE = "free"
    """The law sets no length."""
    UNVERIFIED = "unverified"
    """The law sets a length that this content does not hold."""


WITHOUT_LENGTH = {Kind.FREE, Kind.UNVERIFIED}
AT_LEAST = {Kind.MINIMUM, Kind.PERIOD}


class Direction(StrEnum):
    """Whether a period runs from its event on, or ends with it."""

    AFTER = "after"
    BEFORE = "before"


class Start(Model):
    """The event from which a limit runs: a date that was answered, or the end of another limit."""

    question: FactId | None = None
    limit: FactId | None = None
    label: Prose
    """The words after the length, such as "from the start"."""
    at: Literal["day", "year_end"] = "day"

    @model_validator(mode="after")
    def _names_one_thing(self) -> "Start":
        if (self.question is None) == (self.limit is None):
            raise PydanticCustomError("limit_start", "start")
        return self


class Change(Model):
    """When the length is another, and why."""

    when: Condition
    length: FactId
    reason: Prose
    sources: tuple[SourceId, ...] = Field(min_length=1)


class Limit(Model):
    """One time limit; the first replacement that holds counts, every extension is added."""

    id: FactId
    label: Prose
    kind: Kind
    when: Condition | None = None
    start: Start | None = Field(default=None, alias="from")
    direction: Direction = Direction.AFTER
    length: FactId | None = None
    replaced: tuple[Change, ...] = ()
    shortened: tuple[Change, ...] = ()
    extended: tuple[Change, ...] = ()
    moves: YesNo = "yes"
    """Whether a last day on a weekend or a holiday moves to the next working day."""
    checks: FactId | None = None
    strictly: YesNo = "no"
    """Whether the checked day must lie beyond the last day."""
    note: Words = ""
    sources: tuple[SourceId, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _counts_or_says_why_not(self) -> "Limit":
        counted = bool(self.length or self.replaced or self.start)
        if counted == (self.kind in WITHOUT_LENGTH) or (not counted and not self.note):
            raise PydanticCustomError("limit_shape", "{id}", {"id": self.id})
        if (self.start is None) == counted:
            raise PydanticCustomError("limit_shape", "{id}", {"id": self.id})
        return self

    def changes(self) -> tuple[Change, ...]:
        """Everything that may change the length."""
        return (*self.replaced, *self.shortened, *self.extended)

    def lengths(self) -> tuple[str, ...]:
        """Every figure that may be counted with."""
        base = (self.length,) if self.length else ()
        return (*base, *(change.length for change in self.changes()))

    def conditions(self) -> Iterator[Condition]:
        """Every condition of the limit."""
        yield from filter(None, (self.when, *(change.when for change in self.changes())))


class Season(Model):
    """Days of every year (month-day) on which suppliers are away."""

    id: FactId
    first: str = Field(alias="from", pattern=r"^\d\d-\d\d$")
    last: str = Field(alias="to", pattern=r"^\d\d-\d\d$")


class TimeLimits(Model):
    """The file time_limits.yaml."""

    limits: tuple[Limit, ...] = ()
    seasons: tuple[Season, ...] = ()

    def conditions(self) -> Iterator[Condition]:
        """Every condition of every limit."""
        for limit in self.limits:
            yield from limit.conditions()

    def citations(self) -> Iterator[str]:
        """The source of every limit and of every change of one."""
        for limit in self.limits:
            yield from limit.sources
            for change in limit.changes():
                yield from change.sources

    def questions(self) -> Iterator[str]:
        """Every date that is read or checked."""
        for limit in self.limits:
            if limit.start is not None and limit.start.question:
                yield limit.start.question
            if limit.checks:
                yield limit.checks

    def figures(self) -> Iterator[str]:
        """Every length."""
        for limit in self.limits:
            yield from limit.lengths()

    def checking(self, question: str) -> Iterator[Limit]:
        """The limits that the day answered to *question* must keep."""
        return (limit for limit in self.limits if limit.checks == question)

    def named(self, name: str) -> Limit:
        """The limit *name*."""
        return next(limit for limit in self.limits if limit.id == name)


def sources_of(limit: Limit, changes: Iterable[Change]) -> tuple[str, ...]:
    """The sources of *limit* with those of its *changes*, each once."""
    named = [*limit.sources, *(name for change in changes for name in change.sources)]
    return tuple(dict.fromkeys(named))
