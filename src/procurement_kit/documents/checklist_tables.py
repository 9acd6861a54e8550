"""A checklist as a table: every item, whether it was ticked, and the answers that prove it."""

from collections.abc import Iterator

from procurement_kit.assessment import Assessment
from procurement_kit.documents.document import Run, RunKind, Runs, Table
from procurement_kit.documents.inline import Library
from procurement_kit.documents.wording import glue, write_answer
from procurement_kit.publication.solution import shortened
from procurement_kit.rules.values import UNKNOWN_ANSWER, Absent, ListedComponent

CHECKLISTS = ("public_code", "nukib", "brno_declaration", "dpg")
PROOF_LENGTH = 160


def checklist_table(name: str, assessment: Assessment, library: Library) -> Table | None:
    """The checklist *name*; None where the content has no such checklist."""
    checklist = library.checklists.get(name)
    asked = library.methodology.questions.get(checklist.question) if checklist else None
    if checklist is None or asked is None:
        return None
    words, given = library.words.checklist, assessment.facts.fact(checklist.question)
    ticked = given if isinstance(given, tuple) else ()
    rows = tuple(
        (
            _text(option.label),
            _text(words.proven if option.value in ticked else words.unproven),
            _evidence(checklist.evidence.get(option.value, ()), assessment, library),
        )
        for option in asked.options
    )
    return Table((_text(words.item), _text(words.state), _text(words.evidence)), rows)


def _evidence(names: tuple[str, ...], assessment: Assessment, library: Library) -> Runs:
    """What the project says already; a line to be filled in where it says nothing."""
    told = list(_told(names, assessment, library))
    if not told:
        return (Run(library.words.blank, RunKind.BLANK),)
    return (Run(glue("; ".join(told)), RunKind.ANSWER),)


def _told(names: tuple[str, ...], assessment: Assessment, library: Library) -> Iterator[str]:
    for name in names:
        question, value = library.methodology.questions[name], assessment.facts.fact(name)
        if isinstance(value, Absent) or value == UNKNOWN_ANSWER:
            continue
        if isinstance(value, tuple) and value and isinstance(value[0], ListedComponent):
            continue
        answer = shortened(write_answer(question, value, library.words), PROOF_LENGTH)
        yield f"{question.label} {answer}"


def _text(text: str) -> Runs:
    return (Run(glue(text)),)
