"""The price table that suppliers fill in: rows that follow from the price model, with formulas."""

from decimal import Decimal

from procurement_kit.assessment import Assessment
from procurement_kit.documents.inline import Library
from procurement_kit.documents.sheets import Cell, Look, Sheet
from procurement_kit.documents.wording import PriceWords
from procurement_kit.rules.parameters import FigureUsed

COVER_SHEET = "D14"
"""The document that the table belongs to."""
NOUGHT = Decimal(0)
UNIT, COUNT, PRICE = "B", "C", "D"
MONEY_ENTRY = Cell("", Look.ENTRY)
TEXT_ENTRY = Cell("", Look.TEXT_ENTRY)

Row = tuple[Cell | None, ...]


def price_workbook(assessment: Assessment, library: Library, *, final: bool) -> tuple[Sheet, ...]:
    """The table as one locked sheet with open input cells; none in content without its words.

    Nothing but the title of the contract, and what the tender documents tell every supplier,
    is taken from the answers.
    """
    terms = library.words.prices
    if terms is None:
        return ()
    return (_Table(assessment, library, terms).sheet(final=final),)


class _Table:
    def __init__(self, assessment: Assessment, library: Library, terms: PriceWords) -> None:
        self.facts, self.words, self.terms = assessment.facts, library.words, terms
        self.rows: list[Row] = []
        self.sums: dict[str, str] = {}
        title = self.facts.fact("contract_title")
        self.title = title if isinstance(title, str) else ""
        fixed = self.facts.fact("fixed_price_amount")
        self.fixed = fixed if isinstance(fixed, Decimal) else None

    def sheet(self, *, final: bool) -> Sheet:
        header = self._head(final=final)
        self._offer()
        self._support()
        if self.fixed is None:
            self._hourly_rate(self.terms.option_hours)
            self._totals(self.terms.total)
        else:
            self._hourly_rate(None)
            self._totals(self.terms.sum)
            self._difference(self.fixed)
        if self._above_zero("weight_life_cycle"):
            self.rows.append(())
            self._parts(self.terms.life_cycle, self.terms.life_cycle_total, "L")
        return Sheet(self.terms.sheet, (74, 22, 18, 22), tuple(self.rows), header, is_locked=True)

    def _offer(self) -> None:
        """The rows of what the chosen kind of contract pays, besides support and options."""
        terms, family = self.terms, self.facts.fact("contract_family")
        if self.facts.fact("framework_agreement") == "yes":
            self._hours(Cell(terms.option_hours, Look.COUNT), terms.basket)
        elif isinstance(family, str) and family in terms.families:
            first = self._next
            parts = terms.families[family]
            self.rows += [(Cell(label), None, None, MONEY_ENTRY) for label in parts.parts]
            if parts.hours:
                product = self._product(self._next)
                count = Cell(self._pool_hours(), Look.COUNT)
                self.rows.append((Cell(parts.hours), MONEY_ENTRY, count, product))
            self._sum(parts.total, "A", first)
        elif self.fixed is None and self.facts.fact("price_model") == "time_and_materials":
            self._hours(MONEY_ENTRY, terms.ceiling)
        else:
            self._parts(terms.parts, terms.work, "A")

    def _pool_hours(self) -> Decimal:
        hours = self.facts.fact("support_pool_hours")
        return hours if isinstance(hours, Decimal) else NOUGHT

    def _head(self, *, final: bool) -> int:
        terms = self.terms
        self.rows += [
            (Cell(terms.sheet if final else f"{terms.sheet} ({self.words.draft})", Look.TITLE),),
            (Cell(terms.contract), Cell(self.title)),
            (Cell(terms.supplier), TEXT_ENTRY),
            (Cell(terms.id_number), TEXT_ENTRY),
            (Cell(terms.how),),
            tuple(
                Cell(text, Look.HEADER)
                for text in (self.words.item, terms.unit, terms.count, terms.price)
            ),
        ]
        return len(self.rows)

    @property
    def _next(self) -> int:
        return len(self.rows) + 1

    def _parts(self, labels: tuple[str, ...], total: str, code: str) -> None:
        first = self._next
        self.rows += [(Cell(label), None, None, MONEY_ENTRY) for label in labels]
        self._sum(total, code, first)

    def _hours(self, count: Cell, total: str) -> None:
        first = self._next
        for label in self.terms.activities:
            product = self._product(self._next)
            self.rows.append((Cell(label), MONEY_ENTRY, count, product))
        self._sum(total, "A", first)

    def _sum(self, label: str, code: str, first: int) -> None:
        formula = f"=SUM({PRICE}{first}:{PRICE}{self._next - 1})"
        self._result(label, formula, code)

    def _support(self) -> None:
        if self.facts.fact("support_included") != "yes":
            return
        months = self._support_months()
        self._counted(self.terms.support, months, "B")

    def _support_months(self) -> Decimal:
        if self.facts.fact("support_term") == "indefinite":
            used = self.facts.figure("service_reference_months")
            return Decimal(used.value.value) if isinstance(used, FigureUsed) else NOUGHT
        months = self.facts.fact("support_months")
        return months if isinstance(months, Decimal) else NOUGHT

    def _hourly_rate(self, hours: Decimal | None) -> None:
        if not self._above_zero("value_options"):
            return
        if hours is None:
            self.rows.append((Cell(self.terms.options_not_scored), MONEY_ENTRY, None, None))
        else:
            self._counted(self.terms.options, hours, "C")

    def _counted(self, label: str, count: Decimal, code: str) -> None:
        row = self._next
        self.sums[code] = f"{PRICE}{row}"
        self.rows.append((Cell(label), MONEY_ENTRY, Cell(count, Look.COUNT), self._product(row)))

    def _totals(self, label: str) -> None:
        offered = "+".join(self.sums[code] for code in "AB" if code in self.sums)
        self._result(label, f"={offered}", "offered")
        net, rate = self.sums["offered"], f"{PRICE}{self._next}"
        self.rows.append((Cell(self.terms.vat_rate), None, None, MONEY_ENTRY))
        self._result(self.terms.with_vat, f"=ROUND({net}*(1+{rate}/100),2)", "gross")
        if self.fixed is None:
            scored = "+".join((net, *(self.sums[code] for code in "C" if code in self.sums)))
            self._result(self.terms.scored, f"={scored}", "scored")

    def _difference(self, fixed: Decimal) -> None:
        row = self._next
        self.rows.append((Cell(self.terms.fixed), None, None, Cell(fixed, Look.MONEY)))
        formula = f"={PRICE}{row}-{self.sums['offered']}"
        self.rows.append((Cell(self.terms.difference), None, None, Cell(fixed, Look.SUM, formula)))

    def _result(self, label: str, formula: str, code: str) -> None:
        self.sums[code] = f"{PRICE}{self._next}"
        result = Cell(NOUGHT, Look.SUM, formula)
        self.rows.append((Cell(label, Look.SUM), None, None, result))

    def _product(self, row: int) -> Cell:
        return Cell(NOUGHT, Look.MONEY, f"=ROUND({UNIT}{row}*{COUNT}{row},2)")

    def _above_zero(self, name: str) -> bool:
        value = self.facts.fact(name)
        return isinstance(value, Decimal) and value > 0
