"""The data folder of an installation, as the commands open it."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from procurement_kit.formats.files import PACK_VARIABLE
from procurement_kit.kit import Kit
from procurement_kit.methodology.procurement import Procurement
from procurement_kit.problems import ContentError, KitError, say
from procurement_kit.store.errors import UnknownContentError
from procurement_kit.store.store import DATABASE, Store

DATA_VARIABLE = "PROCUREMENT_KIT_DATA"
Command = TypeVar("Command", bound=Callable[..., Any])


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


def pack_option(command: Command) -> Command:
    """The option --pack, which is the setting for this run and for the children of it."""
    return click.option(
        "--pack",
        type=click.Path(exists=True, path_type=Path),
        expose_value=False,
        callback=_choose_pack,
        help=f"Folder or ZIP with the office's look and words (default: ${PACK_VARIABLE}).",
    )(command)


def _choose_pack(context: click.Context, _option: click.Parameter, path: Path | None) -> None:
    if path is None:
        return
    before = os.environ.get(PACK_VARIABLE, "")
    os.environ[PACK_VARIABLE] = str(path.resolve())
    context.call_on_close(lambda: os.environ.update({PACK_VARIABLE: before}))


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
        except (ContentError, UnknownContentError):
            pass
    click.echo(say("content_other", title=procurement.title), err=True)
    return current
