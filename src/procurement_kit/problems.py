"""What can go wrong, with the sentence that tells the user: place, cause and repair.

The sentences live in ``messages.toml`` beside this file, keyed by code.
"""

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources


@cache
def source_messages() -> dict[str, str]:
    """Every message of the program in the language of its authors, by code."""
    text = resources.files("procurement_kit").joinpath("messages.toml").read_text("utf-8")
    return {code: entry["text"] for code, entry in tomllib.loads(text).items()}


_spoken: ContextVar[Callable[[str], str] | None] = ContextVar("spoken", default=None)


def messages() -> Mapping[str, str]:
    """Every message of the program in the language that is spoken, by code."""
    translate, source = _spoken.get(), source_messages()
    return source if translate is None else _Messages(source, translate)


def say(code: str, **details: object) -> str:
    """The sentence for *code* with *details* filled in."""
    return messages()[code].format(**details)


@contextmanager
def speaking(translate: Callable[[str], str] | None) -> Iterator[None]:
    """Say messages inside as *translate* does; None says them as their authors wrote them."""
    token = _spoken.set(translate)
    try:
        yield
    finally:
        _spoken.reset(token)


class _Messages(Mapping[str, str]):
    """Messages that are translated one by one, when they are said."""

    def __init__(self, source: Mapping[str, str], translate: Callable[[str], str]) -> None:
        self._source, self._translate = source, translate

    def __getitem__(self, code: str) -> str:
        return self._translate(self._source[code])

    def __iter__(self) -> Iterator[str]:
        return iter(self._source)

    def __len__(self) -> int:
        return len(self._source)


@dataclass(frozen=True, order=True)
class Problem:
    """A mistake at one place of the content: ``path:line: cause; repair``."""

    path: str
    line: int
    code: str
    details: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, path: str, line: int, code: str, **details: object) -> "Problem":
        """A problem with its details as text."""
        return cls(path, line, code, tuple((key, str(value)) for key, value in details.items()))

    @property
    def message(self) -> str:
        """Cause and repair as a sentence."""
        return say(self.code, **dict(self.details))

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class KitError(Exception):
    """An error with a sentence for the user; *code* names it, *details* are its data.

    *is_answer* is true where the command did its work and the answer is no.
    """

    is_answer = False

    def __init__(self, code: str, **details: object) -> None:
        self.code = code
        self.details = details
        super().__init__(say(code, **details))


class ContentError(KitError):
    """The content has mistakes; *problems* are all of them."""

    is_answer = True

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("content_broken", count=len(self.problems))

    def __str__(self) -> str:
        return "\n".join([super().__str__(), *map(str, self.problems)])


class NotInForceError(KitError):
    """No value of *parameter* is known for *day*."""

    def __init__(self, parameter: str, label: str, day: date) -> None:
        self.parameter = parameter
        self.label = label
        self.day = day
        super().__init__("not_in_force", label=label, day=f"{day.day}. {day.month}. {day.year}")
