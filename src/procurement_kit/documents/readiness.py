"""What keeps a set of documents from being final, each by name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from procurement_kit.assessment import Assessment, RaisedFlag
from procurement_kit.documents.document import Document, Gap
from procurement_kit.documents.own_texts import Override
from procurement_kit.methodology.progress import AnswerState, AnswerStatus
from procurement_kit.methodology.questions import Required
from procurement_kit.problems import NotInForceError


@dataclass(frozen=True)
class Readiness:
    """Every obstacle to the final documents."""

    missing: tuple[AnswerStatus, ...]
    invalid: tuple[AnswerStatus, ...]
    gaps: tuple[Gap, ...]
    flags: tuple[RaisedFlag, ...]
    not_in_force: tuple[NotInForceError, ...]
    own_clauses: tuple[Override, ...] = ()
    """The office's clauses that stand in place of ours: no obstacle, but to be looked at."""

    @property
    def to_review(self) -> tuple[Override, ...]:
        """The office's clauses that were made from an older wording of ours."""
        return tuple(item for item in self.own_clauses if item.is_stale)

    @property
    def is_ready(self) -> bool:
        """Whether the final documents may be made."""
        return not (self.missing or self.invalid or self.gaps or self.flags or self.not_in_force)


def readiness(
    assessment: Assessment,
    documents: tuple[Document, ...],
    overrides: Mapping[str, Override] = MappingProxyType({}),
) -> Readiness:
    """The obstacles to making *documents* final."""
    used = dict.fromkeys(part.clause for document in documents for part in document.parts)
    statuses = tuple(_asked(assessment))
    missing = tuple(
        item
        for item in statuses
        if item.state is AnswerState.MISSING and item.question.required is Required.EXPORT
    )
    named = {item.question.id for item in missing}
    gaps = {gap.question: gap for document in documents for gap in document.gaps}
    return Readiness(
        missing=missing,
        invalid=tuple(item for item in statuses if item.state is AnswerState.INVALID),
        gaps=tuple(gap for name, gap in gaps.items() if name not in named),
        flags=tuple(flag for flag in assessment.flags if flag.blocks),
        not_in_force=assessment.not_in_force,
        own_clauses=tuple(overrides[name] for name in used if name in overrides),
    )


def _asked(assessment: Assessment) -> Iterator[AnswerStatus]:
    for stage in assessment.stages:
        for step in stage.steps:
            yield from step.answers
