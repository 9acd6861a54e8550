"""What a contract says of other people's components, as content: lists, checks, defects, words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from procurement_kit.licensing.components import Combination
from procurement_kit.licensing.licenses import CLOSED
from procurement_kit.rules.words import Words

GROUPS = ("permissive", "weak", "strong")
"""The groups of allowed licences; the text of clause C6 has a place for each."""

GroupName = Literal["permissive", "weak", "strong"]


class Result(StrEnum):
    """How a check came out."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_KNOWN = "not_known"


class CheckId(StrEnum):
    """What is checked when software is handed over."""

    FORMAT = "format"
    COMPLETE = "complete"
    COMPATIBLE = "compatible"
    POLICY = "policy"
    CHANGES = "changes"
    KNOWN = "known"
    TEXTS = "texts"
    NOTICES = "notices"
    REUSE = "reuse"


class Severity(StrEnum):
    """Critical is what keeps the work from being published."""

    CRITICAL = "critical"
    OTHER = "other"


class DefectKind(StrEnum):
    """What can be wrong with the components of a delivery."""

    WRONG_FORMAT = "wrong_format"
    FIELD_MISSING = "field_missing"
    INCOMPATIBLE = "incompatible"
    NOT_OPEN = "not_open"
    NOT_LISTED = "not_listed"
    NOT_APPROVED = "not_approved"
    LICENSE_MISSING = "license_missing"
    LICENSE_UNCLEAR = "license_unclear"
    TEXT_MISSING = "text_missing"
    LICENSE_FILE_MISSING = "license_file_missing"
    AUTHORS_MISSING = "authors_missing"
    LICENSE_TEXT_MISSING = "license_text_missing"
    REUSE_FAILED = "reuse_failed"


class ChangeKind(StrEnum):
    """How a component differs between two lists."""

    ADDED = "added"
    REMOVED = "removed"
    VERSION = "version"
    LICENSE = "license"
    DISPUTED = "disputed"
    COMBINATION = "combination"
    UNCHANGED = "unchanged"


class Consequence(StrEnum):
    """What a change means under the contract."""

    NONE = "none"
    ANNOUNCE = "announce"
    CONSENT = "consent"
    CLOSED = "closed"
    BREACH = "breach"
    UNCLEAR = "unclear"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenseGroup:
    """Licences that the contract allows for the same reason."""

    __pydantic_config__ = CLOSED
    label: Words
    reason: Words
    licenses: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BomFormat:
    """A format of bills of materials and the lowest version that the contract accepts."""

    __pydantic_config__ = CLOSED
    name: str
    minimum: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """In how many calendar days from the handover a defect is to be gone."""

    __pydantic_config__ = CLOSED
    label: Words
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckWords:
    """A check in words: its label, its clause, a sentence for each way it can come out."""

    __pydantic_config__ = CLOSED
    label: Words
    clause: str
    met: Words
    not_met: Words = ""
    not_known: Words = ""
    no_tender: Words = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DefectWords:
    """A defect in words: what is wrong, under which clause, how bad it is, what to do."""

    __pydantic_config__ = CLOSED
    label: Words
    severity: Severity
    clause: str
    wrong: Words
    repair: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexWords:
    """The annex to the acceptance record in words, and the words of its lists."""

    __pydantic_config__ = CLOSED
    id: str = ""
    title: Words = ""
    file_name: str = ""
    headings: Mapping[str, Words] = field(default_factory=dict)
    columns: Mapping[str, Words] = field(default_factory=dict)
    sentences: Mapping[str, Words] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractRules:
    """The file policy.yaml: what contracts made with this kit say of components."""

    __pydantic_config__ = CLOSED
    groups: Mapping[GroupName, LicenseGroup] = field(default_factory=dict)
    apart: tuple[Combination, ...] = ()
    formats: Mapping[str, BomFormat] = field(default_factory=dict)
    deadlines: Mapping[Severity, Deadline] = field(default_factory=dict)
    proposal: Words = ""
    results: Mapping[Result, Words] = field(default_factory=dict)
    checks: Mapping[CheckId, CheckWords] = field(default_factory=dict)
    defects: Mapping[DefectKind, DefectWords] = field(default_factory=dict)
    fields: Mapping[str, Words] = field(default_factory=dict)
    changes: Mapping[ChangeKind, Words] = field(default_factory=dict)
    consequences: Mapping[Consequence, Words] = field(default_factory=dict)
    annex: AnnexWords = field(default_factory=AnnexWords)
    sources: tuple[str, ...] = ()

    def allowed_in(self, group: str) -> tuple[str, ...]:
        """The licences of *group*; none if the content has no such group."""
        return next((item.licenses for name, item in self.groups.items() if name == group), ())

    def references(self) -> Iterator[tuple[str, str]]:
        """Every (kind, id) that the file names: licences and sources."""
        for group in self.groups.values():
            yield from (("license", name) for name in group.licenses)
            yield from (("source", name) for name in group.sources)
        yield from (("source", name) for name in self.sources)
