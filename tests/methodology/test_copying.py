"""What a new procurement takes from an old one."""

from tests.builders import a_methodology, a_question

from procurement_kit.methodology.copying import carried

METHODOLOGY = a_methodology(a_question("name"), a_question("start", "date"))
ANSWERS = {"name": "Portál", "start": "1. 12. 2026", "gone": "x"}


def test_days_stay_behind_unless_they_are_asked_for():
    assert carried(METHODOLOGY, ANSWERS, {"S0"}, with_days=False) == {"name": "Portál"}
    with_days = carried(METHODOLOGY, ANSWERS, {"S0"}, with_days=True)
    assert with_days == {"name": "Portál", "start": "1. 12. 2026"}


def test_a_stage_that_was_not_chosen_brings_nothing():
    assert carried(METHODOLOGY, ANSWERS, set(), with_days=True) == {}
