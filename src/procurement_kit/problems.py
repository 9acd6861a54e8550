"""What can go wrong, with the sentence that tells the user: place, cause and repair.

The sentences live in ``messages.toml`` beside this file, keyed by code.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources


@cache
def messages() -> dict[str, str]:
    """Every message of the program, by code."""
    text = resources.files("procurement_kit").joinpath("messages.toml").read_text("utf-8")
    return {code: entry["text"] for code, entry in tomllib.loads(text).items()}


def say(code: str, **details: object) -> str:
    """The sentence for *code* with *details* filled in."""
    return messages()[code].format(**details)


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
