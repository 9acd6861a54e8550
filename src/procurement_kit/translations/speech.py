"""One language: what is translated, and what still has to be read in the language of its author."""

import html
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from procurement_kit.crosscheck.content import Content
from procurement_kit.formats.locales import number_marks
from procurement_kit.formats.po import Key
from procurement_kit.rules.words import Guide, Spoken, Written
from procurement_kit.translations.blocks import is_text, rewritten
from procurement_kit.translations.extraction import known, languages
from procurement_kit.translations.spoken import Place, spoken

SOURCE = "cs"
"""The language of the content, of the law it describes, and of every document."""

OPEN, CLOSE = "\ue010", "\ue011"
"""Signs of no script around a text that is not translated; pages turn them into a visible mark."""


class Missing(str):
    """A text that nobody has translated: equal to its source, and marked where a page shows it."""

    __slots__ = ()

    def __html__(self) -> str:
        return f"{OPEN}{html.escape(self)}{CLOSE}"

    def format(self, *args: object, **named: object) -> "Missing":
        """The text filled in is still not translated."""
        return Missing(super().format(*args, **named))


@dataclass(frozen=True)
class Speech:
    """The translations into one language."""

    language: str
    texts: Mapping[Key, tuple[str, ...]]

    def found(self, text: str, context: str = "") -> str | None:
        """The translation of *text*; None where there is none that is certain."""
        forms = self.texts.get((context, text))
        return forms[0] if forms else None

    def text(self, text: str) -> str:
        """*text* in this language, or the text itself, known to be missing."""
        return self.found(text) or (Missing(text) if is_text(text) else text)

    def marked(self, text: str, context: str = "") -> str:
        """*text* in this language, or between the signs that pages turn into a mark."""
        return self.found(text, context) or f"{OPEN}{text}{CLOSE}"

    def plain(self, text: str) -> str:
        """*text* in this language, or as it is, for places that can't show a mark."""
        return self.found(text) or text

    def counted(self, one: str, several: str, number: int, context: str = "") -> str:
        """The form for *number* of a counted text."""
        forms = self.texts.get((context, one))
        if forms:
            return forms[0] if number == 1 else forms[-1]
        return f"{OPEN}{one if number == 1 else several}{CLOSE}"

    def of_content(self, text: str, mark: Spoken, place: Place) -> str:
        """A text of the content, as its mark says."""
        del place
        if isinstance(mark, Written):
            return self.found(text) or ""  # then the label stands, which is translated anyway
        if not isinstance(mark, Guide):
            return self.text(text)
        return rewritten(text, self.marked)


@cache
def speech(root: Path, language: str) -> Speech:
    """The translations into *language* in folder *root*, read once."""
    found = {key: item.forms for key, item in known(root, language).items() if item.is_done}
    return Speech(language, found)


def content_in(content: Content, language: Speech) -> Content:
    """*content* with its words for people in *language*, and numbers as it writes them."""
    told = spoken(content, language.of_content)
    decimal, group = number_marks(language.language)
    words = told.words.model_copy(update={"decimal_mark": decimal, "group_mark": group})
    return replace(told, words=words)


def spoken_languages(root: Path) -> tuple[str, ...]:
    """The languages that users may choose, that of the content first."""
    others = languages(root) if root.is_dir() else ()
    return (SOURCE, *others)


def hidden_marks(text: Any) -> str:  # noqa: ANN401 - any value that a page shows
    """*text* without the signs."""
    return str(text).replace(OPEN, "").replace(CLOSE, "")
