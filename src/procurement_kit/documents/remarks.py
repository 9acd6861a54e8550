"""What a lawyer's working copy says beside the text: the open notes, and why each clause is so."""

from collections.abc import Iterable, Iterator, Sequence

from procurement_kit.documents.document import (
    BulletList,
    Document,
    Heading,
    Paragraph,
    Part,
    Remark,
    Run,
    RunKind,
    Table,
    Trace,
)
from procurement_kit.documents.wording import LawyerWords
from procurement_kit.methodology.notes import Note

ANSWERS = {RunKind.ANSWER, RunKind.GAP, RunKind.BLANK}


def remarks(
    document: Document, notes: Sequence[Note], words: LawyerWords, *, explained: bool
) -> tuple[Remark, ...]:
    """The remarks on *document*, clause by clause; the reason of a clause comes first."""
    return tuple(
        remark
        for part in document.parts
        for remark in (
            *(_explanation(part.trace, words) if explained else ()),
            *_of_part(document.id, part, notes, words),
        )
    )


def printed(part: Part) -> set[str]:
    """The questions whose answers stand in *part*, or are missing there."""
    return {run.target for run in _runs(part) if run.kind in ANSWERS and run.target}


def _of_part(
    document: str, part: Part, notes: Iterable[Note], words: LawyerWords
) -> Iterator[Remark]:
    asked = printed(part)
    for note in notes:
        if note.clause == (document, part.clause) or (note.question and note.question in asked):
            author = note.author or words.author
            yield Remark(part.clause, note.text, author, note.question, note.at)


def _explanation(trace: Trace, words: LawyerWords) -> Iterator[Remark]:
    lines = [
        words.chosen.format(label=trace.alternative, stance=words.stances[trace.stance])
        if trace.alternative and trace.stance
        else "",
        words.rationale.format(text=trace.rationale) if trace.rationale else "",
        words.risks.format(text=trace.risks) if trace.risks else "",
        words.sources.format(text="; ".join(trace.sources)) if trace.sources else "",
    ]
    if any(lines):
        yield Remark(trace.clause, "\n".join(filter(None, lines)), words.method)


def _runs(part: Part) -> Iterator[Run]:
    for block in part.blocks:
        match block:
            case Heading() | Paragraph():
                yield from block.runs
            case BulletList():
                for item in block.items:
                    yield from item
            case Table():
                for row in (block.header, *block.rows):
                    for cell in row:
                        yield from cell
