"""All documents of a content compiled: which clauses a set of facts prints, and what is wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from procurement_kit.documents.clauses import (
    Alternative,
    ClauseReference,
    DocumentTemplate,
    pieces_of,
    placeholders,
)
from procurement_kit.problems import Problem
from procurement_kit.proofs.quick import Core, QuickFacts
from procurement_kit.rules.compiled import Test
from procurement_kit.rules.values import Absent


@dataclass(frozen=True)
class _Text:
    """An alternative: when it applies, what it prints and what it refers to, with their lines."""

    test: Test
    printed: tuple[tuple[str, int], ...]
    references: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class _Place:
    """A clause in a document."""

    clause: str
    path: str
    test: Test | None
    """When it is in the document; None for always."""

    texts: Mapping[str, _Text]
    is_fixed: bool
    """Whether it has one alternative, which always applies."""


@dataclass
class Printing:
    """Every document with its clauses as functions of the facts."""

    core: Core

    @cached_property
    def flags(self) -> tuple[tuple[str, Test], ...]:
        """The red flags by id."""
        flags = self.core.content.methodology.red_flags()
        return tuple((flag.id, self.core.test(flag.when)) for _, flag in flags)

    @cached_property
    def documents(self) -> tuple[tuple[str, Test, tuple[_Place, ...]], ...]:
        """The documents by id, when each is needed, and its clauses."""
        return tuple(
            (template.id, self.core.test(template.when), tuple(self._places(template)))
            for template in self.core.content.templates.values()
        )

    def judge(self, facts: QuickFacts, seen: set[str]) -> Iterator[Problem]:
        """What is wrong in the documents that *facts* need; what is printed is added to *seen*."""
        for document, needed, places in self.documents:
            if not needed(facts):
                continue
            inside = {place.clause: place.test(facts) for place in places if place.test}
            for place in places:
                if place.test is None or inside[place.clause]:
                    count, printed = _chosen(place, facts)
                    seen.update(printed)
                    if count is not None:
                        more = {"id": place.clause, "document": document, "count": count}
                        yield Problem.of(place.path, 1, "walk_alternatives", **more)
                    for text in printed.values():
                        if text.printed or text.references:
                            yield from _judge_text(document, place, text, (facts, inside))

    def _places(self, template: DocumentTemplate) -> Iterator[_Place]:
        for item in template.inclusions():
            clause = self.core.content.clauses[item.id]
            test = None if item.when is None else self.core.test(item.when)
            texts = {
                f"{clause.id}/{alternative.content.id}": self._text(alternative)
                for alternative in clause.alternatives
            }
            whens = [alternative.content.when for alternative in clause.alternatives]
            yield _Place(clause.id, clause.path, test, texts, whens == [None])

    def _text(self, alternative: Alternative) -> _Text:
        methodology = self.core.content.methodology
        named = {*methodology.questions, *methodology.decisions}
        printed = placeholders(alternative)
        return _Text(
            self.core.test(alternative.content.when),
            tuple(item for item in printed.items() if item[0] in named),
            tuple(
                (piece.clause, block.line)
                for block in alternative.blocks
                for piece in pieces_of(block)
                if isinstance(piece, ClauseReference)
            ),
        )


def _chosen(place: _Place, facts: QuickFacts) -> tuple[int | None, Mapping[str, _Text]]:
    """How many alternatives apply where that is known and not one; those that apply, by name."""
    if place.is_fixed:
        return None, place.texts
    answers = [text.test(facts) for text in place.texts.values()]
    count = answers.count(True)
    pairs = zip(place.texts.items(), answers, strict=True)
    chosen = {name: text for (name, text), answer in pairs if answer}
    return None if count == 1 or None in answers else count, chosen


def _judge_text(
    document: str, place: _Place, text: _Text, found: tuple[QuickFacts, Mapping[str, bool | None]]
) -> Iterator[Problem]:
    facts, inside = found
    for name, line in text.printed:
        if facts.fact(name) is Absent.NOT_APPLICABLE:
            yield Problem.of(place.path, line, "walk_placeholder", id=name, document=document)
    for clause, line in text.references:
        if inside.get(clause) is False:
            yield Problem.of(place.path, line, "walk_reference", id=clause, document=document)
