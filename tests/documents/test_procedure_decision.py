"""The decision on the procedure (D6) is right for every procedure that can be chosen."""

import pytest

from procurement_kit.documents.document import Document
from procurement_kit.formats import text
from procurement_kit.kit import Kit

PROOF = {
    "chosen_procedure": "negotiated_procedure_without_publication",
    "jrbu_ground": "exclusive_rights",
    "jrbu_facts": "Právo měnit program zůstalo dodavateli.",
    "jrbu_no_alternative": "yes",
    "jrbu_alternatives_search": "Náhrada systémem X, nabídka z 12. 10. 2026.",
    "jrbu_exclusivity_cause": "technology",
    "jrbu_exclusivity_since": "30. 6. 2009",
    "jrbu_could_end": "no",
    "jrbu_exit_steps": "Odkup práv dodavatel dvakrát odmítl.",
    "jrbu_terms_neutral": "yes",
    "lots": "no",
    "responsible_reason": "Kód bude zveřejněn.",
}
FORMAL = {
    "lots": "no",
    "responsible_reason": "Kód bude zveřejněn.",
    "binding_days": "90",
    "deposit_required": "no",
}
EVERY = (
    {"chosen_procedure": "small_scale_call"},
    {"chosen_procedure": "simplified_below_threshold_procedure", **FORMAL},
    {"chosen_procedure": "open_procedure", **FORMAL},
    {"chosen_procedure": "restricted_procedure", **FORMAL},
    {"chosen_procedure": "negotiated_procedure_with_publication", **FORMAL},
    {
        "chosen_procedure": "competitive_dialogue",
        "negotiation_grounds": "complexity",
        "negotiation_evidence": "Průzkum trhu z října.",
        **FORMAL,
    },
    {
        "chosen_procedure": "innovation_partnership",
        "no_market_solution": "yes",
        "market_gap_evidence": "Konzultace se šesti firmami.",
        **FORMAL,
    },
    PROOF,
    {"chosen_procedure": "dynamic_purchasing_system", "commonly_available": "yes", **FORMAL},
    {
        "chosen_procedure": "in_house",
        "in_house_person": "Městské služby",
        "in_house_control": "yes",
        "in_house_sole_owner": "yes",
        "in_house_activity_percent": "92",
    },
    {
        "chosen_procedure": "horizontal_cooperation",
        "cooperation_partners": "Město Ukázkov",
        "cooperation_only_public": "yes",
        "cooperation_public_aims": "yes",
        "cooperation_aims": "Společná evidence dotací.",
        "cooperation_market_percent": "5",
    },
)


def decision(kit: Kit, **answers: str) -> Document:
    example = kit.example("dsw2-extension")
    changed = example.apply(example.changes(answers))
    documents = kit.documents(kit.assess(changed), final=False)
    return next(item for item in documents if item.id == "D6")


@pytest.mark.parametrize("answers", EVERY, ids=lambda a: a["chosen_procedure"])
def test_the_decision_on_any_procedure_is_complete_once_its_questions_are_answered(
    kit: Kit, answers: dict[str, str]
):
    document = decision(kit, **answers)

    assert document.gaps == ()
    rule = next(
        item for item in kit.content.procedures.entries if item.id == answers["chosen_procedure"]
    )
    assert f"{rule.label} (zvolený postup)" in text.write(document).replace("\u00a0", " ")


def test_every_procedure_of_the_law_is_tried_here(kit: Kit):
    outcomes = {case.value for case in kit.methodology.decisions["procedure"].cases}

    assert {answers["chosen_procedure"] for answers in EVERY} == outcomes


def test_the_proof_for_a_sole_supplier_says_what_was_searched_and_who_caused_it(kit: Kit):
    written = text.write(decision(kit, **PROOF)).replace("\u00a0", " ")

    assert "nabídka z 12. 10. 2026" in written
    assert "výlučnost plyne z povahy technologie" in written
    assert "Výlučnost trvá od: 30. 6. 2009" in written
    assert "Odkup práv dodavatel dvakrát odmítl." in written
    assert "C-578/23" in written


def test_a_missing_part_of_the_proof_is_a_gap(kit: Kit):
    document = decision(kit, **{**PROOF, "jrbu_alternatives_search": ""})

    assert {gap.question for gap in document.gaps} == {"jrbu_alternatives_search"}


def test_a_procedure_beside_the_act_says_nothing_of_lots_and_of_the_call(kit: Kit):
    clauses = {part.clause for part in decision(kit, **EVERY[9]).parts}

    assert "decision_in_house" in clauses
    assert not clauses & {"decision_lots", "decision_responsible", "decision_conduct"}


def test_a_contract_above_the_threshold_gives_the_reason_why_it_is_not_split(kit: Kit):
    answers = {
        **FORMAL,
        "value_development": "9 000 000",
        "no_lots_reason": "Společný datový model.",
    }

    assert "Společný datový model." in text.write(decision(kit, **answers))
