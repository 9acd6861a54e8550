"""What follows from the answers of a step, ready to be shown with reasons and sources."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from procurement_kit.assessment import RaisedFlag
from procurement_kit.documents.clauses import DocumentTemplate
from procurement_kit.licensing.compatibility import Report
from procurement_kit.methodology.questions import Question
from procurement_kit.methodology.stages import Step
from procurement_kit.procedures.estimated_value import Estimate
from procurement_kit.rules.conditions import holds
from procurement_kit.rules.decisions import Decision, Outcome, decided_label
from procurement_kit.rules.values import UNKNOWN_ANSWER, Absent
from procurement_kit.web.access import Opened
from procurement_kit.web.panels import Panel, panels

REGIME = "regime"
PROCEDURE = "procedure"
PUBLIC = "public"
COMPONENTS = "components"


@dataclass(frozen=True)
class Decided:
    """A decision with its outcome, and the questions that still keep it open."""

    decision: Decision
    outcome: Outcome
    open_questions: tuple[Question, ...]

    @property
    def is_decided(self) -> bool:
        """Whether there is an outcome to show."""
        return self.outcome.case is not None and not isinstance(self.outcome.value, Absent)

    @property
    def label(self) -> str:
        """The outcome in words."""
        case = self.outcome.case
        return (case.label if case else "") or decided_label(self.decision, self.outcome.value)


@dataclass(frozen=True)
class Results:
    """Everything that a step's answers lead to."""

    decided: tuple[Decided, ...]
    estimate: Estimate | None
    report: Report | None
    flags: tuple[RaisedFlag, ...]
    panels: tuple[Panel, ...] = ()

    @property
    def raised(self) -> tuple[RaisedFlag, ...]:
        """The warnings that apply now."""
        return tuple(flag for flag in self.flags if not flag.is_open)

    def __bool__(self) -> bool:
        return bool(self.decided or self.estimate or self.report or self.raised or self.panels)


def results(opened: Opened, step: Step) -> Results:
    """The results of *step*."""
    assessment = opened.assessment
    names = {question.id for question in step.questions}
    return Results(
        decided=tuple(_decided(opened, step)),
        estimate=assessment.estimate if names & _worksheet(opened) else None,
        report=assessment.components if COMPONENTS in names else None,
        flags=tuple(flag for flag in assessment.flags if flag.step.id == step.id),
        panels=tuple(panels(opened, step)),
    )


def _worksheet(opened: Opened) -> set[str]:
    lines = opened.kit.content.worksheet.lines
    return {name for line in lines for name in line.questions()}


def decided(opened: Opened, name: str) -> Decided | None:
    """The decision *name*, if the methodology has it."""
    decision = opened.kit.methodology.decisions.get(name)
    return _with_outcome(opened, decision) if decision else None


def without_tender(opened: Opened) -> Decided | None:
    """The procedure, where it is known and we have no document of it for the suppliers."""
    procedure = decided(opened, PROCEDURE)
    if procedure is None or not procedure.is_decided:
        return None
    needed = opened.kit.templates(opened.assessment)
    return None if any(template.audience == PUBLIC for template in needed) else procedure


def unused(opened: Opened) -> tuple[DocumentTemplate, ...]:
    """The documents that this procurement surely does not need."""
    facts = opened.assessment.facts
    templates = opened.kit.content.templates.values()
    return tuple(item for item in templates if holds(item.when, facts) is False)


def _decided(opened: Opened, step: Step) -> Iterator[Decided]:
    for decision in step.content.decisions:
        item = _with_outcome(opened, decision)
        if item.outcome.value is not Absent.NOT_APPLICABLE:
            yield item


def _with_outcome(opened: Opened, decision: Decision) -> Decided:
    outcome = opened.assessment.facts.outcome(decision.id)
    return Decided(decision, outcome, open_questions(opened, outcome.read))


def open_questions(opened: Opened, names: Iterable[str]) -> tuple[Question, ...]:
    """The questions behind *names* without a usable answer, each once."""
    known = opened.kit.methodology.questions
    return tuple(known[name] for name in dict.fromkeys(_open(opened, names)))


def _open(opened: Opened, names: Iterable[str]) -> Iterator[str]:
    """The questions behind *names* without a usable answer; decisions are looked through."""
    facts, methodology = opened.assessment.facts, opened.kit.methodology
    for name in names:
        if name in methodology.decisions:
            yield from _open(opened, facts.outcome(name).read)
        elif name not in methodology.questions:
            yield from _open(opened, _worksheet(opened) if name == "estimated_value" else ())
        elif facts.fact(name) in {Absent.UNKNOWN, UNKNOWN_ANSWER}:
            yield name
