"""Documents made in child processes; all state is on disk, so a restart of the web loses nothing.

Each job is a folder: project.json and request.json (what to make), lock (held by the living child),
process (its id), progress.json (written by the child), cancelled (a mark), result (the files).
The child starts its own workers; they are in its process group and end with it. What it drew is
kept beside the jobs, for the next job of the same project.
"""

import fcntl
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from procurement_kit.formats import project_file
from procurement_kit.generation import cache
from procurement_kit.generation.drawing import USUAL
from procurement_kit.methodology.procurement import Event, Procurement
from procurement_kit.problems import KitError, say

CHILDREN = 2
SECONDS, GRACE = 120, 15
KEPT_SECONDS = 7 * 24 * 60 * 60
NICENESS = 10
JOB = re.compile(r"^[0-9a-f]{64}$")
PROJECT, REQUEST, LOCK, PROCESS = "project.json", "request.json", "lock", "process"
PROGRESS, CANCELLED, RESULT, LOG = "progress.json", "cancelled", "result", "log"


class JobStatus(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class JobState:
    """A job's status, the documents done and in all, the one in hand, and what went wrong."""

    status: JobStatus
    done: int = 0
    total: int = 0
    current: str = ""
    error: str = ""


class JobMissingError(KitError):
    """There is no such job or file; results are kept for a week."""


class RenderJobs:
    """The jobs in *folder*, which lies in the data folder of the installation."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._children: list[subprocess.Popen[bytes]] = []
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def close(self) -> None:
        """Wait for the children that are still at work, so that none is left behind."""
        for child in self._children:
            child.wait()

    def start(
        self,
        procurement: Procurement,
        events: Iterable[Event],
        *,
        final: bool,
        formats: tuple[str, ...] = USUAL,
        options: tuple[str, ...] = (),
    ) -> str:
        """The job that makes the documents; the same input is the same job, made once.

        *options* are further ones of the command that makes documents.
        """
        project = project_file.write(procurement, events)
        asked = {"project": procurement.id, "final": final, "formats": formats}
        request = json.dumps(asked | {"version": cache.program_version(), "options": options})
        job = hashlib.sha256(request.encode() + b"\0" + project).hexdigest()
        path = self._folder / job
        with self._scheduling():
            self._forget_old()
            if path.is_dir() and _state(path).status in {JobStatus.FAILED, JobStatus.CANCELLED}:
                _remove(path)
            if not (path / REQUEST).is_file():
                path.mkdir(mode=0o700, exist_ok=True)
                (path / PROJECT).write_bytes(project)
                (path / f".{REQUEST}").write_text(request)
                (path / f".{REQUEST}").rename(path / REQUEST)
            os.utime(path / REQUEST)
            self._start_waiting()
        return job

    def state(self, job: str) -> JobState:
        """How far the job is; a job that waits is started when there is room."""
        path = self._path(job)
        found = _state(path)
        if found.status is not JobStatus.WAITING:
            return found
        with self._scheduling():
            self._start_waiting()
        return _state(path)

    def cancel(self, job: str) -> None:
        """Stop the job, if it has not finished."""
        path = self._path(job)
        with self._scheduling():
            if _state(path).status in {JobStatus.WAITING, JobStatus.RUNNING}:
                (path / CANCELLED).touch()
                _signal(path, signal.SIGTERM)

    def files(self, job: str) -> tuple[str, ...]:
        """The names of the finished files."""
        result = self._path(job) / RESULT
        return tuple(sorted(path.name for path in result.iterdir())) if result.is_dir() else ()

    def file(self, job: str, name: str) -> Path:
        """The finished file *name*; looked up in the list, so that no name leads elsewhere."""
        if name not in self.files(job):
            raise JobMissingError("job_file_unknown")
        return self._path(job) / RESULT / name

    def forget(self, project: str) -> None:
        """Remove everything that was made for *project*."""
        with self._scheduling():
            for path in self._jobs():
                if _read(path / REQUEST).get("project") == project:
                    _remove(path)
            cache.forget(self._folder.with_name(cache.DRAWN), project)

    def _path(self, job: str) -> Path:
        path = next((path for path in self._jobs() if path.name == job), None)
        if path is None:
            raise JobMissingError("job_unknown")
        return path

    def _jobs(self) -> Iterator[Path]:
        """Every job, the oldest request first."""
        found = [path for path in self._folder.iterdir() if JOB.match(path.name)]
        ready = [path for path in found if (path / REQUEST).is_file()]
        yield from sorted(ready, key=lambda path: (_age_mark(path), path.name))

    @contextmanager
    def _scheduling(self) -> Iterator[None]:
        """Only one thread of one process starts, stops or removes jobs at a time."""
        with (self._folder / LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _start_waiting(self) -> None:
        self._children = [child for child in self._children if child.poll() is None]
        for path in self._jobs():
            _end_slow(path)
        states = [(path, _state(path).status) for path in self._jobs()]
        room = CHILDREN - sum(_is_alive(path) for path, _ in states)
        waiting = [path for path, status in states if status is JobStatus.WAITING]
        for path in waiting[: max(room, 0)]:
            self._children.append(_spawn(path))

    def _forget_old(self) -> None:
        oldest = time.time() - KEPT_SECONDS
        for path in list(self._jobs()):
            if _age_mark(path) < oldest:
                _remove(path)


def _state(path: Path) -> JobState:
    """The state of the job in folder *path*, as the files there tell it."""
    is_alive = _is_alive(path)
    told = _read(path / PROGRESS)
    done, total = _count(told, "done"), _count(told, "total")
    if (path / RESULT).is_dir():
        return JobState(JobStatus.DONE, total, total)
    if (path / CANCELLED).exists():
        return JobState(JobStatus.CANCELLED, done, total)
    if is_alive:
        return JobState(JobStatus.RUNNING, done, total, str(told.get("current", "")))
    if not (path / PROCESS).exists():
        return JobState(JobStatus.WAITING)
    return JobState(JobStatus.FAILED, done, total, "", str(told.get("error") or say("render_died")))


def _end_slow(path: Path) -> None:
    """Kill a child that did not keep its time limit itself."""
    try:
        begun = (path / PROCESS).stat().st_mtime
    except FileNotFoundError:
        return
    if time.time() - begun > SECONDS + GRACE and _is_alive(path):
        _signal(path, signal.SIGKILL)
        error = say("render_slow", seconds=SECONDS)
        (path / PROGRESS).write_text(json.dumps({"error": error}))


def _is_alive(path: Path) -> bool:
    """Whether a child holds the job's lock; the kernel frees it however the child ends."""
    try:
        with (path / LOCK).open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def _spawn(path: Path) -> subprocess.Popen[bytes]:
    """Start the child of the job; it takes over the lock."""
    with (path / LOCK).open("wb") as lock, (path / LOG).open("wb") as log:
        fcntl.flock(lock, fcntl.LOCK_EX)
        child = subprocess.Popen(  # noqa: S603 - our own program, no shell
            _command(path),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=log,
            pass_fds=[lock.fileno()],
            process_group=0,
        )
        (path / PROCESS).write_text(str(child.pid))
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, child.pid, NICENESS)
    return child


def _command(path: Path) -> list[str]:
    request = _read(path / REQUEST)
    formats, options = request.get("formats"), request.get("options")
    return [
        *(sys.executable, "-m", "procurement_kit", "generate", str(path / PROJECT)),
        *("--out", str(path / RESULT)),
        *("--data", str(path.parent.parent)),
        *("--cache", str(path.parent.with_name(cache.DRAWN))),
        *("--cache-for", str(request.get("project"))),
        *("--formats", ",".join(formats if isinstance(formats, list) else USUAL)),
        *("--progress-file", str(path / PROGRESS)),
        *("--time-limit", str(SECONDS)),
        *(() if request.get("final") else ("--draft",)),
        *(map(str, options) if isinstance(options, list) else ()),
    ]


def _signal(path: Path, number: signal.Signals) -> None:
    """Send *number* to the child and its children, if it lives."""
    if _is_alive(path):
        with suppress(OSError, ValueError):
            os.killpg(int((path / PROCESS).read_text()), number)


def _remove(path: Path) -> None:
    """Remove the job; a child that still lives is killed first."""
    _signal(path, signal.SIGKILL)
    with suppress(FileNotFoundError), (path / LOCK).open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
    shutil.rmtree(path)


def _read(path: Path) -> dict[str, object]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _count(told: dict[str, object], key: str) -> int:
    value = told.get(key)
    return value if isinstance(value, int) else 0


def _age_mark(path: Path) -> float:
    try:
        return (path / REQUEST).stat().st_mtime
    except FileNotFoundError:
        return 0.0
