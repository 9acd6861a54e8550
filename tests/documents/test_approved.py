"""The text of every document of every example: a changed sentence shows in the diff for review."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from procurement_kit.formats import text
from procurement_kit.kit import Kit

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


@pytest.mark.parametrize(
    ("example", "document"),
    [(example, document) for example, ids in DOCUMENTS.items() for document in ids],
)
def test_the_text_is_the_one_that_was_approved(kit: Kit, example: str, document: str):
    """Run with APPROVE=1 to take the new text as approved, then review the diff."""
    base, more = OTHER_CONTRACTS.get(example, (example, {}))
    project = kit.example(base)
    assessment = kit.assess(replace(project, answers={**project.answers, **more}))
    found = {item.id: item for item in kit.documents(assessment, final=not more)}
    path = APPROVED / f"{example}-{document}.txt"
    written = text.write(found[document])
    if os.environ.get("APPROVE"):
        path.write_text(written, "utf-8")

    assert written == path.read_text("utf-8")
