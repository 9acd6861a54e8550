"""Many walks on all processors, and what they found together."""

import multiprocessing
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from procurement_kit.crosscheck.content import Content
from procurement_kit.problems import Problem
from procurement_kit.proofs.walks import Walker

WORKERS, CHUNK = 2, 250
REPORTED = 20
"""More problems than this are not looked for."""

Progress = Callable[[int], None]
"""Told how many walks were made since the last time."""

_walkers: list[Walker] = []
"""The walker of a worker process."""


@dataclass
class Walked:
    """What the walks found wrong, and what they came across."""

    walks: int = 0
    problems: dict[tuple[str, int, str, str], Problem] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)

    def add(self, other: "Walked") -> None:
        """Put *other* in; of the same problem the first walk is kept."""
        self.walks += other.walks
        self.seen |= other.seen
        for key, problem in other.problems.items():
            self.problems.setdefault(key, problem)


def walked(content: Content, walks: int, seed: int, told: Progress) -> Walked:
    """So many walks through *content*, in other processes when they are many."""
    with walking(content, walks, seed) as parts:
        return gathered(parts, told)


def gathered(parts: Iterator[Walked], told: Progress) -> Walked:
    """Everything that the *parts* found."""
    found = Walked()
    for part in parts:
        found.add(part)
        told(part.walks)
        if len(found.problems) >= REPORTED:
            break
    return found


@contextmanager
def walking(content: Content, walks: int, seed: int) -> Iterator[Iterator[Walked]]:
    """The parts of so many walks, in order; other processes begin with them at once."""
    chunks = [range(start, min(start + CHUNK, walks)) for start in range(0, walks, CHUNK)]
    if len(chunks) <= WORKERS:
        _begin(content, seed)
        yield map(_chunk, chunks)
        return
    spawn = multiprocessing.get_context("spawn")
    with spawn.Pool(WORKERS, _begin_worker, (content, seed)) as pool:
        yield pool.imap(_chunk, chunks)


def _begin_worker(content: Content, seed: int) -> None:
    """Ctrl-C is for the process that started this one; it ends us."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _begin(content, seed)


def _begin(content: Content, seed: int) -> None:
    _walkers[:] = [Walker(content, seed)]


def _chunk(numbers: range) -> Walked:
    walker, found = _walkers[0], Walked(len(numbers))
    for number in numbers:
        for key, problem in walker.walk(number).items():
            found.problems.setdefault(key, problem)
    found.seen, walker.seen = walker.seen, set()
    return found
