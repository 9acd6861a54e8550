"""Figures of law: dated, cited, and silent outside the days for which they are known."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from procurement_kit.problems import NotInForceError
from procurement_kit.rules.models import Model, Prose, SourceId
from procurement_kit.rules.words import Words


class Unit(StrEnum):
    """What a figure counts; CZK is without VAT."""

    CZK = "CZK"
    MONTHS = "months"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    HOURS = "hours"
    PERCENT = "percent"
    COUNT = "count"


class DatedValue(Model):
    """A value and the days on which it applied, both ends included."""

    first_day: date = Field(alias="from")
    last_day: date | None = Field(default=None, alias="to")
    value: Decimal
    sources: tuple[SourceId, ...] = Field(min_length=1)
    note: Words = ""

    def covers(self, day: date) -> bool:
        """Whether this value was the law on *day*."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


class Parameter(Model):
    """A figure of law with all its known values, oldest first."""

    label: Prose
    unit: Unit
    values: tuple[DatedValue, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _in_order(self) -> "Parameter":
        for earlier, later in zip(self.values, self.values[1:], strict=False):
            if earlier.last_day is None or earlier.last_day >= later.first_day:
                raise PydanticCustomError("dates_overlap", "{day}", {"day": str(later.first_day)})
        return self

    def on(self, day: date) -> DatedValue:
        """The value in force on *day*; NotInForceError if none is known."""
        for value in self.values:
            if value.covers(day):
                return value
        raise NotInForceError("", self.label, day)


class FigureUsed(Model):
    """A figure that decided something: which parameter, in which of its values."""

    parameter: str
    label: Words
    unit: Unit
    value: DatedValue


def figure_on(parameters: Mapping[str, Parameter], name: str, day: date) -> FigureUsed:
    """The figure *name* on *day*; NotInForceError if none is known."""
    parameter = parameters[name]
    try:
        value = parameter.on(day)
    except NotInForceError as error:
        raise NotInForceError(name, parameter.label, day) from error
    return FigureUsed(parameter=name, label=parameter.label, unit=parameter.unit, value=value)
