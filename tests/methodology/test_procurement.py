"""Every answer is an event; nothing is lost, anything can be taken back."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.builders import NOON, a_procurement

from procurement_kit.methodology.procurement import Change, Event, as_of, undo


def test_an_answer_that_stays_the_same_is_no_change():
    procurement = a_procurement(name="Brno")

    assert procurement.changes({"name": " Brno "}) == ()


def test_saving_one_page_leaves_the_answers_of_the_others():
    procurement = a_procurement(name="Brno", value="1")

    after = procurement.apply(procurement.changes({"name": "Praha"}))

    assert after.answers == {"name": "Praha", "value": "1"}


def test_an_emptied_answer_is_gone_and_can_be_undone():
    procurement = a_procurement(name="Brno")
    changes = procurement.changes({"name": ""})

    emptied = procurement.apply(changes)
    restored = emptied.apply(undo(Event(1, changes[0], NOON, "")))

    assert emptied.answers == {}
    assert restored.answers == {"name": "Brno"}


def test_a_red_flag_is_acknowledged_with_a_reason_and_can_be_taken_back():
    procurement = a_procurement()

    noted = procurement.apply(procurement.acknowledge("no_owner", "Doplníme do konce roku."))
    again = noted.apply(noted.acknowledge("no_owner", ""))

    assert noted.acknowledgements == {"no_owner": "Doplníme do konce roku."}
    assert again.acknowledgements == {}
    assert noted.acknowledge("no_owner", "Doplníme do konce roku.") == ()


@given(st.dictionaries(st.sampled_from("abc"), st.text(max_size=5), max_size=3))
def test_applying_and_undoing_every_change_gives_the_first_answers_back(new: dict[str, str]):
    before = a_procurement(a="1", b="2")
    changes = before.changes(new)

    after = before.apply(changes)
    for change in reversed(changes):
        after = after.apply((Change(change.subject, change.new, change.old),))

    assert after.answers == before.answers


def test_an_earlier_state_is_found_again_with_the_content_that_it_had():
    events = [
        Event(1, Change("name", "", "Brno"), NOON, ""),
        Event(2, Change("content:", "old", "new"), NOON, ""),
        Event(3, Change("name", "Brno", "Praha"), NOON, ""),
        Event(4, Change("flag:late", "", "Víme o tom."), NOON, ""),
    ]
    now = replace(a_procurement(name="Praha"), content_hash="new")

    first, third = as_of(now, events, 1), as_of(now, events, 3)

    assert (first.answers, first.content_hash) == ({"name": "Brno"}, "old")
    assert (third.answers, third.content_hash) == ({"name": "Praha"}, "new")
    assert third.acknowledgements == {}
