"""How documents write values: money, days, lists, options; the words come from the content."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from pydantic import Field

from procurement_kit.documents.output_words import CopyWords, PictureWords
from procurement_kit.methodology.questions import Kind, Question
from procurement_kit.rules.models import Model, Prose, Text
from procurement_kit.rules.parameters import FigureUsed, Unit
from procurement_kit.rules.values import Value
from procurement_kit.rules.words import Words

NBSP = "\u00a0"
CAPITALS = (
    "A-Z\u00c1\u010c\u010e\u00c9\u011a\u00cd\u0147\u00d3\u0158\u0160\u0164\u00da\u016e\u00dd\u017d"
)
GLUE = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<=\d) (?=\d{3}\b)",  # groups of three digits
        r"(?<![^\s(\u2013])[\d.,/\u00a0]*\d (?=[^\W\d_]{1,3}\b|%)",  # a number and its unit
        r"(?<=\u00a7) (?=\d|$)",
        rf"(?<=\d\.) (?=\d|[^\W\d_{CAPITALS}]{{3}})",  # days, months and other ordinal numbers
        *(rf"(?<=\b[^\W\d_]{{{length}}}\.) (?=\d|[IVX]{{2,}}\b)" for length in range(1, 5)),
        r"(?<=\b[^\W\d_]\.) (?=$)",  # a number that an answer gives
        r"(?<=\.) (?=[a-z]\))",  # the letter of a provision
        r"(?<=\d) (?=[^\W\d_]{1,4}\.\u00a0\d)",  # a section and its subsection
        r"(?<=[A-Z]\)) (?=\d+/\d)",  # acts of the Union
        r"(?<=[\s(\u201e\u00a0][ksvzouaiKSVZOUAI]) (?=[\w(\u201e]|$)",
        r"(?<=^[ksvzouaiKSVZOUAI]) (?=[\w(\u201e]|$)",
        rf"(?<![^\s(])(?<![\u00a7.\d]\u00a0)\d+ (?=[^\W\d_{CAPITALS}]{{4,7}}\b)",  # the same
    )
)


class CostWords(Model):
    """The words of the comparison of variants."""

    category: Prose
    once: Prose
    yearly: Prose
    all_years: Prose
    exit: Prose
    staff: Prose
    total: Prose
    nothing: Prose


class WorksheetWords(Model):
    """The words of the worksheets with formulas, and the name of their file."""

    file_name: Text
    value_sheet: Prose
    costs_sheet: Prose
    monthly: Prose
    months: Prose
    contract: Prose
    day: Prose
    years: Prose
    note: Prose
    currency: Prose
    undiscounted: Prose
    open: Prose


class FamilyPrices(Model):
    """What a kind of contract other than for work pays: parts, hours on order, the sum."""

    parts: tuple[Prose, ...]
    hours: Words = ""
    total: Prose


class PriceWords(Model):
    """The words of the price table that suppliers fill in, and the name of its file."""

    file_name: Text
    sheet: Prose
    contract: Prose
    supplier: Prose
    id_number: Prose
    how: Prose
    unit: Prose
    count: Prose
    price: Prose
    parts: tuple[Prose, ...]
    work: Prose
    activities: tuple[Prose, ...]
    ceiling: Prose
    support: Prose
    options: Prose
    options_not_scored: Prose
    option_hours: Decimal
    total: Prose
    sum: Prose
    vat_rate: Prose
    with_vat: Prose
    scored: Prose
    fixed: Prose
    difference: Prose
    life_cycle: tuple[Prose, ...]
    life_cycle_total: Prose
    basket: Prose
    families: dict[str, FamilyPrices]


class TimeLimitWords(Model):
    """The words around time limits."""

    limit: Prose
    length: Prose
    last: Prose
    status: Prose
    length_from: Prose
    plus: Prose
    minus: Prose
    because: Prose
    day: Prose
    planned: Prose
    working_days_few: Prose
    timeline_title: Prose
    timeline_description: Prose
    kinds: dict[str, Prose]
    missing: Prose
    law_missing: Prose
    weekdays: tuple[Prose, ...] = Field(min_length=7, max_length=7)
    statuses: dict[str, Prose]


class ChecklistWords(Model):
    """The words of the tables of checklists."""

    item: Prose
    state: Prose
    evidence: Prose
    proven: Prose
    unproven: Prose


class ChangeWords(Model):
    """The headers of the tables on contract changes."""

    day: Prose
    ground: Prose
    increase: Prose
    decrease: Prose
    verdict: Prose
    notice: Prose
    limit: Prose
    used: Prose
    highest: Prose
    room: Prose
    up_to: Prose
    below: Prose
    broken: Prose
    open: Prose


class LawyerWords(Model):
    """The words of what is handed to a lawyer: the sheet, and the comments of a working copy."""

    id: Text
    title: Prose
    file_name: Text
    purpose: Prose
    notice: Prose
    copy_notice: Prose
    copy_suffix: Text
    author: Prose
    method: Prose
    chosen: Prose
    rationale: Prose
    risks: Prose
    sources: Prose
    stances: dict[str, Prose]
    confidences: dict[str, Prose]
    headings: dict[str, Prose]
    empty: dict[str, Prose]
    columns: dict[str, Prose]
    facts: dict[str, Prose]
    sentences: dict[str, Prose]


class TenderWords(Model):
    """The words of the tables of a tendering, and of the worksheet with the scores."""

    id_number: Prose
    delivered: Prose
    price: Prose
    outcome: Prose
    outcomes: dict[str, Prose]
    reason: Prose
    condition: Prose
    member: Prose
    function: Prose
    part: Prose
    day: Prose
    sign: Prose
    relation: Prose
    question: Prose
    answer: Prose
    sheet: Prose
    explained: Prose
    worked: Prose
    sheet_weight: Prose


class DocumentWords(Model):
    """The words that documents use around the drafters' text; each {name} is filled in."""

    contents: Prose
    draft: Prose
    page: Prose
    page_of: Prose
    table: Prose
    gap: Prose
    undecided: Prose
    article: Prose
    blank: Text
    not_applicable: Prose
    yes: Prose
    no: Prose
    unknown: Prose
    money: Prose
    percent: Prose
    months: Prose
    days: Prose
    working_days: Prose
    hours: Prose
    day: Prose
    decimal_mark: Text
    group_mark: str = NBSP
    figure: Prose
    figure_open: Prose
    item: Prose
    monthly: Prose
    amount: Prose
    total: Prose
    provision: Prose
    criterion: Prose
    weight: Prose
    scoring: Prose
    supplier: Prose
    points: Prose
    place: Prose
    not_scored: Prose
    component: Prose
    version: Prose
    license: Prose
    lot_number: Prose
    lot: Prose
    lot_value: Prose
    lot_qualification: Prose
    lot_common: Prose
    defect: Prose
    severity: Prose
    due: Prose
    asked: Prose
    answered: Prose
    score_points: Prose
    out_of: Prose
    grounds: Prose
    find_out: Prose
    score_total: Prose
    nothing_unknown: Prose
    internal_notice: Prose
    procedure: Prose
    may_be_used: Prose
    procedure_reason: Prose
    procedure_conditions_met: Prose
    procedure_without_conditions: Prose
    procedure_open: Prose
    procedure_chosen: Prose
    procedure_verdicts: dict[str, Prose]
    time_limits: TimeLimitWords
    guidance: tuple[Prose, ...]
    criteria: dict[str, Prose]
    costs: CostWords | None = None
    worksheets: WorksheetWords | None = None
    prices: PriceWords | None = None
    """Words that older content does not have."""
    checklist: ChecklistWords
    changes: ChangeWords | None = None
    lawyer: LawyerWords | None = None
    """Words that content from before the hand-over to a lawyer does not have."""
    tendering: TenderWords | None = None
    pictures: PictureWords | None = None
    copy_sheets: CopyWords | None = None
    verdicts: Mapping[str, Words] = {}
    """The labels of licence verdicts; the loader takes them from the licence vocabulary."""


def glue(text: str) -> str:
    """*text* with no-break spaces where Czech typography wants them."""
    for pattern in GLUE:
        text = pattern.sub(lambda found: found.group().replace(" ", NBSP), text)
    return text


def write_number(value: Decimal, words: DocumentWords) -> str:
    """A number with groups of three; decimals only where there are some."""
    is_whole = value == value.to_integral_value()
    text = f"{value:,.0f}" if is_whole else f"{value:,.2f}"
    whole, _, decimals = text.partition(".")
    grouped = whole.replace(",", words.group_mark)
    return f"{grouped}{words.decimal_mark}{decimals}" if decimals else grouped


def write_day(day: date, words: DocumentWords) -> str:
    """A day as documents write it."""
    return glue(words.day.format(day=day.day, month=day.month, year=day.year))


def write_amount(value: Decimal, unit: Unit, words: DocumentWords) -> str:
    """A figure of law with its unit."""
    pattern = {
        Unit.CZK: words.money,
        Unit.PERCENT: words.percent,
        Unit.MONTHS: words.months,
        Unit.DAYS: words.days,
        Unit.WORKING_DAYS: words.working_days,
        Unit.HOURS: words.hours,
        Unit.COUNT: "{amount}",
    }[unit]
    return glue(pattern.format(amount=write_number(value, words)))


def write_answer(question: Question, value: object, words: DocumentWords) -> str:
    """The answer *value* to *question* as one piece of text."""
    match value:
        case date():
            return write_day(value, words)
        case Decimal() if question.kind is Kind.MONEY:
            return write_amount(value, Unit.CZK, words)
        case Decimal() if question.kind is Kind.PERCENT:
            return write_amount(value, Unit.PERCENT, words)
        case Decimal():
            return write_number(value, words)
        case tuple():
            return ", ".join(_option(question, str(item), words) for item in value)
        case _:
            return _option(question, str(value), words)


def _option(question: Question, value: str, words: DocumentWords) -> str:
    if question.kind is Kind.YESNO:
        return {"yes": words.yes, "no": words.no, "unknown": words.unknown}[value]
    option = question.option(value)
    return option.wording if option else value


def write_figure(used: FigureUsed, citation: str, words: DocumentWords) -> str:
    """A figure of law with the days of its validity and its provision."""
    pattern = words.figure if used.value.last_day else words.figure_open
    last = write_day(used.value.last_day, words) if used.value.last_day else ""
    return pattern.format(
        label=used.label,
        amount=write_amount(used.value.value, used.unit, words),
        first=write_day(used.value.first_day, words),
        last=last,
        citation=citation,
    )


def write_calculated(name: str, value: Value, words: DocumentWords) -> str:
    """A calculated fact as documents write it."""
    match name, value:
        case "estimated_value" | "small_parts_ceiling", Decimal():
            return write_amount(value, Unit.CZK, words)
        case "criteria_weights_total" | "lock_in_score_low" | "lock_in_score_high", Decimal():
            return write_amount(value, Unit.PERCENT, words)
        case "component_verdict", str():
            return words.verdicts[value]
        case _, tuple():
            return "; ".join(map(str, value))
        case _:
            return str(value)
