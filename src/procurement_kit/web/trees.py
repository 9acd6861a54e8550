"""The tree of questions for pages: a picture, and the same as a list."""

from dataclasses import dataclass

from markupsafe import Markup

from procurement_kit.documents.question_tree import Branch, tree_of
from procurement_kit.formats import question_graph
from procurement_kit.kit import Kit
from procurement_kit.methodology.stages import Stage


@dataclass(frozen=True)
class DrawnTree:
    """The branches of one stage and their picture."""

    branches: tuple[Branch, ...]
    svg: Markup


def drawn_tree(kit: Kit, stage: Stage) -> DrawnTree | None:
    """The tree of *stage*; None where it asks nothing or the content has no words for it."""
    if kit.speaker is None or not stage.steps:
        return None
    branches = tree_of(stage, kit.speaker)
    name = f"tree-{stage.id}"
    drawn = question_graph.write(branches, stage.title, kit.speaker.words, name)
    return DrawnTree(branches, Markup(drawn))  # noqa: S704 - its writer escapes
