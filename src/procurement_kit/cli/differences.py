"""The command that shows what differs between the documents of two project files."""

from pathlib import Path

import click

from procurement_kit.cli.data import data_option, kit_of
from procurement_kit.cli.frame import read_bytes, write_bytes
from procurement_kit.documents.comparison import Comparison, compare_sets
from procurement_kit.documents.document import Document
from procurement_kit.formats import docx, project_file
from procurement_kit.kit import Kit
from procurement_kit.problems import say

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("compare-documents")
@click.argument("old", type=FILE)
@click.argument("new", type=FILE)
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path))
@data_option
def compare_documents(old: Path, new: Path, out: Path, data: Path) -> None:
    """Write what differs between the documents of OLD and NEW as tracked changes into folder OUT.

    Both are project files: two exports of one project, or two projects.
    """
    current = Kit.installed()
    before, after = (_documents(path, current, data) for path in (old, new))
    found = [item for item in compare_sets(before, after).values() if item.count]
    for item in found:
        click.echo(_written(item, out))
    if not found:
        click.echo(say("documents_alike"))


def _documents(path: Path, current: Kit, data: Path) -> tuple[Document, ...]:
    procurement = project_file.read(path.name, read_bytes(path)).procurement
    kit = kit_of(procurement, current, data)
    return kit.documents(kit.assess(procurement), final=False)


def _written(found: Comparison, out: Path) -> str:
    """Write the file; the sentence that tells of it."""
    document = found.document
    path = out / f"{document.file_name}-rozdily.docx"
    out.mkdir(parents=True, exist_ok=True)
    write_bytes(path, docx.write(document, {}))
    changed, added, removed = map(len, (found.changed, found.added, found.removed))
    return say(
        "documents_differ", title=document.title, file=path.name,
        changed=changed, added=added, removed=removed,
    )  # fmt: skip
