"""The calculations as worksheets: cells with figures, and formulas with what we worked out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from procurement_kit.assessment import Assessment
from procurement_kit.documents.inline import Library
from procurement_kit.documents.wording import CostWords, WorksheetWords, write_day
from procurement_kit.procedures.estimated_value import WorkedLine
from procurement_kit.procedures.whole_life_cost import CostCategory, VariantCost, WholeLife

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
PER_VARIANT = 4
"""Columns of a variant: once, yearly, all years, note."""


class Look(StrEnum):
    """How a cell is shown."""

    TEXT = "text"
    TITLE = "title"
    HEADER = "header"
    MONEY = "money"
    COUNT = "count"
    SUM = "sum"
    ENTRY = "entry"
    TEXT_ENTRY = "text_entry"


@dataclass(frozen=True)
class Cell:
    """A text or a number; with a *formula*, the number is what the formula gives."""

    value: str | Decimal
    look: Look = Look.TEXT
    formula: str = ""


@dataclass(frozen=True)
class Sheet:
    """A worksheet; *header* is the number of its header row, counted from one.

    In a locked sheet only the entries can be changed.
    """

    name: str
    widths: tuple[int, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    header: int
    is_locked: bool = False


def workbook(assessment: Assessment, library: Library) -> tuple[Sheet, ...]:
    """The estimated value, and the costs of the variants where they are known.

    There is none in content that has no words for worksheets.
    """
    terms, costs, whole = library.words.worksheets, library.words.costs, assessment.whole_life
    if terms is None:
        return ()
    value = _value_sheet(assessment, library, terms)
    return (value, _costs_sheet(whole, costs, terms)) if whole and costs else (value,)


def _value_sheet(assessment: Assessment, library: Library, terms: WorksheetWords) -> Sheet:
    words, facts = library.words, assessment.facts
    title, day = facts.fact("contract_title"), facts.fact("decisive_day")
    head: list[tuple[Cell | None, ...]] = [
        (Cell(terms.value_sheet, Look.TITLE),),
        (Cell(terms.contract), Cell(title if isinstance(title, str) else "")),
        (Cell(terms.day), Cell(write_day(day, words) if isinstance(day, date) else "")),
        (Cell(terms.currency),),
        tuple(
            Cell(text, Look.HEADER)
            for text in (
                words.item,
                words.provision,
                terms.monthly,
                terms.months,
                words.amount,
            )
        ),
    ]
    first = len(head) + 1
    lines = assessment.estimate.lines
    body = [_value_row(line, first + place, library) for place, line in enumerate(lines)]
    known = sum((line.amount for line in lines), Decimal(0))
    formula = f"=SUM(E{first}:E{first + len(lines) - 1})" if lines else ""
    total = (Cell(words.total, Look.SUM), None, None, None, Cell(known, Look.SUM, formula))
    is_open = assessment.estimate.total is None
    tail: list[tuple[Cell | None, ...]] = [(Cell(terms.open),)] if is_open else []
    rows = (*head, *body, total, *tail)
    return Sheet(terms.value_sheet, (46, 24, 18, 14, 20), rows, len(head))


def _value_row(worked: WorkedLine, row: int, library: Library) -> tuple[Cell | None, ...]:
    label, provision = worked.line.label, library.sources[worked.line.provision].provision
    if worked.monthly is None or worked.months is None:
        return (Cell(label), Cell(provision), None, None, Cell(worked.amount, Look.MONEY))
    return (
        Cell(label),
        Cell(provision),
        Cell(worked.monthly, Look.MONEY),
        Cell(worked.months, Look.COUNT),
        Cell(worked.amount, Look.MONEY, f"=C{row}*D{row}"),
    )


def _costs_sheet(whole: WholeLife, costs: CostWords, terms: WorksheetWords) -> Sheet:
    names: list[Cell | None] = [None]
    columns = [Cell(costs.category, Look.HEADER)]
    labels = (costs.once, costs.yearly, costs.all_years, terms.note)
    for variant in whole.variants:
        names += [Cell(variant.label, Look.HEADER), None, None, None]
        columns += [Cell(label, Look.HEADER) for label in labels]
    head: list[tuple[Cell | None, ...]] = [
        (Cell(terms.costs_sheet, Look.TITLE),),
        (Cell(terms.years), Cell(whole.years, Look.COUNT)),
        (Cell(terms.undiscounted),),
        tuple(names),
        tuple(columns),
    ]
    first = len(head) + 1
    last = first + len(whole.categories) - 1
    body = [_costs_row(item, whole, first + at) for at, item in enumerate(whole.categories)]
    total = tuple(_totals(whole, costs, first, last))
    widths = (46, *((16, 16, 18, 34) * len(whole.variants)))
    return Sheet(terms.costs_sheet, widths, (*head, *body, total), len(head))


def _costs_row(category: CostCategory, whole: WholeLife, row: int) -> tuple[Cell | None, ...]:
    name = f"{category.shown}: {category.label}" if category.shown else category.label
    cells: list[Cell | None] = [Cell(name)]
    for place, variant in enumerate(whole.variants):
        cells += _variant_cells(variant, category, row, 1 + place * PER_VARIANT)
    return tuple(cells)


def _variant_cells(
    variant: VariantCost, category: CostCategory, row: int, column: int
) -> Iterator[Cell]:
    found = variant.row(category.code)
    once, yearly, total, note = (
        (found.once, found.yearly, found.total, found.note)
        if found
        else (Decimal(0), Decimal(0), Decimal(0), "")
    )
    yield Cell(once, Look.MONEY)
    yield Cell(yearly, Look.MONEY)
    formula = f"={LETTERS[column]}{row}+{LETTERS[column + 1]}{row}*$B$2"
    yield Cell(total, Look.MONEY, formula)
    yield Cell(note)


def _totals(whole: WholeLife, costs: CostWords, first: int, last: int) -> Iterator[Cell | None]:
    yield Cell(costs.total, Look.SUM)
    for place, variant in enumerate(whole.variants):
        sums = (variant.once, variant.yearly, variant.total)
        for offset, value in enumerate(sums):
            letter = LETTERS[1 + place * PER_VARIANT + offset]
            formula = f"=SUM({letter}{first}:{letter}{last})" if last >= first else ""
            yield Cell(value, Look.SUM, formula)
        yield None
