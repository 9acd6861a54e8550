"""A document as DOCX or PDF, made in a bounded child: no list of components holds up the site."""

import os
import pickle
import resource
import signal
import subprocess
import sys
from contextlib import redirect_stdout, suppress
from enum import StrEnum
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore
from typing import IO, BinaryIO, cast

from procurement_kit.documents.document import Document
from procurement_kit.formats.guard import MEBIBYTE_BYTES, OUT_OF_TIME, Guard
from procurement_kit.formats.layout import PLAIN, Look
from procurement_kit.problems import KitError

LIMITS = Guard(30, 45, 2048 * MEBIBYTE_BYTES)
AT_ONCE = BoundedSemaphore(2)
"""Papers of one process that are made at the same time; the others wait for their turn."""

MADE, REFUSED = b"made\n", b"refused\n"


class Paper(StrEnum):
    """A format that takes a second or more to make."""

    DOCX = "docx"
    PDF = "pdf"


def make(document: Document, paper: Paper, limits: Guard = LIMITS, look: Look = PLAIN) -> bytes:
    """*document* as a file; KitError if it takes too long, or can't be made here."""
    with AT_ONCE, TemporaryDirectory() as folder:
        child = subprocess.Popen(
            [sys.executable, "-P", "-m", "procurement_kit.formats.paper"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env={**os.environ, "TMPDIR": folder},
        )
        return _result(child, pickle.dumps((paper.value, document, limits, look)), limits)


def _result(child: "subprocess.Popen[bytes]", order: bytes, limits: Guard) -> bytes:
    try:
        told, _ = child.communicate(order, limits.wall_seconds)
    except subprocess.TimeoutExpired as error:
        raise KitError("paper_too_slow") from error
    finally:
        _end(child)
    if told.startswith(REFUSED):
        raise KitError(told.removeprefix(REFUSED).decode())
    if child.returncode or not told.startswith(MADE):
        raise KitError("paper_too_slow" if child.returncode in OUT_OF_TIME else "paper_failed")
    return told.removeprefix(MADE)


def _end(child: "subprocess.Popen[bytes]") -> None:
    """End the child with everything it may have started, and close both pipes."""
    if child.poll() is None:
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    for pipe in (child.stdin, child.stdout):
        with suppress(BrokenPipeError):
            cast("IO[bytes]", pipe).close()


def main(source: BinaryIO, target: BinaryIO) -> None:
    """In the child: the document in *source*, which our own parent has written, as a file."""
    paper, document, limits, look = pickle.load(source)  # noqa: S301 - from our parent, not a stranger
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        with redirect_stdout(sys.stderr):
            data = _write(document, Paper(paper), look)
    except KitError as error:
        target.write(REFUSED + error.code.encode())
    else:
        target.write(MADE + data)


def _write(document: Document, paper: Paper, look: Look) -> bytes:
    """Imports what it needs only: python-docx and WeasyPrint each take their time."""
    if paper is Paper.PDF:
        from procurement_kit.formats import pdf

        return pdf.write(document, look).data
    from procurement_kit.formats import docx

    return docx.write(document, {}, look)


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
