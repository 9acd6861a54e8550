"""The tables of a tendering: opened tenders, exclusions, evaluated data, people, last days."""

from collections.abc import Iterable, Sequence

from procurement_kit.assessment import Assessment
from procurement_kit.documents.criteria_tables import label_of
from procurement_kit.documents.document import Run, RunKind, Runs, Table
from procurement_kit.documents.inline import Library
from procurement_kit.documents.time_limits import rows_of
from procurement_kit.documents.wording import (
    DocumentWords,
    glue,
    write_amount,
    write_number,
)
from procurement_kit.procedures.award_criteria import SEPARATOR
from procurement_kit.procedures.opened_tenders import MEMBERS, exclusions, opened_tenders
from procurement_kit.procedures.tenders import EXCLUDED, OPENED, TENDERS, lines_of, ranking
from procurement_kit.rules.parameters import Unit

AWARD_LIMITS = ("objections_selection", "standstill", "objection_decision")
RESULT_LIMITS = ("award_notice", "written_report")
PUBLICATION_LIMITS = ("register_contract", "register_void", "profile_contract")
OPENED_BY, EXPLANATIONS = "opened_by", "explanation_texts"
EMPTY_ROWS = 3


def opened(assessment: Assessment, library: Library) -> Table | None:
    """Who submitted a tender, when it came and at what price."""
    return _opened(assessment, library, with_outcome=False)


def assessed(assessment: Assessment, library: Library) -> Table | None:
    """The same, with what became of each tender."""
    return _opened(assessment, library, with_outcome=True)


def excluded(assessment: Assessment, library: Library) -> Table | None:
    """The excluded tenders, each with its reason and the condition that it did not meet."""
    words, terms = library.words, library.words.tendering
    if terms is None:
        return None
    header = _header(words.supplier, terms.reason, terms.condition)
    rows = [
        tuple(_cell(text, EXCLUDED, words) for text in (item.name, item.reason, item.condition))
        for item in exclusions(assessment.facts)
    ]
    return _filled(header, rows, words)


def evaluated(assessment: Assessment, library: Library) -> Table:
    """The data of every tender that the criteria evaluate, before anything is worked out."""
    words, used = library.words, assessment.criteria
    header = _header(words.supplier, *(label_of(item, words) for item in used))
    rows = [
        (
            _cell(score.tender.name, TENDERS, words),
            *(
                _cell(
                    write_amount(score.tender.values[item.id], Unit.CZK, words)
                    if item.cost
                    else write_number(score.tender.values[item.id], words),
                    TENDERS,
                    words,
                )
                for item in used
            ),
        )
        for score in ranking(assessment.facts, used)
    ]
    return _filled(header, rows, words, numeric=frozenset(range(1, len(header))))


def committee(assessment: Assessment, library: Library) -> Table | None:
    """The people who open, assess and evaluate, with their function and part."""
    terms = library.words.tendering
    if terms is None:
        return None
    return _people(assessment, library, (terms.member, terms.function, terms.part))


def committee_signatures(assessment: Assessment, library: Library) -> Table | None:
    """The same people, each with a place for the day and the signature."""
    terms = library.words.tendering
    if terms is None:
        return None
    return _people(assessment, library, (terms.member, terms.function), (terms.day, terms.sign))


def opening_signatures(assessment: Assessment, library: Library) -> Table | None:
    """Those who opened the tenders, each with a place for the signature."""
    words, terms = library.words, library.words.tendering
    if terms is None:
        return None
    rows = [
        (_cell(line, OPENED_BY, words), _cell("", OPENED_BY, words))
        for line in lines_of(assessment.facts, OPENED_BY)
    ]
    return _filled(_header(terms.member, terms.sign), rows, words)


def relations(assessment: Assessment, library: Library) -> Table | None:
    """The suppliers, each with a place where an evaluator states a relation to them."""
    words, terms = library.words, library.words.tendering
    if terms is None:
        return None
    rows = [
        tuple(_cell(text, OPENED, words) for text in (item.name, item.id_number, ""))
        for item in opened_tenders(assessment.facts)
    ]
    return _filled(_header(words.supplier, terms.id_number, terms.relation), rows, words)


def explanations(assessment: Assessment, library: Library) -> Table | None:
    """The questions of suppliers with the answers, as lines "question; answer"."""
    words, terms = library.words, library.words.tendering
    if terms is None:
        return None
    rows = []
    for line in lines_of(assessment.facts, EXPLANATIONS):
        question, _, answer = line.partition(SEPARATOR)
        cells = (question.strip(), answer.strip())
        rows.append(tuple(_cell(text, EXPLANATIONS, words) for text in cells))
    return _filled(_header(terms.question, terms.answer), rows, words)


def award_limits(assessment: Assessment, library: Library) -> Table:
    """Until when there may be objections and no contract."""
    return _limits(assessment, library, AWARD_LIMITS)


def result_limits(assessment: Assessment, library: Library) -> Table:
    """Until when the result must be announced and the report be public."""
    return _limits(assessment, library, RESULT_LIMITS)


def publication_limits(assessment: Assessment, library: Library) -> Table:
    """Until when the contract must be public."""
    return _limits(assessment, library, PUBLICATION_LIMITS)


def _opened(assessment: Assessment, library: Library, *, with_outcome: bool) -> Table | None:
    words, terms = library.words, library.words.tendering
    if terms is None:
        return None
    labels = [words.supplier, terms.id_number, terms.delivered, terms.price]
    if with_outcome:
        labels.append(terms.outcome)
    rows = []
    for item in opened_tenders(assessment.facts):
        price = "" if item.price is None else write_amount(item.price, Unit.CZK, words)
        texts = [item.name, item.id_number, item.delivered, price]
        if with_outcome:
            texts.append(terms.outcomes[item.outcome.value])
        rows.append(tuple(_cell(text, OPENED, words) for text in texts))
    return _filled(_header(*labels), rows, words, numeric=frozenset({3}))


def _people(
    assessment: Assessment, library: Library, known: Sequence[str], blank: Sequence[str] = ()
) -> Table:
    words = library.words
    rows = []
    for line in lines_of(assessment.facts, MEMBERS):
        cells = [cell.strip() for cell in line.split(SEPARATOR)]
        cells = (cells + [""] * len(known))[: len(known)]
        rows.append(tuple(_cell(text, MEMBERS, words) for text in (*cells, *("" for _ in blank))))
    return _filled(_header(*known, *blank), rows, words)


def _limits(assessment: Assessment, library: Library, names: Sequence[str]) -> Table:
    """Those of the limits that apply; a last day that is not known yet is left blank."""
    words = library.words
    timed = (item for item in assessment.timetable if item.limit.id in names)
    rows = [
        (
            _plain(f"{row.label}. {row.note}" if row.note else row.label),
            _plain(row.length),
            _cell(row.last, "", words),
            _plain(row.provision),
        )
        for row in rows_of(timed, library)
    ]
    terms = words.time_limits
    return _filled(_header(terms.limit, terms.length, terms.last, words.provision), rows, words)


def _filled(
    header: tuple[Runs, ...],
    rows: Iterable[tuple[Runs, ...]],
    words: DocumentWords,
    numeric: frozenset[int] = frozenset(),
) -> Table:
    """The table, with some empty rows to fill in by hand where there is nothing to show."""
    blank: Runs = (Run(words.blank, RunKind.BLANK),)
    found = tuple(rows) or ((blank,) * len(header),) * EMPTY_ROWS
    return Table(header, found, numeric=numeric)


def _header(*texts: str) -> tuple[Runs, ...]:
    return tuple(_plain(text) for text in texts)


def _plain(text: str) -> Runs:
    return (Run(glue(text)),) if text else ()


def _cell(text: str, question: str, words: DocumentWords) -> Runs:
    """An answer, or a line to fill in by hand."""
    if not text:
        return (Run(words.blank, RunKind.BLANK, target=question),)
    return (Run(glue(text), RunKind.ANSWER, target=question),)
