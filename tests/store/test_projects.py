"""Projects as append-only events."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from procurement_kit.formats.files import ContentFiles
from procurement_kit.methodology.procurement import Change, undo
from procurement_kit.store.errors import UnknownContentError, UnknownProjectError
from procurement_kit.store.store import Store
from tests.builders import NOON, a_procurement

LATER = NOON + timedelta(hours=1)


def test_a_new_project_is_read_back_with_its_answers_and_reasons(store: Store):
    begun = replace(a_procurement(title="Web"), acknowledgements={"late": "Víme o tom."})

    store.create(begun, NOON, "a")

    read = store.get("p1")
    assert (read.title, read.content_hash) == ("Zakázka", "hash")
    assert dict(read.answers) == {"title": "Web"}
    assert dict(read.acknowledgements) == {"late": "Víme o tom."}


def test_the_answers_of_a_new_project_are_its_first_events(store: Store):
    store.create(a_procurement(title="Web", kind="text"), NOON, "a")

    events = store.events("p1")

    assert [event.number for event in events] == [1, 2]
    assert events[0].change == Change("title", "", "Web")
    assert (events[0].at, events[0].by) == (NOON, "a")
    assert store.get("p1").revision == 2


def test_a_saved_change_is_an_event_and_the_new_value(store: Store):
    store.create(a_procurement(), NOON, "a")

    saved = store.save("p1", (Change("title", "", "Web"),), seen=0, at=LATER, by="b")

    assert dict(saved.answers) == {"title": "Web"}
    assert saved.revision == 1
    assert store.events("p1")[0].by == "b"


def test_an_answer_taken_back_is_gone_but_stays_in_history(store: Store):
    store.create(a_procurement(title="Web"), NOON, "a")

    saved = store.save("p1", (Change("title", "Web", ""),), seen=1, at=LATER, by="a")

    assert dict(saved.answers) == {}
    assert [event.change.new for event in store.events("p1")] == ["Web", ""]


def test_undo_is_one_more_event(store: Store):
    store.create(a_procurement(title="Web"), NOON, "a")
    store.save("p1", (Change("title", "Web", "Portál"),), seen=1, at=LATER, by="a")

    saved = store.save("p1", undo(store.events("p1")[1]), seen=2, at=LATER, by="a")

    assert saved.answers["title"] == "Web"
    assert saved.revision == 3


def test_sending_a_form_twice_is_harmless(store: Store):
    store.create(a_procurement(), NOON, "a")
    change = (Change("title", "", "Web"),)

    first = store.save("p1", change, seen=0, at=NOON, by="a")
    second = store.save("p1", change, seen=0, at=LATER, by="a")

    assert first == second
    assert len(store.events("p1")) == 1


def test_an_unknown_project_is_an_error_everywhere(store: Store):
    attempts = (
        lambda: store.get("x"),
        lambda: store.events("x"),
        lambda: store.save("x", (), seen=0, at=NOON, by="a"),
        lambda: store.rename("x", "t", NOON),
        lambda: store.touch("x", NOON),
        lambda: store.delete("x"),
        lambda: store.grant("s", "x", "edit"),
        lambda: store.add_link("x", "t", NOON, LATER),
    )

    for attempt in attempts:
        with pytest.raises(UnknownProjectError):
            attempt()


def test_a_time_without_a_zone_is_refused(store: Store):
    with pytest.raises(ValueError, match="2026"):
        store.create(a_procurement(), datetime(2026, 1, 1), "a")  # noqa: DTZ001


def test_renaming_changes_the_title_only(store: Store):
    store.create(a_procurement(title="Web"), NOON, "a")

    store.rename("p1", "Jiný název", LATER)

    assert store.get("p1") == replace(a_procurement(title="Web"), title="Jiný název", revision=1)


def test_deleting_removes_every_trace_from_the_files(store: Store, data: Path):
    secret = "neopakovatelny-text-" * 40
    store.create(a_procurement(secret=secret), NOON, "a")
    store.add_link("p1", "token", NOON, LATER)

    store.delete("p1")

    files = [path.read_bytes() for path in data.iterdir()]
    assert not any(b"neopakovatelny-text" in content for content in files)
    with pytest.raises(UnknownProjectError):
        store.get("p1")


def test_purge_deletes_what_nobody_used_and_counts_it(store: Store):
    for name in ("old", "touched", "new"):
        store.create(replace(a_procurement(), id=name), NOON, "a")
    store.touch("touched", LATER)
    store.save("new", (Change("title", "", "x"),), seen=0, at=LATER, by="a")

    count = store.purge(NOON + timedelta(minutes=1))

    assert count == 1
    assert store.get("touched").id == "touched"
    assert store.get("new").id == "new"


def test_events_can_not_be_rewritten(store: Store, data: Path):
    import sqlite3

    store.create(a_procurement(title="Web"), NOON, "a")
    raw = sqlite3.connect(data / "kit.sqlite3")

    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        raw.execute("UPDATE event SET new = 'x'")
    raw.close()


def test_content_is_kept_once_and_read_back_whole(store: Store):
    files = ContentFiles({"methodology/a.yaml": "ž: 1".encode(), "templates/b.md": b"\xff\x00"})

    first, second = store.keep_content(files), store.keep_content(files)

    assert first == second == files.hash
    assert dict(store.content(first).files) == dict(files.files)


def test_content_that_was_never_kept_is_an_error(store: Store):
    with pytest.raises(UnknownContentError):
        store.content("0" * 64)
