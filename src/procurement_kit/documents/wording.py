"""How documents write values: money, days, lists, options; the words come from the content."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from pydantic import Field

from procurement_kit.documents.output_words import CopyWords, PictureWords
from procurement_kit.methodology.questions import Kind, Question
from procurement_kit.rules.models import Model, Text
from procurement_kit.rules.parameters import FigureUsed, Unit
from procurement_kit.rules.values import Value

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

    category: Text
    once: Text
    yearly: Text
    all_years: Text
    exit: Text
    staff: Text
    total: Text
    nothing: Text


class WorksheetWords(Model):
    """The words of the worksheets with formulas, and the name of their file."""

    file_name: Text
    value_sheet: Text
    costs_sheet: Text
    monthly: Text
    months: Text
    contract: Text
    day: Text
    years: Text
    note: Text
    currency: Text
    undiscounted: Text
    open: Text


class FamilyPrices(Model):
    """What a kind of contract other than for work pays: parts, hours on order, the sum."""

    parts: tuple[Text, ...]
    hours: str = ""
    total: Text


class PriceWords(Model):
    """The words of the price table that suppliers fill in, and the name of its file."""

    file_name: Text
    sheet: Text
    contract: Text
    supplier: Text
    id_number: Text
    how: Text
    unit: Text
    count: Text
    price: Text
    parts: tuple[Text, ...]
    work: Text
    activities: tuple[Text, ...]
    ceiling: Text
    support: Text
    options: Text
    options_not_scored: Text
    option_hours: Decimal
    total: Text
    sum: Text
    vat_rate: Text
    with_vat: Text
    scored: Text
    fixed: Text
    difference: Text
    life_cycle: tuple[Text, ...]
    life_cycle_total: Text
    basket: Text
    families: dict[str, FamilyPrices]


class TimeLimitWords(Model):
    """The words around time limits."""

    limit: Text
    length: Text
    last: Text
    status: Text
    length_from: Text
    plus: Text
    minus: Text
    because: Text
    day: Text
    planned: Text
    working_days_few: Text
    timeline_title: Text
    timeline_description: Text
    kinds: dict[str, Text]
    missing: Text
    law_missing: Text
    weekdays: tuple[Text, ...] = Field(min_length=7, max_length=7)
    statuses: dict[str, Text]


class ChecklistWords(Model):
    """The words of the tables of checklists."""

    item: Text
    state: Text
    evidence: Text
    proven: Text
    unproven: Text


class ChangeWords(Model):
    """The headers of the tables on contract changes."""

    day: Text
    ground: Text
    increase: Text
    decrease: Text
    verdict: Text
    notice: Text
    limit: Text
    used: Text
    highest: Text
    room: Text
    up_to: Text
    below: Text
    broken: Text
    open: Text


class LawyerWords(Model):
    """The words of what is handed to a lawyer: the sheet, and the comments of a working copy."""

    id: Text
    title: Text
    file_name: Text
    purpose: Text
    notice: Text
    copy_notice: Text
    copy_suffix: Text
    author: Text
    method: Text
    chosen: Text
    rationale: Text
    risks: Text
    sources: Text
    stances: dict[str, Text]
    confidences: dict[str, Text]
    headings: dict[str, Text]
    empty: dict[str, Text]
    columns: dict[str, Text]
    facts: dict[str, Text]
    sentences: dict[str, Text]


class TenderWords(Model):
    """The words of the tables of a tendering, and of the worksheet with the scores."""

    id_number: Text
    delivered: Text
    price: Text
    outcome: Text
    outcomes: dict[str, Text]
    reason: Text
    condition: Text
    member: Text
    function: Text
    part: Text
    day: Text
    sign: Text
    relation: Text
    question: Text
    answer: Text
    sheet: Text
    explained: Text
    worked: Text
    sheet_weight: Text


class DocumentWords(Model):
    """The words that documents use around the drafters' text; each {name} is filled in."""

    contents: Text
    draft: Text
    page: Text
    page_of: Text
    table: Text
    gap: Text
    undecided: Text
    article: Text
    blank: Text
    not_applicable: Text
    yes: Text
    no: Text
    unknown: Text
    money: Text
    percent: Text
    months: Text
    days: Text
    working_days: Text
    hours: Text
    day: Text
    decimal_mark: Text
    figure: Text
    figure_open: Text
    item: Text
    monthly: Text
    amount: Text
    total: Text
    provision: Text
    criterion: Text
    weight: Text
    scoring: Text
    supplier: Text
    points: Text
    place: Text
    not_scored: Text
    component: Text
    version: Text
    license: Text
    lot_number: Text
    lot: Text
    lot_value: Text
    lot_qualification: Text
    lot_common: Text
    defect: Text
    severity: Text
    due: Text
    asked: Text
    answered: Text
    score_points: Text
    out_of: Text
    grounds: Text
    find_out: Text
    score_total: Text
    nothing_unknown: Text
    internal_notice: Text
    procedure: Text
    may_be_used: Text
    procedure_reason: Text
    procedure_conditions_met: Text
    procedure_without_conditions: Text
    procedure_open: Text
    procedure_chosen: Text
    procedure_verdicts: dict[str, Text]
    time_limits: TimeLimitWords
    guidance: tuple[Text, ...]
    criteria: dict[str, Text]
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
    verdicts: Mapping[str, str] = {}
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
    return text.replace(",", NBSP).replace(".", words.decimal_mark)


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
