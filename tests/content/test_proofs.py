"""The proofs over all answers really find what would go wrong."""

import pytest
from tests.content.edited import edited

from procurement_kit.formats.files import ContentFiles
from procurement_kit.kit import Kit
from procurement_kit.problems import ContentError
from procurement_kit.proofs.walks import Walk, Walker
from procurement_kit.proofs.workers import walked

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
        ("templates/documents/award_criteria.yaml", "  - criteria_basis\n",
         "  - {id: criteria_basis, when: {question: price_is_fixed, eq: \"yes\"}}\n",
         "requirement_unfulfilled"),
        ("templates/documents/support_contract.yaml",
         "{decision: contract_family, eq: support}", "{decision: contract_family, ne: saas}",
         "documents_exclusive"),
        ("templates/documents/support_contract.yaml",
         "{decision: contract_family, eq: support}", "{question: support_included, eq: \"yes\"}",
         "documents_exclusive"),
        ("templates/documents/framework_agreement.yaml",
         "{question: framework_agreement, eq: \"yes\"}",
         "{question: framework_ordering, eq: reopened}", "requirement_unfulfilled"),
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


def test_a_renamed_question_is_reported_until_its_old_id_is_retired():
    path = "methodology/published_ids.yaml"
    kit = Kit.read(edited(path, "questions:\n", "questions:\n  - old_name\n"))

    (problem,) = [item for item in kit.prove() if item.code == "id_vanished"]

    assert (problem.path, problem.line) == (path, 3)
    retired = kit.content.files.files[path].replace(
        b"retired: {}", b"retired: {old_name: dnes new_name}"
    )
    again = Kit.read(ContentFiles({**kit.content.files.files, path: retired}))
    assert "id_vanished" not in {item.code for item in again.prove()}


def test_a_broken_rule_of_a_question_is_named_with_its_line():
    path = "methodology/stages/02-lock-in/existing_system.yaml"
    kit = Kit.read(edited(path, "    hint: Název, pod kterým ho u vás lidé znají.\n", ""))

    (problem,) = [item for item in kit.prove() if item.code == "hint_missing"]

    assert (problem.path, problem.line) == (path, 12)


def test_a_condition_that_judges_free_text_is_found():
    path = "methodology/stages/02-lock-in/existing_system.yaml"
    old = 'ask_when: {question: extends_existing, eq: "yes"}\n    max_length: 150'
    kit = Kit.read(
        edited(path, old, 'ask_when: {question: contract_title, eq: "DSW2"}\n    max_length: 150')
    )

    assert "free_text_judged" in {problem.code for problem in kit.prove()}


@pytest.mark.parametrize(
    ("path", "old", "new", "code"),
    [
        (f"{CLAUSES}/C2.md", "eq: exclusive_license", "in: [exclusive_license, assignment]",
         "walk_alternatives"),
        (CONTRACT, f"{{id: C1U, {THREE_PATHS}}}", "C1U", "walk_placeholder"),
        (f"{CLAUSES}/C31.md", "1. Smlouva", "1. Podle čl. [[C22]] smlouva", "walk_reference"),
    ],
)  # fmt: skip
def test_a_walk_comes_across_the_same_mistake_and_tells_the_answers(
    path: str, old: str, new: str, code: str
):
    kit = Kit.read(edited(path, old, new))

    found = walked(kit.content, 60, 1, lambda _count: None)

    problems = [item for item in found.problems.values() if item.code == code]
    assert problems
    assert all(item.path == problems[0].path and item.line > 0 for item in problems)
    assert "Průchod č." in problems[0].message
    labels = {question.label for question in kit.methodology.questions.values()}
    assert any(label in problems[0].message for label in labels)


def test_the_same_seed_makes_the_same_walks_and_another_seed_others(kit: Kit):
    def answers(seed: int) -> list[dict[str, str]]:
        walker = Walker(kit.content, seed)
        walks = [Walk(number) for number in range(5)]
        for walk in walks:
            walker.draw(walk)
        return [walk.raws for walk in walks]

    assert answers(1) == answers(1)
    assert answers(1) != answers(2)


def test_walks_try_every_limit_from_both_sides(kit: Kit):
    walker = Walker(kit.content, 1)
    limit = max(row.value for row in kit.content.parameters["small_scale_limit_services"].values)

    tried = {value for _, value in walker.pools["value_development"]}

    assert {limit - 1, limit, limit + 1} <= tried


def test_a_circle_of_decisions_is_refused_with_its_file():
    path = "methodology/stages/07-strategy/procedure.yaml"
    circle = (
        "\ndecisions:\n"
        "  - id: first\n    label: První\n    cases:\n"
        "      - {when: {decision: second, eq: a}, value: a, reason: r, sources: [zzvz_6]}\n"
        "  - id: second\n    label: Druhé\n    cases:\n"
        "      - {when: {decision: first, eq: a}, value: a, reason: r, sources: [zzvz_6]}\n"
    )

    with pytest.raises(ContentError) as caught:
        Kit.read(edited(path, "\ndecisions:\n", circle))

    assert {(item.path, item.code) for item in caught.value.problems} == {
        (path, "decisions_circle")
    }
