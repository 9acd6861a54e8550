"""From what the user typed to a typed value, the way Czechs write money and dates."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from urllib.parse import urlsplit

from procurement_kit.methodology.cost_lines import CostCells, cost_cells
from procurement_kit.methodology.questions import Kind, Question
from procurement_kit.problems import KitError
from procurement_kit.rules.expressions import parse
from procurement_kit.rules.values import (
    COMBINATION_CODES,
    COMBINATIONS,
    ListedChange,
    ListedComponent,
    ListedCost,
    Value,
)

EXPRESSIONS_LIMIT = 2000
"""More different licences than this are not judged while a page waits."""

SPACES = re.compile(r"[\s\u00a0\u202f\u2009]+")
CURRENCY = re.compile(r"(?i)\s*(,-|k\u010d|czk)\s*$")
FOREIGN = re.compile(r"(?i)[\u20ac$\u00a3]|(?<![^\W\d_])(eur[ao]?|usd|gbp|pln|chf)\b")
ROUNDED = re.compile(r"(?i)\d\s*(tis|mil|mld|k\b|m\b)")
CZECH_DATE = re.compile(r"^(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})$")
ISO_DATE = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")
EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s.]+$")
COMPANY_ID = re.compile(r"^\d{8}$")
NUMBER = re.compile(r"^-?\d{1,15}([.,]\d{1,6})?$")
COST_CATEGORY = re.compile(r"^[A-Z]{1,2}\d{0,2}$")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class AnswerError(KitError):
    """An answer that can't be read; the sentence says what to write instead."""


def clean(raw: str) -> str:
    """*raw* without control characters and with one kind of line end, otherwise untouched."""
    return CONTROL.sub("", raw.replace("\r\n", "\n").replace("\r", "\n")).strip()


def read_answer(question: Question, raw: str) -> Value | None:
    """The typed value of *raw*, None if it is empty; AnswerError if it can't be read."""
    text = clean(raw)
    if not text:
        return None
    if len(text) > question.max_length and question.kind is not Kind.COMPONENTS:
        raise AnswerError("answer_too_long", length=len(text), limit=question.max_length)
    value = _READERS[question.kind](question, text)
    if isinstance(value, Decimal):
        _check_bounds(question, value)
    return value


def read_number(text: str) -> Decimal:
    """A number as Czechs write it: "2 500 000,50", "2.5", "12 %"."""
    compact = SPACES.sub("", CURRENCY.sub("", text)).rstrip("%")
    if not NUMBER.match(compact):
        raise AnswerError("number_unreadable", text=text)
    try:
        return Decimal(compact.replace(",", "."))
    except InvalidOperation as error:  # pragma: no cover - the pattern above admits only numbers
        raise AnswerError("number_unreadable", text=text) from error


def read_date(text: str) -> date:
    """A day written "1. 12. 2026" or "2026-12-01"."""
    compact = SPACES.sub(" ", text)
    if match := CZECH_DATE.match(compact):
        day, month, year = (int(part) for part in match.groups())
    elif match := ISO_DATE.match(compact):
        year, month, day = (int(part) for part in match.groups())
    else:
        raise AnswerError("date_unreadable", text=text)
    try:
        return date(year, month, day)
    except ValueError as error:
        raise AnswerError("date_does_not_exist", text=text) from error


def _money(_question: Question, text: str) -> Decimal:
    return read_money(text)


def read_money(text: str) -> Decimal:
    """An amount in crowns; another currency or a rounded "2,4 mil." is told how to be written."""
    if FOREIGN.search(text):
        raise AnswerError("money_foreign", text=text)
    if ROUNDED.search(text):
        raise AnswerError("money_rounded", text=text)
    value = read_number(text)
    if value < 0:
        raise AnswerError("money_negative", text=text)
    if value != value.quantize(Decimal("0.01")):
        raise AnswerError("money_too_fine", text=text)
    return value


def _integer(_question: Question, text: str) -> Decimal:
    value = read_number(text)
    if value != value.to_integral_value() or value < 0:
        raise AnswerError("integer_unreadable", text=text)
    return value


def _choice(question: Question, text: str) -> str:
    if text not in question.values:
        raise AnswerError("choice_unknown", text=text)
    return text


def _choices(question: Question, text: str) -> tuple[str, ...]:
    return tuple(_choice(question, line) for line in text.split("\n") if line)


def _lines(_question: Question, text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def _email(_question: Question, text: str) -> str:
    return read_email(text)


def read_email(text: str) -> str:
    """An e-mail address; AnswerError if *text* is none."""
    if not EMAIL.match(text):
        raise AnswerError("email_unreadable", text=text)
    return text


def _url(_question: Question, text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or SPACES.search(text):
        raise AnswerError("url_unreadable", text=text)
    return text


def _company_id(_question: Question, text: str) -> str:
    """The eight digits of a Czech company id; the check digit has weights 8 to 2, modulo 11."""
    digits = SPACES.sub("", text)
    if not COMPANY_ID.match(digits):
        raise AnswerError("company_id_shape", text=text)
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(8, 1, -1), strict=False))
    if int(digits[7]) != (11 - total % 11) % 10:
        raise AnswerError("company_id_checksum", text=text)
    return digits


def _text(_question: Question, text: str) -> str:
    return text


def _license(_question: Question, text: str) -> str:
    try:
        parse(text)
    except KitError as error:
        raise AnswerError(error.code, **error.details) from error
    return text


def _components(_question: Question, text: str) -> tuple[ListedComponent, ...]:
    """One component a line: "name; version; SPDX expression; how it is combined"."""
    rows = []
    for number, line in enumerate(_lines(_question, text), start=1):
        cells = [cell.strip() for cell in line.split(";")]
        if len(cells) > len(ListedComponent._fields) or not cells[0]:
            raise AnswerError("component_line", number=number, text=line)
        row = ListedComponent(*cells)
        rows.append(row._replace(combination=_combination(row.combination, number, line)))
    if (count := len({row.license for row in rows})) > EXPRESSIONS_LIMIT:
        raise AnswerError("components_too_varied", count=count, limit=EXPRESSIONS_LIMIT)
    return tuple(rows)


def _combination(text: str, number: int, line: str) -> str:
    """The way of combining that a letter of the declaration, or its name, stands for."""
    name = COMBINATION_CODES.get(text.upper(), text.lower())
    if name and name not in COMBINATIONS:
        raise AnswerError("component_combination", number=number, text=line, combination=text)
    return name


def _costs(_question: Question, text: str) -> tuple[ListedCost, ...]:
    """One category a line, each once: "category; once; yearly; note"."""
    rows = [_cost(cells) for cells in cost_cells(text)]
    twice = [row.category for index, row in enumerate(rows) if row.category in _codes(rows[:index])]
    if twice:
        raise AnswerError("cost_twice", category=twice[0])
    return tuple(rows)


def _codes(rows: list[ListedCost]) -> set[str]:
    return {row.category for row in rows}


def _cost(cells: CostCells) -> ListedCost:
    """The typed row; AnswerError names the category of a bad amount."""
    if not COST_CATEGORY.match(cells.category):
        raise AnswerError("cost_category", text=cells.category)
    try:
        once, yearly = (read_money(cell or "0") for cell in (cells.once, cells.yearly))
    except AnswerError as error:
        raise AnswerError("cost_amount", category=cells.category, error=error) from error
    return ListedCost(cells.category, once, yearly, cells.note)


def read_changes(text: str) -> tuple[ListedChange, ...]:
    """One change of a contract a line: "day; ground; increase; decrease; text"."""
    lines = enumerate(clean(text).split("\n"), start=1)
    return tuple(_change(number, line) for number, line in lines if line.strip())


def _change(number: int, line: str) -> ListedChange:
    day, ground, increase, decrease, *text = [cell.strip() for cell in line.split(";")] + [""] * 3
    if not ground:
        raise AnswerError("change_line", number=number, text=line)
    try:
        return ListedChange(
            number,
            read_date(day),
            ground,
            _change_amount(increase),
            _change_amount(decrease),
            "; ".join(filter(None, text)),
        )
    except AnswerError as error:
        raise AnswerError("change_cell", number=number, cause=error) from error


def _change_amount(text: str) -> Decimal:
    """An amount of a change; what is not written is zero."""
    return read_money(text) if text else Decimal(0)


def _check_bounds(question: Question, value: Decimal) -> None:
    low, high = question.minimum, question.maximum
    if low is not None and value < low:
        raise AnswerError("number_too_small", text=value, limit=low)
    if high is not None and value > high:
        raise AnswerError("number_too_large", text=value, limit=high)


_READERS: dict[Kind, Callable[[Question, str], Value]] = {
    Kind.TEXT: _text,
    Kind.LONGTEXT: _text,
    Kind.LINES: _lines,
    Kind.MONEY: _money,
    Kind.INTEGER: _integer,
    Kind.PERCENT: lambda _question, text: read_number(text),
    Kind.DATE: lambda _question, text: read_date(text),
    Kind.YESNO: _choice,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.EMAIL: _email,
    Kind.URL: _url,
    Kind.COMPANY_ID: _company_id,
    Kind.LICENSE: _license,
    Kind.COMPONENTS: _components,
    Kind.COSTS: _costs,
    Kind.CHANGES: lambda _question, text: read_changes(text),
}
