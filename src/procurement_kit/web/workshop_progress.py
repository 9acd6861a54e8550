"""How far a copy is, worked out once when it is saved, so that no board has to do it."""

from functools import lru_cache

from flask import request

from procurement_kit.assessment import Assessment
from procurement_kit.kit import Kit
from procurement_kit.methodology.procurement import Procurement
from procurement_kit.methodology.progress import AnswerState, State
from procurement_kit.methodology.scenarios import Scenario
from procurement_kit.store.workshop_rows import Seat
from procurement_kit.workshops.room import Progress

SCENARIOS_KEPT = 16


def progress_of(seat: Seat, kit: Kit, assessment: Assessment) -> Progress:
    """How far the copy of *seat* is after the saving that this request is about."""
    step = kit.methodology.steps.get((request.view_args or {}).get("step", ""))
    return measured(assessment, step.stage if step else seat.progress.stage)


def measured(assessment: Assessment, stage: str) -> Progress:
    """What the room needs to know of one copy."""
    answers = [
        (step.step.stage, item)
        for progress in assessment.stages
        for step in progress.steps
        for item in step.answers
    ]
    given = [(at, item) for at, item in answers if item.state is AnswerState.ANSWERED]
    raised = (item.flag.id for item in assessment.flags if not item.is_open)
    return Progress(
        revision=assessment.procurement.revision,
        stage=stage,
        answered=len(given),
        asked=len(answers),
        done=tuple(item.stage.id for item in assessment.stages if item.state is State.DONE),
        flags=tuple(dict.fromkeys(raised)),
        answers={item.question.id: item.raw for _at, item in given if item.question.values},
    )


def beginning(kit: Kit, scenario: Scenario) -> Progress:
    """How far everybody is who has just joined; worked out once for each scenario."""
    return _beginning(kit.hash, scenario.id, _Begun(kit, scenario))


class _Begun:
    """A copy of a scenario; all copies of the same one are equal, so that one is remembered."""

    def __init__(self, kit: Kit, scenario: Scenario) -> None:
        self.kit, self.scenario = kit, scenario

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Begun)

    def __hash__(self) -> int:
        return 0

    def progress(self) -> Progress:
        """How far the copy is."""
        answers = self.scenario.prefilled()
        copy = Procurement("", self.scenario.title, self.kit.hash, answers=answers)
        return measured(self.kit.assess(copy), "")


@lru_cache(maxsize=SCENARIOS_KEPT)
def _beginning(_content: str, _scenario: str, begun: _Begun) -> Progress:
    return begun.progress()
