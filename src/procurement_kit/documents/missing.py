"""What is still needed for which document, in the order in which it is asked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from procurement_kit.assessment import Assessment
from procurement_kit.documents.clauses import DocumentTemplate
from procurement_kit.documents.document import Document
from procurement_kit.methodology.progress import AnswerState, AnswerStatus
from procurement_kit.methodology.questions import Question, Required
from procurement_kit.rules.conditions import holds


@dataclass(frozen=True)
class Needs:
    """A document with the questions whose answers it still needs."""

    template: DocumentTemplate
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Missing:
    """What is missing: by document, for no single document, and where the need is still open."""

    needs: tuple[Needs, ...]
    others: tuple[Question, ...]
    complete: tuple[DocumentTemplate, ...]
    open: tuple[DocumentTemplate, ...]

    @property
    def count(self) -> int:
        """How many questions wait, each counted once."""
        named = {item.id for need in self.needs for item in need.questions}
        return len(named | {item.id for item in self.others})


def missing(
    assessment: Assessment,
    templates: Iterable[DocumentTemplate],
    documents: Iterable[Document],
) -> Missing:
    """What is missing in *documents* and elsewhere; *templates* are all that there may be."""
    every, known = list(templates), {item.id: item for item in documents}
    statuses = {item.question.id: item for item in _statuses(assessment)}
    needs = tuple(
        Needs(item, _needed(known[item.id], statuses)) for item in every if item.id in known
    )
    named = {item.id for need in needs for item in need.questions}
    others = (item.question for item in statuses.values() if _is_needed(item))
    return Missing(
        tuple(need for need in needs if need.questions),
        tuple(item for item in others if item.id not in named),
        tuple(need.template for need in needs if not need.questions),
        tuple(item for item in every if holds(item.when, assessment.facts) is None),
    )


def _needed(document: Document, statuses: Mapping[str, AnswerStatus]) -> tuple[Question, ...]:
    gaps = {gap.question for gap in document.gaps}
    return tuple(item.question for name, item in statuses.items() if name in gaps)


def _is_needed(status: AnswerStatus) -> bool:
    is_open = status.state in {AnswerState.MISSING, AnswerState.INVALID}
    return is_open and status.question.required is Required.EXPORT


def _statuses(assessment: Assessment) -> Iterable[AnswerStatus]:
    for stage in assessment.stages:
        for step in stage.steps:
            yield from step.answers
