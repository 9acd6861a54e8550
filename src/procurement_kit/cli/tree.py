"""The command that draws the questions and their branches, to look at and to print."""

from collections.abc import Iterator
from pathlib import Path

import click

from procurement_kit.cli.frame import today, write_bytes
from procurement_kit.documents.annex import Cover
from procurement_kit.documents.question_tree import tree_document, tree_of
from procurement_kit.formats import docx, html, question_graph, text
from procurement_kit.kit import Kit
from procurement_kit.methodology.stages import Stage
from procurement_kit.problems import KitError, say


@click.command("question-tree")
@click.option("--stage", help="Only this stage, such as S2.")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path))
def question_tree(stage: str | None, out: Path) -> None:
    """Draw the questions of each stage as SVG, and all as DOCX and text, into folder OUT."""
    kit = Kit.installed()
    for name, data in tree_files(kit, _stages(kit, stage)):
        write_bytes(out / name, data)
        click.echo(name)
    click.echo(say("written", path=out))


def tree_files(kit: Kit, stages: tuple[Stage, ...]) -> Iterator[tuple[str, bytes]]:
    """The pictures and the printable trees of *stages* by file name."""
    speaker = kit.speaker
    if speaker is None:
        raise KitError("tree_words_missing")
    for stage in stages:
        branches = tree_of(stage, speaker)
        drawn = question_graph.write(branches, stage.title, speaker.words, f"tree-{stage.id}")
        yield f"question-tree-{stage.id}.svg", drawn.encode()
    document = tree_document(stages, speaker, Cover(today(), kit.content.words))
    yield "question-tree.docx", docx.write(document, {})
    yield "question-tree.html", html.page(document).encode()
    yield "question-tree.txt", text.write(document).encode()


def _stages(kit: Kit, name: str | None) -> tuple[Stage, ...]:
    stages = tuple(stage for stage in kit.methodology.stages if stage.steps)
    chosen = tuple(stage for stage in stages if name in {None, stage.id})
    if not chosen:
        raise KitError("stage_unknown", id=name, known=", ".join(stage.id for stage in stages))
    return chosen
