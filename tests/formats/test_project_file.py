"""Project files: the same project comes back, and a bad file is told from a good one in Czech."""

import json
from dataclasses import replace
from datetime import UTC, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import NOON, a_procurement

from procurement_kit.formats import project_file
from procurement_kit.methodology.notes import new_note
from procurement_kit.methodology.procurement import Change, Event, Procurement
from procurement_kit.methodology.reading import clean
from procurement_kit.problems import KitError

NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,20}", fullmatch=True)
TEXTS = st.text(max_size=200).map(clean)
FILLED = TEXTS.filter(bool)
TIMES = st.datetimes(timezones=st.just(UTC)).filter(lambda at: at.year >= 1000)
SUBJECTS = st.one_of(NAMES, NAMES.map("flag:".__add__))
EVENTS = st.lists(st.tuples(SUBJECTS, TEXTS, TEXTS, TIMES, FILLED.map(lambda by: by[:100].strip())))


@st.composite
def projects(draw: st.DrawFn) -> tuple[Procurement, tuple[Event, ...]]:
    events = tuple(
        Event(number, Change(subject, old, new), at, by)
        for number, (subject, old, new, at, by) in enumerate(draw(EVENTS), start=1)
    )
    procurement = Procurement(
        id="",
        title=draw(FILLED),
        content_hash=draw(st.from_regex(r"[0-9a-f]{0,64}", fullmatch=True)),
        revision=len(events),
        answers=draw(st.dictionaries(NAMES, FILLED)),
        acknowledgements=draw(st.dictionaries(NAMES, FILLED)),
    )
    return procurement, events


@given(projects())
def test_what_is_written_is_read_back_unchanged(project: tuple[Procurement, tuple[Event, ...]]):
    procurement, events = project

    data = project_file.write(procurement, events)

    read = project_file.read("p.json", data)
    assert (read.procurement, read.history, read.unknown_keys) == (procurement, events, ())
    assert project_file.write(read.procurement, read.history) == data


def test_equal_projects_give_equal_bytes_whatever_the_order_of_answers():
    one = project_file.write(a_procurement(a="1", b="2"), ())
    other = project_file.write(a_procurement(b="2", a="1"), ())

    assert one == other


def test_times_are_written_in_utc():
    prague = NOON.astimezone(timezone(timedelta(hours=1)))
    event = Event(1, Change("a", "", "1"), prague, "x")

    data = project_file.write(a_procurement(), (event,))

    assert "2026-12-07T12:00:00+00:00" in data.decode()


def test_unknown_keys_are_left_aside_and_named():
    content = _content(later_invention={"x": 1})

    read = project_file.read("p.json", json.dumps(content).encode())

    assert read.unknown_keys == ("later_invention",)
    assert read.procurement.title == "Zakázka"


def test_a_byte_order_mark_of_an_editor_does_no_harm():
    data = b"\xef\xbb\xbf" + project_file.write(a_procurement(a="1"), ())

    assert dict(project_file.read("p.json", data).procurement.answers) == {"a": "1"}


def test_control_characters_are_dropped_on_reading():
    data = json.dumps(_content(answers={"a": "x\u0000\u0007y"})).encode()

    assert project_file.read("p.json", data).procurement.answers["a"] == "xy"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "project_file_not_json"),
        (b"{", "project_file_not_json"),
        (b"PK\x03\x04", "project_file_not_json"),
        (b'{"format": "\xff"}', "project_file_not_json"),
        (b"[" * 100_000, "project_file_not_json"),
        (b'{"format": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "project_file_not_json"),
        (b"[]", "project_file_other"),
        (b"{}", "project_file_other"),
        (b'{"format": 1}', "project_file_other"),
        (b'{"format": "something-else/1"}', "project_file_other"),
        (b'{"format": "procurement-kit-project/x"}', "project_file_other"),
        (b'{"format": "procurement-kit-project/2"}', "project_file_newer"),
        (b'{"format": "procurement-kit-project/1"}', "project_file_shape"),
        (b" " * (5 * 1024 * 1024 + 1), "project_file_large"),
    ],
)
def test_a_bad_file_is_refused_with_its_own_sentence(data: bytes, code: str):
    with pytest.raises(KitError) as caught:
        project_file.read("soubor.json", data)

    assert caught.value.code == code
    assert "soubor.json" in str(caught.value)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"title": 1}, "title"),
        ({"title": ""}, "title"),
        ({"answers": []}, "answers"),
        ({"answers": {"a": 1}}, "answers.a"),
        ({"answers": {"Velké": "x"}}, "answers.Velké"),
        ({"answers": {"flag:a": "x"}}, "answers.flag:a"),
        ({"acknowledgements": {"a": None}}, "acknowledgements.a"),
        ({"history": [{}]}, "history.0.number"),
        ({"history": [{"at": "včera"}]}, "history.0"),
    ],
)
def test_a_wrong_value_is_named_by_its_place(change: dict[str, object], place: str):
    with pytest.raises(KitError) as caught:
        project_file.read("p.json", json.dumps(_content(**change)).encode())

    assert caught.value.code == "project_file_shape"
    assert place in str(caught.value)


@pytest.mark.parametrize("numbers", [(2, 1), (1, 1), (0, 1)])
def test_events_must_be_numbered_upwards(numbers: tuple[int, ...]):
    entry = {"subject": "a", "old": "", "new": "1", "at": "2026-12-07T12:00:00Z", "by": "x"}
    history = [{**entry, "number": number} for number in numbers]

    with pytest.raises(KitError) as caught:
        project_file.read("p.json", json.dumps(_content(history=history)).encode())

    assert caught.value.code == "project_file_shape"


def _content(**change: object) -> dict[str, object]:
    content: dict[str, object] = json.loads(project_file.write(a_procurement(a="1"), ()))
    return {**content, **change}


def test_notes_and_their_history_come_back_and_stand_apart_from_the_rest():
    note = new_note("question:a", "Ověřit", "Jana", NOON).model_dump_json()
    project = replace(a_procurement(a="1"), notes={"n1": note}, id="", revision=2)
    history = (
        Event(1, Change("a", "", "1"), NOON, "x"),
        Event(2, Change("note:n1", "", note), NOON, "x"),
    )

    data = project_file.write(project, history)

    read = project_file.read("p.json", data)
    assert (read.procurement.notes, read.history) == ({"n1": note}, history)
    assert [entry["number"] for entry in json.loads(data)["history"]] == [1]


def test_a_project_without_notes_is_written_as_before():
    assert b"note" not in project_file.write(a_procurement(a="1"), ())
