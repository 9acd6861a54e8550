"""The bank of criteria and the forbidden words fit the rest of the content."""

import pytest
from tests.content.edited import edited

from procurement_kit.kit import Kit
from procurement_kit.problems import ContentError

BANK = "methodology/award_criteria.yaml"
FORBIDDEN = "methodology/law/cz/forbidden_criteria.yaml"


@pytest.mark.parametrize(
    ("path", "old", "new", "code"),
    [
        (BANK, "question: weight_team", "question: weight_crew", "question_unknown"),
        (BANK, "question: weight_team", "question: weight_solution", "criterion_not_in_bank"),
        (BANK, "scoring: team_scoring", "scoring: crew_scoring", "question_unknown"),
        (BANK, "weight_from: 40", "weight_from: 80", "criterion_range"),
        (BANK, "subject_kinds: [services]", "subject_kinds: [stavby]", "option_unknown"),
        (BANK, "[zzvz_114, zzvz_117, zzvz_118]", "[zzvz_999]", "source_unknown"),
        (FORBIDDEN, "decision: regime, eq: above_threshold", "decision: rezim, eq: nad",
         "decision_unknown"),
        (FORBIDDEN, "sources: [zzvz_116_3]", "sources: [zzvz_999]", "source_unknown"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_criteria_is_named(path: str, old: str, new: str, code: str):
    with pytest.raises(ContentError) as caught:
        Kit.read(edited(path, old, new))

    assert code in {problem.code for problem in caught.value.problems}


def test_every_forbidden_kind_has_a_warning_of_its_own(kit: Kit):
    named = {
        operand
        for _, flag in kit.methodology.red_flags()
        for comparison in flag.when.comparisons()
        for operator, operand in [comparison.operand]
        if comparison.decision == "forbidden_criteria" and operator == "eq"
    }

    assert named == {rule.id for rule in kit.content.forbidden.rules}
