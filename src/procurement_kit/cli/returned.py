"""The command that says what was done to a document that came back."""

from collections.abc import Iterator
from pathlib import Path

import click

from procurement_kit.cli.data import data_option, kit_of
from procurement_kit.cli.frame import NO, read_bytes
from procurement_kit.documents.differences import ADDED, REMOVED
from procurement_kit.documents.returned import (
    COMMENT,
    DELETED,
    INSERTED,
    MOVED,
    ClauseState,
    Found,
    Remarked,
    State,
)
from procurement_kit.formats import project_file, returned_docx
from procurement_kit.kit import Kit
from procurement_kit.problems import say
from procurement_kit.returned import Returned, compare_returned

STATES = {
    State.UNCHANGED: "returned_unchanged",
    State.CHANGED: "returned_changed",
    State.DELETED: "returned_deleted",
    State.DROPPED: "returned_dropped",
}
SAID = {
    COMMENT: "returned_comment",
    INSERTED: "returned_inserted",
    DELETED: "returned_removed",
    MOVED: "returned_shifted",
}
SIGNS = {ADDED: ("{+", "+}"), REMOVED: ("[-", "-]")}


@click.command("read-returned")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--project", required=True, type=click.Path(dir_okay=False, path_type=Path))
@data_option
@click.pass_context
def read_returned(context: click.Context, file: Path, project: Path, data: Path) -> None:
    """Say what was changed in FILE (DOCX), a document of the project that came back.

    Removed words stand in [-...-], added ones in {+...+}. Ends with 1 when something was changed.
    """
    found = project_file.read(project.name, read_bytes(project))
    kit = kit_of(found.procurement, Kit.installed(), data)
    read = returned_docx.read(file.name, read_bytes(file))
    returned = compare_returned(kit, found.procurement, found.history, file.name, read)
    for line in _lines(returned):
        click.echo(line)
    context.exit(0 if returned.comparison.is_unchanged else NO)


def _lines(returned: Returned) -> Iterator[str]:
    compared = returned.comparison
    yield returned.document.title
    yield from _hints(returned)
    for item in compared.clauses:
        yield from _clause(item)
    for place, text in compared.added:
        yield f"{say('returned_added')} ({place or '–'}): {text}"
    for remarked in (*compared.revisions, *compared.comments):
        yield _said(remarked)


def _hints(returned: Returned) -> Iterator[str]:
    if returned.comparison.found is Found.BOOKMARKS:
        yield say("returned_by_bookmarks")
    if returned.comparison.found is Found.HEADINGS:
        yield say("returned_by_headings")
    if returned.is_of_other_content:
        yield say("returned_other_content")
    if returned.changed_since:
        yield say("returned_since", answers="; ".join(returned.changed_since))


def _clause(item: ClauseState) -> Iterator[str]:
    moved = f", {say('returned_moved')}" if item.is_moved else ""
    outdated = f", {say('returned_outdated')}" if item.is_outdated else ""
    yield f"{item.clause}  {item.title}: {say(STATES[item.state])}{moved}{outdated}"
    if item.state is State.CHANGED:
        signed = ((*SIGNS.get(kind, ("", "")), text) for kind, text in item.pieces)
        text = "".join(f"{before}{piece}{after}" for before, after, piece in signed)
        yield from (f"    {line}" for line in text.splitlines())


def _said(remarked: Remarked) -> str:
    said, place = remarked.said, remarked.title or "–"
    return f"{say(SAID[said.kind])} ({said.author or '?'}, {place}): {said.text}"
