"""What a public buyer must know of a licence, and the rulings on combining two of them."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from procurement_kit.rules.models import FactId, Model, SourceId, Text, YesNo


class Copyleft(StrEnum):
    """How far a licence's own terms reach into a work that uses the component."""

    NONE = "none"
    FILE = "file"
    LIBRARY = "library"
    WORK = "work"
    NETWORK = "network"


class Combination(StrEnum):
    """How a component is combined with the work."""

    MERGED = "merged"
    LINKED = "linked"
    SEPARATE = "separate"


class Verdict(StrEnum):
    """Whether a component may be combined as planned; from best to worst."""

    COMPATIBLE = "compatible"
    WITH_DUTIES = "with_duties"
    NEEDS_LAWYER = "needs_lawyer"
    INCOMPATIBLE = "incompatible"

    @property
    def severity(self) -> int:
        """0 for the best verdict, growing with the trouble."""
        return list(Verdict).index(self)


class License(Model):
    """A licence; its file is named after its SPDX id."""

    name: Text
    family: Text
    copyleft: Copyleft
    open_source: YesNo
    note: Text
    duties: tuple[Text, ...] = ()
    sources: tuple[SourceId, ...] = Field(min_length=1)
    reviewed_on: date

    @property
    def class_name(self) -> str:
        """The class that rulings may name instead of the id."""
        return f"class:{self.copyleft.value}" if self.open_source == "yes" else "class:not_open"


class Ruling(Model):
    """What holds when a component under *inbound* goes into a work under *outbound*.

    Both list SPDX ids, classes ("class:none", "class:file", … "class:not_open") or "any".
    """

    id: FactId
    inbound: tuple[Text, ...] = Field(min_length=1)
    outbound: tuple[Text, ...] = Field(min_length=1)
    combination: tuple[Combination, ...] = tuple(Combination)
    verdict: Verdict
    reason: Text
    way_out: str = ""
    duties: tuple[Text, ...] = ()
    sources: tuple[SourceId, ...] = Field(min_length=1)


class RulingFile(Model):
    """A file of rulings."""

    rulings: tuple[Ruling, ...]


class Vocabulary(Model):
    """The sentences that a report needs where no ruling speaks."""

    same_license: Text
    no_statement: Text
    no_statement_way_out: Text
    unknown_license: Text
    unknown_license_way_out: Text
    no_ruling: Text
    no_ruling_way_out: Text
    exception: Text
    exception_way_out: Text
    broken: Text
    broken_way_out: Text
    network: Text
    chosen_branch: Text
    none_known: Text
