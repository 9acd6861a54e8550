"""Obvious secrets in files: what they look like is content, what was found is never repeated."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import Field

from procurement_kit.rules.models import FactId, Model, Prose, Text

LINE_LENGTH = 2000
"""Longer lines are made by machines; only their beginning is read."""


class SecretPattern(Model):
    """A kind of secret: its name, how it looks, and an invented example that it must find."""

    id: FactId
    title: Prose
    pattern: Text
    example: Text
    harmless: str = ""
    """What stands instead of a secret, such as "changeme"; a line with it is left out."""


class SecretPatterns(Model):
    """The file templates/publication/secrets.yaml."""

    texts: tuple[SecretPattern, ...] = Field(min_length=1)
    names: tuple[SecretPattern, ...] = ()
    """The same for the names of files."""


@dataclass(frozen=True, order=True)
class Found:
    """Where something that looks like a secret stands; line 0 is the file itself."""

    file: str
    line: int
    kind: str


def is_sound(item: SecretPattern) -> bool:
    """Whether the pattern can be read and finds its own example."""
    try:
        return _has(item, item.example)
    except re.error:
        return False


def secrets_in(name: str, text: str, patterns: SecretPatterns) -> Iterator[Found]:
    """Every line of a file that looks like a secret; the secret itself is not kept."""
    for item in patterns.names:
        if _has(item, name):
            yield Found(name, 0, item.id)
    for number, line in enumerate(text.splitlines(), start=1):
        for item in patterns.texts:
            if _has(item, line[:LINE_LENGTH]):
                yield Found(name, number, item.id)
                break


def _has(item: SecretPattern, text: str) -> bool:
    if item.harmless and re.search(item.harmless, text):
        return False
    return re.search(item.pattern, text) is not None
