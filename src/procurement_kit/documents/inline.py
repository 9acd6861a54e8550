"""Answers, decisions, references and gaps inside the text of a document."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from procurement_kit.assessment import Assessment
from procurement_kit.documents.clauses import (
    ROW,
    BlankLine,
    Clause,
    ClauseReference,
    Piece,
    Placeholder,
    Wording,
)
from procurement_kit.documents.document import Gap, Run, RunKind, Runs
from procurement_kit.documents.roles import Renaming, Roles
from procurement_kit.documents.wording import (
    DocumentWords,
    glue,
    write_amount,
    write_answer,
    write_calculated,
    write_figure,
)
from procurement_kit.methodology.questions import Required
from procurement_kit.methodology.stages import Methodology
from procurement_kit.procedures.change_rules import NO_RULES, ChangeRules
from procurement_kit.publication.checklists import Checklist
from procurement_kit.rules.decisions import Recorder, decided_label
from procurement_kit.rules.parameters import Parameter
from procurement_kit.rules.sources import Source
from procurement_kit.rules.values import UNKNOWN_ANSWER, Absent

EXPLANATIONS = {"reason", "figures"}


@dataclass(frozen=True)
class Library:
    """What documents are made of."""

    methodology: Methodology
    clauses: Mapping[str, Clause]
    sources: Mapping[str, Source]
    words: DocumentWords
    parameters: Mapping[str, Parameter]
    changes: ChangeRules = NO_RULES
    roles: Roles = field(default_factory=Roles)
    language: str = "cs"
    checklists: Mapping[str, Checklist] = field(default_factory=dict)

    def label(self, name: str) -> str:
        """The words of a question, a decision or a figure of law."""
        groups = (self.methodology.questions, self.methodology.decisions, self.parameters)
        return next((group[name].label for group in groups if name in group), name)


@dataclass
class InlineWriter:
    """Turns pieces of a clause into runs and remembers the gaps it met."""

    library: Library
    assessment: Assessment
    articles: Mapping[str, str]
    renamed: Renaming = str
    gaps: list[Gap] = field(default_factory=list)
    clause: str = ""
    cells: tuple[str, ...] = ()
    """The cells of the line for which a repeated document is being written."""

    copy: int = 1

    def run(self, piece: Piece) -> Run:
        """The run that *piece* becomes."""
        match piece:
            case Wording():
                text = glue(self.renamed(piece.text))
                return Run(text, strong=piece.strong, emphasis=piece.emphasis)
            case BlankLine():
                return Run(piece.text, RunKind.BLANK)
            case ClauseReference():
                return self._reference(piece.clause)
            case Placeholder():
                return self.value(piece)

    def value(self, place: Placeholder) -> Run:
        """The answer, decision, calculation or figure at *place*; a gap where there is none."""
        base, _, suffix = place.name.rpartition("_")
        if ROW.fullmatch(place.name):
            return self._cell(int(suffix) - 1, place)
        if base in self.library.methodology.decisions and suffix in EXPLANATIONS:
            return self._decision(base, suffix, place)
        if place.name in self.library.methodology.decisions:
            return self._decision(place.name, "", place)
        if place.name in self.library.parameters:
            return self._figure(place)
        fact = self.assessment.facts.fact(place.name)
        if isinstance(fact, Absent):
            return self._missing(place.name, fact)
        question = self.library.methodology.questions.get(place.name)
        words = self.library.words
        text = (
            write_answer(question, fact, words)
            if question is not None
            else write_calculated(place.name, fact, words)
        )
        return answer_run(text, place.name, place)

    def undecided(self, title: str, recorder: Recorder) -> Runs:
        """Gaps that name the questions on which the text of a clause depends."""
        pattern = self.library.words.undecided
        names = tuple(self._open_questions(recorder.read)) or (title,)
        return tuple(self._gap(name, pattern) for name in names)

    def anchor(self, clause: str, place: str = "") -> str:
        """The name of a heading, of its own in each copy of a repeated document."""
        copy = f"-copy{self.copy}" if self.copy > 1 else ""
        return f"clause-{clause}{place}{copy}"

    def _cell(self, column: int, place: Placeholder) -> Run:
        text = self.cells[column] if column < len(self.cells) else ""
        if not text:
            return Run(self.library.words.blank, RunKind.BLANK)
        return answer_run(glue(text), "", place)

    def _reference(self, clause: str) -> Run:
        number = self.articles.get(clause, "")
        text = glue(self.library.words.article.format(number=number))
        return Run(text, RunKind.REFERENCE, target=self.anchor(clause))

    def _figure(self, place: Placeholder) -> Run:
        """The figure of law on the decisive day."""
        used = self.assessment.facts.figure(place.name)
        if isinstance(used, Absent):
            return self._gap(place.name, self.library.words.gap)
        text = write_amount(used.value.value, used.unit, self.library.words)
        return answer_run(text, place.name, place)

    def _decision(self, name: str, part: str, place: Placeholder) -> Run:
        decision = self.library.methodology.decisions[name]
        outcome = self.assessment.facts.outcome(name)
        if isinstance(outcome.value, Absent) or outcome.case is None:
            names = tuple(self._open_questions(outcome.read))
            return self._gap(names[0] if names else name, self.library.words.gap, decision.label)
        if part == "reason":
            text = outcome.case.reason
        elif part == "figures":
            text = self._figures(name)
        else:
            text = outcome.case.label or decided_label(decision, outcome.value)
        return answer_run(glue(text), name, place)

    def _figures(self, decision: str) -> str:
        words, sources = self.library.words, self.library.sources
        texts = [
            write_figure(
                used, "; ".join(sources[name].citation for name in used.value.sources), words
            )
            for used in self.assessment.facts.outcome(decision).figures
        ]
        return "; ".join(texts) or words.not_applicable

    def _missing(self, name: str, why: Absent) -> Run:
        if why is Absent.NOT_APPLICABLE:
            return Run(self.library.words.not_applicable, RunKind.ANSWER, target=name)
        question = self.library.methodology.questions.get(name)
        if question is not None and question.required is Required.NEVER:
            return Run(self.library.words.blank, RunKind.BLANK, target=name)
        return self._gap(name, self.library.words.gap)

    def _gap(self, name: str, pattern: str, label: str = "") -> Run:
        shown = label or self.library.label(name)
        gap = Gap(name, shown, self.clause)
        if gap not in self.gaps:
            self.gaps.append(gap)
        return Run(pattern.format(label=shown), RunKind.GAP, target=name)

    def _open_questions(self, names: Iterable[str]) -> Iterator[str]:
        """The questions behind *names* that have no usable answer; decisions are looked through."""
        for name in names:
            if name in self.library.methodology.decisions:
                yield from self._open_questions(self.assessment.facts.outcome(name).read)
            elif self.assessment.facts.fact(name) in {Absent.UNKNOWN, UNKNOWN_ANSWER}:
                yield name


def answer_run(text: str, name: str, place: Placeholder | None = None) -> Run:
    """A run with an answer of the user."""
    strong, emphasis = (place.strong, place.emphasis) if place else (False, False)
    return Run(text, RunKind.ANSWER, strong, emphasis, name)
