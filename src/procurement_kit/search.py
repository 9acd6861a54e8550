"""Search in everything that the methodology says, with or without accents, in any case."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from procurement_kit.kit import Kit

WORDS_AT_MOST = 8
STEM, ENDING = 4, 2
AROUND = 90
SIGNS = 4096


class Place(StrEnum):
    """Where something was found."""

    QUESTION = "question"
    GUIDANCE = "guidance"
    TERM = "term"
    SOURCE = "source"


@dataclass(frozen=True)
class Piece:
    """A piece of an excerpt; *is_hit* for the words that were asked for."""

    text: str
    is_hit: bool = False


@dataclass(frozen=True)
class Hit:
    """Something that was found: its id in its place, its title, and the text around the words."""

    place: Place
    id: str
    title: str
    excerpt: tuple[Piece, ...]


@dataclass(frozen=True)
class _Entry:
    place: Place
    id: str
    title: str
    text: str


def search(kit: Kit, words: str) -> tuple[Hit, ...]:
    """Everything that holds all of *words*, the best first.

    Long words match without their ending, because Czech declines them.
    """
    plain = folded(unicodedata.normalize("NFC", words))
    stems = [_stem(word) for word in plain.split()[:WORDS_AT_MOST]]
    if not stems:
        return ()
    found = [(_rank(entry, stems), entry) for entry in _entries(kit)]
    best = sorted((pair for pair in found if pair[0]), key=lambda pair: -pair[0])
    return tuple(Hit(e.place, e.id, e.title, _excerpt(e.text, stems)) for _points, e in best)


def folded(text: str) -> str:
    """*text* without accents and capitals, sign for sign."""
    return "".join(map(_plain, text))


@lru_cache(maxsize=SIGNS)
def _plain(sign: str) -> str:
    plain = unicodedata.normalize("NFKD", sign)[:1].lower()
    return plain if len(plain) == 1 else sign


def _stem(word: str) -> str:
    return word[: max(STEM, len(word) - ENDING)]


def _rank(entry: _Entry, stems: Iterable[str]) -> int:
    """How well *entry* holds all *stems*; 0 if one is missing. A title weighs more than a text."""
    title, text, total = f" {folded(entry.title)}", f" {folded(entry.text)}", 0
    for stem in stems:
        points = 6 * (f" {stem}" in title) + 3 * (stem in title) + 2 * (f" {stem}" in text)
        points += stem in text
        if not points:
            return 0
        total += points
    return total


def _entries(kit: Kit) -> Iterator[_Entry]:
    methodology, content = kit.methodology, kit.content
    for question in methodology.questions.values():
        options = (part for item in question.options for part in (item.label, item.hint))
        parts = (question.hint, question.why.text, question.effect, *options)
        yield _Entry(Place.QUESTION, question.id, question.label, _joined(*parts))
    for stage in methodology.stages:
        text = _joined(stage.entry.summary, _spoken(stage.guidance))
        yield _Entry(Place.GUIDANCE, stage.id, stage.title, text)
    for term in content.glossary:
        yield _Entry(Place.TERM, term.id, term.term, _joined(term.explanation))
    for name, source in content.sources.items():
        yield _Entry(Place.SOURCE, name, source.citation, _joined(source.note))


def _joined(*parts: str) -> str:
    """*parts* as one line."""
    return " ".join(" ".join(parts).split())


def _spoken(markdown: str) -> str:
    """The words of a guidance text without its marks."""
    return " ".join(line.lstrip("#-*> ") for line in markdown.splitlines()).replace("**", "")


def _excerpt(text: str, stems: list[str]) -> tuple[Piece, ...]:
    """The text around the first word that was asked for, with all of them marked."""
    plain = folded(text)
    first = min((place for stem in stems if (place := plain.find(stem)) >= 0), default=0)
    start = text.rfind(" ", 0, max(0, first - AROUND)) + 1 if first > AROUND else 0
    end = len(text) if len(text) <= first + 2 * AROUND else text.find(" ", first + 2 * AROUND)
    end = len(text) if end < 0 else end
    pieces = [Piece("… ")] if start else []
    pieces += _marked(text, plain, (start, end), stems)
    return (*pieces, Piece(" …")) if end < len(text) else tuple(pieces)


def _marked(text: str, plain: str, span: tuple[int, int], stems: list[str]) -> Iterator[Piece]:
    at, end = span
    while at < end:
        places = [(place, stem) for stem in stems if (place := plain.find(stem, at, end)) >= 0]
        if not places:
            break
        place, stem = min(places, key=lambda pair: (pair[0], -len(pair[1])))
        if place > at:
            yield Piece(text[at:place])
        stop = place + len(stem)
        while stop < end and text[stop].isalnum():
            stop += 1
        yield Piece(text[place:stop], is_hit=True)
        at = stop
    if at < end:
        yield Piece(text[at:end])
