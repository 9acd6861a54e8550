"""Jobs survive whatever happens to the web process and to their children."""

import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from procurement_kit.generation.cache import DrawnFiles
from procurement_kit.generation.drawing import Drawn, Order
from procurement_kit.methodology.procurement import Procurement
from procurement_kit.problems import KitError
from procurement_kit.store.store import DATABASE, Store
from procurement_kit.web import render_jobs
from procurement_kit.web.render_jobs import JobState, JobStatus, RenderJobs
from tests.builders import a_procurement
from tests.formats.everything import everything
from tests.web.small_kit import small_kit

PROLOGUE = """
import json, os, pathlib, signal, sys, time
job = pathlib.Path(sys.argv[1])
def tell(**content):
    (job / "new").write_text(json.dumps(content)); (job / "new").rename(job / "progress.json")
def finish():
    (job / "hidden").mkdir(); (job / "hidden" / "a.pdf").write_text("x")
    (job / "hidden").rename(job / "result")
"""
QUICK = "tell(done=0, total=1, current='A'); finish(); tell(done=1, total=1, current='')"
ENDLESS = "tell(done=1, total=3, current='Smlouva'); time.sleep(60)"
UNTIL_TOLD = """
tell(done=0, total=1, current='')
while not (job.parent / "go").exists(): time.sleep(0.02)
finish()
"""
REFUSING = "tell(error='Chybí odpověď.'); sys.exit(1)"
AN_ORDER = Order(everything(), ("txt",))
CRASHING = "os.kill(os.getpid(), signal.SIGKILL)"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "renders"


@pytest.fixture
def jobs(folder: Path) -> Iterator[RenderJobs]:
    made = RenderJobs(folder)
    yield made
    for path in folder.iterdir():
        if path.is_dir():
            made.cancel(path.name)
    for child in made._children:
        child.wait(10)


@pytest.fixture
def child(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Replaces the program that makes documents by a few lines."""

    def use(script: str) -> None:
        def command(path: Path) -> list[str]:
            return [sys.executable, "-S", "-c", PROLOGUE + script, str(path)]

        monkeypatch.setattr(render_jobs, "_command", command)

    return use


def wait_for(jobs: RenderJobs, job: str, *statuses: JobStatus, seconds: float = 20) -> JobState:
    """The state of *job* once it has one of *statuses*."""
    end = time.monotonic() + seconds
    while (state := jobs.state(job)).status not in statuses:
        assert time.monotonic() < end, state
        time.sleep(0.05)
    return state


def numbered(number: int) -> Procurement:
    return a_procurement(number=str(number))


def test_a_job_ends_with_its_files(jobs: RenderJobs, child: Callable[[str], None]):
    child(QUICK)

    job = jobs.start(a_procurement(), (), final=False)

    assert wait_for(jobs, job, JobStatus.DONE) == JobState(JobStatus.DONE, 1, 1)
    assert jobs.files(job) == ("a.pdf",)
    assert jobs.file(job, "a.pdf").read_text() == "x"


def test_the_same_input_is_the_same_job_made_once(jobs: RenderJobs, child: Callable[[str], None]):
    child(QUICK)
    first = jobs.start(a_procurement(a="1"), (), final=True)
    wait_for(jobs, first, JobStatus.DONE)
    child(CRASHING)

    second = jobs.start(a_procurement(a="1"), (), final=True)

    assert second == first
    assert jobs.state(second).status is JobStatus.DONE


def test_any_difference_makes_another_job(jobs: RenderJobs, child: Callable[[str], None]):
    child(QUICK)
    base = a_procurement(a="1")
    inputs = [
        (base, True),
        (base, False),
        (a_procurement(a="2"), True),
        (replace(base, content_hash="other"), True),
        (replace(base, id="p2"), True),
        (replace(base, title="Jiná"), True),
        (replace(base, acknowledgements={"f": "Víme."}), True),
    ]

    names = {jobs.start(procurement, (), final=final) for procurement, final in inputs}
    names.add(jobs.start(base, (), final=True, formats=("txt",)))

    assert len(names) == len(inputs) + 1


def test_a_running_job_tells_how_far_it_is(jobs: RenderJobs, child: Callable[[str], None]):
    child(ENDLESS)
    job = jobs.start(a_procurement(), (), final=False)

    wait_for(jobs, job, JobStatus.RUNNING)
    while not jobs.state(job).total:
        time.sleep(0.02)

    assert jobs.state(job) == JobState(JobStatus.RUNNING, 1, 3, "Smlouva")


def test_at_most_two_run_and_the_others_wait_their_turn(
    jobs: RenderJobs, folder: Path, child: Callable[[str], None]
):
    child(UNTIL_TOLD)
    started = [jobs.start(numbered(number), (), final=False) for number in range(4)]

    before = [jobs.state(job).status for job in started]
    (folder / "go").touch()
    for job in started:
        wait_for(jobs, job, JobStatus.DONE)

    assert before == [JobStatus.RUNNING] * 2 + [JobStatus.WAITING] * 2


def test_another_process_counts_the_same_children(
    jobs: RenderJobs, folder: Path, child: Callable[[str], None]
):
    child(ENDLESS)
    for number in range(2):
        jobs.start(numbered(number), (), final=False)

    third = RenderJobs(folder).start(numbered(3), (), final=False)

    assert RenderJobs(folder).state(third).status is JobStatus.WAITING


def test_a_restart_of_the_web_loses_no_job(
    jobs: RenderJobs, folder: Path, child: Callable[[str], None]
):
    child(UNTIL_TOLD)
    job = jobs.start(a_procurement(), (), final=False)

    restarted = RenderJobs(folder)
    assert restarted.state(job).status is JobStatus.RUNNING
    (folder / "go").touch()

    assert wait_for(restarted, job, JobStatus.DONE).status is JobStatus.DONE


def test_a_killed_child_is_a_failure_that_can_be_tried_again(
    jobs: RenderJobs, folder: Path, child: Callable[[str], None]
):
    child(ENDLESS)
    job = jobs.start(a_procurement(), (), final=False)
    wait_for(jobs, job, JobStatus.RUNNING)
    os.kill(int((folder / job / "process").read_text()), signal.SIGKILL)
    failed = wait_for(jobs, job, JobStatus.FAILED)
    child(QUICK)

    again = jobs.start(a_procurement(), (), final=False)

    assert failed.error
    assert again == job
    assert wait_for(jobs, again, JobStatus.DONE)


def test_what_the_child_says_is_the_error(jobs: RenderJobs, child: Callable[[str], None]):
    child(REFUSING)
    job = jobs.start(a_procurement(), (), final=True)

    assert wait_for(jobs, job, JobStatus.FAILED).error == "Chybí odpověď."


def test_a_cancelled_job_ends_and_makes_room(
    jobs: RenderJobs, folder: Path, child: Callable[[str], None]
):
    child(ENDLESS)
    job = jobs.start(a_procurement(), (), final=False)
    wait_for(jobs, job, JobStatus.RUNNING)

    jobs.cancel(job)

    assert jobs.state(job).status is JobStatus.CANCELLED
    end = time.monotonic() + 10
    while render_jobs._is_alive(folder / job):
        assert time.monotonic() < end
        time.sleep(0.05)


def test_a_cancelled_job_may_be_started_again(jobs: RenderJobs, child: Callable[[str], None]):
    child(ENDLESS)
    job = jobs.start(a_procurement(), (), final=False)
    jobs.cancel(job)
    child(QUICK)

    jobs.start(a_procurement(), (), final=False)

    assert wait_for(jobs, job, JobStatus.DONE)


def test_a_waiting_job_can_be_cancelled_before_it_starts(
    jobs: RenderJobs, folder: Path, child: Callable[[str], None]
):
    child(ENDLESS)
    started = [jobs.start(numbered(number), (), final=False) for number in range(3)]

    jobs.cancel(started[2])

    assert jobs.state(started[2]).status is JobStatus.CANCELLED
    assert not (folder / started[2] / "process").exists()


def test_a_child_beyond_its_time_is_ended(
    jobs: RenderJobs, child: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
):
    child(ENDLESS)
    slow = jobs.start(numbered(1), (), final=False)
    wait_for(jobs, slow, JobStatus.RUNNING)
    monkeypatch.setattr(render_jobs, "SECONDS", -100)

    jobs.start(numbered(2), (), final=False)

    assert wait_for(jobs, slow, JobStatus.FAILED).error.startswith("Tvorba dokumentů trvala")


def test_results_are_dropped_after_a_week(
    jobs: RenderJobs, folder: Path, child: Callable[[str], None]
):
    child(QUICK)
    old = jobs.start(numbered(1), (), final=False)
    wait_for(jobs, old, JobStatus.DONE)
    week_ago = time.time() - 7 * 24 * 60 * 60 - 1
    os.utime(folder / old / "request.json", (week_ago, week_ago))

    jobs.start(numbered(2), (), final=False)

    with pytest.raises(KitError):
        jobs.state(old)


def test_a_deleted_project_leaves_no_documents(
    jobs: RenderJobs, folder: Path, child: Callable[[str], None]
):
    child(QUICK)
    mine = jobs.start(a_procurement(), (), final=False)
    other = jobs.start(replace(a_procurement(), id="p2"), (), final=False)
    for job in (mine, other):
        wait_for(jobs, job, JobStatus.DONE)

    drawn = Drawn({"txt": b"x"})
    for project in ("p1", "p2"):
        DrawnFiles(folder.with_name("drawn"), project).keep(AN_ORDER, drawn)

    jobs.forget("p1")

    assert not (folder / mine).exists()
    assert (folder / other).exists()
    assert DrawnFiles(folder.with_name("drawn"), "p1").find(AN_ORDER) is None
    assert DrawnFiles(folder.with_name("drawn"), "p2").find(AN_ORDER) == drawn


@pytest.mark.parametrize("name", ["", ".", "..", "lock", "../renders", "/etc", "a" * 64])
def test_no_name_leads_outside_the_jobs(jobs: RenderJobs, name: str):
    for ask in (jobs.state, jobs.files, jobs.cancel):
        with pytest.raises(KitError):
            ask(name)


@pytest.mark.parametrize("name", ["", "..", "../project.json", "/etc/passwd", "A.PDF", "a.pdf/"])
def test_no_name_leads_outside_the_result(
    jobs: RenderJobs, child: Callable[[str], None], name: str
):
    child(QUICK)
    job = jobs.start(a_procurement(), (), final=False)
    wait_for(jobs, job, JobStatus.DONE)

    with pytest.raises(KitError):
        jobs.file(job, name)


def test_the_folder_is_private(jobs: RenderJobs, folder: Path, child: Callable[[str], None]):
    child(QUICK)
    job = jobs.start(a_procurement(), (), final=False)
    wait_for(jobs, job, JobStatus.DONE)

    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / job).stat().st_mode & 0o777 == 0o700


def test_the_real_program_makes_documents_with_the_content_of_the_project(
    tmp_path: Path, jobs: RenderJobs
):
    """The project was begun with other content than is installed; its own is used."""
    kit = small_kit()
    store = Store.open(tmp_path / DATABASE)
    store.keep_content(kit.content.files)
    store.close()
    procurement = Procurement("p1", "Web", kit.hash, answers={"contract_title": "Nový web"})

    job = jobs.start(procurement, (), final=False, formats=("docx", "txt"))

    state = wait_for(jobs, job, JobStatus.DONE, JobStatus.FAILED, seconds=120)
    names = {template.file_name for template in kit.templates(kit.assess(procurement))}
    assert state.status is JobStatus.DONE, state
    wanted = {f"{name}.{suffix}" for name in names for suffix in ("docx", "txt")}
    assert wanted <= set(jobs.files(job))
    drawn = [name for name in jobs.files(job) if name.endswith((".docx", ".txt"))]
    assert len(list((tmp_path / "drawn").glob("*/*"))) == len(drawn)
    project = json.loads(jobs.file(job, "projekt.json").read_text("utf-8"))
    assert project["answers"] == {"contract_title": "Nový web"}

    jobs.forget("p1")
    assert list((tmp_path / "drawn").iterdir()) == []
