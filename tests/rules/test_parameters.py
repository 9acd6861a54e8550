"""Figures of law: dated, and silent outside their days."""

from datetime import date
from decimal import Decimal

import pytest
from pydantic import ValidationError

from procurement_kit.problems import NotInForceError
from procurement_kit.rules.parameters import Parameter, figure_on

LIMIT = Parameter.model_validate(
    {
        "label": "limit",
        "unit": "CZK",
        "values": [
            {"from": "2016-10-01", "to": "2025-04-02", "value": "2000000", "sources": ["old"]},
            {"from": "2025-04-03", "to": "2026-12-31", "value": "3000000", "sources": ["new"]},
        ],
    }
)


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2016, 10, 1), 2_000_000),
        (date(2025, 4, 2), 2_000_000),
        (date(2025, 4, 3), 3_000_000),
        (date(2026, 12, 31), 3_000_000),
    ],
)
def test_the_value_changes_on_the_day_the_act_took_effect(day: date, value: int):
    """Act 69/2025: in force from 3 April 2025."""
    assert LIMIT.on(day).value == Decimal(value)


@pytest.mark.parametrize("day", [date(2016, 9, 30), date(2027, 1, 1)])
def test_a_day_outside_every_known_value_is_an_error_not_a_zero(day: date):
    with pytest.raises(NotInForceError) as caught:
        figure_on({"limit": LIMIT}, "limit", day)

    assert (caught.value.parameter, caught.value.day) == ("limit", day)
    assert str(day.year) in str(caught.value)


def test_values_that_overlap_are_refused():
    with pytest.raises(ValidationError, match=r"2025-01-01"):
        Parameter.model_validate(
            {
                "label": "limit",
                "unit": "CZK",
                "values": [
                    {"from": "2016-10-01", "value": "1", "sources": ["a"]},
                    {"from": "2025-01-01", "value": "2", "sources": ["b"]},
                ],
            }
        )
