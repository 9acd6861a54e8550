"""A licence report as JSON: everything that the document says, for other programs.

The model is also the published schema, schemas/license-report.schema.json.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from procurement_kit.licensing.compatibility import duties_of
from procurement_kit.licensing.components import Combination, Component
from procurement_kit.licensing.data import LicenseData
from procurement_kit.licensing.licenses import Fit
from procurement_kit.licensing.opinions import Opinion, Verdict, merged
from procurement_kit.licensing.outbound import Choice, Obstacle, Part, deciding
from procurement_kit.licensing.review import Review
from procurement_kit.licensing.second_opinion import differing
from procurement_kit.licensing.uses import Recipients
from procurement_kit.problems import say
from procurement_kit.rules.sources import Confidence

SCHEMA_VERSION: Literal["1"] = "1"


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class UseEntry(_Entry):
    """What is done with the software; *modified* is null where nobody knows."""

    combination: Combination
    recipients: Recipients
    network: bool
    modified: bool | None


class StepEntry(_Entry):
    """One step of the reasoning: the rule that fired, its sentence, the ids of its sources."""

    rule: str
    text: str
    sources: list[str]


class PartEntry(_Entry):
    """Components that share one opinion: same expression, way of combining, change."""

    id: int = Field(description="Components and obstacles refer to it.")
    expression: str
    combination: Combination = Field(description="In which the part was judged.")
    modified: bool | None
    verdict: Verdict
    branch: str = Field(description="Which of the offered licences to choose; empty if no choice.")
    steps: list[StepEntry]
    duties: list[str] = Field(description="Ids of duties.")
    ways_out: list[str]
    excludes: int = Field(description="How many candidate licences the part excludes.")


class ComponentEntry(_Entry):
    """A component as its list describes it, and its verdict; the reasons are those of its part."""

    name: str
    version: str
    key: str
    purl: str
    supplier: str
    copyright: str
    source: str
    declared: str
    concluded: str
    verdict: Verdict
    branch: str
    part: int


class DutyEntry(_Entry):
    """Something to do, once for the whole work."""

    id: str
    text: str


class CandidateEntry(_Entry):
    """A licence that the whole could come out under; obstacles are ids of parts."""

    outbound: str
    verdict: Verdict
    fit: Fit
    preferred: bool
    conflicts: list[int]
    open_questions: list[int]
    duties: int


class ChangeSetEntry(_Entry):
    """The fewest parts to change so that the whole may come out under *outbound*."""

    outbound: str
    parts: list[int]
    components: int


class DifferenceEntry(_Entry):
    """Where the second table says something else than this report."""

    inbound: str
    ours: Verdict
    theirs: Literal["yes", "no", "depends"]
    ours_if_merged: Verdict
    reason: str


class SecondOpinionEntry(_Entry):
    """The second table, which judges only code that is merged and distributed."""

    title: str
    day: date
    differences: list[DifferenceEntry]


class SourceEntry(_Entry):
    """What the report relies on, when somebody last read it, and how sure we are."""

    id: str
    citation: str
    url: str
    checked_on: date
    age_months: int
    stale: bool
    confidence: Confidence


class ProblemEntry(_Entry):
    """What is wrong in one place of the list of components."""

    component: str
    field: str
    value: str
    code: str
    text: str


class BomEntry(_Entry):
    """The list of components as read."""

    format: str
    format_version: str
    name: str
    namespace: str
    created: str
    authors: list[str]
    tools: list[str]
    problems: list[ProblemEntry]


class LicenseReport(_Entry):
    """A report on the licences of the components of one work. Information, not legal advice."""

    schema_version: Literal["1"]
    made_on: date
    outbound: str
    use: UseEntry
    verdict: Verdict
    counts: dict[Verdict, int]
    spdx_list: str = Field(description="Version of the SPDX licence list.")
    bom: BomEntry
    components: list[ComponentEntry]
    parts: list[PartEntry]
    obligations: list[DutyEntry]
    candidates: list[CandidateEntry] = Field(description="The most advisable first.")
    change_sets: list[ChangeSetEntry]
    second_opinion: SecondOpinionEntry
    sources: list[SourceEntry]
    notice: str


def write(review: Review, data: LicenseData, day: date) -> bytes:
    """The whole report on *day* as JSON in UTF-8."""
    text = _Writer(review, data, day).report().model_dump_json(indent=2)
    return f"{text}\n".encode()


class _Writer:
    """Turns one review into the entries of the file."""

    def __init__(self, review: Review, data: LicenseData, day: date) -> None:
        self.review = review
        self.data = data
        self.day = day
        self.numbers = {group.part: number for number, group in enumerate(review.groups)}

    def report(self) -> LicenseReport:
        """The whole report."""
        report = self.review.report
        return LicenseReport(
            schema_version=SCHEMA_VERSION,
            made_on=self.day,
            outbound=report.outbound,
            use=UseEntry(
                combination=report.use.combination,
                recipients=report.use.recipients,
                network=report.use.network,
                modified=report.use.modified,
            ),
            verdict=report.worst,
            counts={verdict: report.count(verdict) for verdict in Verdict},
            spdx_list=self.data.names.spdx.version,
            bom=self._bom(),
            components=[self._component(item.component, item.opinion) for item in report.findings],
            parts=list(self._parts()),
            obligations=list(self._duties()),
            candidates=[self._candidate(choice) for choice in self.review.choices],
            change_sets=list(self._change_sets()),
            second_opinion=self._second(),
            sources=list(self._sources()),
            notice=self.data.words.shared.not_advice,
        )

    def _bom(self) -> BomEntry:
        bom = self.review.bom
        problems = [
            ProblemEntry(
                **problem._asdict(),
                text=say(
                    problem.code,
                    component=problem.component,
                    field=problem.field,
                    value=problem.value,
                ),
            )
            for problem in bom.problems
        ]
        return BomEntry(
            format=bom.format,
            format_version=bom.format_version,
            name=bom.name,
            namespace=bom.namespace,
            created=bom.created,
            authors=list(bom.authors),
            tools=list(bom.tools),
            problems=problems,
        )

    def _component(self, item: Component, opinion: Opinion) -> ComponentEntry:
        return ComponentEntry(
            name=item.name,
            version=item.version,
            key=item.key,
            purl=item.purl,
            supplier=item.supplier,
            copyright=item.copyright,
            source=item.source,
            declared=item.license,
            concluded=item.concluded,
            verdict=opinion.verdict,
            branch=opinion.branch,
            part=self.numbers[Part(item.expression, item.combination, item.modified)],
        )

    def _parts(self) -> Iterator[PartEntry]:
        excludes = deciding(self.review.choices)
        for group in self.review.groups:
            part, opinion = group.part, group.opinion
            use = self.review.report.use.of(part.combination, modified=part.modified)
            yield PartEntry(
                id=self.numbers[part],
                expression=part.expression,
                combination=use.combination,
                modified=use.modified,
                verdict=opinion.verdict,
                branch=opinion.branch,
                steps=[
                    StepEntry(rule=step.rule, text=step.text, sources=list(step.sources))
                    for step in opinion.steps
                ],
                duties=list(opinion.duties),
                ways_out=list(opinion.way_out),
                excludes=excludes.get(part, 0),
            )

    def _duties(self) -> Iterator[DutyEntry]:
        for name in duties_of(self.review.report.findings):
            yield DutyEntry(id=name, text=self.data.vocabulary.duties[name].text)

    def _candidate(self, choice: Choice) -> CandidateEntry:
        return CandidateEntry(
            outbound=choice.outbound,
            verdict=choice.verdict,
            fit=self.data.licenses[choice.outbound].fit,
            preferred=choice.outbound in self.review.preferred,
            conflicts=self._ids(choice.conflicts),
            open_questions=self._ids(choice.open_questions),
            duties=choice.duties,
        )

    def _change_sets(self) -> Iterator[ChangeSetEntry]:
        for item in self.review.change_sets:
            yield ChangeSetEntry(
                outbound=item.outbound, parts=self._ids(item.obstacles), components=item.size
            )

    def _ids(self, obstacles: Iterable[Obstacle]) -> list[int]:
        return [self.numbers[item.part] for item in obstacles]

    def _second(self) -> SecondOpinionEntry:
        differences = [
            DifferenceEntry(
                inbound=item.inbound,
                ours=item.ours,
                theirs=item.theirs,
                ours_if_merged=item.if_merged,
                reason=item.reason,
            )
            for item in differing(self.review, self.data)
        ]
        second = self.data.second
        return SecondOpinionEntry(title=second.title, day=second.day, differences=differences)

    def _sources(self) -> Iterator[SourceEntry]:
        for name in merged(group.opinion.sources for group in self.review.groups):
            source = self.data.sources[name]
            yield SourceEntry(
                id=name,
                citation=source.citation,
                url=source.url,
                checked_on=source.checked_on,
                age_months=source.age(self.day),
                stale=source.is_stale(self.day),
                confidence=source.confidence,
            )
