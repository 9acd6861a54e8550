"""What all commands share: exit codes, errors as sentences, and files that the user named.

Commands are imported when they are called, so that a short question gets a quick answer.
"""

import os
import sys
from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import click

from procurement_kit.problems import KitError, say, speaking

NO, LAWYER, FAILED, USAGE, STOPPED = 1, 2, 3, 64, 130


SPOKEN = "cs"
"""The language of messages unless another is asked for."""


def speaking_in(language: str) -> AbstractContextManager[None]:
    """Say messages in *language*; the translations are read only now."""
    from procurement_kit.formats.files import locale_root
    from procurement_kit.translations.speech import speech, spoken_languages

    if language not in spoken_languages(locale_root()):
        raise KitError("language_unknown", language=language)
    return speaking(speech(locale_root(), language).plain)


class Commands(click.Group):
    """A group of commands by "module:function"; ends with our exit codes, says errors in Czech."""

    def __init__(self, *args: Any, places: Mapping[str, str], **more: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **more)
        self.places = places

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        del ctx
        return list(self.places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command *cmd_name*, imported now; None if there is none."""
        del ctx
        if cmd_name not in self.places:
            return None
        module, name = self.places[cmd_name].split(":")
        command: click.Command = getattr(import_module(f"procurement_kit.cli.{module}"), name)
        return command

    def main(self, *args: Any, **more: Any) -> NoReturn:  # noqa: ANN401 - as click declares it
        """Run the command and exit."""
        more["standalone_mode"] = False
        try:
            code = super().main(*args, **more)
        except KitError as error:
            click.echo(str(error), err=True)
            code = NO if error.is_answer else FAILED
        except (click.Abort, KeyboardInterrupt):
            click.echo(say("stopped"), err=True)
            code = STOPPED
        except click.ClickException as error:
            error.show()
            code = USAGE
        except BrokenPipeError:
            code = _quiet_end()
        sys.exit(code if isinstance(code, int) else 0)


def today() -> date:
    """The day in the place where the command runs."""
    return datetime.now(UTC).astimezone().date()


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
