"""Training cases: a story, facts, prefilled answers, traps, a model solution and a time plan."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from procurement_kit.methodology.examples import Example, RawAnswer, as_typed
from procurement_kit.methodology.facts import DECISIVE_DAY
from procurement_kit.methodology.stages import Methodology
from procurement_kit.rules.models import FactId, Model, Prose, SourceId
from procurement_kit.rules.sources import Confidence

ScenarioId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
StageId = Annotated[str, StringConstraints(pattern=r"^S\d+$")]


class Difficulty(StrEnum):
    """For whom a scenario is."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


class GivenFact(Model):
    """What participants are told; either invented for the training, or with its source."""

    text: Prose
    source: SourceId | None = None
    confidence: Confidence = Confidence.UNSURE
    invented: bool = False

    @model_validator(mode="after")
    def _is_sourced_or_invented(self) -> "GivenFact":
        if self.invented == (self.source is not None):
            raise PydanticCustomError("fact_origin", "{text}", {"text": self.text[:60]})
        return self


class Role(Model):
    """Whom a participant plays, and what this person is after."""

    id: FactId
    title: Prose
    hint: Prose


class Trap(Model):
    """A mistake known from practice; *value* of *question* is how one falls into it."""

    id: FactId
    text: Prose
    question: FactId | None = None
    value: RawAnswer | None = None
    also: dict[FactId, RawAnswer] = Field(default_factory=dict)
    """Other answers that the mistake needs."""
    flag: FactId | None = None
    """The warning that the program then shows."""
    why: Prose
    sources: tuple[SourceId, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _flag_needs_an_answer(self) -> "Trap":
        if self.flag is not None and (self.question is None or self.value is None):
            raise PydanticCustomError("trap_shape", "{id}", {"id": self.id})
        return self

    def answers(self) -> dict[str, str]:
        """The answers of somebody who falls into the trap, as typed."""
        chosen: dict[str, RawAnswer] = {}
        if self.question is not None and self.value is not None:
            chosen[self.question] = self.value
        chosen |= self.also
        return {name: as_typed(value) for name, value in chosen.items()}


class Solved(Model):
    """The answer that the authors would give, why, and what else would do."""

    question: FactId
    value: RawAnswer
    reasons: tuple[Prose, ...] = Field(min_length=1)
    sources: tuple[SourceId, ...] = Field(min_length=1)
    alternatives: tuple[Prose, ...] = ()


class Prompt(Model):
    """A question to the room that has more than one defensible answer."""

    text: Prose
    stage: StageId | None = None
    minutes: int = Field(gt=0)


class PlanItem(Model):
    """What the room does for how long."""

    minutes: int = Field(gt=0)
    what: Prose
    stage: StageId | None = None


class Scenario(Model):
    """One training case; everything in it that is not a fact with a source is invented."""

    id: ScenarioId
    title: Prose
    summary: Prose
    story: Prose
    """Paragraphs, parted by an empty line."""
    minutes: int = Field(gt=0)
    difficulty: Difficulty
    country: Literal["cz"] = "cz"
    decisive_day: date
    facts: tuple[GivenFact, ...] = Field(min_length=1)
    answers_from: str = ""
    """The example whose answers are prefilled, apart from what participants are to answer."""
    without: tuple[FactId | StageId, ...] = ()
    """Answers of the example that do not fit this case: questions, or all of a stage."""
    answers: dict[FactId, RawAnswer] = Field(default_factory=dict)
    stages: tuple[StageId, ...] = Field(min_length=1)
    roles: tuple[Role, ...] = Field(min_length=1)
    traps: tuple[Trap, ...] = Field(min_length=1)
    solution: tuple[Solved, ...] = Field(min_length=1)
    prompts: tuple[Prompt, ...] = Field(min_length=1)
    plan: tuple[PlanItem, ...] = Field(min_length=1)
    sources: tuple[SourceId, ...] = Field(min_length=1)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs of the story."""
        parts = (" ".join(part.split()) for part in self.story.split("\n\n"))
        return tuple(part for part in parts if part)

    @property
    def rank(self) -> tuple[int, int]:
        """Its place in a list from the easiest and shortest."""
        return (list(Difficulty).index(self.difficulty), self.minutes)

    def cited(self) -> tuple[str, ...]:
        """Every source that the scenario cites, once, in order."""
        names = [name for name in (fact.source for fact in self.facts) if name]
        names += [name for trap in self.traps for name in trap.sources]
        names += [name for item in self.solution for name in item.sources]
        return tuple(dict.fromkeys((*names, *self.sources)))

    def prefilled(self) -> dict[str, str]:
        """The answers that a participant finds, as typed, with the decisive day."""
        typed = {name: as_typed(value) for name, value in self.answers.items()}
        return {**typed, DECISIVE_DAY: self.decisive_day.isoformat()}

    def solved(self) -> dict[str, str]:
        """The answers of the authors: the prefilled ones and the model solution."""
        return {**self.prefilled(), **{x.question: as_typed(x.value) for x in self.solution}}

    def based_on(self, examples: Mapping[str, Example], methodology: Methodology) -> "Scenario":
        """The scenario with the answers of its example; its own go before them."""
        if self.answers_from not in examples:
            return self
        left = {*self.without, *(item.question for item in self.solution)}
        asked_in = {name: step.stage for name, step in methodology.step_of.items()}
        taken = {
            name: value
            for name, value in examples[self.answers_from].answers.items()
            if name not in left and asked_in.get(name) not in left
        }
        return self.model_copy(update={"answers": {**taken, **self.answers}})
