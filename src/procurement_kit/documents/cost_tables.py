"""The table of what each variant costs over its whole life."""

from decimal import Decimal

from procurement_kit.assessment import Assessment
from procurement_kit.documents.document import Run, RunKind, Runs, Table
from procurement_kit.documents.inline import Library
from procurement_kit.documents.wording import CostWords, DocumentWords, glue, write_amount
from procurement_kit.procedures.whole_life_cost import CostCategory, Role, WholeLife
from procurement_kit.rules.parameters import Unit


def whole_life_cost_table(assessment: Assessment, library: Library) -> Table | None:
    """A row for each category, a column for each variant, and the sums; None without costs."""
    whole, words, terms = assessment.whole_life, library.words, library.words.costs
    if whole is None or terms is None:
        return None
    header = (_text(terms.category), *(_text(item.label) for item in whole.variants))
    rows = [_row(category, whole, words, terms) for category in whole.categories]
    rows += _sums(whole, words, terms)
    return Table(header, tuple(rows), numeric=frozenset(range(1, len(header))))


def _row(
    category: CostCategory, whole: WholeLife, words: DocumentWords, terms: CostWords
) -> tuple[Runs, ...]:
    name = f"{category.shown}: {category.label}" if category.shown else category.label
    found = (item.row(category.code) for item in whole.variants)
    cells = (_money(row.total, words) if row else _text(terms.nothing) for row in found)
    return (_text(name), *cells)


def _sums(whole: WholeLife, words: DocumentWords, terms: CostWords) -> list[tuple[Runs, ...]]:
    kinds = ((terms.exit, Role.EXIT), (terms.staff, Role.STAFF))
    rows = [
        (_text(label), *(_money(item.of(role), words) for item in whole.variants))
        for label, role in kinds
    ]
    total = (_money(item.total, words, strong=True) for item in whole.variants)
    return [*rows, ((Run(terms.total, strong=True),), *total)]


def _text(text: str) -> Runs:
    return (Run(glue(text)),)


def _money(amount: Decimal, words: DocumentWords, *, strong: bool = False) -> Runs:
    return (Run(write_amount(amount, Unit.CZK, words), RunKind.ANSWER, strong=strong),)
