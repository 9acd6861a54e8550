"""Scores from closed answers: a range as long as something is unknown, explained answer by answer.

More points are worse. An unknown answer counts from its best to its worst case, never as zero.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from procurement_kit.rules.conditions import Condition, Facts, holds
from procurement_kit.rules.models import FactId, Model, Prose, SourceId
from procurement_kit.rules.values import UNKNOWN_ANSWER, Absent, Fact
from procurement_kit.rules.words import Words

PERCENT = Decimal(100)
NONE = Decimal(0)


class Points(Model):
    """What an answer counts and why; *floor* is the best band that it still allows."""

    points: Decimal = Field(ge=0)
    reason: Prose
    floor: FactId | None = None


class Item(Model):
    """A question that is scored; *not_asked* says what it counts where it is not asked."""

    question: FactId
    weight: Decimal = Field(default=Decimal(1), gt=0)
    answers: dict[str, Points] = Field(min_length=1)
    not_asked: Points | None = None
    find_out: Prose
    sources: tuple[SourceId, ...] = Field(min_length=1)

    @property
    def possible(self) -> tuple[Points, ...]:
        """Everything that the item may count."""
        return (*self.answers.values(), *((self.not_asked,) if self.not_asked else ()))

    @property
    def most(self) -> Decimal:
        """The points of the worst answer, weighted."""
        return self.weight * max(item.points for item in self.possible)


class Dimension(Model):
    """One side of the matter, an axis of the picture."""

    id: FactId
    label: Prose
    explanation: Prose
    items: tuple[Item, ...] = Field(min_length=1)


class Band(Model):
    """The verdict on a score that does not exceed *up_to* percent; the last one has no limit."""

    id: FactId
    label: Prose
    text: Prose
    up_to: Decimal | None = None


class ScoreSheet(Model):
    """A file of scores; without dimensions there is no score."""

    title: Words = ""
    picture: Words = ""
    when: Condition | None = None
    dimensions: tuple[Dimension, ...] = ()
    bands: tuple[Band, ...] = ()

    @model_validator(mode="after")
    def _bands_rise(self) -> "ScoreSheet":
        limits = [PERCENT + 1 if band.up_to is None else band.up_to for band in self.bands]
        known = {band.id for band in self.bands}
        named = {item.floor for entry in self.items() for item in entry.possible if item.floor}
        is_closed = not self.bands or self.bands[-1].up_to is None
        if limits != sorted(set(limits)) or not is_closed or not named <= known:
            raise PydanticCustomError("score_bands", "bands")
        return self

    def items(self) -> Iterator[Item]:
        """Every scored question of every dimension."""
        for dimension in self.dimensions:
            yield from dimension.items

    def conditions(self) -> Iterator[Condition]:
        """When the score is worked out at all."""
        yield from (self.when,) if self.when else ()

    def citations(self) -> Iterator[str]:
        """The sources of every item."""
        for item in self.items():
            yield from item.sources

    def questions(self) -> Iterator[str]:
        """Every question that is scored."""
        yield from (item.question for item in self.items())

    def figures(self) -> Iterator[str]:
        """No figure of law is counted with."""
        yield from ()


@dataclass(frozen=True)
class ScoredItem:
    """A scored question with its answer; *given* is None while the answer is not known."""

    item: Item
    value: Fact
    given: Points | None

    @property
    def low(self) -> Decimal:
        """The weighted points in the best case."""
        return self.item.weight * min(item.points for item in self._possible)

    @property
    def high(self) -> Decimal:
        """The weighted points in the worst case."""
        return self.item.weight * max(item.points for item in self._possible)

    @property
    def floors(self) -> frozenset[str]:
        """The bands below which the worst case may not come out."""
        return frozenset(item.floor for item in self._possible if item.floor)

    @property
    def _possible(self) -> tuple[Points, ...]:
        """What may still be counted; who does not know has been asked, so that is settled."""
        if self.given:
            return (self.given,)
        is_asked = self.value == UNKNOWN_ANSWER
        return tuple(self.item.answers.values()) if is_asked else self.item.possible


@dataclass(frozen=True)
class ScoredDimension:
    """A dimension with those of its questions that apply."""

    dimension: Dimension
    items: tuple[ScoredItem, ...]

    @property
    def low(self) -> Decimal:
        """The percentage in the best case."""
        return percentage(self.items, worst=False)

    @property
    def high(self) -> Decimal:
        """The percentage in the worst case."""
        return percentage(self.items, worst=True)


@dataclass(frozen=True)
class Score:
    """The whole score with its dimensions, from the best case to the worst."""

    sheet: ScoreSheet
    dimensions: tuple[ScoredDimension, ...]

    @property
    def items(self) -> tuple[ScoredItem, ...]:
        """Every question that applies."""
        return tuple(item for dimension in self.dimensions for item in dimension.items)

    @property
    def unknown(self) -> tuple[ScoredItem, ...]:
        """What must be found out, the heaviest first."""
        open_items = [item for item in self.items if item.given is None]
        return tuple(sorted(open_items, key=lambda item: item.low - item.high))

    @property
    def low(self) -> Decimal:
        """The percentage in the best case."""
        return percentage(self.items, worst=False)

    @property
    def high(self) -> Decimal:
        """The percentage in the worst case."""
        return percentage(self.items, worst=True)

    @property
    def best(self) -> Band:
        """The verdict if everything unknown turns out well."""
        return self._band(self.low, [item for item in self.items if item.given])

    @property
    def worst(self) -> Band:
        """The verdict if everything unknown turns out badly."""
        return self._band(self.high, self.items)

    def _band(self, percent: Decimal, items: Iterable[ScoredItem]) -> Band:
        """The band of *percent*, or the worst that one of the *items* demands."""
        bands = self.sheet.bands
        floors = {floor for item in items for floor in item.floors}
        reached = next(
            place for place, band in enumerate(bands) if band.up_to is None or percent <= band.up_to
        )
        return bands[max([reached, *(i for i, band in enumerate(bands) if band.id in floors)])]


def percentage(items: Iterable[ScoredItem], *, worst: bool) -> Decimal:
    """The points of *items* as a percentage of the most that they could have."""
    items = tuple(items)
    most = sum((item.item.most for item in items), NONE)
    points = sum((item.high if worst else item.low for item in items), NONE)
    return (PERCENT * points / most).quantize(Decimal(1), ROUND_HALF_UP) if most else NONE


def score(sheet: ScoreSheet, facts: Facts) -> Score | Absent:
    """The score of the answers, or why there is none."""
    applies = holds(sheet.when, facts)
    if applies is None:
        return Absent.UNKNOWN
    if not applies or not sheet.dimensions or not sheet.bands:
        return Absent.NOT_APPLICABLE
    worked = [
        ScoredDimension(dimension, tuple(_scored(dimension.items, facts)))
        for dimension in sheet.dimensions
    ]
    return Score(sheet, tuple(dimension for dimension in worked if dimension.items))


def score_fact(sheet: ScoreSheet, facts: Facts, *, worst: bool) -> Fact:
    """One end of the score as a fact, in percent."""
    found = score(sheet, facts)
    if isinstance(found, Absent):
        return found
    return found.high if worst else found.low


def answer_faults(item: Item, values: Iterable[str]) -> Mapping[str, bool]:
    """The answers that have no points (False) or do not exist (True); unknown has none."""
    needed, scored = set(values) - {UNKNOWN_ANSWER}, set(item.answers)
    return {name: name in scored for name in sorted(needed ^ scored)}


def _scored(items: Iterable[Item], facts: Facts) -> Iterator[ScoredItem]:
    for item in items:
        value = facts.fact(item.question)
        if value is Absent.NOT_APPLICABLE:
            if item.not_asked is not None:
                yield ScoredItem(item, value, item.not_asked)
        elif isinstance(value, str) and value in item.answers:
            yield ScoredItem(item, value, item.answers[value])
        else:
            yield ScoredItem(item, value, None)
