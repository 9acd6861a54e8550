"""The proofs over all answers really find what would go wrong."""

import pytest
from tests.content.edited import edited

from procurement_kit.kit import Kit

CLAUSES = "templates/clauses"
CONTRACT = "templates/documents/contract.yaml"
THREE_PATHS = (
    "when: {question: chosen_path, in: [extend_open_source, reuse_public, third_party_oss]}"
)


@pytest.mark.parametrize(
    ("path", "old", "new", "code"),
    [
        (f"{CLAUSES}/C2.md", "eq: exclusive_license", "in: [exclusive_license, assignment]",
         "alternative_count"),
        (f"{CLAUSES}/C2.md", "when: {question: rights_model, eq: exclusive_license}",
         "when: {all: [{question: rights_model, eq: exclusive_license}, "
         "{question: rights_model, eq: assignment}]}", "alternative_dead"),
        (CONTRACT, f"{{id: C1U, {THREE_PATHS}}}", "C1U", "placeholder_not_asked"),
        (f"{CLAUSES}/C31.md", "1. Smlouva", "1. Podle čl. [[C22]] smlouva",
         "reference_not_included"),
        ("methodology/stages/02-lock-in/existing_system.yaml",
         'ask_when: {question: extends_existing, eq: "yes"}',
         'ask_when: {all: [{question: extends_existing, eq: "yes"}, '
         '{question: extends_existing, eq: "no"}]}', "question_unreachable"),
        ("license_data/differences.yaml", "- inbound: [Apache-2.0]",
         "- inbound: [Apache-2.0, MIT]", "difference_idle"),
        ("license_data/licenses/GPL-2.0-only.yaml", "refuses: [advertising_credit, ",
         "refuses: [", "difference_unexplained"),
        ("license_data/licenses/GPL-3.0-only.yaml", "tolerates: [patent_retaliation, ",
         "tolerates: [", "statement_contradicted"),
    ],
)  # fmt: skip
def test_a_wrong_condition_is_found_in_some_state(path: str, old: str, new: str, code: str):
    kit = Kit.read(edited(path, old, new))

    assert code in {problem.code for problem in kit.prove()}
