"""What is scored is also asked for in the tender, and a price that the buyer sets is not."""

import pytest
from tests.documents.test_compose import clause, documents

from procurement_kit.documents.document import Document, Table, plain
from procurement_kit.kit import Kit

SCORED = ("life_cycle", "accessibility", "upstream", "documentation", "security_fixes", "exit_plan")
ABOVE = {"value_development": "6000000"}
FIXED = {
    "weight_price": "0",
    "weight_solution": "80",
    "price_is_fixed": "yes",
    "fixed_price_amount": "2 000 000",
}


def clauses(document: Document) -> set[str]:
    return {part.clause for part in document.parts}


@pytest.mark.parametrize(("answers", "name"), [({}, "D8"), (ABOVE, "D10")])
@pytest.mark.parametrize("criterion", SCORED)
def test_every_criterion_with_a_weight_asks_for_its_proof(
    kit: Kit, answers: dict[str, str], name: str, criterion: str
):
    weight = f"weight_{criterion}"
    used = documents(kit, **answers, **{weight: "10", f"{criterion}_scoring": "Za plán 10 bodů."})
    unused = documents(kit, **answers, **{weight: "0"})

    assert f"call_content_{criterion}" in clauses(used[name])
    assert f"call_content_{criterion}" not in clauses(unused[name])


def test_own_criteria_ask_for_their_proofs(kit: Kit):
    own = documents(kit, own_criteria="Propojení s registry; 10; za každý registr 25 bodů")

    assert "call_content_own" in clauses(own["D8"])
    assert "call_content_own" not in clauses(documents(kit)["D8"])


@pytest.mark.parametrize(("answers", "name"), [({}, "D8"), (ABOVE, "D10")])
def test_a_fixed_price_is_said_everywhere_and_offered_nowhere(
    kit: Kit, answers: dict[str, str], name: str
):
    found = documents(kit, **answers, **FIXED)

    for document, place in ((name, "call_price"), ("D13", "criteria_fixed_price"),
                            ("D16", "contract_price")):  # fmt: skip
        assert "2\u00a0000\u00a0000" in clause(found[document], place)
    tables = [
        plain(cell)
        for document in (name, "D13")
        for part in found[document].parts
        for block in part.blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row
    ]
    assert not [cell for cell in tables if cell.startswith(("Hodnocená", "Nabídková", "Cenový"))]
    assert not {gap.question for gap in found[name].gaps} & {"price_is_fixed", "fixed_price_amount"}
