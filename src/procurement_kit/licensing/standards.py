"""Standards for bills of materials as content: what they require, and which field shows it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from procurement_kit.licensing.licenses import CLOSED
from procurement_kit.rules.sources import Confidence
from procurement_kit.rules.words import Words


class Level(StrEnum):
    """Whether a requirement is met once in a list, or by each of its components."""

    DOCUMENT = "document"
    COMPONENT = "component"


class FieldCheck(StrEnum):
    """The checks of fields that a requirement may name; NOT_READ is for what we do not read."""

    NOT_READ = "not_read"
    FORMAT = "format"
    FORMAT_VERSION = "format_version"
    AUTHOR = "author"
    CREATED = "created"
    TOOL = "tool"
    TOOL_VERSION = "tool_version"
    BOM_ID = "bom_id"
    RELATIONSHIPS = "relationships"
    COMPLETENESS = "completeness"
    NAME = "name"
    VERSION = "version"
    SUPPLIER = "supplier"
    IDENTIFIER = "identifier"
    RELATED = "related"
    CHECKSUM = "checksum"
    SHA512 = "sha512"
    LICENSE = "license"
    DECLARED = "declared"
    CONCLUDED = "concluded"
    READABLE = "readable"
    AGREED = "agreed"
    TEXTS = "texts"
    SOURCE = "source"


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One requirement of a standard; *confidence* is how sure we are that it reads like this.

    *minimum* is the lowest version by format, for the check of the format version.
    """

    __pydantic_config__ = CLOSED
    id: str
    label: Words
    level: Level
    check: FieldCheck
    repair: Words
    confidence: Confidence = Confidence.LIKELY
    note: Words = ""
    minimum: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """A standard in one version, with its requirements in order."""

    __pydantic_config__ = CLOSED
    id: str
    title: str
    version: str
    source: str
    requirements: tuple[Requirement, ...]
    note: Words = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardFile:
    """The file conformance.yaml."""

    __pydantic_config__ = CLOSED
    standards: tuple[Standard, ...]


def references(standards: tuple[Standard, ...]) -> Iterator[tuple[str, str]]:
    """Every (kind, id) that *standards* name."""
    return (("source", item.source) for item in standards)
