"""How words become a search: accents, capitals and endings don't matter, beginnings do."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from procurement_kit.catalogue.solutions import FunctionWords, Link, Solution, folded, origins_of

WORD = re.compile(r"[a-z0-9]+")
WORDS_LIMIT = 8
SHORT_WORD, LONG_WORD = 5, 7
PAGE = 50
NO_CUT = 0
COLUMNS = ("name", "functions", "short", "long", "marks")
TIERS = ("name", "name functions short", "")
"""Where the words may stand, best first: in the name, in what it is for, anywhere."""


@dataclass(frozen=True)
class Query:
    """What is looked for; every filter that is not empty must hold."""

    words: str = ""
    function: str = ""
    scope: str = ""
    country: str = ""
    license: str = ""
    language: str = ""
    origin: str = ""
    cpv: str = ""
    limit: int = PAGE
    offset: int = NO_CUT

    def expression(self, *, columns: str = "") -> str:
        """The query as SQLite's full-text search reads it; empty where nothing is asked for.

        With *columns* all words must stand in these.
        """
        said = " ".join(f'"{stem}"*' for stem in stems_of(self.words))
        said = f"{{{columns}}} : ({said})" if said and columns else said
        marks = [f"marks : {mark}" for mark in self._marks()]
        if said and marks:
            return " AND ".join([f"({said})", *marks])
        return said or " AND ".join(marks)

    def _marks(self) -> Iterator[str]:
        for sign, value in (
            ("f", self.function), ("o", self.scope), ("c", self.country),
            ("l", self.language), ("k", self.license), ("r", self.origin),
        ):  # fmt: skip
            if joined := _joined(value):
                yield f'"{sign}{joined}"'
        if digits := re.sub(r"\D", "", self.cpv)[:8].rstrip("0"):
            yield f'"v{digits}"*'


def stems_of(text: str) -> tuple[str, ...]:
    """The words of *text* without endings, so that one case finds all others."""
    return tuple(dict.fromkeys(_stem(word) for word in WORD.findall(folded(text))))[:WORDS_LIMIT]


def _stem(word: str) -> str:
    """A longer word loses two letters, a middling one its last: "knihovna" finds "knihoven"."""
    if len(word) >= LONG_WORD:
        return word[:-2]
    return word[:-1] if len(word) >= SHORT_WORD else word


def searched(item: Solution, functions: Mapping[str, FunctionWords]) -> tuple[str, ...]:
    """What of *item* can be found, by COLUMNS."""
    texts = item.description.values()
    named = (functions.get(name) for name in item.functions)
    called = (f"{words.cs} {words.de}" for words in named if words)
    return (
        _flat(item.name),
        _flat(" ".join((*item.functions, *called))),
        _flat(" ".join((*(text.short for text in texts), item.organisation))),
        _flat(" ".join((*(text.long for text in texts), *item.users))),
        " ".join(marks(item)),
    )


def _flat(text: str) -> str:
    return text.replace("ß", "ss") if "ß" in text else text


def marks(item: Solution) -> Iterator[str]:
    """Words that nobody types, for the filters."""
    yield from _marked("f", item.functions)
    yield from _marked("o", item.scope)
    yield from _marked("c", item.countries)
    yield from _marked("l", item.languages)
    yield from _marked("k", re.split(r"\s+(?:AND|OR|WITH)\s+|[()]", item.license))
    yield from _marked("r", origins_of(item))
    yield from _marked("v", item.cpv)
    if item.link is Link.DEAD:
        yield "xdead"


def _marked(sign: str, values: Iterable[str]) -> Iterator[str]:
    return (sign + joined for value in values if (joined := _joined(value)))


def _joined(text: str) -> str:
    return "".join(WORD.findall(text.lower()))
