"""The proofs over all answers really find what would go wrong."""

import pytest

from procurement_kit.formats.files import ContentFiles, content_root
from procurement_kit.kit import Kit

GOOD = ContentFiles.load(content_root())


def codes(path: str, old: str, new: str) -> set[str]:
    text = GOOD.files[path].decode()
    assert old in text
    changed = ContentFiles({**GOOD.files, path: text.replace(old, new, 1).encode()})
    return {problem.code for problem in Kit.read(changed).prove()}


@pytest.mark.parametrize(
    ("path", "old", "new", "code"),
    [
        (
            "templates/clauses/C2.md",
            "eq: exclusive_license",
            "in: [exclusive_license, assignment]",
            "alternative_count",
        ),
        (
            "templates/documents/contract.yaml",
            "{id: C1U, when: {question: chosen_path, in: [extend_open_source, reuse_public, "
            "third_party_oss]}}",
            "C1U",
            "placeholder_not_asked",
        ),
    ],
)
def test_a_wrong_condition_is_found_in_some_state(path: str, old: str, new: str, code: str):
    assert code in codes(path, old, new)
