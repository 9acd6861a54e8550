"""The methodology: its stages, their steps, and what each step asks, decides and warns of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from pydantic import Field

from procurement_kit.methodology.changes import FIRST_VERSION
from procurement_kit.methodology.questions import Kind, Question
from procurement_kit.rules.conditions import Condition
from procurement_kit.rules.decisions import Decision
from procurement_kit.rules.models import FactId, Model, Prose, SourceId, Text, YesNo
from procurement_kit.rules.words import MarkdownText, Words


class Phase(StrEnum):
    """The life-cycle phases of decree 360/2023, section 15."""

    STRATEGIC_PLANNING = "strategic_planning"
    PLANNING = "planning"
    REALISATION = "realisation"
    PRODUCTION = "production"
    EVALUATION = "evaluation"
    TERMINATION = "termination"


class RedFlag(Model):
    """A warning that never blocks saving, and blocks final documents until it is acknowledged."""

    id: FactId
    when: Condition
    title: Prose
    text: Prose
    repair: Prose
    details: FactId | None = None
    """A list among the facts, such as the reasons of a refusal, shown with the flag."""
    sources: tuple[SourceId, ...] = Field(min_length=1)


class StepContent(Model):
    """One step file: a page of questions with the decisions and warnings that follow from it."""

    title: Prose
    intro: Words = ""
    when: Condition | None = None
    questions: tuple[Question, ...] = ()
    decisions: tuple[Decision, ...] = ()
    red_flags: tuple[RedFlag, ...] = ()
    panels: tuple[FactId, ...] = ()
    """What the program works out and shows on the page, such as the time limits."""


class Effort(Model):
    """An estimate of how many minutes an answer takes, by the kind of its question, and of when."""

    estimated_on: date
    otherwise: Annotated[Decimal, Field(gt=0)]
    minutes: dict[Kind, Annotated[Decimal, Field(gt=0)]] = Field(default_factory=dict)


class StageEntry(Model):
    """A stage as methodology.yaml lists it."""

    id: Text
    folder: Text
    title: Prose
    phase: Phase
    summary: Prose
    steps: tuple[str, ...] = ()
    is_carried: YesNo = "yes"
    """Whether its answers are offered for a new procurement made from an old one."""


class MethodologyContent(Model):
    """The file methodology.yaml: the stages and the order of their steps."""

    title: Prose
    version: Text = FIRST_VERSION
    effort: Effort | None = None
    stages: tuple[StageEntry, ...] = Field(min_length=1)


@dataclass(frozen=True)
class Step:
    """A step in its place."""

    id: str
    stage: str
    content: StepContent

    @property
    def title(self) -> str:
        """The heading of the page."""
        return self.content.title

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions in the order of the page."""
        return self.content.questions


@dataclass(frozen=True)
class Stage:
    """A stage with its steps and its guidance (Markdown); no steps means not covered yet."""

    entry: StageEntry
    steps: tuple[Step, ...]
    guidance: MarkdownText

    @property
    def id(self) -> str:
        """The stage's number, such as S5."""
        return self.entry.id

    @property
    def title(self) -> str:
        """The stage's name."""
        return self.entry.title


@dataclass(frozen=True)
class Methodology:
    """Every stage, and every question, decision and red flag by its id."""

    title: Words
    stages: tuple[Stage, ...]
    version: str = FIRST_VERSION
    effort: Effort | None = None

    @cached_property
    def steps(self) -> Mapping[str, Step]:
        """Every step by id, in order."""
        return {step.id: step for stage in self.stages for step in stage.steps}

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Every question by id, in the order in which they are asked."""
        return {
            question.id: question for step in self.steps.values() for question in step.questions
        }

    @cached_property
    def step_of(self) -> Mapping[str, Step]:
        """The step that asks a question, by the question's id."""
        return {question.id: step for step in self.steps.values() for question in step.questions}

    @cached_property
    def decisions(self) -> Mapping[str, Decision]:
        """Every decision by id."""
        return {item.id: item for step in self.steps.values() for item in step.content.decisions}

    def red_flags(self) -> Iterator[tuple[Step, RedFlag]]:
        """Every red flag with the step it belongs to."""
        for step in self.steps.values():
            for flag in step.content.red_flags:
                yield step, flag
