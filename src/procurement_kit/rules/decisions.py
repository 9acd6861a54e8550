"""Decisions: a value derived from answers and figures of law, with its reason and its sources."""

from dataclasses import dataclass, field

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from procurement_kit.rules.conditions import Condition, Facts, holds
from procurement_kit.rules.models import FactId, Model, Prose, SourceId
from procurement_kit.rules.parameters import FigureUsed
from procurement_kit.rules.values import Absent, Fact
from procurement_kit.rules.words import Words


class Case(Model):
    """One possible outcome; without *when* it is the outcome of everything else."""

    when: Condition | None = None
    value: str | None = None
    value_from: FactId | None = None
    label: Words = ""
    reason: Prose
    sources: tuple[SourceId, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _has_one_value(self) -> "Case":
        if (self.value is None) == (self.value_from is None):
            raise PydanticCustomError("case_value", "value")
        return self


class Decision(Model):
    """A derived value; the first case that holds decides, an unknown one before leaves it open."""

    id: FactId
    label: Prose
    cases: tuple[Case, ...] = Field(min_length=1)


@dataclass(frozen=True)
class Outcome:
    """What was decided, by which case, and from which answers and figures."""

    value: Fact
    case: Case | None
    read: tuple[str, ...]
    figures: tuple[FigureUsed, ...]


@dataclass
class Recorder:
    """Facts that remember what was asked of them."""

    facts: Facts
    read: dict[str, Fact] = field(default_factory=dict)
    figures: dict[str, FigureUsed] = field(default_factory=dict)

    def fact(self, name: str) -> Fact:
        """The fact, remembered."""
        self.read[name] = self.facts.fact(name)
        return self.read[name]

    def figure(self, parameter: str) -> FigureUsed | Absent:
        """The figure, remembered."""
        figure = self.facts.figure(parameter)
        if isinstance(figure, FigureUsed):
            self.figures[parameter] = figure
        return figure


def decide(decision: Decision, facts: Facts) -> Outcome:
    """The outcome of *decision*; its value is UNKNOWN as long as an earlier case is open."""
    recorder = Recorder(facts)
    for case in decision.cases:
        answer = holds(case.when, recorder)
        if answer is None:
            return _outcome(Absent.UNKNOWN, None, recorder)
        if answer:
            value = case.value if case.value is not None else recorder.fact(case.value_from or "")
            return _outcome(value, case, recorder)
    return _outcome(Absent.NOT_APPLICABLE, None, recorder)


def _outcome(value: Fact, case: Case | None, recorder: Recorder) -> Outcome:
    return Outcome(value, case, tuple(recorder.read), tuple(recorder.figures.values()))


def decided_label(decision: Decision, value: Fact) -> str:
    """The words for *value* of *decision*; the value itself where its case has none."""
    labels = (case.label for case in decision.cases if case.value == value and case.label)
    return next(labels, str(value))
