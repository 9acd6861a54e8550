"""How long the questions that still wait will roughly take."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from math import ceil

from procurement_kit.methodology.progress import AnswerState, StepProgress
from procurement_kit.methodology.questions import Question, Required
from procurement_kit.methodology.stages import Effort

ROUNDED_TO = 5
OPEN = {AnswerState.MISSING, AnswerState.INVALID}


def minutes_of(question: Question, effort: Effort) -> Decimal:
    """The minutes that *question* takes: its own estimate, else that of its kind."""
    return question.estimate_min or effort.minutes.get(question.kind, effort.otherwise)


def minutes_left(steps: Iterable[StepProgress], effort: Effort | None) -> int:
    """The minutes that the needed answers of *steps* still take, rounded up to five; 0 if none.

    Nobody knows yet which further questions the answers will raise; those are not counted.
    """
    if effort is None:
        return 0
    total = sum((minutes_of(item, effort) for item in waiting(steps)), Decimal(0))
    return ceil(total / ROUNDED_TO) * ROUNDED_TO


def waiting(steps: Iterable[StepProgress]) -> Iterator[Question]:
    """The questions of *steps* whose needed answer is missing or can't be read."""
    for step in steps:
        for item in step.answers:
            if item.state in OPEN and item.question.required is not Required.NEVER:
                yield item.question
