"""How far the official has come: the state of each question, step and stage."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from procurement_kit.methodology.facts import ProcurementFacts
from procurement_kit.methodology.questions import Question, Required
from procurement_kit.methodology.reading import AnswerError, clean, read_answer
from procurement_kit.methodology.stages import Methodology, Stage, Step


class AnswerState(StrEnum):
    """What can be said of one answer."""

    ANSWERED = "answered"
    MISSING = "missing"
    INVALID = "invalid"
    PARKED = "parked"
    NOT_ASKED = "not_asked"


class State(StrEnum):
    """What can be said of a step or a stage."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    TO_REPAIR = "to_repair"
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
    methodology: Methodology, facts: ProcurementFacts, answers: Mapping[str, str]
) -> tuple[StageProgress, ...]:
    """Every stage with its state, in order."""
    return tuple(_stage(stage, facts, answers) for stage in methodology.stages)


def _stage(stage: Stage, facts: ProcurementFacts, answers: Mapping[str, str]) -> StageProgress:
    steps = tuple(_step(step, facts, answers) for step in stage.steps)
    if not steps:
        return StageProgress(stage, State.NOT_COVERED, ())
    return StageProgress(stage, _together(step.state for step in steps), steps)


def _step(step: Step, facts: ProcurementFacts, answers: Mapping[str, str]) -> StepProgress:
    every = [answer_status(item, facts, answers.get(item.id, "")) for item in step.questions]
    asked = tuple(
        item for item in every if item.state not in {AnswerState.PARKED, AnswerState.NOT_ASKED}
    )
    parked = tuple(item for item in every if item.state is AnswerState.PARKED)
    return StepProgress(step, _state(asked), asked, parked)


def _state(asked: tuple[AnswerStatus, ...]) -> State:
    states = [item.state for item in asked]
    if not asked:
        return State.NOT_APPLICABLE
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
    return seen.pop() if len(seen) == 1 else State.IN_PROGRESS
