"""The judgements on the procedures, ready to be shown: by kind, with the questions still open."""

from dataclasses import dataclass

from procurement_kit.methodology.questions import Question
from procurement_kit.procedures.procedures import EntryKind, Judgement
from procurement_kit.rules.values import UNKNOWN_ANSWER, Absent
from procurement_kit.web.access import Opened


@dataclass(frozen=True)
class Shown:
    """A judgement with the questions that keep it open and are asked now."""

    judgement: Judgement
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class ShownProcedures:
    """The entries of the rules on procedures by their kind."""

    procedures: tuple[Shown, ...]
    arrangements: tuple[Shown, ...]
    information: tuple[Shown, ...]

    @property
    def everything(self) -> tuple[Shown, ...]:
        """All entries, procedures first."""
        return (*self.procedures, *self.arrangements, *self.information)


def shown_procedures(opened: Opened) -> ShownProcedures | None:
    """What is known of every procedure; None in a methodology without rules on them."""
    judged = opened.assessment.procedures
    if not judged:
        return None
    by_kind = {
        kind: tuple(
            Shown(item, _open_questions(opened, item))
            for item in judged
            if item.procedure.kind is kind
        )
        for kind in EntryKind
    }
    return ShownProcedures(
        by_kind[EntryKind.PROCEDURE],
        by_kind[EntryKind.ARRANGEMENT],
        by_kind[EntryKind.INFORMATION],
    )


def _open_questions(opened: Opened, judgement: Judgement) -> tuple[Question, ...]:
    """The questions asked now whose answers the open conditions lack."""
    facts, questions = opened.assessment.facts, opened.kit.methodology.questions
    mentioned = dict.fromkeys(
        name
        for item in judgement.unknown
        for kind, name in item.when.mentions()
        if kind == "question" and facts.applies(name)
    )
    missing = {Absent.UNKNOWN, UNKNOWN_ANSWER}
    return tuple(
        questions[name]
        for name in mentioned
        if isinstance(facts.fact(name), Absent | str) and facts.fact(name) in missing
    )
