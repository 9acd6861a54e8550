"""What the clauses of law.md's list promise to each other, in the user's terms."""

import pytest

from procurement_kit.documents.clauses import ClauseReference, pieces_of, placeholders
from procurement_kit.formats import text
from procurement_kit.kit import Kit
from procurement_kit.methodology.examples import as_typed
from procurement_kit.methodology.procurement import Procurement

NUMBERED = [f"C{number}" for number in range(1, 33) if number not in {26, 28}]
CLOSED = {
    "chosen_path": "proprietary", "core_handover": "no", "escrow_form": "third_party",
    "replacement_months": "9", "replacement_proof": "tested",
    "open_source_rejected_reason": "Otevřené řešení neumí spisovou službu.",
}  # fmt: skip


def contract(kit: Kit, example: str, **answers: str) -> tuple[set[str], str]:
    """The clauses and the text of the contract of *example* with other *answers*."""
    base = kit.example(example).answers
    changed = {name: as_typed(answer) for name, answer in answers.items()}
    procurement = Procurement("case", "case", kit.hash, answers={**base, **changed})
    documents = {item.id: item for item in kit.documents(kit.assess(procurement), final=True)}
    found = documents["D16"]
    return {part.clause for part in found.parts}, text.write(found)


@pytest.mark.parametrize("name", NUMBERED)
def test_every_clause_of_the_list_is_written_and_stands_in_the_contract(kit: Kit, name: str):
    listed = {item.id for item in kit.content.templates["D16"].inclusions()}

    assert name in kit.content.clauses
    assert name in listed


@pytest.mark.parametrize("name", NUMBERED)
def test_an_alternative_says_why_and_what_it_risks(kit: Kit, name: str):
    clause = kit.content.clauses[name].content
    silent = [item.id for item in clause.alternatives if not item.rationale]

    assert clause.risks
    assert not silent


def test_each_licence_that_may_be_chosen_has_its_own_publication_text(kit: Kit):
    options = {option.value for option in kit.methodology.questions["outbound_choice"].options}

    assert {item.content.id for item in kit.content.clauses["C4"].alternatives} == options


def test_each_licence_that_the_choice_of_licences_advises_for_software_can_be_chosen(kit: Kit):
    advised = kit.rules.licenses.choice
    software = {
        name for kind in ("web_application", "library", "other") for name in advised[kind].prefer
    }
    offered = {
        case.value for case in kit.methodology.decisions["outbound_license"].cases if case.value
    }  # fmt: skip

    assert software <= offered


@pytest.mark.parametrize(
    ("chosen", "spdx"),
    [("eupl", "EUPL-1.2"), ("agpl", "AGPL-3.0-or-later"), ("permissive", "BSD-3-Clause"),
     ("apache", "Apache-2.0"), ("mit", "MIT")],
)  # fmt: skip
def test_the_contract_names_the_public_licence_by_its_spdx_id(kit: Kit, chosen: str, spdx: str):
    _, written = contract(kit, "university-module", outbound_choice=chosen)

    assert f"Veřejnou licencí je: {spdx}".replace(" ", "") in written.replace(
        "\u00a0", " "
    ).replace(" ", "")


def test_the_licence_of_the_buyer_never_stands_without_the_limit_for_foreign_code(kit: Kit):
    """Rights in other people's components come from their authors, so C3 needs C6S everywhere."""
    clauses = kit.content.clauses
    limits = {
        piece.clause
        for alternative in clauses["C3"].alternatives
        for block in alternative.blocks
        for piece in pieces_of(block)
        if isinstance(piece, ClauseReference)
    }

    assert "C6" in limits
    assert {"C6", "C6S"} <= set(clauses["C3"].content.requires)


def test_an_open_work_is_handed_over_and_not_put_into_escrow(kit: Kit):
    clauses, _ = contract(kit, "university-module")

    assert "C9" in clauses
    assert not {"C10", "C11", "C11S"} & clauses


def test_a_closed_core_is_put_into_escrow_while_new_code_is_still_handed_over(kit: Kit):
    clauses, written = contract(kit, "university-module", **CLOSED)

    assert {"C9", "C10", "C11", "C11S"} <= clauses
    assert "Uložený kód" in written.replace("\u00a0", " ")


def test_what_may_be_ordered_later_is_the_sum_that_the_estimate_counts(kit: Kit):
    printed = {
        name
        for alternative in kit.content.clauses["C22"].alternatives
        for name in placeholders(alternative)
    }
    counted = {line.amount for line in kit.rules.worksheet.lines if line.amount}

    assert "value_options" in printed & counted


def test_reserved_replacement_of_the_supplier_belongs_only_into_a_formal_procedure(kit: Kit):
    small, _ = contract(kit, "dsw2-extension", reserved_kinds="supplier")
    formal, _ = contract(kit, "university-module", reserved_kinds="supplier")

    assert "C22N" not in small
    assert "C22N" in formal
