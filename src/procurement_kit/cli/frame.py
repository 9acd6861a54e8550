"""What all commands share: exit codes, errors as sentences, and the data folder."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from procurement_kit.generation import NotReadyError
from procurement_kit.kit import Kit
from procurement_kit.methodology.procurement import Procurement
from procurement_kit.problems import ContentError, KitError, say
from procurement_kit.store import DATABASE, Store, UnknownContentError

NO, LAWYER, FAILED, USAGE, STOPPED = 1, 2, 3, 64, 130
DATA_VARIABLE = "PROCUREMENT_KIT_DATA"
Command = TypeVar("Command", bound=Callable[..., Any])


class Commands(click.Group):
    """A group of commands that ends with our exit codes and says errors in Czech."""

    def main(self, *args: Any, **more: Any) -> NoReturn:  # noqa: ANN401 - as click declares it
        """Run the command and exit."""
        more["standalone_mode"] = False
        try:
            code = super().main(*args, **more)
        except KitError as error:
            click.echo(str(error), err=True)
            code = NO if isinstance(error, (ContentError, NotReadyError)) else FAILED
        except (click.Abort, KeyboardInterrupt):
            click.echo(say("stopped"), err=True)
            code = STOPPED
        except click.ClickException as error:
            error.show()
            code = USAGE
        except BrokenPipeError:
            code = _quiet_end()
        sys.exit(code if isinstance(code, int) else 0)


def data_option(command: Command) -> Command:
    """The option --data."""
    return click.option(
        "--data",
        type=click.Path(file_okay=False, path_type=Path),
        envvar=DATA_VARIABLE,
        default=Path("~/.local/share/procurement-kit"),
        callback=lambda _context, _option, path: path.expanduser(),
        help="Data folder (default: $PROCUREMENT_KIT_DATA, ~/.local/share/procurement-kit).",
    )(command)


def opened_store(data: Path) -> Store:
    """The store in folder *data*; KitError if nothing was ever stored there."""
    if not (data / DATABASE).is_file():
        raise KitError("data_missing", path=data / DATABASE)
    return Store.open(data / DATABASE)


def kit_of(procurement: Procurement, current: Kit, data: Path) -> Kit:
    """The kit that *procurement* was begun with, if *data* holds it; else the *current* one."""
    if procurement.content_hash in {"", current.hash}:
        return current
    if (data / DATABASE).is_file():
        try:
            return Kit.read(Store.open(data / DATABASE).content(procurement.content_hash))
        except UnknownContentError:
            pass
    click.echo(say("content_other", title=procurement.title), err=True)
    return current


def read_bytes(path: Path) -> bytes:
    """The content of a file that the user named."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise KitError("file_unreadable", path=path, cause=error.strerror) from error


def write_bytes(path: Path, data: bytes) -> None:
    """Put *data* into a file that the user named; all of it or nothing."""
    hidden = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        hidden.write_bytes(data)
        hidden.replace(path)
    except OSError as error:
        hidden.unlink(missing_ok=True)
        raise KitError("file_unwritable", path=path, cause=error.strerror) from error


def _quiet_end() -> int:
    """The reader of our output is gone: end without a word."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return STOPPED
