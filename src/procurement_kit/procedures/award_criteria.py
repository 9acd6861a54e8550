"""The award criteria: the bank of good ones, the weights that were given, and the buyer's own."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from procurement_kit.rules.conditions import PERCENT, Condition, Facts
from procurement_kit.rules.models import FactId, Model, Prose, SourceId, Text, YesNo
from procurement_kit.rules.values import Absent, Fact

PREFIX = "weight_"
OWN_CRITERIA = "own_criteria"
PROCEDURE = "procedure"
SEPARATOR = ";"
NONE, COMPLETE, INCOMPLETE = "none", "complete", "incomplete"
CHECKED = (NONE, COMPLETE, INCOMPLETE)
NOT_USED, ALLOWED, FORBIDDEN = "not_used", "allowed", "forbidden"


class BankEntry(Model):
    """A criterion that stands: what is scored, how it is proved, and where it goes wrong."""

    id: FactId
    question: FactId
    scoring: FactId | None = None
    label: Prose
    scored: Prose
    proof: Prose
    scale: Prose
    traps: tuple[Prose, ...] = Field(min_length=1)
    weight_from: Decimal = Field(ge=0, le=100)
    weight_to: Decimal = Field(ge=0, le=100)
    cost: YesNo = "no"
    subject_kinds: tuple[Text, ...] = Field(min_length=1)
    sources: tuple[SourceId, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _range_is_in_order(self) -> "BankEntry":
        if self.weight_from > self.weight_to:
            raise PydanticCustomError("criterion_range", "{id}", {"id": self.id})
        return self

    def advises(self, weight: Decimal) -> bool:
        """Whether *weight* lies in the recommended range."""
        return self.weight_from <= weight <= self.weight_to


class CriteriaBank(Model):
    """The file award_criteria.yaml."""

    lowest_price_forbidden_in: tuple[FactId, ...] = ()
    lowest_price_sources: tuple[SourceId, ...] = ()
    criteria: tuple[BankEntry, ...] = ()

    def conditions(self) -> Iterator[Condition]:
        """The bank has no conditions."""
        yield from ()

    def citations(self) -> Iterator[str]:
        """The id of every source that the file cites."""
        yield from self.lowest_price_sources
        for entry in self.criteria:
            yield from entry.sources

    def questions(self) -> Iterator[str]:
        """Every question that an entry names."""
        for entry in self.criteria:
            yield entry.question
            if entry.scoring:
                yield entry.scoring

    def figures(self) -> Iterator[str]:
        """The bank reads no figures of law."""
        yield from ()

    @cached_property
    def by_question(self) -> Mapping[str, BankEntry]:
        """Every entry by the question that asks for its weight."""
        return {entry.question: entry for entry in self.criteria}

    def is_cost(self, question: str) -> bool:
        """Whether the criterion is an amount of money, of which less is better."""
        entry = self.by_question.get(question)
        return entry is not None and entry.cost == "yes"


@dataclass(frozen=True)
class OwnCriterion:
    """A criterion of the buyer's own; *weight* is None where it can't be read."""

    line: int
    name: str
    weight: Decimal | None
    scored: str

    @property
    def is_complete(self) -> bool:
        """Whether it can be used: a name, a weight above nothing, and how it is scored."""
        return bool(self.name and self.weight and self.scored)


@dataclass(frozen=True)
class Criterion:
    """A criterion in use; of a *cost* less is better, of anything else more points."""

    id: str
    label: str
    weight: Decimal
    cost: bool = False


def own_criteria(facts: Facts) -> tuple[OwnCriterion, ...]:
    """The lines "name; weight; how it is scored" of the buyer."""
    listed = facts.fact(OWN_CRITERIA)
    if not isinstance(listed, tuple):
        return ()
    return tuple(_own(number, str(line)) for number, line in enumerate(listed, start=1))


def own_criteria_check(facts: Facts) -> Fact:
    """Whether there are own criteria, and whether every line of them can be used."""
    listed = own_criteria(facts)
    if not listed:
        return NONE
    return COMPLETE if all(item.is_complete for item in listed) else INCOMPLETE


def weights(questions: Iterable[str], unused: Collection[str], facts: Facts) -> dict[str, Fact]:
    """The weight of each criterion, by its question; those left *unused* weigh nothing."""
    return {
        name: Absent.NOT_APPLICABLE if name in unused else facts.fact(name)
        for name in questions
        if name.startswith(PREFIX)
    }


def weights_total(given: Mapping[str, Fact], own: Iterable[OwnCriterion]) -> Fact:
    """The sum of all weights; UNKNOWN while one is open."""
    total = Decimal(0)
    for weight in (*given.values(), *(_weight(item) for item in own)):
        if weight is Absent.NOT_APPLICABLE:
            continue
        if not isinstance(weight, Decimal):
            return Absent.UNKNOWN
        total += weight
    return total


def criteria_in_use(
    bank: CriteriaBank,
    labels: Mapping[str, str],
    given: Mapping[str, Fact],
    own: Iterable[OwnCriterion],
) -> tuple[Criterion, ...]:
    """Every criterion with a weight, those of money first in the order of the questions."""
    found = [
        Criterion(name, labels.get(name, name), weight, bank.is_cost(name))
        for name, weight in given.items()
        if isinstance(weight, Decimal) and weight > 0
    ]
    found += [
        Criterion(f"own_{item.line}", item.name, item.weight)
        for item in own
        if item.weight is not None and item.weight > 0
    ]
    return tuple(sorted(found, key=lambda item: not item.cost))


def lowest_price(bank: CriteriaBank, given: Mapping[str, Fact], facts: Facts) -> Fact:
    """Whether money alone decides, and whether the chosen procedure lets it (section 114)."""
    cost = [weight for name, weight in given.items() if bank.is_cost(name)]
    known = [weight for weight in cost if isinstance(weight, Decimal)]
    if Absent.UNKNOWN in cost:
        return Absent.UNKNOWN
    if sum(known, Decimal(0)) != PERCENT:
        return NOT_USED
    procedure = facts.fact(PROCEDURE)
    if not isinstance(procedure, str):
        return Absent.UNKNOWN
    return FORBIDDEN if procedure in bank.lowest_price_forbidden_in else ALLOWED


def _own(number: int, line: str) -> OwnCriterion:
    cells = [cell.strip() for cell in line.split(SEPARATOR, 2)]
    name, weight, scored = (*cells, "", "")[:3]
    return OwnCriterion(number, name, read_weight(weight), scored)


def read_weight(text: str) -> Decimal | None:
    """A percentage as it is typed, "12,5 %"; None where it is none."""
    compact = "".join(text.split()).removesuffix("%").replace(",", ".")
    try:
        value = Decimal(compact)
    except InvalidOperation:
        return None
    return value if value.is_finite() and 0 <= value <= PERCENT else None


def _weight(own: OwnCriterion) -> Fact:
    return Absent.UNKNOWN if own.weight is None else own.weight
