"""The questions of a stage as a tree: each stands under the one whose answer brings it up."""

from collections.abc import Iterator
from dataclasses import dataclass

from procurement_kit.documents.annex import Cover, Frame, framed, runs
from procurement_kit.documents.condition_words import Speaker
from procurement_kit.documents.document import (
    Document,
    Heading,
    Paragraph,
    Part,
    Trace,
)
from procurement_kit.methodology.questions import Question
from procurement_kit.methodology.stages import Methodology, Stage
from procurement_kit.rules.conditions import Condition

INDENT = "\u2014 "


@dataclass(frozen=True)
class Branch:
    """A question, when it is asked, and the questions that its answer brings up."""

    question: Question
    asked: str
    is_always: bool
    parents: tuple[str, ...]
    branches: "tuple[Branch, ...]" = ()

    def flat(self, depth: int = 0) -> Iterator[tuple[int, "Branch"]]:
        """The branch and those under it, with their depth, in reading order."""
        yield depth, self
        for branch in self.branches:
            yield from branch.flat(depth + 1)


def tree_of(stage: Stage, speaker: Speaker) -> tuple[Branch, ...]:
    """The questions of *stage* that depend on none of its others, with all that hang on them."""
    names = [item.id for step in stage.steps for item in step.questions]
    found: dict[str, Branch] = {}
    for step in stage.steps:
        for question in step.questions:
            conditions = (step.content.when, question.ask_when)
            read = _read(speaker.methodology, conditions)
            parents = tuple(name for name in names if name in read)
            always = conditions == (None, None)
            found[question.id] = Branch(question, speaker.asked(conditions), always, parents)
    return tuple(_grown(item, found) for item in found.values() if not item.parents)


def tree_document(stages: tuple[Stage, ...], speaker: Speaker, cover: Cover) -> Document:
    """The questions of *stages* as a document to print."""
    words = speaker.words
    frame = Frame("question-tree", words.title, "question-tree", "public", has_contents=True)
    return framed(frame, cover, tuple(_part(stage, speaker) for stage in stages if stage.steps))


def _read(methodology: Methodology, conditions: tuple[Condition | None, ...]) -> set[str]:
    """The questions that *conditions* read, also through decisions."""
    waiting = [item for condition in conditions if condition for item in condition.mentions()]
    found: set[str] = set()
    seen: set[str] = set()
    while waiting:
        kind, name = waiting.pop()
        if kind == "question":
            found.add(name)
        elif name in methodology.decisions and name not in seen:
            seen.add(name)
            cases = methodology.decisions[name].cases
            waiting.extend(item for case in cases if case.when for item in case.when.mentions())
    return found


def _grown(branch: Branch, found: dict[str, Branch]) -> Branch:
    """*branch* with those of which it is the last parent."""
    name = branch.question.id
    under = [item for item in found.values() if item.parents and item.parents[-1] == name]
    grown = tuple(_grown(item, found) for item in under)
    return Branch(branch.question, branch.asked, branch.is_always, branch.parents, grown)


def _part(stage: Stage, speaker: Speaker) -> Part:
    anchor = f"stage-{stage.id}"
    blocks: list[Heading | Paragraph] = [Heading(1, stage.id, runs(stage.title), anchor, stage.id)]
    for branch in tree_of(stage, speaker):
        for depth, item in branch.flat():
            label = runs(f"{INDENT * depth}{item.question.label}", strong=True)
            blocks.append(Paragraph((*label, *runs(f" \u2013 {item.asked}."))))
    return Part(stage.id, tuple(blocks), Trace(stage.id, "", "", "", "", (), ()))
