"""Notes in the database: append-only like answers, also in one made before there were notes."""

import sqlite3
from pathlib import Path

from procurement_kit.methodology.notes import change, new_note, notes_of
from procurement_kit.store.store import DATABASE, Store
from tests.builders import NOON, a_procurement


def test_a_note_is_an_event_and_its_deletion_too(store: Store):
    project = store.create(a_procurement(), at=NOON, by="x")
    note = new_note("question:a", "Ověřit", "", NOON)

    noted = store.save(project.id, change(project, "n1", note), seen=0, at=NOON, by="x")
    gone = store.save(project.id, change(noted, "n1", None), seen=noted.revision, at=NOON, by="x")

    assert notes_of(noted) == {"n1": note}
    assert not noted.answers
    assert notes_of(gone) == {}
    assert "Ověřit" in store.events(project.id)[-1].change.old


def test_a_database_from_before_the_notes_takes_them(tmp_path: Path):
    path = tmp_path / DATABASE
    old = Store.open(path)
    project = old.create(a_procurement(), at=NOON, by="x")
    old.close()
    with sqlite3.connect(path) as connection:
        connection.execute("DROP INDEX answer_note")
        connection.execute("DELETE FROM _sqlite_migrations WHERE name = 'm002_notes'")
    connection.close()

    store = Store.open(path)
    note = new_note("question:a", "Ověřit", "", NOON)
    noted = store.save(project.id, change(project, "n1", note), seen=0, at=NOON, by="x")

    assert notes_of(noted) == {"n1": note}
    assert store.is_sound()
    store.close()
