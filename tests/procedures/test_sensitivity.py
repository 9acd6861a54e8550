"""Who would win if the price weighed more or less."""

from decimal import Decimal

import pytest
from tests.procedures.test_evaluation import a_tender, criteria

from procurement_kit.procedures.evaluation import FULL, evaluate
from procurement_kit.procedures.sensitivity import samples, sensitivity

CHEAP, GOOD = a_tender("cheap", 100, 40), a_tender("good", 200, 100)


def test_the_steps_say_what_the_formula_says_at_that_weight():
    found = sensitivity(criteria(60), [CHEAP, GOOD])

    assert found is not None
    for step in found.steps:
        winner = evaluate(criteria(int(step.weight)), [CHEAP, GOOD])[0]
        assert step.winners == (winner.tender.name,)
        assert step.points(winner.tender.name) == winner.total


def test_the_turn_is_where_both_have_the_same_points():
    found = sensitivity(criteria(60), [CHEAP, GOOD])

    assert found is not None
    (turn,) = found.turns
    # quality leads by 60 points at no weight of the price, the price by 50 at full weight
    assert turn.weight == Decimal("54.5")
    assert (turn.before, turn.after) == ("good", "cheap")


def test_a_tender_that_never_leads_makes_no_turn():
    middling = a_tender("middling", 199, 41)
    found = sensitivity(criteria(60), [CHEAP, GOOD, middling])

    assert found is not None
    assert {turn.before for turn in found.turns} | {turn.after for turn in found.turns} == {
        "cheap",
        "good",
    }


def test_the_price_stops_deciding_at_half_of_the_weight():
    found = sensitivity(criteria(60), [CHEAP, GOOD])

    assert found is not None
    open_ended = [step.weight for step in found.steps if step.limit.percent is None]
    assert max(open_ended) == Decimal(50)
    assert found.steps[-1].limit.percent == 0


@pytest.mark.parametrize("weight", [0, FULL])
def test_nothing_can_change_where_only_one_thing_is_scored(weight: int):
    assert sensitivity(criteria(weight), [CHEAP, GOOD]) is None


def test_a_lone_tender_has_nobody_to_lose_to():
    assert sensitivity(criteria(60), [CHEAP]) is None


def test_the_samples_are_cheap_and_weak_to_dear_and_good():
    low, middle, high = samples(criteria(60), Decimal(1000))

    assert low.values["price"] < middle.values["price"] < high.values["price"] == 1000
    assert low.values["work"] < middle.values["work"] < high.values["work"]
