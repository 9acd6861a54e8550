"""The time limits in words, for documents, pages, calendars and the command line."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from procurement_kit.assessment import Assessment
from procurement_kit.assessment.rules import CHECKED
from procurement_kit.documents.document import Run, RunKind, Runs, Table
from procurement_kit.documents.inline import Library
from procurement_kit.documents.wording import (
    DocumentWords,
    glue,
    write_amount,
    write_day,
    write_number,
)
from procurement_kit.procedures.timetable import Measure, Status, Timed
from procurement_kit.rules.parameters import FigureUsed, Unit

FEW = range(2, 5)
"""Numbers after which Czech uses the plural, not the genitive."""


@dataclass(frozen=True)
class LimitRow:
    """A limit as people read it; *missing* are the questions that still need an answer."""

    timed: Timed
    label: str
    length: str
    last: str
    status: str
    missing: tuple[str, ...]
    provision: str

    @property
    def note(self) -> str:
        """What else to know about the limit."""
        return self.timed.limit.note

    @property
    def is_open(self) -> bool:
        """Whether the last day can't be told yet."""
        return self.timed.status is Status.OPEN


def limit_rows(assessment: Assessment, library: Library) -> tuple[LimitRow, ...]:
    """Every limit that applies or may apply; those with a day first, in the order of days."""
    return rows_of(assessment.timetable, library)


def rows_of(timetable: Iterable[Timed], library: Library) -> tuple[LimitRow, ...]:
    """The limits of *timetable* in words, those with a day first."""
    rows = [limit_row(timed, library) for timed in timetable]
    return tuple(sorted(rows, key=lambda row: row.timed.last or date.max))


def limit_row(timed: Timed, library: Library) -> LimitRow:
    """*timed* in words."""
    words = library.words
    provisions = (library.sources[name].provision for name in timed.sources)
    return LimitRow(
        timed=timed,
        label=timed.limit.label,
        length=_length_from(timed, words),
        last=write_weekday(timed.last, words) if timed.last else "",
        status=_status(timed, library),
        missing=tuple(dict.fromkeys(_questions(timed, library))),
        provision=", ".join(dict.fromkeys(provisions)),
    )


def limits_table(assessment: Assessment, library: Library) -> Table:
    """The time limits as a table of a document."""
    words = library.words.time_limits
    header = (words.limit, words.length, words.last, words.status, library.words.provision)
    rows = tuple(_cells(row) for row in limit_rows(assessment, library))
    return Table(tuple(_text(item) for item in header), rows)


def write_weekday(day: date, words: DocumentWords) -> str:
    """A day with its weekday."""
    weekday = words.time_limits.weekdays[day.weekday()]
    return words.time_limits.day.format(weekday=weekday, day=write_day(day, words))


def _cells(row: LimitRow) -> tuple[Runs, ...]:
    label = f"{row.label}. {row.note}" if row.note else row.label
    last = (Run(glue(row.last), RunKind.ANSWER),) if row.last else ()
    return _text(label), _text(row.length), last, _text(row.status), _text(row.provision)


def _text(text: str) -> Runs:
    return (Run(glue(text)),) if text else ()


def _length_from(timed: Timed, words: DocumentWords) -> str:
    start = timed.limit.start.label if timed.limit.start else ""
    length = _length(timed.measures, words)
    if not length:
        return start
    return words.time_limits.length_from.format(length=length, start=start)


def _length(measures: Iterable[Measure], words: DocumentWords) -> str:
    parts = words.time_limits
    text = ""
    for measure in measures:
        length = _amount(measure.figure, words)
        if measure.change is not None:
            length = parts.because.format(length=length, reason=measure.change.reason)
        pattern = parts.plus if measure.sign > 0 else parts.minus
        text = pattern.format(before=text, length=length) if text else length
    return text


def _amount(figure: FigureUsed, words: DocumentWords) -> str:
    value = figure.value.value
    if figure.unit is Unit.WORKING_DAYS and value in FEW:
        return words.time_limits.working_days_few.format(amount=write_number(value, words))
    return write_amount(value, figure.unit, words)


def _status(timed: Timed, library: Library) -> str:
    words = library.words.time_limits
    status = words.statuses[timed.status.value]
    if timed.checked is not None:
        return words.planned.format(status=status, day=write_weekday(timed.checked, library.words))
    if timed.status is not Status.OPEN:
        return status
    names = "; ".join(_names(timed, library))
    return (words.missing if names else words.law_missing).format(status=status, names=names)


def _names(timed: Timed, library: Library) -> Iterator[str]:
    methodology = library.methodology
    for name in timed.missing:
        if name in methodology.decisions:
            yield methodology.decisions[name].label
    for name in dict.fromkeys(_questions(timed, library)):
        yield methodology.questions[name].label


def _questions(timed: Timed, library: Library) -> Iterator[str]:
    """The questions that are missing; for a check, those on which its day depends come first."""
    questions = library.methodology.questions
    for name in timed.missing:
        if (question := CHECKED.get(name, name)) not in questions:
            continue
        asked = questions[question].ask_when
        yield from (
            (item for kind, item in asked.mentions() if kind == "question")
            if (asked and name in CHECKED)
            else (question,)
        )
