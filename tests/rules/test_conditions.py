"""Conditions: the closed vocabulary, and "not known yet" as a third answer."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from procurement_kit.rules.conditions import Condition, evaluate
from procurement_kit.rules.parameters import DatedValue, FigureUsed, Unit
from procurement_kit.rules.values import Absent, Fact


class Known:
    """Facts given by hand; what is not given is unknown."""

    def __init__(self, limit: int | None = None, **facts: Fact) -> None:
        self.limit = limit
        self.facts = facts

    def fact(self, name: str) -> Fact:
        return self.facts.get(name, Absent.UNKNOWN)

    def figure(self, parameter: str) -> FigureUsed | Absent:
        if self.limit is None:
            return Absent.UNKNOWN
        value = DatedValue.model_validate(
            {"from": date(2025, 4, 3), "value": self.limit, "sources": ["law"]}
        )
        return FigureUsed(parameter=parameter, label="limit", unit=Unit.CZK, value=value)


def condition(**parts: object) -> Condition:
    return Condition.model_validate(parts)


def test_an_unanswered_question_makes_a_comparison_unknown_not_false():
    assert evaluate(condition(question="colour", eq="red"), Known()) is None


def test_an_answer_of_do_not_know_is_unknown_unless_the_condition_names_it():
    facts = Known(held="unknown")

    assert evaluate(condition(question="held", eq="yes"), facts) is None
    assert evaluate(condition(question="held", eq="unknown"), facts) is True
    assert evaluate(condition(question="held", **{"in": ["no", "unknown"]}), facts) is True


def test_a_question_that_does_not_apply_is_equal_to_nothing():
    facts = Known(powers=Absent.NOT_APPLICABLE)

    assert evaluate(condition(question="powers", eq="yes"), facts) is False
    assert evaluate(condition(question="powers", ne="yes"), facts) is True
    assert evaluate(condition(question="powers", empty="yes"), facts) is True


def test_answered_and_empty_are_never_unknown():
    assert evaluate(condition(question="name", answered="yes"), Known()) is False
    assert evaluate(condition(question="name", empty="yes"), Known()) is True
    assert evaluate(condition(question="name", answered="yes"), Known(name="Brno")) is True


@pytest.mark.parametrize(("value", "expected"), [(3_000_000, True), (3_000_001, False)])
def test_a_value_equal_to_the_small_scale_limit_is_still_within_it(value: int, expected: bool):
    """Act 134/2016, section 27: the limit itself belongs to small-scale contracts."""
    within = condition(decision="value", lte={"parameter": "limit"})

    assert evaluate(within, Known(limit=3_000_000, value=Decimal(value))) is expected


def test_a_figure_that_is_not_in_force_leaves_the_comparison_open():
    within = condition(decision="value", lte={"parameter": "limit"})

    assert evaluate(within, Known(value=Decimal(1))) is None


def test_a_percentage_of_a_figure_can_be_compared():
    near = condition(decision="value", gt={"parameter": "limit", "percent": "95"})

    assert evaluate(near, Known(limit=100, value=Decimal(96))) is True
    assert evaluate(near, Known(limit=100, value=Decimal(95))) is False


def test_days_are_compared_as_days():
    late = condition(question="deadline", lte={"question": "start"})
    facts = Known(deadline=date(2026, 12, 9), start=date(2026, 12, 10))

    assert evaluate(late, facts) is True


def test_one_false_part_decides_all_even_when_another_is_unknown():
    parts = [{"question": "a", "eq": "x"}, {"question": "b", "eq": "x"}]

    assert evaluate(condition(all=parts), Known(a="y")) is False
    assert evaluate(condition(any=parts), Known(a="x")) is True
    assert evaluate(condition(all=parts), Known(a="x")) is None


@pytest.mark.parametrize(
    "parts",
    [
        {"question": "a"},
        {"eq": "x"},
        {"question": "a", "decision": "b", "eq": "x"},
        {"question": "a", "eq": "x", "ne": "y"},
        {"question": "a", "eq": "x", "all": []},
        {"question": "a", "matches": ".*"},
    ],
)
def test_a_condition_outside_the_vocabulary_is_refused(parts: dict[str, object]):
    with pytest.raises(ValidationError):
        Condition.model_validate(parts)


@given(st.lists(st.sampled_from(["x", "y", None]), min_size=1, max_size=4), st.randoms())
def test_the_order_of_parts_never_matters(answers: list[str | None], random):
    facts = Known(**{f"q{i}": a for i, a in enumerate(answers) if a is not None})
    parts = [{"question": f"q{i}", "eq": "x"} for i in range(len(answers))]
    shuffled = random.sample(parts, len(parts))

    assert evaluate(condition(all=parts), facts) == evaluate(condition(all=shuffled), facts)
    assert evaluate(condition(any=parts), facts) == evaluate(condition(any=shuffled), facts)


def test_a_condition_names_everything_it_reads():
    nested = condition(
        any=[
            {"question": "a", "eq": "x"},
            {"not": {"decision": "b", "gt": {"parameter": "p"}}},
        ]
    )

    assert list(nested.mentions()) == [("question", "a"), ("decision", "b"), ("parameter", "p")]
