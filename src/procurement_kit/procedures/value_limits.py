"""The limits that the estimated value is held against, and how far it is from each."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from procurement_kit.rules.conditions import Condition, Facts, holds
from procurement_kit.rules.models import FactId, Model, Prose
from procurement_kit.rules.parameters import FigureUsed


class LimitLine(Model):
    """A limit of value: for whom it is, and what lies on either side of it.

    *equal* says to which side a value belongs that is exactly the limit.
    """

    parameter: FactId
    when: Condition | None = None
    below: Prose
    above: Prose
    equal: Literal["below", "above"]


@dataclass(frozen=True)
class ValueLimit:
    """A limit on the decisive day; *is_sure* is false while we do not know if it is ours."""

    line: LimitLine
    figure: FigureUsed
    is_sure: bool

    @property
    def amount(self) -> Decimal:
        """The limit in crowns."""
        return self.figure.value.value

    def is_passed(self, value: Decimal) -> bool:
        """Whether *value* belongs to the stricter side."""
        return value > self.amount or (value == self.amount and self.line.equal == "above")

    def distance(self, value: Decimal) -> Decimal:
        """How far the limit is from *value*, in either direction."""
        return abs(self.amount - value)


def value_limits(lines: Iterable[LimitLine], facts: Facts) -> tuple[ValueLimit, ...]:
    """The limits that apply or may apply on the decisive day, the lowest first."""
    found = []
    for line in lines:
        applies, figure = holds(line.when, facts), facts.figure(line.parameter)
        if applies is not False and isinstance(figure, FigureUsed):
            found.append(ValueLimit(line, figure, applies is True))
    return tuple(sorted(found, key=lambda limit: (limit.amount, limit.line.parameter)))


def next_limit(limits: Iterable[ValueLimit], value: Decimal) -> ValueLimit | None:
    """The lowest limit that *value* has not passed yet."""
    return next((limit for limit in limits if not limit.is_passed(value)), None)
