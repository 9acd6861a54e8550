"""The text of every document of every example: a changed sentence shows in the diff for review."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from procurement_kit.formats import text
from procurement_kit.kit import Kit
from procurement_kit.methodology.procurement import Procurement

APPROVED = Path(__file__).parents[1] / "approved"
ANNEXES = ["D11", "D12", "D13", "D14", "D15", "D16", "D16K", "D17", "D18", "D19", "D31"]
DOCUMENTS = {
    "dsw2-extension": ["D1", "D2", "D2L", "D2R", "D3", "D6", "D7T", "D8", "D32", "D36", *ANNEXES],
    "university-module": ["D3", "D5", "D6", "D7T", "D8", *ANNEXES],
    "ministry-open": ["D6", "D7", "D9", "D10", "D12", "D14", "D16K"],
    "support": ["D8", "D14", "D16S"],
    "cloud": ["D16C", "D18"],
    "licence": ["D16L"],
    "framework": ["D16F"],
}
OPERATED = {
    "sla_operated": "yes", "sla_availability_percent": "99,5", "sla_maintenance_hours": "6",
    "recovery_hours": "24", "data_loss_hours": "24",
}  # fmt: skip
OTHER_CONTRACTS = {
    "support": ("dsw2-extension", {
        "contract_kind": "support", "value_deployment": "0", "support_pool_hours": "1500",
    }),
    "cloud": ("dsw2-extension", {
        "contract_kind": "saas", "cloud_service": "saas", "cloud_catalogued": "yes",
        "saas_open_core": "yes", "data_location": "eea", **OPERATED,
    }),
    "licence": ("university-module", {
        "contract_kind": "licence", "chosen_path": "proprietary",
        "open_source_rejected_reason": "Otevřený program neumí podepisovat přílohy.",
    }),
    "framework": ("dsw2-extension", {
        "framework_agreement": "yes", "framework_months": "36", "framework_ordering": "reopened",
        "value_extras": "framework", "framework_maximum": "900000",
    }),
}  # fmt: skip
"""An example with a few other answers, so that every kind of contract has an approved text."""

ROUNDS = {
    "restricted_procedure": ["D8R"],
    "negotiated_procedure_with_publication": ["D8N", "D8R", "D10"],
    "competitive_dialogue": ["D8N", "D10"],
    "innovation_partnership": ["D10"],
    "dynamic_purchasing_system": ["D10"],
    "negotiated_procedure_without_publication": ["D8J"],
}
ANSWERS = {
    "requests_deadline": "25. 1. 2027",
    "tender_deadline": "1. 3. 2027",
    "participants_reduced": "yes",
    "participants_number": "5",
    "participants_criteria": "Počet referencí nad minimum, za každou 2 body, nejvýš 10 bodů",
    "negotiation_fixed": "Zdrojový kód pod otevřenou licencí\nVývoz dat v otevřeném formátu",
    "negotiation_topics": "Rozdělení na dílčí vydání\nZpůsob převodu dat",
    "award_without_negotiation": "yes",
    "tenders_reduced": "yes",
    "innovation_phases": "Prototyp, přesnost 90 %, 400 000 Kč",
    "innovation_partners": "more",
    "dynamic_months": "48",
    "dynamic_categories": "Vývojáři, dvě reference na obdobné práce",
    "invited_to_negotiate": "Ukázková softwarová s. r. o., IČO 99999986",
    "negotiation_start": "15. 2. 2027 v 9.00 v sídle zadavatele, česky",
    "jrbu_ground": "exclusive_rights",
    "lots": "yes",
    "lots_description": "Vývoj; 3 000 000 Kč; jedna reference\nŠkolení; 200 000 Kč",
    "lots_qualification": "own",
    "lots_offered": "any",
    "lots_awarded": "yes",
    "lots_awarded_max": "1",
    "lots_in_specification": "yes",
}


@pytest.mark.parametrize(
    ("example", "document"),
    [(example, document) for example, ids in DOCUMENTS.items() for document in ids],
)
def test_the_text_is_the_one_that_was_approved(kit: Kit, example: str, document: str):
    """Run with APPROVE=1 to take the new text as approved, then review the diff."""
    base, more = OTHER_CONTRACTS.get(example, (example, {}))
    project = kit.example(base)
    changed = replace(project, answers={**project.answers, **more})
    compare(kit, changed, document, f"{example}-{document}", final=not more)


@pytest.mark.parametrize(
    ("procedure", "document"),
    [(procedure, document) for procedure, ids in ROUNDS.items() for document in ids],
)
def test_the_text_of_every_procedure_in_rounds_is_the_approved_one(
    kit: Kit, procedure: str, document: str
):
    example = kit.example("ministry-open")
    changed = example.apply(example.changes({**ANSWERS, "chosen_procedure": procedure}))

    compare(kit, changed, document, f"{procedure}-{document}")


def compare(
    kit: Kit, project: Procurement, document: str, name: str, *, final: bool = True
) -> None:
    found = {item.id: item for item in kit.documents(kit.assess(project), final=final)}
    path = APPROVED / f"{name}.txt"
    written = text.write(found[document])
    if os.environ.get("APPROVE"):
        path.write_text(written, "utf-8")

    assert written == path.read_text("utf-8")
