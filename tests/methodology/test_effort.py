"""How long the rest will take."""

from datetime import date
from decimal import Decimal

from tests.builders import a_methodology, a_question, facts_on

from procurement_kit.methodology.effort import minutes_left
from procurement_kit.methodology.progress import progress
from procurement_kit.methodology.stages import Effort

EFFORT = Effort(
    estimated_on=date(2026, 11, 25), otherwise=Decimal(1), minutes={"money": Decimal(4)}
)
METHODOLOGY = a_methodology(
    a_question("name"),
    a_question("value", "money"),
    a_question("plan", "longtext", estimate_min="12"),
    a_question("note", "longtext", required="never"),
)


def left(**answers: str) -> int:
    stages = progress(METHODOLOGY, facts_on(METHODOLOGY, **answers), answers)
    return minutes_left(stages[0].steps, EFFORT)


def test_only_needed_answers_that_wait_take_time():
    assert left() == 20
    assert left(plan="Hotovo") == 5
    assert left(plan="Hotovo", name="Brno", value="moc") == 5
    assert left(plan="Hotovo", name="Brno", value="1") == 0


def test_without_an_estimate_nothing_is_promised():
    stages = progress(METHODOLOGY, facts_on(METHODOLOGY), {})

    assert minutes_left(stages[0].steps, None) == 0
