"""The command that prints what a trainer hands out."""

from collections.abc import Iterator
from pathlib import Path

import click

from procurement_kit.cli.frame import today, write_bytes
from procurement_kit.documents.document import Document
from procurement_kit.generation.drawing import FORMATS, USUAL, Order, chosen, draw
from procurement_kit.kit import Kit
from procurement_kit.problems import say
from procurement_kit.training_outputs import GENERAL, OF_SCENARIO, Printing

ALL = "all"


@click.command("handouts")
@click.argument("scenario")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--formats",
    default=",".join(USUAL),
    show_default=True,
    callback=lambda _context, _option, names: chosen(tuple(filter(None, names.split(",")))),
    help="File formats, separated by commas.",
)
def handouts(scenario: str, out: Path, formats: tuple[str, ...]) -> None:
    """Write the hand-outs of SCENARIO (or "all") into folder OUT."""
    kit = Kit.installed()
    for document in documents(Printing(kit, today()), scenario):
        drawn = draw(Order(document, formats, kit.look()))
        for warning in drawn.warnings:
            click.echo(warning, err=True)
        for kind, data in drawn.files.items():
            write_bytes(out / f"{document.file_name}{FORMATS[kind].suffix}", data)
            click.echo(f"{document.file_name}{FORMATS[kind].suffix}")
    click.echo(say("written", path=out))


def documents(printing: Printing, name: str) -> Iterator[Document]:
    """The hand-outs of the scenario *name*, or of all, then those that belong to none."""
    scenarios = printing.kit.content.scenarios
    for scenario in scenarios if name == ALL else (printing.scenario(name).id,):
        for kind in OF_SCENARIO:
            yield printing.of_scenario(scenario, kind)
    for kind in GENERAL:
        yield printing.general(kind)
