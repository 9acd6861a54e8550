"""A child process that reads what a stranger sent, with bounded time and memory."""

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stdout, suppress
from typing import IO, Any, BinaryIO, NamedTuple, cast

import orjson

from procurement_kit.problems import KitError

MEBIBYTE_BYTES = 1024 * 1024


class Guard(NamedTuple):
    """What a child may use at most."""

    cpu_seconds: int
    wall_seconds: int
    memory_bytes: int


class Codes(NamedTuple):
    """The codes of the sentences for a child that was too slow, too heavy, or broke down."""

    slow: str
    heavy: str
    broken: str


WEB = Guard(5, 6, 512 * MEBIBYTE_BYTES)
COMMAND_LINE = Guard(300, 400, 8 * 1024 * MEBIBYTE_BYTES)
OUT_OF_TIME = frozenset({-signal.SIGXCPU, -signal.SIGKILL})
Answer = dict[str, Any]


def ask(module: str, name: str, data: bytes, guard: Guard, codes: Codes) -> Answer:
    """What *module* reads from *data* in a child; KitError if it can't, or must not go on."""
    child = subprocess.Popen(  # noqa: S603 - our own module, no shell
        [sys.executable, "-P", "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        answer, _ = child.communicate(orjson.dumps([*guard]) + b"\n" + data, guard.wall_seconds)
    except subprocess.TimeoutExpired as error:
        raise KitError(codes.slow, file=name) from error
    finally:
        _end(child)
    if child.returncode:
        code = codes.slow if child.returncode in OUT_OF_TIME else codes.broken
        raise KitError(code, file=name)
    found: Answer = orjson.loads(answer)
    if "code" in found:
        raise KitError(found["code"], **{**found["details"], "file": name})
    return found


def _end(child: "subprocess.Popen[bytes]") -> None:
    """End the child with everything it may have started, and close both pipes."""
    if child.poll() is None:
        os.killpg(child.pid, signal.SIGKILL)
    with suppress(BrokenPipeError):
        cast("IO[bytes]", child.stdin).close()
    child.communicate()


def answer(read: Callable[[bytes], Answer], codes: Codes) -> None:
    """In the child: what *read* finds in the standard input, or its error, to the output."""
    source: BinaryIO = sys.stdin.buffer
    _bound(Guard(*orjson.loads(source.readline())))
    try:
        with redirect_stdout(sys.stderr):
            found = read(source.read())
        told = orjson.dumps(found, default=list)
    except MemoryError:
        told = orjson.dumps({"code": codes.heavy, "details": {}})
    except KitError as error:
        told = orjson.dumps({"code": error.code, "details": error.details})
    sys.stdout.buffer.write(told)


def _bound(guard: Guard) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (guard.cpu_seconds, guard.cpu_seconds))
    resource.setrlimit(resource.RLIMIT_AS, (guard.memory_bytes, guard.memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
