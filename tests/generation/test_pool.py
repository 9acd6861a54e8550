"""Workers draw what one process would draw, and nothing of them is left, whatever happens."""

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from procurement_kit.formats import project_file
from procurement_kit.generation import pool
from procurement_kit.generation.making import Means, Progress, generate
from procurement_kit.generation.pool import Pool
from procurement_kit.kit import Kit
from procurement_kit.methodology.procurement import Procurement
from procurement_kit.problems import KitError

SHORT = frozenset({"D3", "D6", "D12", "D13"})
SECONDS = 60


@pytest.fixture(scope="session")
def example(kit: Kit) -> Procurement:
    return kit.example("dsw2-extension")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_workers_make_the_same_files_as_one_process(kit: Kit, example: Procurement, tmp_path: Path):
    one, many = tmp_path / "one", tmp_path / "many"

    generate(kit, example, one, final=True, only=SHORT)
    with Pool(2) as workers:
        generate(kit, example, many, final=True, only=SHORT, means=Means(pool=workers))

    assert contents(many) == contents(one)


def test_a_worker_that_has_grown_is_replaced_and_nobody_notices(
    kit: Kit, example: Procurement, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(pool, "RETIRING_BYTES", 1)
    generate(kit, example, tmp_path / "one", final=True, only=SHORT)

    with Pool(2) as workers:
        means = Means(pool=workers)
        generate(kit, example, tmp_path / "many", final=True, only=SHORT, means=means)

    assert contents(tmp_path / "many") == contents(tmp_path / "one")
    assert multiprocessing.active_children() == []


def test_progress_counts_the_documents_that_workers_have_done(
    kit: Kit, example: Procurement, tmp_path: Path
):
    told: list[Progress] = []

    with Pool(2) as workers:
        means, out = Means(pool=workers), tmp_path / "out"
        generate(kit, example, out, final=True, only=SHORT, progress=told.append, means=means)

    counts = [progress.done for progress in told]
    assert counts == sorted(counts)
    assert told[-1] == Progress(4, 4, "")
    titles = {kit.content.templates[name].title for name in SHORT}
    assert {title for progress in told for title in titles if title in progress.current} == titles


def test_a_document_that_ends_its_worker_is_named_and_nothing_is_left(
    kit: Kit, example: Procurement, tmp_path: Path
):
    def kill(_progress: Progress) -> None:
        for child in multiprocessing.active_children():
            child.kill()

    with Pool(2) as workers:
        means, out, only = Means(pool=workers), tmp_path / "out", frozenset({"D6"})
        with pytest.raises(KitError) as caught:
            generate(kit, example, out, final=True, only=only, progress=kill, means=means)

    assert caught.value.code == "document_died"
    assert kit.content.templates["D6"].title in str(caught.value)
    assert list(tmp_path.iterdir()) == []
    assert multiprocessing.active_children() == []


def test_a_cancelled_run_ends_every_worker_and_leaves_nothing(
    kit: Kit, example: Procurement, tmp_path: Path
):
    def stop(_progress: Progress) -> None:
        raise KeyboardInterrupt

    with Pool(2) as workers:
        means, out = Means(pool=workers), tmp_path / "out"
        with pytest.raises(KeyboardInterrupt):
            generate(kit, example, out, final=True, only=SHORT, progress=stop, means=means)

    assert list(tmp_path.iterdir()) == []
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_command_stops_with_all_its_processes(
    example: Procurement, tmp_path: Path, number: signal.Signals
):
    """Ctrl-C in a terminal and the cancel button of the site reach the whole process group."""
    (tmp_path / "project.json").write_bytes(project_file.write(example, ()))
    told = tmp_path / "progress.json"
    command = [
        *(sys.executable, "-m", "procurement_kit", "generate", str(tmp_path / "project.json")),
        *("--out", str(tmp_path / "made" / "out"), "--progress-file", str(told)),
    ]
    child = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    end = time.monotonic() + SECONDS
    while not told.exists() or not json.loads(told.read_text())["current"]:
        assert time.monotonic() < end
        time.sleep(0.05)

    os.killpg(child.pid, number)

    _, errors = child.communicate(timeout=SECONDS)
    assert child.returncode == 130, errors
    assert "Traceback" not in errors
    assert list((tmp_path / "made").iterdir()) == []
    assert_group_ends(child.pid)


def assert_group_ends(group: int) -> None:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    pytest.fail("a process of the command is still there")
