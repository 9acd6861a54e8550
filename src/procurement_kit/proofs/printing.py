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

    name: str
    test: Test
    printed: tuple[tuple[str, int], ...]
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
        judged: dict[str, _Judged] = {}
        for document, needed, places in self.documents:
            if not needed(facts):
                continue
            inside = {place.clause: place.test(facts) for place in places}
            for place in places:
                if not inside[place.clause]:
                    continue
                found = judged.get(place.clause)
                if found is None:
                    found = judged[place.clause] = _judge_clause(place, facts)
                    seen.update(text.name for text in found.printed)
                if found.is_wrong:
                    yield from _problems(document, place, found, inside)

    def _places(self, template: DocumentTemplate) -> Iterator[_Place]:
        for item in template.inclusions():
            clause = self.core.content.clauses[item.id]
            texts = tuple(self._text(clause.id, alternative) for alternative in clause.alternatives)
            yield _Place(clause.id, clause.path, self.core.test(item.when), texts)

    def _text(self, clause: str, alternative: Alternative) -> _Text:
        methodology = self.core.content.methodology
        named = {*methodology.questions, *methodology.decisions}
        printed = placeholders(alternative)
        return _Text(
            f"{clause}/{alternative.content.id}",
            self.core.test(alternative.content.when),
            tuple(item for item in printed.items() if item[0] in named),
            tuple(
                (piece.clause, block.line)
                for block in alternative.blocks
                for piece in pieces_of(block)
                if isinstance(piece, ClauseReference)
            ),
        )


@dataclass(frozen=True)
class _Judged:
    """What of a clause is printed and what is wrong in it, in whichever document it stands."""

    printed: tuple[_Text, ...]
    count: int | None
    """How many alternatives apply where that is not one; None where it is, or is not known."""

    missing: tuple[tuple[str, int], ...]
    """What is printed without being asked or decided, with its line."""

    references: tuple[tuple[str, int], ...]

    @property
    def is_wrong(self) -> bool:
        """Whether there may be something wrong in a document."""
        return bool(self.missing or self.references) or self.count is not None


def _judge_clause(place: _Place, facts: QuickFacts) -> _Judged:
    answers = [text.test(facts) for text in place.texts]
    count = answers.count(True)
    is_one = count == 1 or None in answers
    printed = tuple(text for text, answer in zip(place.texts, answers, strict=True) if answer)
    missing = tuple(
        item
        for text in printed
        for item in text.printed
        if facts.fact(item[0]) is Absent.NOT_APPLICABLE
    )
    references = tuple(item for text in printed for item in text.references)
    return _Judged(printed, None if is_one else count, missing, references)


def _problems(
    document: str, place: _Place, found: _Judged, inside: Mapping[str, bool | None]
) -> Iterator[Problem]:
    if found.count is not None:
        more = {"id": place.clause, "document": document, "count": found.count}
        yield Problem.of(place.path, 1, "walk_alternatives", **more)
    for name, line in found.missing:
        yield Problem.of(place.path, line, "walk_placeholder", id=name, document=document)
    for clause, line in found.references:
        if inside.get(clause) is False:
            yield Problem.of(place.path, line, "walk_reference", id=clause, document=document)
