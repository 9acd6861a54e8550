"""What a fact can be: a typed value, or a reason why there is none."""

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import NamedTuple


class Absent(Enum):
    """Why a fact has no value: nobody knows it yet, or it does not apply to this procurement."""

    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


class ListedComponent(NamedTuple):
    """A software component as the user lists it; *license* is an SPDX expression as written."""

    name: str
    version: str
    license: str


Value = str | Decimal | date | tuple[str, ...] | tuple[ListedComponent, ...]
Fact = Value | Absent

UNKNOWN_ANSWER = "unknown"
"""The answer of a user who does not know; only a condition that names it matches it."""
