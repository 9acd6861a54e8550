"""The file itself: private, durable, shared by threads and processes, never half written."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from procurement_kit.methodology.procurement import Change, Event, Procurement
from procurement_kit.problems import KitError
from procurement_kit.store.errors import StorageError
from procurement_kit.store.store import DATABASE, Store
from tests.builders import NOON, a_procurement

WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from procurement_kit.methodology.procurement import Change
from procurement_kit.store.store import Store

store, at = Store.open(Path(sys.argv[1])), datetime(2026, 12, 7, tzinfo=UTC)
for number in range(100_000):
    pair = (Change("one", "", str(number)), Change("two", "", str(number)))
    revision = store.get("p1").revision
    store.save("p1", pair, seen=revision, at=at, by="w")
    print(number, flush=True)
"""


def test_folder_and_files_are_private(store: Store, data: Path):
    store.create(a_procurement(), NOON, "a")

    modes = {path.name: path.stat().st_mode & 0o777 for path in data.iterdir()}

    assert data.stat().st_mode & 0o777 == 0o700
    assert set(modes.values()) == {0o600}
    assert DATABASE in modes


def test_commits_are_durable_and_readers_do_not_block_writers(store: Store, data: Path):
    raw = sqlite3.connect(data / DATABASE)

    mode = raw.execute("PRAGMA journal_mode").fetchone()
    raw.close()
    with store._connections.reading() as connection:
        durability = connection.execute("PRAGMA synchronous").fetchone()
        patience = connection.execute("PRAGMA busy_timeout").fetchone()

    assert (mode, durability, patience) == (("wal",), (2,), (10_000,))


def test_opening_twice_keeps_what_is_stored(data: Path):
    first = Store.open(data / DATABASE)
    first.create(a_procurement(title="Web"), NOON, "a")
    first.close()

    second = Store.open(data / DATABASE)

    assert second.get("p1").answers["title"] == "Web"
    assert second.is_sound()
    second.close()


@pytest.mark.parametrize("_attempt", range(5))
def test_many_threads_can_open_the_store_at_once(data: Path, _attempt: int):
    failures: list[BaseException] = []

    def open_it() -> None:
        try:
            Store.open(data / DATABASE).close()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []


def test_a_killed_writer_loses_no_acknowledged_save_and_leaves_none_half_done(data: Path):
    store = Store.open(data / DATABASE)
    store.create(a_procurement(), NOON, "a")

    for lines in (3, 11, 27, 40):
        command = [sys.executable, "-c", WRITER, str(data / DATABASE)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            acknowledged = [writer.stdout.readline().strip() for _ in range(lines)][-1]
            os.kill(writer.pid, signal.SIGKILL)
        answers = store.get("p1").answers

        assert int(answers["one"]) >= int(acknowledged)
        assert answers["one"] == answers["two"]
        assert store.is_sound()
    events = store.events("p1")
    assert [event.number for event in events] == list(range(1, len(events) + 1))
    store.close()


def test_a_failing_save_changes_nothing(store: Store):
    store.create(a_procurement(title="Web"), NOON, "a")
    broken = (Change("one", "", "1"), Change("two", "", "\ud800"))

    with pytest.raises(UnicodeEncodeError):
        store.save("p1", broken, seen=1, at=NOON, by="a")

    assert dict(store.get("p1").answers) == {"title": "Web"}
    assert store.get("p1").revision == 1


def test_a_full_disk_is_a_sentence_and_the_database_stays_whole(store: Store):
    store.create(a_procurement(title="Web"), NOON, "a")
    with store._connections.outside_transaction() as connection:
        connection.execute("PRAGMA max_page_count = 30")

    with pytest.raises(StorageError) as caught:
        store.save("p1", (Change("x", "", "y" * 1_000_000),), seen=1, at=NOON, by="a")

    assert caught.value.code == "database_full"
    assert dict(store.get("p1").answers) == {"title": "Web"}
    assert store.is_sound()


def test_a_file_that_is_no_database_is_a_sentence(tmp_path: Path):
    path = tmp_path / "notes.txt"
    path.write_text("toto není databáze " * 100)

    with pytest.raises(StorageError) as caught:
        Store.open(path)

    assert caught.value.code == "database_damaged"


def test_a_folder_that_can_not_be_made_is_a_sentence(tmp_path: Path):
    (tmp_path / "file").write_text("")

    with pytest.raises(StorageError):
        Store.open(tmp_path / "file" / DATABASE)


def test_a_database_of_a_newer_version_is_left_alone(data: Path):
    Store.open(data / DATABASE).close()
    raw = sqlite3.connect(data / DATABASE)
    query = "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES (?, ?, ?)"
    raw.execute(query, ("procurement_kit", "m999_future", ""))
    raw.commit()
    raw.close()

    with pytest.raises(KitError) as caught:
        Store.open(data / DATABASE)

    assert caught.value.code == "database_newer"


def test_a_backup_is_a_private_whole_copy(store: Store, tmp_path: Path):
    store.create(a_procurement(title="Web"), NOON, "a")
    copy = tmp_path / "backup.sqlite3"

    store.backup(copy)

    restored = Store.open(copy)
    assert restored.get("p1") == store.get("p1")
    assert restored.events("p1") == store.events("p1")
    assert copy.stat().st_mode & 0o777 == 0o600
    restored.close()


def test_a_backup_overwrites_nothing(store: Store, tmp_path: Path):
    (tmp_path / "here").write_text("mine")

    with pytest.raises(StorageError):
        store.backup(tmp_path / "here")

    assert (tmp_path / "here").read_text() == "mine"


def test_an_imported_project_brings_its_history_and_its_last_answers(tmp_path):
    store = Store.open(tmp_path / "kit.sqlite3")
    earlier = (
        Event(1, Change("name", "", "Brno"), NOON, "Jana"),
        Event(2, Change("name", "Brno", "Praha"), NOON, "Petr"),
    )
    imported = Procurement("p9", "Z", "h", answers={"name": "Praha", "value": "1"})

    begun = store.create(imported, NOON, "import", history=earlier)

    told = [(event.change.new, event.by) for event in store.events("p9")]
    assert told == [("Brno", "Jana"), ("Praha", "Petr"), ("1", "import")]
    assert dict(begun.answers) == {"name": "Praha", "value": "1"}
