"""The estimated value is the sum of everything that may follow from the contract, without VAT."""

from decimal import Decimal

import pytest
from tests.builders import a_methodology, a_question, facts_on

from procurement_kit.procedures.estimated_value import (
    Worksheet,
    estimate,
    small_parts_ceiling,
)
from procurement_kit.rules.parameters import Parameter
from procurement_kit.rules.values import Absent

MONTHS = Parameter.model_validate(
    {
        "label": "months",
        "unit": "months",
        "values": [{"from": "2016-10-01", "value": "48", "sources": ["law"]}],
    }
)
METHODOLOGY = a_methodology(
    a_question("decisive_day", "date"),
    a_question("build", "money"),
    a_question("options", "money"),
    a_question("supported", "yesno"),
    a_question("monthly", "money"),
    a_question("term", "choice", options=[{"value": v, "label": v} for v in ("fixed", "open")]),
    a_question("months", "integer"),
)
WORKSHEET = Worksheet.model_validate(
    {
        "lines": [
            {"id": "build", "label": "Build", "amount": "build", "provision": "law"},
            {
                "id": "support",
                "label": "Support",
                "monthly": "monthly",
                "months": "months",
                "indefinite": {"question": "term", "eq": "open"},
                "indefinite_months": "reference_months",
                "when": {"question": "supported", "eq": "yes"},
                "provision": "law",
            },
            {"id": "options", "label": "Options", "amount": "options", "provision": "law"},
        ]
    }
)


def total(**answers: str) -> Decimal | None:
    facts = facts_on(
        METHODOLOGY, {"reference_months": MONTHS}, decisive_day="7. 12. 2026", **answers
    )
    return estimate(WORKSHEET, facts).total


def test_reserved_options_belong_to_the_value():
    """Act 134/2016, section 16(3): a build of 2.6 million with options of 0.6 is 3.2 million."""
    assert total(build="2600000", options="600000", supported="no") == Decimal(3_200_000)


def test_support_for_an_indefinite_term_counts_for_forty_eight_months():
    """Act 134/2016, section 21(1)(b)."""
    value = total(build="0", options="0", supported="yes", monthly="58000", term="open")

    assert value == Decimal(2_784_000)


def test_support_for_a_fixed_term_counts_in_full():
    """Act 134/2016, section 16(2); a longer flat fee is counted in full, the stricter reading."""
    value = total(
        build="0", options="0", supported="yes", monthly="1000", term="fixed", months="60"
    )

    assert value == Decimal(60_000)


@pytest.mark.parametrize("missing", ["build", "options", "monthly", "term"])
def test_one_open_amount_leaves_the_whole_value_open_not_smaller(missing: str):
    answers = {"build": "1", "options": "1", "supported": "yes", "monthly": "1", "term": "open"}
    del answers[missing]

    assert total(**answers) is None


def test_the_worksheet_shows_how_a_monthly_price_was_multiplied():
    facts = facts_on(
        METHODOLOGY, {}, build="5", options="0", supported="yes", monthly="10", term="fixed",
        months="3",
    )  # fmt: skip

    lines = {item.line.id: item for item in estimate(WORKSHEET, facts).lines}

    assert (lines["support"].monthly, lines["support"].months) == (Decimal(10), Decimal(3))
    assert lines["support"].amount == Decimal(30)


def test_small_parts_may_reach_a_share_of_the_whole():
    """Act 134/2016, section 18(3): a fifth of ten million is two million."""
    share = Parameter.model_validate(
        {
            "label": "share",
            "unit": "percent",
            "values": [{"from": "2016-10-01", "value": "20", "sources": ["law"]}],
        }
    )
    sheet = WORKSHEET.model_copy(update={"small_parts_share": "share"})
    figures = {"reference_months": MONTHS, "share": share}
    answers = {"build": "9000000", "options": "1000000", "supported": "no"}
    facts = facts_on(METHODOLOGY, figures, decisive_day="7. 12. 2026", **answers)

    assert small_parts_ceiling(sheet, facts) == Decimal(2_000_000)


def test_the_share_of_an_open_whole_is_open():
    facts = facts_on(METHODOLOGY, {}, decisive_day="7. 12. 2026", build="9000000")

    assert small_parts_ceiling(WORKSHEET, facts) is Absent.UNKNOWN
