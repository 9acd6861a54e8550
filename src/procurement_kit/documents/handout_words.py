"""The words of what is handed out at a training, and the frame that all of it shares."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from procurement_kit.documents.annex import Article, Cover, Frame, runs
from procurement_kit.documents.document import Paragraph, Part, Run, RunKind, Runs
from procurement_kit.documents.inline import Library
from procurement_kit.documents.wording import glue, write_answer
from procurement_kit.methodology.questions import Kind, Question
from procurement_kit.methodology.reading import read_answer
from procurement_kit.methodology.scenarios import Scenario
from procurement_kit.rules.models import FactId, Model, Prose, Text
from procurement_kit.rules.sources import Confidence

KEPT = "kept-"
"""What begins the name of a piece that the style sheet keeps on one page."""

AS_TYPED = {Kind.LINES, Kind.COSTS, Kind.CHANGES}
"""Kinds of answers of which every line is printed as it was typed."""


class WorkbookWords(Model):
    """The words of the participant's workbook."""

    title: Text
    file_name: Text
    notice: Text
    story: Text
    facts: Text
    known: Text
    made_up: Text
    roles: Text
    roles_intro: Text
    questions: Text
    questions_intro: Text
    stage: Text
    given: Text
    why: Text
    several: Text
    write: Text
    notes: Text
    notes_intro: Text
    note_lines: int
    glossary: Text
    glossary_intro: Text
    term: Text
    explanation: Text


class SheetWords(Model):
    """The words of the sheet on which a table answers when there is no network."""

    title: Text
    file_name: Text
    notice: Text
    heading: Text
    table_name: str
    number: Text
    question: Text
    answer: Text
    sure: Text
    reason: Text


class GuideWords(Model):
    """The words of the trainer's guide."""

    title: Text
    file_name: Text
    notice: Text
    overview: Text
    overview_facts: Mapping[str, Text]
    fact: Text
    value: Text
    how: Text
    how_steps: tuple[Text, ...]
    plan: Text
    from_to: Text
    what: Text
    stage: Text
    facts: Text
    origin: Text
    sureness: Text
    traps: Text
    fall: Text
    fall_without: Text
    fall_prone: Text
    warns: Text
    why: Text
    solution: Text
    solution_intro: Text
    answer: Text
    reasons: Text
    alternatives: Text
    prompts: Text
    prompts_intro: Text
    prompt: Text
    prompt_anywhere: Text
    remaining: Text
    sources: Text
    source: Text
    link: Text
    note: Text


class GlossaryWords(Model):
    """The words of the glossary to hand out."""

    title: Text
    file_name: Text
    notice: Text
    heading: Text


class LicenseSheetWords(Model):
    """The words of the sheet of common licences, and which licences those are."""

    title: Text
    file_name: Text
    notice: Text
    table: Text
    license: Text
    reach: Text
    duties: Text
    no_duties: Text
    fit: Text
    rules: Text
    rule_texts: tuple[Text, ...]
    legend: Text
    legend_intro: Text
    only_network: Text
    only_modified: Text
    reaches: Mapping[str, Text]
    fits: Mapping[str, Text]
    listed: tuple[Text, ...]


class CertificateWords(Model):
    """The words of the certificate of attendance."""

    title: Text
    file_name: Text
    certifies: Text
    attended: Text
    held: Text
    trainer: Text
    signature: str
    footer: Text


class HandoutWords(Model):
    """The file handouts.yaml; each {name} is filled in."""

    day: Text
    nothing: Text
    answers: Mapping[FactId, Text]
    blank_line: Text
    difficulties: Mapping[str, Prose]
    confidences: Mapping[str, Text]
    invented: Text
    fact_with_source: Text
    minutes: Text
    sources_of: Text
    workbook: WorkbookWords
    sheet: SheetWords
    guide: GuideWords
    glossary: GlossaryWords
    licenses: LicenseSheetWords
    certificate: CertificateWords


@dataclass(frozen=True)
class Desk:
    """What every hand-out of a scenario is written with."""

    scenario: Scenario
    library: Library
    words: HandoutWords
    cover: Cover

    def question(self, name: str) -> Question:
        """The question *name*."""
        return self.library.methodology.questions[name]

    def stage(self, name: str) -> str:
        """The stage with its number and title."""
        stages = self.library.methodology.stages
        title = next(stage.title for stage in stages if stage.id == name)
        return self.words.workbook.stage.format(id=name, title=title)

    def shown(self, name: str, raw: str) -> str:
        """The answer *raw* to question *name* in the words of its options."""
        question = self.question(name)
        if not raw:
            return self.words.nothing
        if question.kind is Kind.COMPONENTS:
            return "; ".join(line.replace(";", "") for line in raw.split("\n"))
        if question.kind in AS_TYPED:
            return "; ".join(raw.split("\n"))
        if question.values:
            return ", ".join(self.label(question, value) for value in raw.split("\n"))
        return write_answer(question, read_answer(question, raw), self.cover.words)

    def label(self, question: Question, value: str) -> str:
        """The words of one possible answer."""
        option = question.option(value)
        return option.label if option else self.words.answers[value]

    def cited(self, names: tuple[str, ...]) -> str:
        """The sources *names* in one sentence, each with how sure it is where it is not."""
        return self.words.sources_of.format(sources="; ".join(map(self.citation, names)))

    def citation(self, name: str) -> str:
        """The source *name* as it is cited."""
        source = self.library.sources[name]
        if source.confidence is Confidence.VERIFIED:
            return source.citation
        return f"{source.citation} ({self.confidence(source.confidence)})"

    def confidence(self, confidence: Confidence) -> str:
        """How sure, in words."""
        return self.words.confidences[confidence.value]

    @property
    def day(self) -> str:
        """The decisive day of the scenario."""
        day = self.scenario.decisive_day
        return glue(self.words.day.format(day=day.day, month=day.month, year=day.year))

    def line(self, label: str = "") -> Paragraph:
        """A line to write on, after *label*."""
        rest = len(self.words.blank_line) - len(label)
        blank = Run(self.words.blank_line[: max(rest, 1)], RunKind.BLANK)
        return Paragraph((*runs(f"{label} " if label else ""), blank), 1)

    def frame(self, kind: WorkbookWords | SheetWords | GuideWords, audience: str) -> Frame:
        """The frame of a hand-out of this scenario."""
        scenario = self.scenario
        return Frame(
            id=kind.file_name.format(id=scenario.id),
            title=kind.title.format(title=scenario.title),
            file_name=kind.file_name.format(id=scenario.id),
            audience=audience,
            notice=kind.notice.format(minutes=scenario.minutes, day=self.day),
        )


@dataclass
class Chapter(Article):
    """An article of which some pieces stay together on one page of the PDF."""

    cuts: list[tuple[int, str]] = field(default_factory=list)

    def kept(self, name: str) -> None:
        """What is added from here to the next piece stays together."""
        self.cuts.append((len(self.blocks), name))

    def parts(self) -> Iterator[Part]:
        """The beginning with the heading, then each piece."""
        whole = self.part()
        bounds = [*(place + 1 for place, _ in self.cuts), len(whole.blocks)]
        yield replace(whole, blocks=whole.blocks[: bounds[0]])
        names = (f"{KEPT}{name}" for _, name in self.cuts)
        for name, (start, end) in zip(names, pairwise(bounds), strict=True):
            yield replace(whole, clause=name, blocks=whole.blocks[start:end])


def pair(label: str, text: str) -> Runs:
    """*text* after a strong *label*."""
    return (*runs(f"{label} ", strong=True), *runs(text))
