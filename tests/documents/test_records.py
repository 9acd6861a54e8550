"""The records of need, reuse and lock-in are complete whatever optional answer is missing."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from procurement_kit.documents.document import Document
from procurement_kit.formats import text
from procurement_kit.formats.files import content_root
from procurement_kit.kit import Kit
from procurement_kit.methodology.procurement import Procurement
from procurement_kit.methodology.questions import Kind, Required

KIT = Kit.load(content_root())
RECORDS = ("D1", "D2L", "D2R")
STEPS = ("context", "existing_system", "evidence", "options")
QUESTIONS = [item for name in STEPS for item in KIT.methodology.steps[name].questions]
OPTIONAL = [item for item in QUESTIONS if item.required is Required.NEVER]
NEEDED = [
    item for item in QUESTIONS if item.values and item not in OPTIONAL and item.kind is Kind.YESNO
]
PATHS = KIT.methodology.questions["chosen_path"].values
WORDS = {"exclusivity_reason": "Tvrdí to.", "open_source_rejected_reason": "Nestačí funkcemi."}


def records(answers: dict[str, str]) -> dict[str, Document]:
    example = KIT.example("dsw2-extension").answers
    every = {**example, **WORDS, **answers}
    assessment = KIT.assess(Procurement("p", "p", KIT.hash, answers=every))
    found = {item.id: item for item in KIT.documents(assessment, final=True)}
    return {name: found[name] for name in RECORDS if name in found}


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)
@given(
    optional=st.fixed_dictionaries(
        {item.id: st.sampled_from(["", *item.values]) for item in OPTIONAL}
    ),
    needed=st.fixed_dictionaries({item.id: st.sampled_from(item.values) for item in NEEDED}),
    path=st.sampled_from(PATHS),
)
def test_no_path_leaves_a_gap(optional: dict[str, str], needed: dict[str, str], path: str):
    made = records({**optional, **needed, "chosen_path": path})

    assert {name: item.gaps for name, item in made.items() if item.gaps} == {}
    assert ("D2L" in made) == (needed["extends_existing"] == "yes")


@pytest.mark.parametrize("claimed", ["yes", "unknown"])
def test_a_claim_of_exclusivity_is_put_to_both_tests(claimed: str):
    answers = {
        "exclusivity_claimed": claimed, "original_circumstances": "Tři uchazeči, kód nikdo.",
        "exit_means_available": "yes", "exit_means_affordable": "no",
    }  # fmt: skip

    record = text.write(records(answers)["D2L"])

    assert "Tři uchazeči, kód nikdo." in record
    assert "C-578/23" in record
    assert "Možnost závislost ukončit byla finančně rozumná: ne" in record
    assert "bez právníka nelze říct" in record


def test_what_nobody_knows_becomes_a_task_and_what_nobody_wrote_a_line():
    record = text.write(records({"documentation_held": "unknown", "exit_attempts": ""})["D2L"])

    assert "Dejte dokumentaci přečíst nezávislému správci" in record
    assert "Co zadavatel zkusil a s jakým výsledkem:\n\n____________________" in record.replace(
        "\u00a0", " "
    )


def test_the_search_that_did_not_happen_is_not_claimed():
    record = text.write(records({"reuse_searched": "no"})["D2R"])

    assert "neúplné" in record
    assert "Zadavatel hledal řešení" not in record


def test_a_closed_choice_prints_its_reason_and_its_knock_outs():
    record = text.write(records({"chosen_path": "proprietary", "knockout_privacy": "no"})["D2R"])

    assert "Nestačí funkcemi." in record
    assert "Ochrana osobních údajů | ne" in record
