"""A procedure may be used only if every condition of the law is known to hold."""

from hypothesis import given
from hypothesis import strategies as st
from tests.builders import a_methodology, a_question, facts_on

from procurement_kit.methodology.facts import ProcurementFacts
from procurement_kit.procedures.procedures import (
    EntryKind,
    Judgement,
    Procedures,
    Verdict,
    judge,
    judge_all,
    judge_chosen,
)
from procurement_kit.rules.parameters import Parameter

SHARE = Parameter.model_validate(
    {
        "label": "share",
        "unit": "percent",
        "values": [
            {"from": "2016-10-01", "to": "2026-12-31", "value": "80", "sources": ["law"]},
        ],
    }
)
METHODOLOGY = a_methodology(
    a_question("decisive_day", "date"),
    a_question("controlled", "yesno"),
    a_question("sole_owner", "yesno"),
    a_question("activity", "percent"),
    a_question(
        "asked_only_if_controlled", "yesno", ask_when={"question": "controlled", "eq": "yes"}
    ),
)
IN_HOUSE = {
    "id": "in_house",
    "label": "In-house",
    "provision": ["section_11"],
    "fits": "Own company.",
    "demands": ["Proof of control."],
    "conditions": [
        {
            "requires": "It must be controlled.",
            "when": {"question": "controlled", "eq": "yes"},
            "otherwise": "It is not controlled.",
            "sources": ["section_11_a"],
        },
        {
            "requires": "Nobody else may own it.",
            "when": {"question": "sole_owner", "eq": "yes"},
            "otherwise": "Somebody else owns a part.",
            "sources": ["section_11_b"],
        },
        {
            "requires": "It must work for its owner.",
            "when": {"question": "activity", "gt": {"parameter": "share"}},
            "otherwise": "It works for others.",
            "sources": ["section_11_c"],
        },
    ],
}
OPEN = {
    "id": "open_procedure",
    "label": "Open",
    "provision": ["section_56"],
    "fits": "Anything.",
    "demands": ["Publication."],
}
NESTED = {
    "id": "nested",
    "label": "Nested",
    "provision": ["law"],
    "fits": "Something.",
    "demands": ["Proof."],
    "conditions": [
        {
            "requires": "It must be proved.",
            "when": {"question": "asked_only_if_controlled", "eq": "yes"},
            "otherwise": "It is disproved.",
            "sources": ["law"],
        }
    ],
}
PROCEDURES = Procedures.model_validate({"entries": [IN_HOUSE, OPEN, NESTED]})
ANSWERS = st.sampled_from(["yes", "no", "unknown", ""])
SHARES = st.one_of(st.just(""), st.integers(0, 100).map(str))


def facts(day: str = "7. 12. 2026", **answers: str) -> ProcurementFacts:
    return facts_on(METHODOLOGY, {"share": SHARE}, decisive_day=day, **answers)


def judged(name: str, day: str = "7. 12. 2026", **answers: str) -> Judgement:
    found = judge_chosen(PROCEDURES, facts(day, **answers), name)
    assert found is not None
    return found


def test_a_procedure_with_every_condition_fulfilled_is_allowed():
    judgement = judged("in_house", controlled="yes", sole_owner="yes", activity="81")

    assert judgement.verdict is Verdict.ALLOWED
    assert judgement.reasons == ()


def test_a_share_equal_to_the_figure_of_law_is_not_above_it():
    judgement = judged("in_house", controlled="yes", sole_owner="yes", activity="80")

    assert judgement.verdict is Verdict.REFUSED
    assert judgement.reasons == ("It works for others.",)
    assert [figure.parameter for figure in judgement.figures] == ["share"]


def test_every_broken_condition_is_named_and_not_just_the_first():
    judgement = judged("in_house", controlled="no", sole_owner="no", activity="10")

    assert judgement.reasons == (
        "It is not controlled.",
        "Somebody else owns a part.",
        "It works for others.",
    )
    assert judgement.sources == ("section_11", "section_11_a", "section_11_b", "section_11_c")


def test_what_nobody_knows_leaves_the_procedure_open_and_says_what_is_missing():
    judgement = judged("in_house", controlled="yes", sole_owner="unknown", activity="90")

    assert judgement.verdict is Verdict.OPEN
    assert judgement.reasons == ("Nobody else may own it.",)


def test_a_day_whose_law_is_not_known_leaves_the_procedure_open():
    judgement = judged(
        "in_house", day="11. 1. 2027", controlled="yes", sole_owner="yes", activity="90"
    )

    assert judgement.verdict is Verdict.OPEN


def test_a_question_that_was_not_asked_speaks_neither_for_nor_against():
    assert judged("nested", controlled="no").verdict is Verdict.OPEN
    asked = judged("nested", controlled="yes", asked_only_if_controlled="no")
    assert asked.verdict is Verdict.REFUSED


def test_a_procedure_without_conditions_is_always_allowed():
    assert judged("open_procedure").verdict is Verdict.ALLOWED


def test_only_the_procedure_taken_is_marked_as_chosen():
    marks = {
        item.procedure.id: item.is_chosen
        for item in judge_all(PROCEDURES, facts(), "open_procedure")
    }

    assert marks == {"in_house": False, "open_procedure": True, "nested": False}


def test_there_is_no_judgement_while_nothing_is_chosen():
    assert judge_chosen(PROCEDURES, facts(), "") is None


def test_entries_keep_their_order_within_their_kind():
    assert [item.id for item in PROCEDURES.of_kind(EntryKind.PROCEDURE)] == [
        "in_house",
        "open_procedure",
        "nested",
    ]
    assert PROCEDURES.of_kind(EntryKind.INFORMATION) == ()


@given(controlled=ANSWERS, sole_owner=ANSWERS, activity=SHARES)
def test_no_procedure_is_allowed_on_an_answer_that_is_missing(
    controlled: str, sole_owner: str, activity: str
):
    judgement = judge(
        PROCEDURES.entries[0],
        facts(controlled=controlled, sole_owner=sole_owner, activity=activity),
    )

    is_proved = controlled == sole_owner == "yes" and activity != "" and int(activity) > 80
    is_broken = "no" in {controlled, sole_owner} or (activity != "" and int(activity) <= 80)
    assert (judgement.verdict is Verdict.ALLOWED) == is_proved
    assert (judgement.verdict is Verdict.REFUSED) == is_broken
