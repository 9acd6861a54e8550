"""The texts of the publication pack: which file comes from which template, and its words."""

import re
from collections.abc import Iterator, Mapping
from string import Template

from pydantic import Field

from procurement_kit.rules.models import FactId, Model, Text

FIELDS = frozenset(
    {
        "name", "url", "summary", "description", "features", "maturity", "license", "owner",
        "maintenance", "contact", "contractor", "security_email", "upstream", "license_text",
    }
)  # fmt: skip
"""What is said of a solution; each has its words for the case that nobody has said it."""
WRITTEN = frozenset({"missing", "expires"})
"""What only the guide says."""
KEYS = (
    "publiccodeYmlVersion", "name", "url", "softwareVersion", "releaseDate", "platforms",
    "categories", "isBasedOn", "developmentStatus", "softwareType", "intendedAudience",
    "description", "legal", "maintenance", "localisation", "organisation",
)  # fmt: skip
"""The keys of publiccode.yml that we write."""
PLACEHOLDER = re.compile(r"\$([a-z_]+)")


class Words(Model):
    """A phrase in the languages of the pack."""

    cs: Text
    en: Text

    def said(self, language: str) -> str:
        """The phrase in *language*."""
        return self.en if language == "en" else self.cs


class FileEntry(Model):
    """A file of the pack and the template that it is made from."""

    file: Text
    template: Text
    language: Text


class FieldWords(Words):
    """What a missing statement is called, and the question that asks for it."""

    question: FactId


class KeyEntry(Model):
    """A key of publiccode.yml and the remark that stands above it."""

    key: Text
    comment: str = ""


class PackWords(Model):
    """Phrases that depend on the answers."""

    maintenance: Mapping[str, Words]
    upstream: Words
    no_upstream: Words


class Placeholders(Model):
    """What stands in publiccode.yml for an address or a text that nobody has given."""

    url: Text
    text: Text


class PackContent(Model):
    """The file templates/publication/pack.yaml."""

    files: tuple[FileEntry, ...] = Field(min_length=1)
    guide: FileEntry
    gap: Words
    fields: Mapping[str, FieldWords]
    words: PackWords
    publiccode: tuple[KeyEntry, ...]
    suggestions: str = ""
    placeholders: Placeholders

    def entries(self) -> Iterator[FileEntry]:
        """Every file that is made from a template."""
        yield from self.files
        yield self.guide

    def gap_of(self, name: str, language: str) -> str:
        """What stands where the statement *name* is missing."""
        label = self.fields[name].said(language)
        return self.gap.said(language).format(label=label)


def placeholders(text: str) -> tuple[str, ...]:
    """The names that *text* wants to be filled in."""
    return tuple(dict.fromkeys(PLACEHOLDER.findall(text)))


def filled(text: str, values: Mapping[str, str]) -> str:
    """*text* with *values*; what is no placeholder of ours stays as it is."""
    return Template(text).safe_substitute(values)
