"""Scores: explained, a range while something is unknown, never better than the knock-outs allow."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from procurement_kit.formats.files import content_root
from procurement_kit.kit import Kit
from procurement_kit.methodology.procurement import Procurement
from procurement_kit.procedures.scores import Score, ScoreSheet, score
from procurement_kit.rules.parameters import FigureUsed
from procurement_kit.rules.values import UNKNOWN_ANSWER, Absent, Fact

KIT = Kit.load(content_root())
SHEET = KIT.content.lock_in
LEVELS = ["free", "phased", "exit_needed"]
QUESTIONS = KIT.methodology.questions
SCORED = [item.question for item in SHEET.items()]


class Given:
    """Facts given by hand."""

    def __init__(self, facts: dict[str, Fact]) -> None:
        self.facts = facts

    def fact(self, name: str) -> Fact:
        return self.facts.get(name, Absent.UNKNOWN)

    def figure(self, parameter: str) -> FigureUsed | Absent:
        return Absent.UNKNOWN


def sheet(**bands: object) -> ScoreSheet:
    """Two questions: the key weighs three times as much as the door."""
    points = {"yes": {"points": 0, "reason": "ours"}, "no": {"points": 10, "reason": "theirs"}}
    locked = {**points, "no": {"points": 10, "reason": "theirs", "floor": "locked"}}
    common = {"find_out": "Look.", "sources": ["zzvz_6"]}
    return ScoreSheet.model_validate({
        "bands": [
            {"id": "open", "label": "open", "text": "Walk out.", "up_to": 30},
            {"id": "locked", "label": "locked", "text": "Break out."},
        ],
        "dimensions": [{
            "id": "house", "label": "House", "explanation": "The house.",
            "items": [
                {"question": "door", "answers": points, **common},
                {"question": "key", "weight": 3, "answers": locked, **common},
            ],
        }],
        **bands,
    })  # fmt: skip


def scored(**facts: Fact) -> Score:
    found = score(sheet(), Given(dict(facts)))
    assert isinstance(found, Score)
    return found


def test_each_answer_counts_its_points_times_its_weight():
    assert scored(door="no", key="yes").low == Decimal(25)
    assert scored(door="yes", key="no").low == Decimal(75)


@pytest.mark.parametrize("unknown", [UNKNOWN_ANSWER, Absent.UNKNOWN])
def test_what_is_unknown_is_a_range_and_never_zero(unknown: Fact):
    found = scored(door="no", key=unknown)

    assert (found.low, found.high) == (Decimal(25), Decimal(100))
    assert (found.best.id, found.worst.id) == ("open", "locked")
    assert [item.item.question for item in found.unknown] == ["key"]


def test_the_heaviest_unknown_is_to_be_found_out_first():
    found = scored(door=UNKNOWN_ANSWER, key=UNKNOWN_ANSWER)

    assert [item.item.question for item in found.unknown] == ["key", "door"]


def test_what_does_not_apply_is_left_out_of_the_whole():
    found = scored(door="no", key=Absent.NOT_APPLICABLE)

    assert (found.low, found.high) == (Decimal(100), Decimal(100))


def test_a_knock_out_answer_decides_whatever_the_percentage():
    found = score(
        ScoreSheet.model_validate(
            {**sheet().model_dump(by_alias=True), "bands": [
                {"id": "open", "label": "open", "text": "Walk out.", "up_to": 80},
                {"id": "locked", "label": "locked", "text": "Break out."},
            ]}
        ),
        Given({"door": "yes", "key": "no"}),
    )  # fmt: skip

    assert isinstance(found, Score)
    assert found.high == Decimal(75)
    assert found.worst.id == "locked"


@pytest.mark.parametrize(
    "bands",
    [
        [{"id": "open", "label": "o", "text": "t", "up_to": 30}],
        [{"id": "open", "label": "o", "text": "t", "up_to": 60},
         {"id": "wide", "label": "w", "text": "t", "up_to": 30},
         {"id": "locked", "label": "l", "text": "t"}],
        [{"id": "open", "label": "o", "text": "t"}],
    ],
)  # fmt: skip
def test_bands_that_fall_end_or_miss_a_knock_out_are_refused(bands: list[dict[str, object]]):
    with pytest.raises(ValidationError):
        sheet(bands=bands)


def test_an_empty_sheet_gives_no_score():
    assert score(ScoreSheet(), Given({})) is Absent.NOT_APPLICABLE


def answers() -> st.SearchStrategy[dict[str, str]]:
    """Any answers to the scored questions, some of them missing."""
    each = {name: st.sampled_from(["", *QUESTIONS[name].values]) for name in SCORED}
    contract = st.sampled_from(["yes", "no", "unknown"])
    return st.fixed_dictionaries(
        {**each, "extends_existing": st.just("yes"), "existing_contract": contract}
    )


def lock_in(given_answers: dict[str, str]) -> Score:
    found = KIT.assess(Procurement("p", "p", KIT.hash, answers=given_answers)).lock_in
    assert isinstance(found, Score)
    return found


@given(answers())
def test_finding_something_out_never_leaves_the_range(known: dict[str, str]):
    before = lock_in(known)
    for item in before.unknown:
        name = item.item.question
        if known[name] == UNKNOWN_ANSWER:
            for value in item.item.answers:
                after = lock_in({**known, name: value})
                assert before.low <= after.low <= after.high <= before.high


@given(answers())
def test_the_worst_verdict_is_never_milder_than_the_decision(known: dict[str, str]):
    assessment = KIT.assess(Procurement("p", "p", KIT.hash, answers=known))
    level = assessment.facts.fact("lock_in_level")
    found = assessment.lock_in

    assert isinstance(found, Score)
    if isinstance(level, str):
        assert LEVELS.index(found.worst.id) >= LEVELS.index(level)


@given(answers())
def test_every_scored_answer_says_why(known: dict[str, str]):
    for item in lock_in(known).items:
        assert item.low <= item.high <= item.item.most
        assert (item.given.reason if item.given else item.item.find_out).strip()
