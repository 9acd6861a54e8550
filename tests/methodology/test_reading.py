"""What the user types becomes a value, or a sentence that says how to write it."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procurement_kit.methodology.questions import Question
from procurement_kit.methodology.reading import AnswerError, clean, read_answer
from procurement_kit.rules.values import ListedComponent


def question(kind: str, **more: object) -> Question:
    if kind in {"choice", "choices"}:
        more["options"] = [{"value": "a", "label": "A"}, {"value": "b", "label": "B"}]
    why = {"text": "because", "sources": ["law"]}
    return Question.model_validate(
        {"id": "q", "kind": kind, "label": "?", "why": why, "effect": "none", **more}
    )


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("2 500 000,50", "2500000.50"),
        ("2\u00a0500\u00a0000,50 Kč", "2500000.50"),
        ("2500000", "2500000"),
        ("2500000.5", "2500000.5"),
        ("2 400 000,-", "2400000"),
        ("0", "0"),
    ],
)
def test_money_is_read_as_czechs_write_it(typed: str, value: str):
    assert read_answer(question("money"), typed) == Decimal(value)


@pytest.mark.parametrize("typed", ["dva miliony", "1,5 mil.", "-1", "1,234", "1e9", "2.500.000"])
def test_money_that_cannot_be_read_gets_a_sentence_with_the_text_and_an_example(typed: str):
    with pytest.raises(AnswerError) as caught:
        read_answer(question("money"), typed)

    assert typed in str(caught.value)


@pytest.mark.parametrize("typed", ["1. 12. 2026", "1.12.2026", "01. 12. 2026", "2026-12-01"])
def test_a_day_is_read_in_czech_and_iso_form(typed: str):
    assert read_answer(question("date"), typed) == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("30. 2. 2026", "date_does_not_exist"), ("2026-40-06", "date_does_not_exist"),
     ("zítra", "date_unreadable"), ("12/1/2026", "date_unreadable")],
)  # fmt: skip
def test_a_day_that_does_not_exist_is_told_from_one_that_cannot_be_read(typed: str, code: str):
    with pytest.raises(AnswerError) as caught:
        read_answer(question("date"), typed)

    assert caught.value.code == code


@pytest.mark.parametrize("digits", ["00000001", "00000060", "00000019", "99999994"])
def test_a_check_digit_is_right_for_every_remainder(digits: str):
    """Remainder 0 gives 1, remainder 1 gives 0, any other its complement to 11."""
    assert read_answer(question("company_id"), digits) == digits


def test_a_company_id_needs_a_valid_check_digit():
    assert read_answer(question("company_id"), "4499 2785") == "44992785"
    with pytest.raises(AnswerError, match="44992786"):
        read_answer(question("company_id"), "44992786")


def test_components_are_one_a_line_with_name_version_and_license():
    typed = "cakephp/cakephp; 4.5.9; MIT\nlibx"

    assert read_answer(question("components"), typed) == (
        ListedComponent("cakephp/cakephp", "4.5.9", "MIT"),
        ListedComponent("libx", "", ""),
    )


def test_a_component_line_with_too_many_cells_is_named_by_its_number():
    with pytest.raises(AnswerError, match="2"):
        read_answer(question("components"), "a; 1; MIT\nb; 1; MIT; more")


@pytest.mark.parametrize(
    ("kind", "typed"),
    [("yesno", "maybe"), ("choice", "c"), ("choices", "a\nc"), ("email", "urad"),
     ("url", "www.urad.cz"), ("url", "javascript:alert(1)"), ("integer", "1,5"),
     ("company_id", "123"), ("percent", "sto"), ("license", "MIT AND"), ("license", "(MIT")],
)  # fmt: skip
def test_an_answer_of_the_wrong_shape_is_refused_with_a_sentence(kind: str, typed: str):
    with pytest.raises(AnswerError):
        read_answer(question(kind), typed)


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [("text", " Brno ", "Brno"), ("longtext", "a\r\nb", "a\nb"), ("lines", "a\n\n b ", ("a", "b")),
     ("choices", "a\nb", ("a", "b")), ("percent", "12,5 %", Decimal("12.5")),
     ("integer", "24", Decimal(24)), ("email", "a@b.cz", "a@b.cz"),
     ("url", "https://b.cz/x", "https://b.cz/x"), ("license", "MIT", "MIT")],
)  # fmt: skip
def test_every_kind_has_its_value(kind: str, typed: str, value: object):
    assert read_answer(question(kind), typed) == value


def test_bounds_are_told_with_the_limit():
    asked = question("percent", minimum="0", maximum="100")

    with pytest.raises(AnswerError, match="100"):
        read_answer(asked, "101")
    with pytest.raises(AnswerError, match="0"):
        read_answer(asked, "-1")


def test_a_text_that_is_too_long_is_refused_not_cut():
    with pytest.raises(AnswerError, match="11"):
        read_answer(question("text", max_length=10), "x" * 11)


def test_an_empty_answer_is_no_answer():
    assert read_answer(question("money"), "  \n ") is None


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str):
    assert clean(clean(text)) == clean(text)


@given(st.text(max_size=200), st.sampled_from(["money", "date", "components", "url", "percent"]))
def test_no_text_at_all_makes_reading_fail_otherwise_than_with_a_sentence(text: str, kind: str):
    assert what_reading_says(kind, text)


def what_reading_says(kind: str, text: str) -> str:
    """The sentence of the error, or the value; any other exception is a broken promise."""
    try:
        return f"read: {read_answer(question(kind), text)}"
    except AnswerError as error:
        return str(error)
