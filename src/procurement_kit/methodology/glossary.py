"""Terms of the field, explained, and where a text uses one for the first time."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from procurement_kit.rules.models import FactId, Model, Prose, SourceId, Text

SHORTEST_STEM = 3


class Term(Model):
    """A term with its explanation and its English name in the code.

    *forms* are shapes of the term that its endings do not give.
    """

    id: FactId
    term: Prose
    explanation: Prose
    in_code: str = ""
    forms: tuple[Text, ...] = ()
    sources: tuple[SourceId, ...] = ()


@dataclass(frozen=True)
class Piece:
    """A piece of text; with a *term*, the first use of it."""

    text: str
    term: Term | None = None


@dataclass(frozen=True)
class Explainer:
    """Finds terms in texts, whatever ending a word of them has."""

    terms: tuple[Term, ...]
    endings: tuple[str, ...] = ()

    @cached_property
    def _by_group(self) -> Mapping[str, Term]:
        return {f"t{place}": term for place, term in enumerate(self.terms)}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Every form of every term; the longest is tried first."""
        found = [
            (len(form), f"(?P<{group}f{number}>{self._words(form)})")
            for group, term in self._by_group.items()
            for number, form in enumerate((term.term, *term.forms))
        ]
        longest_first = (pattern for _, pattern in sorted(found, reverse=True))
        return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)")

    def pieces(self, text: str, seen: Collection[str] = ()) -> tuple[Piece, ...]:
        """*text* in pieces; the first use of each term that was not *seen* is one of its own."""
        return tuple(self._pieces(text, set(seen)))

    def used(self, texts: Iterable[str]) -> tuple[Term, ...]:
        """The terms that *texts* use, in the order of their first use."""
        found: dict[str, Term] = {}
        for text in texts:
            for piece in self.pieces(text, found):
                if piece.term is not None:
                    found[piece.term.id] = piece.term
        return tuple(found.values())

    def _pieces(self, text: str, seen: set[str]) -> Iterator[Piece]:
        at = 0
        for match in self._pattern.finditer(text) if self.terms else ():
            term = self._by_group[str(match.lastgroup).split("f")[0]]
            if term.id in seen:
                continue
            seen.add(term.id)
            if match.start() > at:
                yield Piece(text[at : match.start()])
            yield Piece(match.group(), term)
            at = match.end()
        if at < len(text):
            yield Piece(text[at:])

    def _words(self, form: str) -> str:
        return r"\s+".join(self._word(word) for word in form.split())

    def _word(self, word: str) -> str:
        """A pattern for *word* with any ending; an abbreviation has none."""
        if word.isupper() or not word.isalpha():
            return re.escape(word)
        stem = word
        for ending in sorted(self.endings, key=len, reverse=True):
            if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
                stem = word.removesuffix(ending)
                break
        first = f"[{re.escape(stem[0].lower())}{re.escape(stem[0].upper())}]"
        endings = "|".join(map(re.escape, sorted(set(self.endings), key=len, reverse=True)))
        return f"{first}{re.escape(stem[1:])}(?:{endings})?" if endings else re.escape(word)


def explainer(
    terms: Sequence[Term], abbreviations: Mapping[str, str], endings: Sequence[str]
) -> Explainer:
    """The explainer of the glossary and of the abbreviations that it does not have."""
    known = {term.term for term in terms}
    more = (
        Term(id=f"abbreviation_{name.lower()}", term=name, explanation=meaning)
        for name, meaning in abbreviations.items()
        if name not in known and name.isascii()
    )
    return Explainer((*terms, *more), tuple(endings))
