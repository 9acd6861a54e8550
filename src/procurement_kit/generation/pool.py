"""Documents drawn in worker processes: quicker, and a crash, a leak or a cancel stays with them.

Loading the renderer takes as long as drawing several documents. One process loads it, while the
caller is still busy with the content, and does nothing else; each worker is a copy of it. Workers
are never copies of the caller, whose threads and connections must not be copied.
"""

import multiprocessing.forkserver
import multiprocessing.resource_tracker
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from procurement_kit.documents.document import Document, Table
from procurement_kit.generation.drawing import Drawn, Order, draw
from procurement_kit.problems import KitError

MEBIBYTE = 1024 * 1024
RETIRING_BYTES = 150 * MEBIBYTE
"""A worker that has needed so much memory is replaced; see ``benchmarks/documents.py``."""

MOST_WORKERS = 4
DOCUMENT_SECONDS = 300
RENDERER = "procurement_kit.generation.renderer"
STATUS, PEAK = Path("/proc/self/status"), "VmHWM:"


class Begun(NamedTuple):
    """The document at *position* is in hand."""

    position: int


class Done(NamedTuple):
    """The document at *position* is drawn; *peak* is the memory of its worker so far in bytes."""

    position: int
    drawn: Drawn
    peak: int = 0


class Refused(NamedTuple):
    """An error with a sentence for the user, on its way from a worker."""

    code: str
    details: dict[str, object]


@dataclass
class Worker:
    """A process that draws one document after another, and the way to talk to it."""

    process: ForkServerProcess
    connection: Connection
    position: int = -1


def usable_workers(limit: int = MOST_WORKERS) -> int:
    """How many workers suit this computer: one for each processor that we may use, *limit* at most.

    Every way to make documents asks here.
    """
    ours = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    return max(1, min(ours, limit))


def draw_here(orders: Sequence[Order]) -> Iterator[Begun | Done]:
    """Draws *orders* in this process, in order."""
    for position, order in enumerate(orders):
        yield Begun(position)
        yield Done(position, draw(order))


class Pool:
    """At most *size* workers; leaving the context ends all of them at once, whatever they do."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._workers: list[Worker] = []

    def __enter__(self) -> "Pool":
        """Begin to load the renderer, without waiting for it."""
        multiprocessing.set_forkserver_preload([RENDERER])
        with _deaf_to_ctrl_c():
            multiprocessing.forkserver.ensure_running()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        del kind, error, trace
        for worker in self._workers:
            worker.process.kill()
        while self._workers:
            _end(self._workers.pop())

    def draw(self, orders: Sequence[Order]) -> Iterator[Begun | Done]:
        """Draws *orders*, the longest first; KitError names a document that ended its worker."""
        waiting = sorted(range(len(orders)), key=lambda position: _length(orders[position]))
        while len(self._workers) < min(self._size, len(orders)):
            self._workers.append(_hire())
        idle, busy = list(self._workers), dict[Connection, Worker]()
        while waiting or busy:
            while waiting and idle:
                worker = idle.pop()
                worker.position = waiting.pop()
                busy[worker.connection] = worker
                with suppress(BrokenPipeError):
                    worker.connection.send(orders[worker.position])
                yield Begun(worker.position)
            for connection in wait(list(busy)):
                worker = busy.pop(connection)  # type: ignore[call-overload]
                done = _answer(worker, orders[worker.position].document)
                idle.append(self._kept(worker, done.peak, is_needed=bool(waiting)))
                yield done

    def _kept(self, worker: Worker, peak: int, *, is_needed: bool) -> Worker:
        """The same worker, or a fresh one where it has grown too much."""
        if peak < RETIRING_BYTES or not is_needed:
            return worker
        self._workers.remove(worker)
        worker.process.kill()
        _end(worker)
        fresh = _hire()
        self._workers.append(fresh)
        return fresh


def _hire() -> Worker:
    context = multiprocessing.get_context("forkserver")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs,), daemon=True)
    with _deaf_to_ctrl_c(), theirs:
        process.start()
    return Worker(process, ours)


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """What starts here never sees Ctrl-C; we, who end it, see it when we leave."""
    multiprocessing.resource_tracker.ensure_running()  # it would let Ctrl-C through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end(worker: Worker) -> None:
    worker.process.join()
    worker.process.close()
    worker.connection.close()


def _answer(worker: Worker, document: Document) -> Done:
    """What the worker drew; KitError if it refused or is no more."""
    try:
        answer = worker.connection.recv()
    except (EOFError, ConnectionError) as error:
        raise KitError("document_died", title=document.title) from error
    if isinstance(answer, Refused):
        raise KitError(answer.code, **answer.details)
    drawn, peak = answer
    return Done(worker.position, drawn, peak)


def _length(order: Order) -> int:
    """How long drawing will take, roughly: by paragraphs and rows."""
    blocks = order.document.blocks()
    return sum(len(block.rows) if isinstance(block, Table) else 1 for block in blocks)


def _work(connection: Connection) -> None:
    """In the worker: draws what comes until nothing comes any more.

    A document that takes far too long ends the worker by the alarm, even if nobody waits for it.
    """
    with suppress(EOFError, BrokenPipeError):
        while True:
            order = connection.recv()
            signal.alarm(DOCUMENT_SECONDS)
            answer = _drawn(order)
            signal.alarm(0)
            connection.send(answer)


def _drawn(order: Order) -> tuple[Drawn, int] | Refused:
    try:
        return draw(order), _peak_bytes()
    except KitError as error:
        return Refused(error.code, error.details)


def _peak_bytes() -> int:
    """The most memory that this process has ever held; 0 where the system does not say."""
    if not STATUS.is_file():
        return 0
    sizes = [line.split()[1] for line in STATUS.read_text().splitlines() if line.startswith(PEAK)]
    return int(sizes[0]) * 1024 if sizes else 0
