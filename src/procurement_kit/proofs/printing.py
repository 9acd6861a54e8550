"""All documents of a content compiled: which clauses a set of facts prints, and what is wrong."""

from collections.abc import Iterator
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

    name: str
    test: Test
    questions: tuple[tuple[str, int], ...]
    decisions: tuple[tuple[str, int], ...]
    references: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class _Place:
    """A clause in a document."""

    clause: str
    path: str
    test: Test
    texts: tuple[_Text, ...]


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
            inside = {place.clause: place.test(facts) for place in places}
            for place in places:
                if inside[place.clause]:
                    yield from self._judge_place(document, place, facts, (inside, seen))

    def _judge_place(
        self,
        document: str,
        place: _Place,
        facts: QuickFacts,
        found: tuple[dict[str, bool | None], set[str]],
    ) -> Iterator[Problem]:
        inside, seen = found
        answers = [text.test(facts) for text in place.texts]
        count = answers.count(True)
        if count != 1 and None not in answers:
            yield Problem.of(
                place.path, 1, "walk_alternatives", id=place.clause, document=document, count=count
            )
        for text, answer in zip(place.texts, answers, strict=True):
            if answer:
                seen.add(text.name)
                yield from _judge_text(document, place, text, (facts, inside))

    def _places(self, template: DocumentTemplate) -> Iterator[_Place]:
        for item in template.inclusions():
            clause = self.core.content.clauses[item.id]
            texts = tuple(self._text(clause.id, alternative) for alternative in clause.alternatives)
            yield _Place(clause.id, clause.path, self.core.test(item.when), texts)

    def _text(self, clause: str, alternative: Alternative) -> _Text:
        methodology = self.core.content.methodology
        printed = placeholders(alternative)
        return _Text(
            f"{clause}/{alternative.content.id}",
            self.core.test(alternative.content.when),
            tuple(item for item in printed.items() if item[0] in methodology.questions),
            tuple(item for item in printed.items() if item[0] in methodology.decisions),
            tuple(
                (piece.clause, block.line)
                for block in alternative.blocks
                for piece in pieces_of(block)
                if isinstance(piece, ClauseReference)
            ),
        )


def _judge_text(
    document: str, place: _Place, text: _Text, found: tuple[QuickFacts, dict[str, bool | None]]
) -> Iterator[Problem]:
    facts, inside = found
    wrong = [
        *(item for item in text.questions if facts.fact(item[0]) is Absent.NOT_APPLICABLE),
        *(item for item in text.decisions if facts.fact(item[0]) is Absent.NOT_APPLICABLE),
    ]
    for name, line in wrong:
        yield Problem.of(place.path, line, "walk_placeholder", id=name, document=document)
    for clause, line in text.references:
        if inside.get(clause) is False:
            yield Problem.of(place.path, line, "walk_reference", id=clause, document=document)
