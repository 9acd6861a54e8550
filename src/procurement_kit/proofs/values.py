"""The answers worth trying: those that some condition tells apart, and the edges of the law."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from functools import cached_property
from itertools import combinations

from procurement_kit.crosscheck.content import Content, allowed_values
from procurement_kit.methodology.facts import DECISIVE_DAY
from procurement_kit.methodology.questions import Kind, Question
from procurement_kit.methodology.reading import AnswerError, read_answer
from procurement_kit.rules.conditions import Condition, Reference
from procurement_kit.rules.values import Absent, Fact

MANY_OPTIONS = 6
"""Of a question with more options than this, only one, two and all together are tried."""

OPEN_KINDS = {
    Kind.MONEY, Kind.INTEGER, Kind.PERCENT, Kind.DATE, Kind.LICENSE, Kind.COMPONENTS, Kind.COSTS,
    Kind.CHANGES,
}  # fmt: skip
AROUND_SAMPLE = (Decimal(999), Decimal(1000), Decimal(1001))
"""What a calculated number may come out as: below, at and above the sample of money."""
SAMPLES: Mapping[Kind, tuple[str, ...]] = {
    Kind.MONEY: ("1000",),
    Kind.INTEGER: ("3", "12"),
    Kind.PERCENT: ("20", "100"),
    Kind.DATE: ("2026-12-01", "2026-12-02", "2026-12-03"),
    Kind.EMAIL: ("a@example.org",),
    Kind.URL: ("https://example.org",),
    Kind.COMPANY_ID: ("00000019",),
    Kind.LICENSE: ("EUPL-1.2", "MIT", "GPL-3.0-only"),
    Kind.CHANGES: ("2026-12-07; 222/4; 1000; 0; x",),
    Kind.COSTS: ("B; 1000; 100; ", "I; 500; 0; "),
    Kind.COMPONENTS: ("a; 1; MIT", "b; 2; GPL-3.0-only", "c; 1; AGPL-3.0-only\nd; 1; Apache-2.0"),
}


@dataclass
class Pools:
    """For some conditions: the values to try for each question and fact they depend on."""

    content: Content
    assumed: frozenset[str]
    """Decisions and calculations whose values are tried instead of what they depend on."""

    def of(self, conditions: Iterable[Condition | None]) -> dict[str, tuple[Fact, ...]]:
        """The values by name; a closed question has all its options."""
        found: dict[str, dict[Fact, None]] = {}
        waiting = [condition for condition in conditions if condition is not None]
        seen: set[str] = set()
        while waiting:
            for comparison in waiting.pop().comparisons():
                for name, values in self._told_apart(comparison):
                    if name in self._deciding:
                        new = self._behind(name)
                    else:
                        found.setdefault(name, {}).update(dict.fromkeys(values))
                        new = self._asked_when(name)
                    waiting.extend(new if name not in seen else ())
                    seen.add(name)
        return {name: tuple(values) or self.default(name) for name, values in found.items()}

    def default(self, name: str) -> tuple[Fact, ...]:
        """The values of a question or fact that no condition tells apart."""
        question = self.content.methodology.questions.get(name)
        if question is None:
            return allowed_values(self.content, name) or AROUND_SAMPLE
        if question.kind is Kind.CHOICES:
            return _chosen(question)
        return question.values or samples(question)

    @cached_property
    def _deciding(self) -> frozenset[str]:
        return frozenset(self.content.methodology.decisions) - self.assumed

    def _told_apart(self, comparison: Condition) -> Iterator[tuple[str, tuple[Fact, ...]]]:
        """Each name in *comparison* with the values that it tells apart."""
        operator, operand = comparison.operand
        name = comparison.subject
        if operator in {"answered", "empty"}:
            yield name, (*self._closed(name), *self.default(name)[:1], Absent.UNKNOWN)
        elif isinstance(operand, Reference):
            yield from self._referred(name, operand)
        else:
            written = operand if isinstance(operand, tuple) else (str(operand),)
            yield name, self._written(name, written)

    def _closed(self, name: str) -> tuple[Fact, ...]:
        question = self.content.methodology.questions.get(name)
        if question is not None and question.kind is Kind.CHOICES:
            return ()
        return allowed_values(self.content, name)

    def _written(self, name: str, written: tuple[str, ...]) -> tuple[Fact, ...]:
        question = self.content.methodology.questions.get(name)
        if question is not None and question.kind is Kind.CHOICES:
            return _chosen(question)
        if closed := self._closed(name):
            return closed
        found = tuple(value for text in written for value in around(text))
        return _readable(question, found) if question is not None else found

    def _referred(self, name: str, operand: Reference) -> Iterator[tuple[str, tuple[Fact, ...]]]:
        if operand.parameter:
            parameter = self.content.parameters[operand.parameter]
            share = (operand.percent or Decimal(100)) / 100
            limits = [row.value * share for row in parameter.values]
            yield name, tuple(value for limit in limits for value in (limit - 1, limit, limit + 1))
            days = [(row.first_day, row.last_day) for row in parameter.values]
            yield DECISIVE_DAY, tuple(day for pair in days for day in pair if day is not None)
        else:
            other = operand.question or operand.decision or ""
            yield name, self.default(name) or (Absent.UNKNOWN,)
            yield other, self.default(other)

    def _behind(self, decision: str) -> list[Condition]:
        cases = self.content.methodology.decisions[decision].cases
        return [case.when for case in cases if case.when is not None]

    def _asked_when(self, name: str) -> list[Condition]:
        methodology = self.content.methodology
        if name not in methodology.questions:
            return []
        conditions = (methodology.step_of[name].content.when, methodology.questions[name].ask_when)
        return [condition for condition in conditions if condition is not None]


def samples(question: Question) -> tuple[Fact, ...]:
    """Readable answers to an open question, within its bounds."""
    bounds = [str(item) for item in (question.minimum, question.maximum) if item is not None]
    texts = (*SAMPLES.get(question.kind, ()), *bounds, question.example or "x")
    found = (_read(question, text) for text in texts)
    return tuple(dict.fromkeys(value for value in found if value is not None)) or (Absent.UNKNOWN,)


def around(text: str) -> tuple[Fact, ...]:
    """Values below, at and above a number or a day; any other text as it is, and another."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        pass
    else:
        return (number - 1, number, number + 1)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return (text, "x")
    return (day - timedelta(1), day, day + timedelta(1))


def raw(fact: Fact) -> str:
    """*fact* as a user would type it."""
    match fact:
        case Absent():
            return ""
        case date():
            return fact.isoformat()
        case tuple():
            return "\n".join(
                item if isinstance(item, str) else "; ".join(map(str, item)) for item in fact
            )
        case _:
            return str(fact)


def _chosen(question: Question) -> tuple[Fact, ...]:
    """Sets of options, in the order of the question."""
    order = question.values
    sizes: Iterable[int] = range(1, len(order) + 1)
    if len(order) > MANY_OPTIONS:
        sizes = (1, 2, len(order))
    return tuple(item for size in sizes for item in combinations(order, size))


def _readable(question: Question, values: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Those of *values* that the question accepts, in its own type; else a sample."""
    found = (_read(question, raw(value)) for value in values)
    kept = tuple(dict.fromkeys(value for value in found if value is not None))
    return kept or samples(question)


def _read(question: Question, text: str) -> Fact | None:
    try:
        return read_answer(question, text)
    except AnswerError:
        return None
