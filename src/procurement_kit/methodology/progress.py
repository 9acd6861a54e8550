"""How far the official has come: the state of each question, step and stage."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from procurement_kit.methodology.facts import ProcurementFacts
from procurement_kit.methodology.questions import Question, Required
from procurement_kit.methodology.reading import AnswerError, clean, read_answer
from procurement_kit.methodology.stages import Methodology, Stage, Step
from procurement_kit.rules.values import UNKNOWN_ANSWER


class AnswerState(StrEnum):
    """What can be said of one answer."""

    ANSWERED = "answered"
    MISSING = "missing"
    INVALID = "invalid"
    PARKED = "parked"
    NOT_ASKED = "not_asked"


class State(StrEnum):
    """What can be said of a step or a stage.

    TO_REVIEW is complete, but somebody does not know or a warning has no reason yet. WAITING can't
    be begun, because earlier answers do not say whether it asks anything.
    """

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    TO_REVIEW = "to_review"
    TO_REPAIR = "to_repair"
    WAITING = "waiting"
    NOT_APPLICABLE = "not_applicable"
    NOT_COVERED = "not_covered"


@dataclass(frozen=True)
class AnswerStatus:
    """A question with the state of its answer; *error* is the sentence for an unreadable one."""

    question: Question
    state: AnswerState
    raw: str
    error: str = ""


@dataclass(frozen=True)
class StepProgress:
    """A step with the answers that apply now and those that are parked."""

    step: Step
    state: State
    answers: tuple[AnswerStatus, ...]
    parked: tuple[AnswerStatus, ...]
    undecided: tuple[Question, ...] = ()
    """The questions of which nobody can say yet whether they are asked."""

    @property
    def unknown(self) -> tuple[AnswerStatus, ...]:
        """The questions that were answered with "I don't know"."""
        return tuple(item for item in self.answers if clean(item.raw) == UNKNOWN_ANSWER)


@dataclass(frozen=True)
class StageProgress:
    """A stage with its steps."""

    stage: Stage
    state: State
    steps: tuple[StepProgress, ...]


def answer_status(question: Question, facts: ProcurementFacts, raw: str) -> AnswerStatus:
    """The state of the answer *raw* to *question*."""
    if facts.applies(question.id) is not True:
        state = AnswerState.PARKED if clean(raw) else AnswerState.NOT_ASKED
        return AnswerStatus(question, state, raw)
    try:
        value = read_answer(question, raw)
    except AnswerError as error:
        return AnswerStatus(question, AnswerState.INVALID, raw, str(error))
    return AnswerStatus(
        question, AnswerState.MISSING if value is None else AnswerState.ANSWERED, raw
    )


def progress(
    methodology: Methodology,
    facts: ProcurementFacts,
    answers: Mapping[str, str],
    flagged: Collection[str] = (),
) -> tuple[StageProgress, ...]:
    """Every stage with its state, in order; *flagged* are the steps with a warning to settle."""

    def step_of(step: Step) -> StepProgress:
        found = _step(step, facts, answers)
        is_loose = bool(found.unknown) or step.id in flagged
        return (
            replace(found, state=State.TO_REVIEW)
            if found.state is State.DONE and is_loose
            else found
        )

    return tuple(_stage(stage, tuple(map(step_of, stage.steps))) for stage in methodology.stages)


def _stage(stage: Stage, steps: tuple[StepProgress, ...]) -> StageProgress:
    if not steps:
        return StageProgress(stage, State.NOT_COVERED, ())
    return StageProgress(stage, _together(step.state for step in steps), steps)


def _step(step: Step, facts: ProcurementFacts, answers: Mapping[str, str]) -> StepProgress:
    every = [answer_status(item, facts, answers.get(item.id, "")) for item in step.questions]
    asked = tuple(
        item for item in every if item.state not in {AnswerState.PARKED, AnswerState.NOT_ASKED}
    )
    parked = tuple(item for item in every if item.state is AnswerState.PARKED)
    undecided = tuple(item for item in step.questions if facts.applies(item.id) is None)
    return StepProgress(step, _state(asked, undecided), asked, parked, undecided)


def _state(asked: tuple[AnswerStatus, ...], undecided: tuple[Question, ...]) -> State:
    states = [item.state for item in asked]
    if not asked:
        return State.WAITING if undecided else State.NOT_APPLICABLE
    if AnswerState.INVALID in states:
        return State.TO_REPAIR
    needed = [item.state for item in asked if item.question.required is not Required.NEVER]
    if AnswerState.ANSWERED not in states:
        return State.NOT_STARTED
    return State.IN_PROGRESS if AnswerState.MISSING in needed else State.DONE


def _together(states: Iterable[State]) -> State:
    seen = set(states) - {State.NOT_APPLICABLE}
    if State.TO_REPAIR in seen:
        return State.TO_REPAIR
    if not seen:
        return State.NOT_APPLICABLE
    if len(seen) == 1:
        return seen.pop()
    if seen == {State.DONE, State.TO_REVIEW}:
        return State.TO_REVIEW
    return State.NOT_STARTED if seen == {State.NOT_STARTED, State.WAITING} else State.IN_PROGRESS
