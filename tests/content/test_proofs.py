"""The proofs over all answers really find what would go wrong."""

import pytest

from procurement_kit.formats.files import ContentFiles, content_root
from procurement_kit.kit import Kit
from procurement_kit.problems import ContentError

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


@pytest.mark.parametrize(
    ("path", "old", "new", "code"),
    [
        ("methodology/stages/01-need/need.yaml", "id: contract_title", "id: title", "id_needed"),
        ("templates/words.yaml", "weight_team:", "weight_crew:", "criterion_words"),
        (
            "methodology/stages/05-value/value.yaml",
            "id: decisive_day",
            "id: contract_title",
            "id_twice",
        ),
    ],
)
def test_an_id_that_the_program_needs_cannot_be_lost(path: str, old: str, new: str, code: str):
    text = GOOD.files[path].decode()
    changed = ContentFiles({**GOOD.files, path: text.replace(old, new, 1).encode()})

    with pytest.raises(ContentError) as caught:
        Kit.read(changed)

    assert code in {problem.code for problem in caught.value.problems}
