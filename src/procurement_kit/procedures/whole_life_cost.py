"""What each variant costs over its whole life, by the categories of decree 360/2023.

Amounts are summed as they are: later years are not discounted.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import StringConstraints

from procurement_kit.rules.conditions import Condition, Facts
from procurement_kit.rules.models import FactId, Model, Prose, SourceId
from procurement_kit.rules.values import Absent, Fact, ListedCost
from procurement_kit.rules.words import Words

Code = Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,2}[0-9]{0,2}$")]


class Role(StrEnum):
    """What a category tells beside its amount."""

    COST = "cost"
    EXIT = "exit"
    STAFF = "staff"


class CostCategory(Model):
    """A kind of cost; *shown* is how the annex marks it, empty where the annex has no such."""

    code: Code
    shown: Words = ""
    label: Prose
    hint: Words = ""
    role: Role = Role.COST


class CostVariant(Model):
    """A variant to compare: the question with its costs, and the one with its name."""

    id: FactId
    label: Prose
    costs: FactId
    name: FactId | None = None


class CostCategories(Model):
    """The file cost_categories.yaml: the rows of the table and the variants to compare."""

    years: FactId = ""
    sources: tuple[SourceId, ...] = ()
    categories: tuple[CostCategory, ...] = ()
    variants: tuple[CostVariant, ...] = ()

    def conditions(self) -> Iterator[Condition]:
        """There is none."""
        yield from ()

    def citations(self) -> Iterator[str]:
        """Where the categories come from."""
        yield from self.sources

    def questions(self) -> Iterator[str]:
        """Every question that the comparison reads."""
        yield from (name for name in (self.years,) if name)
        for variant in self.variants:
            yield variant.costs
            yield from (name for name in (variant.name,) if name)

    def figures(self) -> Iterator[str]:
        """No figure of law takes part."""
        yield from ()

    def category(self, code: str) -> CostCategory:
        """The category with *code*; one that the file does not have is shown by its code."""
        known = (item for item in self.categories if item.code == code)
        return next(known, CostCategory(code=code, shown=code, label=code))


@dataclass(frozen=True)
class CategoryCost:
    """A category in one variant, over all years."""

    category: CostCategory
    once: Decimal
    yearly: Decimal
    total: Decimal
    note: str = ""


@dataclass(frozen=True)
class VariantCost:
    """One variant with its categories in the order of the file."""

    id: str
    label: str
    rows: tuple[CategoryCost, ...]

    @property
    def once(self) -> Decimal:
        """What is paid once."""
        return sum((row.once for row in self.rows), Decimal(0))

    @property
    def yearly(self) -> Decimal:
        """What is paid every year."""
        return sum((row.yearly for row in self.rows), Decimal(0))

    @property
    def total(self) -> Decimal:
        """What is paid over the whole life."""
        return sum((row.total for row in self.rows), Decimal(0))

    def of(self, role: Role) -> Decimal:
        """The total of the categories with *role*."""
        found = (row.total for row in self.rows if row.category.role == role)
        return sum(found, Decimal(0))

    def row(self, code: str) -> CategoryCost | None:
        """The category *code*, where the variant has it."""
        return next((row for row in self.rows if row.category.code == code), None)


@dataclass(frozen=True)
class WholeLife:
    """The variants whose costs are known, over the same number of years."""

    years: Decimal
    variants: tuple[VariantCost, ...]
    categories: tuple[CostCategory, ...]
    """Every category that some variant has, in the order of the file."""

    def variant(self, name: str) -> VariantCost | None:
        """The variant *name*, where its costs are known."""
        return next((item for item in self.variants if item.id == name), None)


def whole_life(costs: CostCategories, facts: Facts) -> WholeLife | None:
    """The comparison; None while the years are open or no variant has its costs."""
    years = facts.fact(costs.years) if costs.years else Absent.UNKNOWN
    if not isinstance(years, Decimal):
        return None
    variants = tuple(
        _variant(costs, item, years, facts)
        for item in costs.variants
        if isinstance(facts.fact(item.costs), tuple)
    )
    if not variants:
        return None
    used = {row.category.code: row.category for item in variants for row in item.rows}
    known = tuple(item for item in costs.categories if item.code in used)
    others = tuple(item for item in used.values() if item not in known)
    return WholeLife(years, variants, (*known, *others))


def _variant(
    costs: CostCategories, variant: CostVariant, years: Decimal, facts: Facts
) -> VariantCost:
    listed = facts.fact(variant.costs)
    found = [item for item in listed if isinstance(item, ListedCost)] if listed else []  # type: ignore[union-attr]
    order = {item.code: place for place, item in enumerate(costs.categories)}
    found.sort(key=lambda item: order.get(item.category, len(order)))
    rows = tuple(
        CategoryCost(
            costs.category(item.category),
            item.once,
            item.yearly,
            item.once + item.yearly * years,
            item.note,
        )
        for item in found
    )
    name = facts.fact(variant.name) if variant.name else Absent.UNKNOWN
    return VariantCost(variant.id, name if isinstance(name, str) else variant.label, rows)


def variant_total(costs: CostCategories, name: str, facts: Facts) -> Fact:
    """The whole-life cost of the variant *name* as a fact."""
    worked = whole_life(costs, facts)
    variant = worked.variant(name) if worked else None
    return Absent.UNKNOWN if variant is None else variant.total


def exit_total(costs: CostCategories, facts: Facts) -> Fact:
    """What ending the use costs, in all variants together."""
    worked = whole_life(costs, facts)
    if worked is None:
        return Absent.UNKNOWN
    return sum((item.of(Role.EXIT) for item in worked.variants), Decimal(0))
