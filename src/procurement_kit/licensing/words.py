"""The words of licence reports, notices and maps; each {name} is filled in by the program."""

from collections.abc import Mapping
from dataclasses import dataclass

from procurement_kit.licensing.licenses import CLOSED

FEW = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """A counted thing for one, for two to four, and for more; {n} is the number."""

    __pydantic_config__ = CLOSED
    one: str
    few: str
    many: str

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
    no_license: str
    not_advice: str
    yes: str
    no: str
    unknown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportWords:
    """The annex with the judgement of the components' licences."""

    __pydantic_config__ = CLOSED
    id: str
    title: str
    file_name: str
    headings: Mapping[str, str]
    summary: Mapping[str, str]
    facts: Mapping[str, str]
    columns: Mapping[str, str]
    fits: Mapping[str, str]
    confidence: Mapping[str, str]
    theirs: Mapping[str, str]
    sentences: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeWords:
    """The document and the text file that go with the software."""

    __pydantic_config__ = CLOSED
    id: str
    title: str
    file_name: str
    headings: Mapping[str, str]
    sentences: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapWords:
    """The map of which component decides."""

    __pydantic_config__ = CLOSED
    title: str
    description: str
    part: str
    excluded: str
    chosen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenseWords:
    """The file report.yaml."""

    __pydantic_config__ = CLOSED
    shared: SharedWords
    report: ReportWords
    notices: NoticeWords
    map: MapWords
