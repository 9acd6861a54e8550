"""A variant costs what is paid once, and what is paid yearly in every year of its use."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from tests.builders import a_methodology, a_question, facts_on

from procurement_kit.procedures.whole_life_cost import (
    CostCategories,
    Role,
    WholeLife,
    exit_total,
    variant_total,
    whole_life,
)
from procurement_kit.rules.values import Absent

METHODOLOGY = a_methodology(
    a_question("years", "integer"),
    a_question("now", "costs"),
    a_question("new", "costs"),
    a_question("new_name"),
)
COSTS = CostCategories.model_validate(
    {
        "years": "years",
        "categories": [
            {"code": "A", "label": "Preparation"},
            {"code": "D", "label": "Operation"},
            {"code": "I", "label": "End", "role": "exit"},
            {"code": "VL", "label": "Staff", "role": "staff"},
        ],
        "variants": [
            {"id": "current", "label": "Stay", "costs": "now"},
            {"id": "chosen", "label": "Chosen", "costs": "new", "name": "new_name"},
        ],
    }
)


def compared(**answers: str) -> WholeLife | None:
    return whole_life(COSTS, facts_on(METHODOLOGY, **answers))


def test_yearly_costs_count_for_every_year():
    whole = compared(years="5", new="A; 40 000; 0\nD; 10 000; 60 000")

    assert whole is not None
    (variant,) = whole.variants
    assert (variant.once, variant.yearly, variant.total) == (50_000, 60_000, 350_000)


def test_leaving_and_own_staff_are_told_apart():
    whole = compared(years="2", new="I; 100; 5\nVL; 0; 30\nA; 7; 0")

    assert whole is not None
    assert whole.variants[0].of(Role.EXIT) == 110
    assert whole.variants[0].of(Role.STAFF) == 60
    assert [item.code for item in whole.categories] == ["A", "I", "VL"]


def test_the_exit_counts_in_the_old_system_too():
    facts = facts_on(METHODOLOGY, years="5", now="I; 150; 0", new="I; 100; 0")

    assert exit_total(COSTS, facts) == 250


def test_without_years_or_costs_there_is_nothing_to_compare():
    assert compared(new="A; 1; 0") is None
    assert compared(years="5") is None
    assert whole_life(CostCategories(), facts_on(METHODOLOGY, years="5")) is None


def test_a_variant_without_costs_has_no_total_rather_than_zero():
    facts = facts_on(METHODOLOGY, years="5", now="A; 1; 0")

    assert variant_total(COSTS, "chosen", facts) is Absent.UNKNOWN
    assert variant_total(COSTS, "current", facts) == 1


def test_a_variant_is_called_by_its_name_where_it_has_one():
    whole = compared(years="5", now="A; 1; 0", new="A; 1; 0", new_name="Open system")

    assert whole is not None
    assert [item.label for item in whole.variants] == ["Stay", "Open system"]


def test_a_category_that_the_file_does_not_have_is_counted_and_shown_by_its_code():
    whole = compared(years="1", new="Q7; 5; 0\nA; 1; 0")

    assert whole is not None
    assert whole.variants[0].total == 6
    assert [item.label for item in whole.categories] == ["Preparation", "Q7"]


AMOUNTS = st.decimals(0, 10**9, places=2)


@given(st.integers(1, 30), st.lists(st.tuples(AMOUNTS, AMOUNTS), min_size=1, max_size=4))
def test_the_total_is_the_sum_of_the_rows(years: int, amounts: list[tuple[Decimal, Decimal]]):
    codes = ("A", "D", "I", "VL")
    raw = "\n".join(
        f"{code}; {once}; {yearly}" for code, (once, yearly) in zip(codes, amounts, strict=False)
    )

    whole = compared(years=str(years), new=raw)

    assert whole is not None
    variant = whole.variants[0]
    assert variant.total == sum(once + yearly * years for once, yearly in amounts)
    assert variant.total == variant.once + variant.yearly * years
