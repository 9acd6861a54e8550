"""Commands that make what a project publishes: its pack of files, and its open data."""

import sys
from pathlib import Path

import click

from procurement_kit.assessment import Assessment
from procurement_kit.cli.data import data_option, kit_of, pack_option
from procurement_kit.cli.frame import NO, read_bytes, today, write_bytes
from procurement_kit.cli.project_input import read_project
from procurement_kit.formats import repository
from procurement_kit.kit import Kit
from procurement_kit.problems import say
from procurement_kit.publication.reuse_check import faults
from procurement_kit.publication_outputs.findings import fault_lines, secret_lines
from procurement_kit.publication_outputs.open_data import FORMS, Order, form, register_of
from procurement_kit.publication_outputs.pack import pack_of
from procurement_kit.publication_outputs.solution_of import solution_of

ZIP = ".zip"


@click.command("publication-pack")
@click.argument("project", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Folder or .zip file.")
@pack_option
@data_option
def publication_pack(project: Path, out: Path, data: Path) -> None:
    """Write the files with which the public repository of PROJECT begins."""
    kit, assessment = _assessed(project, data)
    pack = pack_of(solution_of(assessment), kit, today())
    if out.suffix == ZIP:
        write_bytes(out, pack.zip)
    else:
        for name, content in pack.files.items():
            write_bytes(out / name, content)
            click.echo(name)
    if pack.missing:
        names = ", ".join(gap.label for gap in pack.missing)
        click.echo(say("pack_missing_statements", names=names), err=True)
    click.echo(say("written", path=out))


@click.command("open-data")
@click.argument("project", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--format", "kind", type=click.Choice(tuple(FORMS)), required=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Default: print it.")
@pack_option
@data_option
def open_data(project: Path, kind: str, out: Path | None, data: Path) -> None:
    """Write PROJECT as open data: a tender (ocds), a solution (dcat), or its decisions (record)."""
    kit, assessment = _assessed(project, data)
    made = form(kind).make(Order(kit, assessment, today(), register_of()))
    if out is None:
        sys.stdout.buffer.write(made)
        return
    write_bytes(out, made)
    click.echo(say("written", path=out))


@click.command("check-repository")
@click.argument("place", type=click.Path(exists=True, path_type=Path))
@click.pass_context
def check_repository(context: click.Context, place: Path) -> None:
    """Check a repository, a folder or an archive: licences by REUSE, and obvious secrets.

    The history is not looked into. Exit code 1 if something was found. Secrets are never printed.
    """
    kit = Kit.installed()
    if place.is_dir():
        found = repository.read_folder(place)
    else:
        found = repository.read(place.name, read_bytes(place))
    lines = [*fault_lines(faults(found.repository)), *secret_lines(found.secrets, kit)]
    for line in lines:
        click.echo(line)
    click.echo(say("repository_checked", count=len(found.repository.names), faults=len(lines)))
    context.exit(NO if lines else 0)


def _assessed(project: Path, data: Path) -> tuple[Kit, Assessment]:
    procurement = read_project(project).procurement
    kit = kit_of(procurement, Kit.installed(), data)
    return kit, kit.assess(procurement)
