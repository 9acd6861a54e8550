"""What a fact can be: a typed value, or a reason why there is none."""

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import NamedTuple


class Absent(Enum):
    """Why a fact has no value: nobody knows it yet, or it does not apply to this procurement."""

    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


COMBINATION_CODES = {"S": "merged", "K": "dynamic", "P": "separate", "N": "tool"}
"""The letters by which people and the component declaration say how a component is combined."""

COMBINATIONS = (
    "merged", "static", "dynamic", "plugin", "separate", "container", "data", "tool",
)  # fmt: skip
"""Every way of combining, from the closest to the loosest."""


class ListedComponent(NamedTuple):
    """A software component as the user lists it; *license* is an SPDX expression as written.

    *combination* is one of COMBINATIONS, or empty where the component is combined like the rest.
    """

    name: str
    version: str = ""
    license: str = ""
    combination: str = ""


class ListedCost(NamedTuple):
    """What one category of costs takes, in CZK without VAT: once, and in every year of use."""

    category: str
    once: Decimal = Decimal(0)
    yearly: Decimal = Decimal(0)
    note: str = ""


class ListedChange(NamedTuple):
    """A change of a contract as the user lists it (CZK without VAT); *number* is its line.

    *ground* is written as the user wrote it; the rules of contract changes know its names.
    """

    number: int
    day: date
    ground: str
    increase: Decimal
    decrease: Decimal
    text: str = ""


Value = (
    str
    | Decimal
    | date
    | tuple[str, ...]
    | tuple[ListedComponent, ...]
    | tuple[ListedCost, ...]
    | tuple[ListedChange, ...]
)
Fact = Value | Absent

UNKNOWN_ANSWER = "unknown"
"""The answer of a user who does not know; only a condition that names it matches it."""
