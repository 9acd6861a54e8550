"""The table of procedures: which may be used in this case, and why the others may not."""

from procurement_kit.assessment import Assessment
from procurement_kit.documents.document import Run, Runs, Table
from procurement_kit.documents.inline import Library
from procurement_kit.documents.wording import DocumentWords, glue
from procurement_kit.procedures.procedures import EntryKind, Judgement, Verdict


def procedures_table(assessment: Assessment, library: Library) -> Table:
    """Every procedure that can be chosen, with its verdict in words."""
    words = library.words
    header = (words.procedure, words.may_be_used, words.procedure_reason)
    judged = [item for item in assessment.procedures if item.procedure.kind is EntryKind.PROCEDURE]
    rows = tuple(_row(item, words) for item in judged)
    return Table(tuple(map(_text, header)), rows)


def _row(judgement: Judgement, words: DocumentWords) -> tuple[Runs, ...]:
    label = judgement.procedure.label
    if judgement.is_chosen:
        label = words.procedure_chosen.format(label=label)
    reasons = _reasons(judgement, words)
    verdict = words.procedure_verdicts[judgement.verdict.value]
    return (
        (Run(glue(label), strong=judgement.is_chosen),),
        _text(verdict),
        _text(reasons),
    )


def _reasons(judgement: Judgement, words: DocumentWords) -> str:
    reasons = " ".join(judgement.reasons)
    if judgement.verdict is Verdict.REFUSED:
        return reasons
    if judgement.verdict is Verdict.OPEN:
        return words.procedure_open.format(reasons=reasons)
    has_conditions = bool(judgement.procedure.conditions)
    return words.procedure_conditions_met if has_conditions else words.procedure_without_conditions


def _text(text: str) -> Runs:
    return (Run(glue(text)),)
