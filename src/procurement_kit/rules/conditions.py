"""Conditions written by lawyers: a closed vocabulary, answered yes, no or "not known yet"."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Protocol

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from procurement_kit.rules.models import FactId, Model, YesNo
from procurement_kit.rules.parameters import FigureUsed
from procurement_kit.rules.values import UNKNOWN_ANSWER, Absent, Fact, Value

PERCENT = Decimal(100)
OPERATORS = ("eq", "ne", "in_", "not_in", "gt", "gte", "lt", "lte", "contains", "answered", "empty")


class Facts(Protocol):
    """What conditions may ask of a procurement."""

    def fact(self, name: str) -> Fact:
        """The value of a question or a decision, or why it has none."""

    def figure(self, parameter: str) -> FigureUsed | Absent:
        """The figure of law on the decisive day, or UNKNOWN when that is not known."""


class Reference(Model):
    """A number that is not written in the condition but looked up.

    *percent* or *share*, a figure of law in percent, takes only that part of it.
    """

    parameter: FactId | None = None
    question: FactId | None = None
    decision: FactId | None = None
    percent: Decimal | None = None
    share: FactId | None = None

    @model_validator(mode="after")
    def _names_one_thing(self) -> "Reference":
        named = sum(name is not None for name in (self.parameter, self.question, self.decision))
        if named != 1 or (self.percent is not None and self.share is not None):
            raise PydanticCustomError("reference_names_one", "one")
        return self


Operand = str | Reference


class Condition(Model):
    """A group (all, any, not) or one comparison of a question or decision with a value."""

    all: tuple["Condition", ...] | None = None
    any: tuple["Condition", ...] | None = None
    not_: "Condition | None" = Field(default=None, alias="not")
    question: FactId | None = None
    decision: FactId | None = None
    eq: Operand | None = None
    ne: Operand | None = None
    in_: tuple[str, ...] | None = Field(default=None, alias="in")
    not_in: tuple[str, ...] | None = None
    gt: Operand | None = None
    gte: Operand | None = None
    lt: Operand | None = None
    lte: Operand | None = None
    contains: str | None = None
    answered: YesNo | None = None
    empty: YesNo | None = None

    @model_validator(mode="after")
    def _is_one_thing(self) -> "Condition":
        groups = sum(part is not None for part in (self.all, self.any, self.not_))
        names = sum(part is not None for part in (self.question, self.decision))
        operators = sum(getattr(self, operator) is not None for operator in OPERATORS)
        if (groups, names, operators) not in {(1, 0, 0), (0, 1, 1)}:
            raise PydanticCustomError("condition_shape", "shape")
        return self

    @property
    def subject(self) -> str:
        """The question or decision that a comparison asks about; empty for a group."""
        return self.question or self.decision or ""

    def comparisons(self) -> Iterator["Condition"]:
        """Every comparison inside, this one included."""
        if self.subject:
            yield self
        for part in (*(self.all or ()), *(self.any or ()), *((self.not_,) if self.not_ else ())):
            yield from part.comparisons()

    @cached_property
    def operand(self) -> tuple[str, Operand | tuple[str, ...]]:
        """The operator of a comparison and what it compares with, found once and read often."""
        name = next(operator for operator in OPERATORS if getattr(self, operator) is not None)
        return name.rstrip("_"), getattr(self, name)

    def mentions(self) -> Iterator[tuple[str, str]]:
        """Every ("question" | "decision" | "parameter", id) that this condition reads."""
        for comparison in self.comparisons():
            yield ("question" if comparison.question else "decision", comparison.subject)
            _, operand = comparison.operand
            if isinstance(operand, Reference):
                for kind in ("parameter", "question", "decision"):
                    if name := getattr(operand, kind):
                        yield kind, name
                if operand.share:
                    yield "parameter", operand.share


def evaluate(condition: Condition, facts: Facts) -> bool | None:
    """Whether *condition* holds; None when that is not known yet."""
    if condition.all is not None:
        return _all(evaluate(part, facts) for part in condition.all)
    if condition.any is not None:
        return _not(_all(_not(evaluate(part, facts)) for part in condition.any))
    if condition.not_ is not None:
        return _not(evaluate(condition.not_, facts))
    return _compare(condition, facts)


def holds(condition: Condition | None, facts: Facts) -> bool | None:
    """Like evaluate; no condition always holds."""
    return True if condition is None else evaluate(condition, facts)


def _not(answer: bool | None) -> bool | None:
    return None if answer is None else not answer


def _all(answers: Iterable[bool | None]) -> bool | None:
    unknown = False
    for answer in answers:
        if answer is False:
            return False
        unknown = unknown or answer is None
    return None if unknown else True


def _compare(condition: Condition, facts: Facts) -> bool | None:
    operator, operand = condition.operand
    fact = facts.fact(condition.subject)
    if operator in {"answered", "empty"}:
        return (isinstance(fact, Absent) == (operator == "empty")) == (operand == "yes")
    if fact is Absent.NOT_APPLICABLE:
        return operator in {"ne", "not_in"}
    if isinstance(fact, Absent):
        return None
    other = resolve(operand, facts)
    if other is None or (fact == UNKNOWN_ANSWER and not names_unknown(other)):
        return None
    return COMPARE[operator](fact, other)


def names_unknown(operand: Value | tuple[str, ...]) -> bool:
    """Whether *operand* names the answer of a user who does not know."""
    return UNKNOWN_ANSWER in (operand if isinstance(operand, tuple) else (operand,))


def resolve(operand: Operand | tuple[str, ...], facts: Facts) -> Value | None:
    """What a comparison compares with; None when that is not known yet."""
    if not isinstance(operand, Reference):
        return operand
    value: Fact
    if operand.parameter:
        figure = facts.figure(operand.parameter)
        value = figure if isinstance(figure, Absent) else figure.value.value
    else:
        value = facts.fact(operand.question or operand.decision or "")
    if isinstance(value, Absent):
        return None
    if not isinstance(value, Decimal):
        return value
    share = _share(operand, facts)
    return None if share is None else value * share / PERCENT


def _share(operand: Reference, facts: Facts) -> Decimal | None:
    """How many per cent of its number *operand* means; None when that is not known yet."""
    if not operand.share:
        return PERCENT if operand.percent is None else operand.percent
    figure = facts.figure(operand.share)
    return None if isinstance(figure, Absent) else figure.value.value


def _alike(value: Value, operand: Value) -> Value:
    """*operand* as the type of *value*; text stays text."""
    if not isinstance(operand, str):
        return operand
    match value:
        case Decimal():
            return Decimal(operand)
        case date():
            return date.fromisoformat(operand)
        case _:
            return operand


def _equals(value: Value, operand: Value) -> bool:
    try:
        return value == _alike(value, operand)
    except (InvalidOperation, ValueError):
        return False


def _order(test: Callable[[object, object], bool]) -> Callable[[Value, Value], bool | None]:
    def compare(value: Value, operand: Value) -> bool | None:
        try:
            return test(value, _alike(value, operand))
        except (InvalidOperation, ValueError, TypeError):
            return None

    return compare


def _is_in(value: Value, operand: Value) -> bool:
    return isinstance(operand, tuple) and any(
        _equals(value, item) for item in operand if isinstance(item, str)
    )


COMPARE: dict[str, Callable[[Value, Value], bool | None]] = {
    "eq": _equals,
    "ne": lambda value, operand: not _equals(value, operand),
    "in": _is_in,
    "not_in": lambda value, operand: not _is_in(value, operand),
    "gt": _order(lambda a, b: a > b),  # type: ignore[operator]
    "gte": _order(lambda a, b: a >= b),  # type: ignore[operator]
    "lt": _order(lambda a, b: a < b),  # type: ignore[operator]
    "lte": _order(lambda a, b: a <= b),  # type: ignore[operator]
    "contains": lambda value, operand: isinstance(value, str | tuple) and operand in value,
}
