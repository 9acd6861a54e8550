"""What is known of a procurement: only answers that apply, and decisions made from them."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from tests.builders import a_methodology, a_question, facts_on

from procurement_kit.methodology.progress import AnswerState, answer_status
from procurement_kit.methodology.questions import Question
from procurement_kit.rules.parameters import Parameter
from procurement_kit.rules.values import Absent

LIMIT = Parameter.model_validate(
    {
        "label": "limit",
        "unit": "CZK",
        "values": [
            {"from": "2025-04-03", "to": "2026-12-31", "value": "3000000", "sources": ["law"]}
        ],
    }
)
CHAIN = a_methodology(
    a_question("extends", "yesno"),
    a_question("system", ask_when={"question": "extends", "eq": "yes"}),
    a_question("supplier", ask_when={"question": "system", "answered": "yes"}),
)
VALUED = a_methodology(
    a_question("decisive_day", "date"),
    a_question("amount", "money"),
    decisions=[
        {
            "id": "regime",
            "label": "regime",
            "cases": [
                {
                    "when": {"question": "amount", "lte": {"parameter": "limit"}},
                    "value": "small",
                    "reason": "within",
                    "sources": ["law"],
                },
                {"value": "large", "reason": "above", "sources": ["law"]},
            ],
        }
    ],
)


def test_a_hidden_answer_is_kept_inert_and_counts_no_more():
    facts = facts_on(CHAIN, extends="no", system="DSW2", supplier="s.r.o.")

    assert facts.fact("system") is Absent.NOT_APPLICABLE
    assert facts.fact("supplier") is Absent.NOT_APPLICABLE
    status = answer_status(CHAIN.questions["system"], facts, "DSW2")
    assert (status.state, status.raw) == (AnswerState.PARKED, "DSW2")


def test_a_parked_answer_comes_back_when_its_question_applies_again():
    facts = facts_on(CHAIN, extends="yes", system="DSW2", supplier="s.r.o.")

    assert facts.fact("system") == "DSW2"
    assert facts.fact("supplier") == "s.r.o."


def test_a_question_whose_condition_is_open_is_unknown_not_absent():
    facts = facts_on(CHAIN, system="DSW2")

    assert facts.applies("system") is None
    assert facts.fact("system") is Absent.UNKNOWN


def test_an_unreadable_answer_counts_as_unknown_and_is_kept():
    facts = facts_on(VALUED, amount="dva miliony")

    assert facts.fact("amount") is Absent.UNKNOWN
    status = answer_status(VALUED.questions["amount"], facts, "dva miliony")
    assert (status.state, status.raw) == (AnswerState.INVALID, "dva miliony")
    assert "dva miliony" in status.error


def test_a_decision_names_its_case_and_the_figure_it_used():
    facts = facts_on(VALUED, {"limit": LIMIT}, decisive_day="7. 12. 2026", amount="3 000 000")

    outcome = facts.outcome("regime")

    assert outcome.value == "small"
    assert outcome.case is not None
    assert outcome.case.reason == "within"
    assert [used.value.value for used in outcome.figures] == [Decimal(3_000_000)]
    assert outcome.read == ("amount",)


def test_without_law_in_force_a_decision_stays_open_and_the_figure_is_named():
    facts = facts_on(VALUED, {"limit": LIMIT}, decisive_day="4. 1. 2027", amount="1")

    assert facts.outcome("regime").value is Absent.UNKNOWN
    assert list(facts.not_in_force) == ["limit"]


def test_without_a_decisive_day_a_decision_stays_open_and_no_law_is_blamed():
    facts = facts_on(VALUED, {"limit": LIMIT}, amount="1")

    assert facts.outcome("regime").value is Absent.UNKNOWN
    assert facts.not_in_force == {}


@given(
    st.dictionaries(
        st.sampled_from(["extends", "system", "supplier"]),
        st.sampled_from(["yes", "no", "unknown", "x", ""]),
    )
)
def test_the_relevant_answers_alone_give_the_same_facts(answers: dict[str, str]):
    """Parking is a fixed point: what is inert may be left out without changing anything."""
    facts = facts_on(CHAIN, **answers)
    kept = {name: raw for name, raw in answers.items() if facts.applies(name)}

    again = facts_on(CHAIN, **kept)

    assert [again.fact(name) for name in CHAIN.questions] == [
        facts.fact(name) for name in CHAIN.questions
    ]


def test_yes_no_questions_always_offer_do_not_know():
    asked = Question.model_validate(a_question("held", "yesno"))

    assert asked.values == ("yes", "no", "unknown")
