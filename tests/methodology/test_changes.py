"""Answers go over to a newer methodology as its authors declared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from procurement_kit.methodology.changes import (
    ChangeFile,
    DeclaredChange,
    between,
    migrate,
    successors,
)


def a_change(op: str, subject: str, **more: object) -> DeclaredChange:
    entry = {"op": op, "subject": subject, "severity": "editorial", "reason": "r", **more}
    return DeclaredChange.model_validate(entry)


def a_file(start: str, goal: str) -> ChangeFile:
    changes = [a_change("recheck", "anything")]
    return ChangeFile.model_validate(
        {"from": start, "to": goal, "summary": "s", "changes": changes}
    )


def test_a_renamed_question_keeps_its_answer():
    found = migrate({"old": "yes", "other": "x"}, [a_change("rename", "old", to="new")])

    assert found.answers == {"new": "yes", "other": "x"}
    assert [(item.before, item.after) for item in found.moved] == [("old", "new")]


def test_a_rename_never_overwrites_an_answer_that_is_there():
    found = migrate({"old": "yes", "new": "no"}, [a_change("rename", "old", to="new")])

    assert found.answers == {"old": "yes", "new": "no"}
    assert found.moved == ()


def test_every_line_of_a_choice_of_several_is_mapped():
    change = a_change("map_values", "kinds", values={"a": "x"})

    found = migrate({"kinds": "a\nb"}, [change])

    assert found.answers == {"kinds": "x\nb"}


def test_merged_answers_are_both_kept():
    found = migrate({"one": "1", "two": "2"}, [a_change("merge", "two", to="one")])

    assert found.answers == {"one": "1\n2"}


def test_a_retired_answer_is_not_lost():
    assert migrate({"old": "yes"}, [a_change("retire", "old")]).answers == {"old": "yes"}


NAMES = st.sampled_from(["a", "b", "c", "d"])
CHANGES = st.lists(
    st.one_of(
        st.builds(lambda name, to: a_change("rename", name, to=to), NAMES, NAMES),
        st.builds(lambda name: a_change("map_values", name, values={"1": "2"}), NAMES),
        st.builds(lambda name: a_change("retire", name), NAMES),
    )
)


@given(st.dictionaries(NAMES, st.text("123\n")), CHANGES)
def test_no_answer_gets_lost_and_unnamed_ones_stay(answers: dict[str, str], changes):
    found = migrate({**answers, "unnamed": "x"}, changes)

    assert len(found.answers) == len(answers) + 1
    assert found.answers["unnamed"] == "x"


def test_versions_may_be_skipped():
    files = [a_file("1", "2"), a_file("2", "3")]

    assert between(files, "1", "3") == tuple(files)
    assert between(files, "3", "3") == ()


def test_no_declared_way_is_told_from_an_empty_one():
    assert between([a_file("1", "2")], "0", "2") is None
    assert between([a_file("1", "2"), a_file("2", "1")], "1", "3") is None


@pytest.mark.parametrize("more", [{}, {"to": "b", "values": {"1": "2"}}])
def test_a_rename_says_where_to(more: dict[str, object]):
    with pytest.raises(ValidationError):
        a_change("rename", "a", **more)


def test_the_successor_of_a_question_is_found_over_several_versions():
    changes = [a_change("rename", "first", to="second"), a_change("recheck", "second"),
               a_change("merge", "second", to="third")]  # fmt: skip

    assert successors(changes) == {"first": "third", "second": "third"}
