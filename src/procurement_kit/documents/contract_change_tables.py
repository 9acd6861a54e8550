"""The tables of a record on contract changes: what changed, and what is left of the limits."""

from decimal import Decimal

from procurement_kit.assessment import Assessment
from procurement_kit.documents.document import Run, RunKind, Runs, Table
from procurement_kit.documents.inline import Library
from procurement_kit.documents.wording import (
    ChangeWords,
    DocumentWords,
    glue,
    write_amount,
    write_day,
)
from procurement_kit.procedures.change_rules import ChangeRules
from procurement_kit.procedures.contract_changes import Gauge, JudgedChange
from procurement_kit.rules.parameters import Unit

NUMERIC = frozenset({2, 3})


def changes_table(assessment: Assessment, library: Library) -> Table | None:
    """Every change with its ground, amounts and verdict."""
    words, judged = library.words.changes, assessment.changes
    if words is None:
        return None
    header = (words.day, words.ground, words.increase, words.decrease, words.verdict, words.notice)
    made = judged.changes if judged else ()
    rows = tuple(_row(item, library.changes, library.words) for item in made)
    return Table(tuple(map(_text, header)), rows or _open(words, len(header)), numeric=NUMERIC)


def limits_table(assessment: Assessment, library: Library) -> Table | None:
    """Every limit with what is used of it and what is left."""
    words, judged = library.words.changes, assessment.changes
    if words is None:
        return None
    header = (words.limit, words.used, words.highest, words.room)
    gauges = judged.gauges if judged else ()
    rows = tuple(_gauge(item, library.changes, library.words) for item in gauges)
    shown = rows or _open(words, len(header))
    return Table(tuple(map(_text, header)), shown, numeric=frozenset({1, 2, 3}))


def _open(words: ChangeWords, columns: int) -> tuple[tuple[Runs, ...], ...]:
    """The one row of a table that can't be worked out."""
    return ((_text(words.open), *((),) * (columns - 1)),)


def _row(item: JudgedChange, rules: ChangeRules, words: DocumentWords) -> tuple[Runs, ...]:
    change = item.change
    reasons = " ".join(rules.reasons[reason] for reason in item.reasons)
    ground = f"{item.ground.label}: {change.text}" if change.text else item.ground.label
    notice = write_day(item.notice_by, words) if item.notice_by else words.not_applicable
    return (
        _answer(write_day(change.day, words)),
        _answer(ground),
        _money(change.increase, words),
        _money(change.decrease, words),
        (Run(glue(rules.verdicts[item.verdict]), strong=True), Run(glue(f". {reasons}"))),
        _text(notice),
    )


def _gauge(gauge: Gauge, rules: ChangeRules, words: DocumentWords) -> tuple[Runs, ...]:
    used, limit, room = (
        write_amount(amount, Unit.CZK, words) for amount in (gauge.used, gauge.limit, gauge.room)
    )
    changes = words.changes
    if changes is not None:
        pattern = changes.up_to if gauge.is_included else changes.below
        limit = pattern.format(amount=limit)
        room = changes.broken if gauge.is_over else pattern.format(amount=room)
    return tuple(_text(text) for text in (rules.measures[gauge.measure], used, limit, room))


def _text(text: str) -> Runs:
    return (Run(glue(text)),)


def _answer(text: str) -> Runs:
    return (Run(glue(text), RunKind.ANSWER, target="contract_changes"),)


def _money(amount: Decimal, words: DocumentWords) -> Runs:
    return _text(write_amount(amount, Unit.CZK, words))
