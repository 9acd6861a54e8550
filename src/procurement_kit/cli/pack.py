"""Commands for the pack with an office's own look and words."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from procurement_kit.cli.frame import write_bytes
from procurement_kit.documents.own_texts import PREFIX, Override
from procurement_kit.documents.three_way import Lines, passages
from procurement_kit.formats import docx_starter, packs
from procurement_kit.formats.files import ContentFiles, content_root
from procurement_kit.formats.office_files import version_of
from procurement_kit.kit import Kit
from procurement_kit.problems import ContentError, KitError, say
from procurement_kit.proofs.workers import walked

DEFAULT_WALKS_LIMIT = 300
SEED = 1
pack_argument = click.argument("pack", type=click.Path(path_type=Path))
folder_option = click.option(
    "--pack", required=True, type=click.Path(file_okay=False, path_type=Path), help="Its folder."
)


@click.command("check-pack")
@pack_argument
@click.option("--walks", type=click.IntRange(0), default=DEFAULT_WALKS_LIMIT, show_default=True)
def check_pack(pack: Path, walks: int) -> None:
    """Check the office's PACK, a folder or a ZIP, together with our content.

    Every mistake is listed as file:line. What should be looked at, such as an own clause made from
    an older wording of ours, is a warning.
    """
    kit = Kit.load(content_root(), pack)
    for note in packs.placed(ContentError(kit.notes()), pack).problems:
        click.echo(str(note), err=True)
    problems = kit.prove()
    if not problems:
        problems = list(walked(kit.content, walks, SEED, lambda _done: None).problems.values())
    if problems:
        raise packs.placed(ContentError(problems), pack)
    content = kit.content
    own = sum(name.startswith(PREFIX) for name in content.clauses)
    click.echo(
        say("pack_sound", own=own, overrides=len(content.overrides),
            documents=len(content.document_paths), hash=kit.hash[:12])
    )  # fmt: skip
    click.echo(say("pack_fields", names=", ".join(kit.offered)))


@click.command("own-clause")
@click.argument("clause")
@folder_option
def own_clause(clause: str, pack: Path) -> None:
    """Begin the office's own wording of CLAUSE (such as C4) with a copy of ours."""
    files = ContentFiles.load(content_root())
    kit = Kit.read(files)
    if clause not in kit.content.clauses:
        raise KitError("clause_not_ours", id=clause)
    ours = files.files[kit.content.clauses[clause].path]
    own, base = pack / "clauses" / f"{clause}.md", pack / "base" / f"{clause}.md"
    if own.exists():
        raise KitError("override_exists", path=own)
    marked = rf"\g<0>\noverrides: {clause}\nbase: {version_of(ours)}\nreason: ''"
    begun = re.sub(r"^id: .*$", marked, ours.decode(), count=1, flags=re.MULTILINE)
    write_bytes(base, ours)
    write_bytes(own, begun.encode())
    click.echo(say("written", path=own))


@click.command("own-letterhead")
@folder_option
def own_letterhead(pack: Path) -> None:
    """Begin the office's letterhead.docx with our styles, to be edited in a word processor."""
    path = pack / "letterhead.docx"
    if path.exists():
        raise KitError("override_exists", path=path)
    write_bytes(path, docx_starter.write())
    click.echo(say("written", path=path))


@click.command("compare-clause")
@click.argument("clause")
@click.option("--pack", required=True, type=click.Path(path_type=Path), help="Folder or ZIP.")
def compare_clause(clause: str, pack: Path) -> None:
    """Show what we and what the office have changed in CLAUSE since the office made its own."""
    overrides = Kit.load(content_root(), pack).content.overrides
    if clause not in overrides:
        raise KitError("override_none", id=clause, known=", ".join(overrides) or "–")
    found = overrides[clause]
    if not found.is_stale:
        click.echo(say("three_way_same", id=clause), err=True)
    sys.stdout.writelines(f"{line}\n" for line in three_way_lines(found))


def three_way_lines(found: Override) -> Iterator[str]:
    """Every passage that somebody has changed, thrice."""
    for passage in passages(found.base_text, found.our_text, found.office_text):
        if passage.is_same:
            continue
        texts: dict[str, Lines] = {
            "three_way_base": passage.base,
            "three_way_ours": passage.ours,
            "three_way_office": passage.office,
        }
        for code, lines in texts.items():
            yield say(code)
            yield from lines
        yield ""
