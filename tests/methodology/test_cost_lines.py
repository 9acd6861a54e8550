"""A table of costs: one category a line, typed as text or in the inputs of a form."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import a_question

from procurement_kit.methodology.cost_lines import cost_cells, cost_lines
from procurement_kit.methodology.questions import Question
from procurement_kit.methodology.reading import AnswerError, clean, read_answer
from procurement_kit.rules.values import ListedCost

COSTS = Question.model_validate(a_question("costs", "costs"))
MONEY = Question.model_validate(a_question("price", "money"))


def test_a_line_is_a_category_two_amounts_and_a_note():
    assert read_answer(COSTS, "A; 40 000; 0; příprava; výběr\nB3;; 1 200,50 Kč") == (
        ListedCost("A", Decimal(40_000), Decimal(0), "příprava; výběr"),
        ListedCost("B3", Decimal(0), Decimal("1200.50")),
    )


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("A; 10; 0\nC; deset; 0", "Řádek C"),
        ("X; 0; 20 EUR", "Řádek X"),
        ("I; -5; 0", "Řádek I"),
        ("A; 1; 0\nA; 2; 0", "dvakrát"),
        ("příprava; 1; 0", "kategorie"),
    ],
)
def test_a_bad_line_is_named_by_its_category(typed: str, told: str):
    with pytest.raises(AnswerError, match=told):
        read_answer(COSTS, typed)


@pytest.mark.parametrize("typed", ["100 000 EUR", "4000 €", "€ 4 000", "5 000 USD", "900 eur"])
def test_another_currency_is_told_to_be_written_in_crowns(typed: str):
    with pytest.raises(AnswerError, match="v Kč"):
        read_answer(MONEY, typed)


@pytest.mark.parametrize("typed", ["4 mil.", "2,4 mil. Kč", "800 tis", "1 mld. Kč", "3 miliony"])
def test_a_rounded_amount_is_told_to_be_written_in_digits(typed: str):
    with pytest.raises(AnswerError, match="číslicemi"):
        read_answer(MONEY, typed)


@pytest.mark.parametrize("typed", ["4 mil. €", "1,5 mil. EUR"])
def test_a_rounded_amount_in_euros_is_told_of_the_currency_first(typed: str):
    with pytest.raises(AnswerError, match="v Kč"):
        read_answer(MONEY, typed)


def test_rows_of_the_form_without_anything_typed_are_left_out():
    assert cost_lines(["A", "1 000", "", "", "B", "", "", "", "I", "", "5", "x;y"]) == (
        "A; 1 000; ; \nI; ; 5; x;y"
    )


CELL = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12).map(
    lambda text: " ".join(clean(text).split())
)


@given(st.lists(st.tuples(st.sampled_from(["A", "B3", "VL"]), CELL, CELL, CELL), max_size=4))
def test_what_is_typed_into_the_form_comes_back_in_its_own_place(
    rows: list[tuple[str, str, str, str]],
):
    sent = [cell for row in rows for cell in row]

    back = [tuple(cells) for cells in cost_cells(clean(cost_lines(sent)))]

    filled = [row for row in rows if any(row[1:])]
    assert back == [(c, a.replace(";", ","), b.replace(";", ","), n) for c, a, b, n in filled]
