"""The words of licence reports, notices and maps; each {name} is filled in by the program."""

from collections.abc import Mapping
from dataclasses import dataclass

from procurement_kit.licensing.licenses import CLOSED
from procurement_kit.rules.words import Words

FEW = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """A counted thing for one, for two to four, and for more; {n} is the number."""

    __pydantic_config__ = CLOSED
    one: Words
    few: Words
    many: Words

    def of(self, number: int) -> str:
        """*number* things in words."""
        form = self.one if number == 1 else self.few if 1 < number <= FEW else self.many
        return form.format(n=number)


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedWords:
    """What reports, notices and maps all say."""

    __pydantic_config__ = CLOSED
    components: Forms
    licenses: Forms
    rest: Forms
    no_license: Words
    not_advice: Words
    yes: Words
    no: Words
    unknown: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportWords:
    """The annex with the judgement of the components' licences."""

    __pydantic_config__ = CLOSED
    id: str
    title: Words
    file_name: str
    headings: Mapping[str, Words]
    summary: Mapping[str, Words]
    facts: Mapping[str, Words]
    columns: Mapping[str, Words]
    fits: Mapping[str, Words]
    confidence: Mapping[str, Words]
    theirs: Mapping[str, Words]
    sentences: Mapping[str, Words]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeWords:
    """The document and the text file that go with the software."""

    __pydantic_config__ = CLOSED
    id: str
    title: Words
    file_name: str
    headings: Mapping[str, Words]
    sentences: Mapping[str, Words]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapWords:
    """The map of which component decides."""

    __pydantic_config__ = CLOSED
    title: Words
    description: Words
    part: Words
    excluded: Words
    chosen: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenseWords:
    """The file report.yaml."""

    __pydantic_config__ = CLOSED
    shared: SharedWords
    report: ReportWords
    notices: NoticeWords
    map: MapWords
