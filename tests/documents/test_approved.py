"""The text of every document of every example: a changed sentence shows in the diff for review."""

import os
from pathlib import Path

import pytest

from procurement_kit.formats import text
from procurement_kit.kit import Kit

APPROVED = Path(__file__).parents[1] / "approved"
ANNEXES = ["D11", "D12", "D13", "D14", "D15", "D16", "D31"]
DOCUMENTS = {
    "dsw2-extension": ["D1", "D2", "D2L", "D2R", "D3", "D6", "D7T", "D8", "D32", "D36", *ANNEXES],
    "university-module": ["D3", "D5", "D6", "D7T", "D8", *ANNEXES],
    "ministry-open": ["D6", "D7", "D9", "D10", "D12", "D14"],
}


@pytest.mark.parametrize(
    ("example", "document"),
    [(example, document) for example, ids in DOCUMENTS.items() for document in ids],
)
def test_the_text_is_the_one_that_was_approved(kit: Kit, example: str, document: str):
    """Run with APPROVE=1 to take the new text as approved, then review the diff."""
    assessment = kit.assess(kit.example(example))
    found = {item.id: item for item in kit.documents(assessment, final=True)}
    path = APPROVED / f"{example}-{document}.txt"
    written = text.write(found[document])
    if os.environ.get("APPROVE"):
        path.write_text(written, "utf-8")

    assert written == path.read_text("utf-8")
