"""Weights, own criteria and criteria that do not stand."""

from decimal import Decimal

import pytest
from tests.builders import a_methodology, a_question, facts_on

from procurement_kit.kit import Kit
from procurement_kit.methodology.facts import ProcurementFacts
from procurement_kit.methodology.procurement import Procurement
from procurement_kit.procedures.award_criteria import (
    CriteriaBank,
    own_criteria,
    own_criteria_check,
    read_weight,
)
from procurement_kit.procedures.forbidden_criteria import (
    ForbiddenCriteria,
    forbidden_criteria,
    hits,
)
from procurement_kit.rules.values import Absent

REGIMES = [{"value": "small_scale", "label": "s"}, {"value": "above_threshold", "label": "a"}]
OWN = a_methodology(
    a_question("own_criteria", "lines"), a_question("regime", "choice", options=REGIMES)
)
RULES = ForbiddenCriteria.model_validate({
    "rules": [
        {"id": "penalty", "label": "p", "stems": ["smluvni pokut"], "unless": ["nehodnot"],
         "reason": "r", "repair": "r", "sources": ["law"]},
        {"id": "references", "label": "p", "stems": ["referenci"],
         "when": {"question": "regime", "eq": "above_threshold"},
         "reason": "r", "repair": "r", "sources": ["law"]},
    ]
})  # fmt: skip


def own(text: str, **answers: str) -> ProcurementFacts:
    return facts_on(OWN, own_criteria=text, **answers)


def total_of(kit: Kit, **answers: str) -> object:
    given = {**kit.example("dsw2-extension").answers, **answers}
    procurement = Procurement("p", "t", kit.hash, answers=given)
    return kit.assess(procurement).facts.fact("criteria_weights_total")


@pytest.mark.parametrize(
    ("text", "weight"),
    [("10", "10"), ("12,5 %", "12.5"), ("0", "0"), ("101", None), ("-1", None), ("NaN", None),
     ("deset", None), ("", None)],
)  # fmt: skip
def test_a_weight_is_a_percentage_from_nothing_to_all(text: str, weight: str | None):
    assert read_weight(text) == (None if weight is None else Decimal(weight))


def test_how_points_are_given_may_hold_semicolons():
    (item,) = own_criteria(own("Rychlost; 10; do dne 100; do týdne 50"))

    assert (item.name, item.weight, item.scored) == ("Rychlost", 10, "do dne 100; do týdne 50")


@pytest.mark.parametrize(
    ("text", "state"),
    [("", "none"), ("A; 10; body", "complete"), ("A; 10; body\nB; 0; body", "incomplete"),
     ("A; 10", "incomplete"), ("; 10; body", "incomplete")],
)  # fmt: skip
def test_one_line_that_cannot_be_used_makes_own_criteria_incomplete(text: str, state: str):
    assert own_criteria_check(own(text)) == state


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Výše smluvní pokuty; 10; body", "penalty"),
        ("SMLUVNÍ  POKUTA; 10; body", "penalty"),
        ("Smluvní pokuty se nehodnotí; 10; body", "none"),
        ("Pokuty, smluvní; 10; body", "none"),
        ("Přesmluvní pokuta; 10; body", "none"),
    ],
)
def test_words_give_a_forbidden_criterion_away_whatever_their_case_and_accents(
    text: str, found: str
):
    assert forbidden_criteria(hits(RULES, (), own(text))) == found


def test_a_hit_names_the_words_and_the_line():
    (hit,) = hits(RULES, (), own("Výkon; 5; body\nVýše smluvní pokuty; 10; body"))

    assert (hit.question, hit.line, hit.words) == ("own_criteria", 2, "smluvní pokuty")


def test_a_rule_whose_condition_is_open_is_no_silent_pass():
    text = "Počet referencí; 10; body"

    assert forbidden_criteria(hits(RULES, (), own(text))) is Absent.UNKNOWN
    assert forbidden_criteria(hits(RULES, (), own(text, regime="small_scale"))) == "none"
    assert forbidden_criteria(hits(RULES, (), own(text, regime="above_threshold"))) == "references"


def test_an_optional_weight_without_a_number_counts_as_not_used(kit: Kit):
    """An unreadable one is told at its question and keeps the documents from being final."""
    assert total_of(kit, weight_exit_plan="") == 100
    assert total_of(kit, weight_exit_plan="5") == 105
    assert total_of(kit, weight_exit_plan="pět") == 100
    assert total_of(kit, own_criteria="A; pět; body") is Absent.UNKNOWN


def test_an_empty_required_weight_stays_open(kit: Kit):
    assert total_of(kit, weight_price="") is Absent.UNKNOWN


def test_the_recommended_range_includes_both_ends(kit: Kit):
    price = kit.content.criteria.by_question["weight_price"]

    assert price.advises(price.weight_from)
    assert price.advises(price.weight_to)
    assert not price.advises(price.weight_to + 1)


def test_every_text_of_the_bank_is_free_of_forbidden_words(kit: Kit):
    """An official who copies an example scale must not be warned for it."""
    texts = [entry.scale for entry in kit.content.criteria.criteria]
    texts += [
        question.example
        for name, question in kit.methodology.questions.items()
        if name.endswith("_scoring")
    ]

    found = hits(kit.content.forbidden, (), own("\n".join(texts)))

    assert [hit.text for hit in found if not hit.is_open] == []


def test_an_empty_bank_forbids_nothing():
    assert CriteriaBank().by_question == {}
