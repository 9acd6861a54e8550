"""Two editors: nothing that somebody saved is lost without a word."""

import threading
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from procurement_kit.methodology.procurement import Change
from procurement_kit.store.errors import Conflict, ConflictError
from procurement_kit.store.store import DATABASE, Store
from tests.builders import NOON, a_procurement


def test_two_different_changes_of_one_answer_conflict(store: Store):
    store.create(a_procurement(title="A"), NOON, "a")
    store.save("p1", (Change("title", "A", "B"),), seen=1, at=NOON, by="b")

    with pytest.raises(ConflictError) as caught:
        store.save("p1", (Change("title", "A", "C"),), seen=1, at=NOON, by="c")

    assert caught.value.conflicts == (Conflict("title", yours="C", theirs="B"),)


def test_a_conflict_in_one_answer_saves_none(store: Store):
    store.create(a_procurement(title="A"), NOON, "a")
    store.save("p1", (Change("title", "A", "B"),), seen=1, at=NOON, by="b")
    both = (Change("other", "", "x"), Change("title", "A", "C"))

    with pytest.raises(ConflictError):
        store.save("p1", both, seen=1, at=NOON, by="c")

    assert dict(store.get("p1").answers) == {"title": "B"}
    assert store.get("p1").revision == 2


def test_changes_of_different_answers_both_hold(store: Store):
    store.create(a_procurement(), NOON, "a")
    store.save("p1", (Change("one", "", "1"),), seen=0, at=NOON, by="a")

    saved = store.save("p1", (Change("two", "", "2"),), seen=0, at=NOON, by="b")

    assert dict(saved.answers) == {"one": "1", "two": "2"}


def test_the_same_change_by_two_people_is_no_conflict(store: Store):
    store.create(a_procurement(), NOON, "a")
    store.save("p1", (Change("one", "", "1"),), seen=0, at=NOON, by="a")

    saved = store.save("p1", (Change("one", "", "1"),), seen=0, at=NOON, by="b")

    assert saved.revision == 1


def test_a_field_that_the_user_left_as_shown_does_not_undo_what_others_saved(store: Store):
    """A page sends all its fields; the values that it showed are no wish to change anything."""
    store.create(a_procurement(title="A"), NOON, "a")
    store.save("p1", (Change("title", "A", "B"),), seen=1, at=NOON, by="b")

    saved = store.save("p1", (Change("title", "B", "A"),), seen=1, at=NOON, by="c")

    assert saved.answers["title"] == "B"


def test_after_seeing_the_other_value_it_can_be_changed(store: Store):
    store.create(a_procurement(title="A"), NOON, "a")
    store.save("p1", (Change("title", "A", "B"),), seen=1, at=NOON, by="b")

    saved = store.save("p1", (Change("title", "B", "A"),), seen=2, at=NOON, by="c")

    assert saved.answers["title"] == "A"


VALUES = st.sampled_from(["", "x", "y", "z"])
SAVE = st.tuples(st.integers(0, 1), st.booleans(), st.dictionaries(st.sampled_from("ab"), VALUES))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(saves=st.lists(SAVE, max_size=12))
def test_no_value_is_overwritten_by_somebody_who_had_not_seen_it(
    tmp_path_factory: pytest.TempPathFactory, saves: list[tuple[int, bool, dict[str, str]]]
):
    store = Store.open(tmp_path_factory.mktemp("two") / DATABASE)
    pages = [store.create(a_procurement(), NOON, "a")] * 2

    for editor, reloads, wanted in saves:
        page, before = pages[editor], store.get("p1")
        conflicts: tuple[Conflict, ...] = ()
        try:
            pages[editor] = store.save(
                "p1", page.changes(wanted), seen=page.revision, at=NOON, by=str(editor)
            )
        except ConflictError as error:
            conflicts = error.conflicts
        assert not conflicts or store.get("p1") == before
        assert all(before.answers.get(item.subject, "") == item.theirs for item in conflicts)
        for event in store.events("p1")[before.revision :]:
            unseen = store.events("p1")[page.revision : before.revision]
            assert event.change.subject not in {earlier.change.subject for earlier in unseen}
        if reloads:
            pages[editor] = store.get("p1")

    replayed = a_procurement().apply(tuple(event.change for event in store.events("p1")))
    assert replayed.answers == store.get("p1").answers
    store.close()


def test_eight_editors_at_once_lose_nothing(data: Path):
    """Every accepted save is in the history, in a row without a gap."""
    store = Store.open(data / DATABASE)
    store.create(a_procurement(counter="0"), NOON, "a")
    accepted: list[str] = []

    def edit(name: str) -> None:
        for turn in range(10):
            page, mine = store.get("p1"), f"{name}{turn}"
            changes = page.changes({"counter": mine})
            try:
                store.save("p1", changes, seen=page.revision, at=NOON, by=name)
            except ConflictError:
                continue
            accepted.append(mine)

    editors = [threading.Thread(target=edit, args=(name,)) for name in "abcdefgh"]
    for editor in editors:
        editor.start()
    for editor in editors:
        editor.join()

    events = store.events("p1")
    assert [event.number for event in events] == list(range(1, len(events) + 1))
    assert sorted(event.change.new for event in events[1:]) == sorted(accepted)
    assert all(before.change.new == after.change.old for before, after in pairwise(events))
    store.close()
