"""The texts for people: headings of guidance, placeholders of clauses, no sentence twice."""

import re
from collections import defaultdict
from collections.abc import Iterator

from procurement_kit.assessment.rules import CALCULATED
from procurement_kit.crosscheck.content import Content, at, template_path
from procurement_kit.documents.clauses import (
    ROW,
    Clause,
    ClauseReference,
    TextParagraph,
    Wording,
    pieces_of,
    placeholders,
)
from procurement_kit.documents.inline import EXPLANATIONS
from procurement_kit.documents.tables import TABLES
from procurement_kit.methodology.stages import Stage
from procurement_kit.problems import Problem

LONG_SENTENCE_WORDS = 12
SENTENCE_END = re.compile(r"(?<=[.!?;:])\s+")


def _guidance(content: Content) -> Iterator[Problem]:
    words = content.words.guidance
    for stage in content.methodology.stages:
        path = f"methodology/stages/{stage.entry.folder}/guidance.md"
        expected = [f"# {stage.title}", *(f"## {heading}" for heading in words)]
        found = [line.strip() for line in stage.guidance.splitlines() if line.startswith("#")]
        if found != expected:
            yield Problem.of(path, 1, "guidance_headings", expected=", ".join(expected))
        for name in cited_in_guidance(stage):
            if name not in content.sources:
                yield at(content, path, name, "source_unknown", id=name)


def cited_in_guidance(stage: Stage) -> tuple[str, ...]:
    """The source ids in square brackets in the guidance of *stage*."""
    return tuple(re.findall(r"\[([a-z][a-z0-9_]*)\]", stage.guidance))


def _calculated(content: Content) -> Iterator[Problem]:
    """Every calculated fact has its name for readers, where conditions are said in words."""
    words = content.tree_words
    for name in CALCULATED if words is not None else ():
        if words is not None and name not in words.calculated:
            path = "templates/tree_words.yaml"
            yield at(content, path, "calculated", "calculated_unnamed", id=name)


def _inclusions(content: Content) -> Iterator[Problem]:
    for template in content.templates.values():
        path = template_path(content, template)
        ids = {item.id for item in template.inclusions()}
        for name in sorted(ids - set(content.clauses)):
            yield at(content, path, name, "clause_unknown", id=name)
        for name in sorted(ids & set(content.clauses)):
            clause = content.clauses[name].content
            for other in (other for other in clause.requires if other not in ids):
                yield at(content, path, name, "clause_requires", id=name, other=other)
            for other in (other for other in clause.excludes if other in ids):
                yield at(content, path, name, "clause_excludes", id=name, other=other)
            yield from _references(content, content.clauses[name], ids)


def _references(content: Content, clause: Clause, ids: set[str]) -> Iterator[Problem]:
    for alternative in clause.alternatives:
        for block in alternative.blocks:
            for piece in pieces_of(block):
                if isinstance(piece, ClauseReference) and piece.clause not in ids:
                    yield Problem.of(clause.path, block.line, "clause_unknown", id=piece.clause)


def _text(content: Content) -> Iterator[Problem]:
    methodology = content.methodology
    explained = {f"{name}_{suffix}" for name in methodology.decisions for suffix in EXPLANATIONS}
    asked = {*methodology.questions, *methodology.decisions, *CALCULATED, *explained}
    known = {*asked, *TABLES, *content.parameters}
    for clause in content.clauses.values():
        for alternative in clause.alternatives:
            for name, line in placeholders(alternative).items():
                if name not in known and not ROW.fullmatch(name):
                    yield Problem.of(clause.path, line, "placeholder_unknown", id=name)
            for block in alternative.blocks:
                is_numbered = isinstance(block, TextParagraph) and block.level > 0
                if is_numbered and clause.content.numbered == "no":
                    yield Problem.of(clause.path, block.line, "list_in_unnumbered")


def _sentences(content: Content) -> Iterator[Problem]:
    """No sentence of twelve or more words stands in two clauses."""
    places: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for clause in content.clauses.values():
        for alternative in clause.alternatives:
            for block in alternative.blocks:
                text = "".join(
                    piece.text if isinstance(piece, Wording) else "$" for piece in pieces_of(block)
                )
                for sentence in SENTENCE_END.split(text):
                    if len(sentence.split()) >= LONG_SENTENCE_WORDS:
                        places[sentence.strip()].add((clause.path, block.line))
    for sentence, found in places.items():
        paths = sorted({path for path, _ in found})
        if len(paths) > 1:
            path, line = min(found)
            yield Problem.of(path, line, "sentence_twice", text=sentence[:60], other=paths[1])


def _unused(content: Content) -> Iterator[Problem]:
    used = {item.id for template in content.templates.values() for item in template.inclusions()}
    for name in sorted(set(content.clauses) - used):
        yield Problem.of(content.clauses[name].path, 1, "clause_unused", id=name)


CHECKS = (_guidance, _calculated, _inclusions, _text, _sentences, _unused)
