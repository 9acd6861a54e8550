"""A walk judged as the program judges a real procurement, down to its final documents."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

from procurement_kit.assessment import assess
from procurement_kit.crosscheck.content import Content
from procurement_kit.documents.compose import compose
from procurement_kit.documents.document import Block, BulletList, Document, RunKind, Runs, Table
from procurement_kit.documents.inline import Library
from procurement_kit.documents.readiness import readiness
from procurement_kit.methodology.procurement import Procurement
from procurement_kit.problems import Problem
from procurement_kit.proofs.quick import Core, QuickFacts
from procurement_kit.rules.conditions import holds

METHODOLOGY = "methodology/methodology.yaml"
Item = TypeVar("Item")


def prove_whole(core: Core, raws: Mapping[str, str], quick: QuickFacts) -> Iterator[Problem]:
    """The compiled rules agree with the readable ones; what is ready has no gap when final."""
    content = core.content
    reasons = {flag.id: "x" for _, flag in content.methodology.red_flags()}
    procurement = Procurement("walk", "", "", answers=raws, acknowledgements=reasons)
    assessment = assess(core.rules, procurement)
    names = (*content.methodology.questions, *content.methodology.decisions, *core.calculations)
    for name in names:
        if assessment.facts.fact(name) != quick.fact(name):
            yield Problem.of(METHODOLOGY, 1, "walk_disagrees", id=name)
    templates = [item for item in content.templates.values() if holds(item.when, assessment.facts)]
    library = library_of(content)
    drafts = tuple(compose(item, library, assessment, final=False) for item in templates)
    if readiness(assessment, drafts).is_ready:
        for item in templates:
            final = compose(item, library, assessment, final=True)
            if any(run.kind is RunKind.GAP for runs in _texts(final) for run in runs):
                yield Problem.of(METHODOLOGY, 1, "walk_gap", document=item.id)


def library_of(content: Content) -> Library:
    """What documents are made of."""
    return Library(
        content.methodology, content.clauses, content.sources, content.words, content.parameters,
        roles=content.roles, checklists=content.checklists,
    )  # fmt: skip


def _texts(document: Document) -> Iterator[Runs]:
    for block in document.blocks():
        yield from _runs(block)


def _runs(block: Block) -> Iterator[Runs]:
    match block:
        case BulletList():
            yield from block.items
        case Table():
            yield from block.header
            yield from (cell for row in block.rows for cell in row)
        case _:
            yield block.runs
