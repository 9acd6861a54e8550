"""What must not be a criterion: words that give it away, each with its reason and its repair."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from pydantic import Field

from procurement_kit.procedures.award_criteria import NONE, OWN_CRITERIA
from procurement_kit.rules.conditions import Condition, Facts, holds
from procurement_kit.rules.models import FactId, Model, Prose, SourceId, Text
from procurement_kit.rules.values import Absent, Fact

LINES_LIMIT = 2048
"""Of so many pairs of a rule and a line the answer is remembered."""


class ForbiddenCriterion(Model):
    """A kind of criterion that does not stand.

    A stem is the beginning of a word, or of several words that follow each other; on a line with
    one of the *unless* stems the words are not taken for a criterion.
    """

    id: FactId
    label: Prose
    stems: tuple[Text, ...] = Field(min_length=1)
    unless: tuple[Text, ...] = ()
    when: Condition | None = None
    reason: Prose
    repair: Prose
    sources: tuple[SourceId, ...] = Field(min_length=1)


class ForbiddenCriteria(Model):
    """The file forbidden_criteria.yaml."""

    rules: tuple[ForbiddenCriterion, ...] = ()

    def conditions(self) -> Iterator[Condition]:
        """When a rule applies."""
        yield from (rule.when for rule in self.rules if rule.when is not None)

    def citations(self) -> Iterator[str]:
        """The id of every source that the file cites."""
        for rule in self.rules:
            yield from rule.sources

    def questions(self) -> Iterator[str]:
        """The file names no question."""
        yield from ()

    def figures(self) -> Iterator[str]:
        """The file reads no figures of law."""
        yield from ()


@dataclass(frozen=True)
class Hit:
    """The words on a line of an answer that give a forbidden criterion away.

    *is_open* says that whether the rule applies depends on an answer that is not known.
    """

    rule: ForbiddenCriterion
    question: str
    line: int
    text: str
    words: str
    is_open: bool


def hits(rules: ForbiddenCriteria, scoring: Iterable[str], facts: Facts) -> tuple[Hit, ...]:
    """Every hit in the own criteria and in the answers *scoring*, in reading order."""
    applies = {rule.id: holds(rule.when, facts) for rule in rules.rules}
    return tuple(
        Hit(rule, question, number, text, words, applies[rule.id] is None)
        for question, number, text in _lines(scoring, facts)
        for rule in rules.rules
        if applies[rule.id] is not False and (words := _words(rule.stems, rule.unless, text))
    )


def forbidden_criteria(found: Iterable[Hit]) -> Fact:
    """The id of the first rule that was broken; UNKNOWN while that depends on an open answer."""
    listed = tuple(found)
    certain = next((hit for hit in listed if not hit.is_open), None)
    if certain is not None:
        return certain.rule.id
    return Absent.UNKNOWN if listed else NONE


def plain(text: str) -> str:
    """*text* in small letters without accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _lines(scoring: Iterable[str], facts: Facts) -> Iterator[tuple[str, int, str]]:
    for question in (OWN_CRITERIA, *scoring):
        value = facts.fact(question)
        lines: Iterable[object] = ()
        if isinstance(value, str):
            lines = value.split("\n")
        elif isinstance(value, tuple):
            lines = value
        for number, line in enumerate(lines, start=1):
            yield question, number, str(line)


class _Line:
    """The words of a line, as they are and plain."""

    def __init__(self, text: str) -> None:
        self.words = _split(text)
        self.plain = [plain(word) for word in self.words]
        self.marked = "".join(f" {word}" for word in self.plain)
        """The plain words, each behind a space: where one begins can be searched for."""

    def begins(self, stem: str) -> str:
        """The words that begin as the words of *stem* do, in a row; empty if none do."""
        parts = _parts(stem)
        if not parts or f" {parts[0]}" not in self.marked:
            return ""
        for start in range(len(self.words) - len(parts) + 1):
            group = self.plain[start : start + len(parts)]
            if all(word.startswith(part) for word, part in zip(group, parts, strict=True)):
                return " ".join(self.words[start : start + len(parts)])
        return ""


@lru_cache(maxsize=LINES_LIMIT)
def _words(stems: tuple[str, ...], unless: tuple[str, ...], text: str) -> str:
    """The words of *text* that a rule forbids; empty where there are none."""
    line = _line(text)
    if any(line.begins(stem) for stem in unless):
        return ""
    return next((found for stem in stems if (found := line.begins(stem))), "")


@lru_cache(maxsize=64)
def _line(text: str) -> _Line:
    return _Line(text)


@lru_cache(maxsize=2048)
def _parts(stem: str) -> tuple[str, ...]:
    return tuple(plain(stem).split())


def _split(text: str) -> list[str]:
    """The words of *text*, without the signs around and between them."""
    spaced = "".join(letter if letter.isalnum() else " " for letter in text)
    return spaced.split()
