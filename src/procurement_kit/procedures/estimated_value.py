"""The estimated value of a contract, as a worksheet that shows its sum (CZK without VAT)."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from procurement_kit.procedures.value_limits import LimitLine
from procurement_kit.rules.conditions import PERCENT, Condition, Facts, holds
from procurement_kit.rules.models import FactId, Model, Prose, SourceId
from procurement_kit.rules.values import Absent, Fact


class Line(Model):
    """A line of the worksheet: an amount that was answered, or a monthly price for some months."""

    id: FactId
    label: Prose
    amount: FactId | None = None
    monthly: FactId | None = None
    months: FactId | None = None
    indefinite: Condition | None = None
    indefinite_months: FactId | None = None
    when: Condition | None = None
    provision: SourceId

    @model_validator(mode="after")
    def _is_amount_or_months(self) -> "Line":
        if (self.amount is None) == (self.monthly is None):
            raise PydanticCustomError("worksheet_line", "{id}", {"id": self.id})
        return self

    def questions(self) -> tuple[str, ...]:
        """The questions that the line reads."""
        return tuple(name for name in (self.amount, self.monthly, self.months) if name)

    def conditions(self) -> tuple[Condition, ...]:
        """The conditions of the line."""
        return tuple(item for item in (self.when, self.indefinite) if item is not None)


class Worksheet(Model):
    """The file estimated_value.yaml: the lines whose sum is the estimated value."""

    lines: tuple[Line, ...] = Field(min_length=1)
    small_parts_share: FactId | None = None
    """The percentage of the whole that parts following their own value may reach together."""

    limits: tuple[LimitLine, ...] = ()
    """The limits that the sum is compared with."""

    def conditions(self) -> Iterator[Condition]:
        """Every condition of the worksheet."""
        for line in self.lines:
            yield from line.conditions()
        yield from (limit.when for limit in self.limits if limit.when)

    def citations(self) -> Iterator[str]:
        """The provision of every line."""
        yield from (line.provision for line in self.lines)

    def questions(self) -> Iterator[str]:
        """Every question whose answer is counted."""
        for line in self.lines:
            yield from line.questions()

    def figures(self) -> Iterator[str]:
        """Every figure of law that is counted with."""
        yield from (line.indefinite_months for line in self.lines if line.indefinite_months)
        yield from (name for name in (self.small_parts_share,) if name)
        yield from (limit.parameter for limit in self.limits)


@dataclass(frozen=True)
class WorkedLine:
    """A line with its figures; *months* is set where a monthly price was multiplied."""

    line: Line
    amount: Decimal
    monthly: Decimal | None = None
    months: Decimal | None = None


@dataclass(frozen=True)
class Estimate:
    """The worked lines and their sum; the total is None as long as an amount is open."""

    lines: tuple[WorkedLine, ...]
    total: Decimal | None

    @property
    def fact(self) -> Fact:
        """The total as a fact."""
        return Absent.UNKNOWN if self.total is None else self.total


def estimate(worksheet: Worksheet, facts: Facts) -> Estimate:
    """The estimated value under sections 16 to 23 of act 134/2016: all lines that apply, summed."""
    worked = [_work(line, facts) for line in worksheet.lines]
    known = tuple(line for line in worked if isinstance(line, WorkedLine))
    is_open = Absent.UNKNOWN in worked
    return Estimate(known, None if is_open else sum((item.amount for item in known), Decimal(0)))


def small_parts_ceiling(worksheet: Worksheet, facts: Facts) -> Fact:
    """How much all parts that follow their own value may cost together (section 18(3))."""
    total = estimate(worksheet, facts).fact
    if worksheet.small_parts_share is None or not isinstance(total, Decimal):
        return Absent.UNKNOWN
    share = _figure(worksheet.small_parts_share, facts)
    if not isinstance(share, Decimal):
        return Absent.UNKNOWN
    return total * share / PERCENT


def _work(line: Line, facts: Facts) -> WorkedLine | Absent:
    applies = holds(line.when, facts)
    if applies is not True:
        return Absent.UNKNOWN if applies is None else Absent.NOT_APPLICABLE
    if line.amount is not None:
        amount = facts.fact(line.amount)
        return WorkedLine(line, amount) if isinstance(amount, Decimal) else _absent(amount)
    return _work_months(line, facts)


def _work_months(line: Line, facts: Facts) -> WorkedLine | Absent:
    monthly, months = facts.fact(line.monthly or ""), _months(line, facts)
    if not isinstance(monthly, Decimal):
        return _absent(monthly)
    if not isinstance(months, Decimal):
        return _absent(months)
    return WorkedLine(line, monthly * months, monthly, months)


def _months(line: Line, facts: Facts) -> Fact:
    indefinite = False if line.indefinite is None else holds(line.indefinite, facts)
    if indefinite is None:
        return Absent.UNKNOWN
    if indefinite:
        return _figure(line.indefinite_months, facts)
    return facts.fact(line.months or "")


def _figure(parameter: str | None, facts: Facts) -> Fact:
    figure = facts.figure(parameter or "")
    return figure if isinstance(figure, Absent) else figure.value.value


def _absent(fact: Fact) -> Absent:
    return fact if isinstance(fact, Absent) else Absent.UNKNOWN
