"""The publiccode.yml standard as data: its keys, its vocabularies and its versions."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Literal

from pydantic import Field

from procurement_kit.rules.models import Model, Text, YesNo

Kind = Literal[
    "text", "url", "uri", "path", "picture", "date", "boolean", "choice", "language", "country",
    "license", "email", "support", "list", "section", "languages", "anything",
]  # fmt: skip
Version = tuple[int, ...]
NEWEST: Version = (999,)
"""What the version "0" stands for: the newest of the versions that begin with 0."""


def version_of(text: str) -> Version:
    """A version that can be compared; "0" is the newest."""
    return NEWEST if text == "0" else tuple(int(part) for part in text.split("."))


class Key(Model):
    """One key of the standard and what it demands."""

    kind: Kind = "text"
    presence: Literal["mandatory", "one_language", "optional"] = "optional"
    mandatory_before: Text | None = None
    since: Text | None = None
    deprecated: Text | None = None
    instead: Text | None = None
    former: Text | None = None
    vocabulary: Text | None = None
    shortest: int = 0
    shortest_before: Mapping[str, int] = {}
    longest: int = 0
    longest_before: Mapping[str, int] = {}
    least: int = 0
    single: YesNo = "no"
    ends: tuple[str, ...] = ()
    wanted_for: tuple[str, ...] = ()
    only_for: tuple[str, ...] = ()
    items: "Key | None" = None
    keys: Mapping[str, "Key"] = {}

    @cached_property
    def formers(self) -> Mapping[str, str]:
        """The present name for each former name of the keys inside."""
        return {key.former: name for name, key in self.keys.items() if key.former}

    @cached_property
    def always(self) -> frozenset[str]:
        """The keys inside that every version demands."""
        return frozenset(name for name, key in self.keys.items() if key.presence == "mandatory")

    @cached_property
    def sometimes(self) -> tuple[tuple[str, "Key"], ...]:
        """The keys inside that only some versions or some siblings demand."""
        return tuple(
            (name, key)
            for name, key in self.keys.items()
            if key.mandatory_before or key.wanted_for or key.only_for
        )


class Vocabulary(Model):
    """Values that a key may have; *since* and *until* name those that came or went later."""

    title: Text
    values: tuple[str, ...]
    since: Mapping[str, str] = {}
    until: Mapping[str, str] = {}
    is_open: YesNo = "no"

    @cached_property
    def known(self) -> frozenset[str]:
        """All values, also those of older versions."""
        return frozenset(self.values) | frozenset(self.until)


class Origin(Model):
    """Where the standard was read."""

    title: Text
    url: Text
    license: Text
    checked_on: date
    confidence: Literal["verified", "likely", "unsure"]
    note: Text | None = None


class VocabularyFile(Model):
    """A file of vocabularies with the place where they were read."""

    source: Origin
    vocabularies: Mapping[str, Vocabulary]


class StandardKeys(Model):
    """The file of the keys."""

    source: Origin
    versions: tuple[str, ...] = Field(min_length=1)
    keys: Mapping[str, Key]


class Standard(Model):
    """Everything that a publiccode.yml is judged by."""

    versions: tuple[str, ...]
    root: Key
    vocabularies: Mapping[str, Vocabulary]

    @cached_property
    def newest(self) -> str:
        """The newest version."""
        return max(self.versions, key=lambda text: (version_of(text) != NEWEST, version_of(text)))


def joined(keys: StandardKeys, files: tuple[VocabularyFile, ...]) -> Standard:
    """The standard that both kinds of file give together."""
    vocabularies = {name: item for file in files for name, item in file.vocabularies.items()}
    root = Key(kind="section", keys=keys.keys)
    return Standard(versions=keys.versions, root=root, vocabularies=vocabularies)
