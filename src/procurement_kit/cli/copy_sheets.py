"""The command that writes a sheet to copy from."""

from datetime import UTC, datetime
from pathlib import Path

import click

from procurement_kit.cli.data import data_option, kit_of
from procurement_kit.cli.frame import write_bytes
from procurement_kit.cli.project_input import read_project
from procurement_kit.copy_outputs import FORMATS, cover_of, write
from procurement_kit.documents.copy_sheets import Filled, filled
from procurement_kit.kit import Kit
from procurement_kit.problems import KitError, say


@click.command("copy-sheet")
@click.argument("project", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--sheet", "name", default="notice", show_default=True, help="Which form.")
@click.option("--format", "kind", type=click.Choice(FORMATS), default="txt", show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write.")
@data_option
def copy_sheet(project: Path, name: str, kind: str, out: Path | None, data: Path) -> None:
    """Write the values of PROJECT (a project file) in the order of another program's form.

    Without --out the fields are printed, one a line; nothing is sent anywhere.
    """
    procurement = read_project(project).procurement
    kit = kit_of(procurement, Kit.installed(), data)
    sheets = kit.content.copy_sheets
    words = kit.content.words.copy_sheets
    if name not in sheets or words is None:
        raise KitError("copy_sheet_unknown", id=name, known=", ".join(sheets))
    assessment = kit.assess(procurement)
    fields = filled(sheets[name], assessment, kit.library)
    if out is None:
        for item in fields:
            value = words.open if item.state is Filled.OPEN else item.value or item.field.note
            label = " ".join(filter(None, (item.field.label, item.field.term)))
            click.echo(" | ".join(filter(None, (label, value, item.repair))))
        return
    cover = cover_of(assessment, kit.content.words, datetime.now(UTC).date())
    write_bytes(out, write(kind, sheets[name], fields, cover, words))
    click.echo(say("written", path=out))
