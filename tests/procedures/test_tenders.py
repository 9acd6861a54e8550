"""Tenders written down one a line."""

from decimal import Decimal

import pytest
from tests.builders import a_methodology, a_question, facts_on

from procurement_kit.procedures.award_criteria import Criterion
from procurement_kit.procedures.tenders import (
    ranking,
    received_tenders,
    tenders_check,
    tenders_count,
)
from procurement_kit.rules.values import Absent

ASKED = a_methodology(
    a_question("tenders_received", "lines"), a_question("tenders_opened", "lines")
)
USED = (Criterion("price", "p", Decimal(60), cost=True), Criterion("work", "w", Decimal(40)))


@pytest.mark.parametrize(
    "line",
    ["Alfa; 1 000 000 Kč; 80", "Alfa; 1\u00a0000\u00a0000; 80,0", "Alfa ; 1000000,- ; 80"],
)
def test_a_line_is_read_as_czechs_write_it(line: str):
    (item,) = received_tenders(facts_on(ASKED, tenders_received=line), USED)

    assert item.tender is not None
    assert item.tender.values == {"price": 1_000_000, "work": 80}


@pytest.mark.parametrize(
    "line",
    ["Alfa; 100", "Alfa; 100; 80; 10", "; 100; 80", "Alfa; sto; 80", "Alfa; 100; 101",
     "Alfa; -1; 80", "Alfa; 100; NaN", "Alfa; Infinity; 5"],
)  # fmt: skip
def test_a_line_without_what_the_criteria_need_cannot_be_scored(line: str):
    facts = facts_on(ASKED, tenders_received=f"Beta; 100; 50\n{line}")

    assert tenders_check(facts, USED) == "incomplete"
    assert ranking(facts, USED) == ()


def test_tenders_are_counted_only_where_there_are_some():
    assert tenders_count(facts_on(ASKED)) is Absent.UNKNOWN
    assert tenders_count(facts_on(ASKED, tenders_received="A; 1; 1\nB; 2; 2")) == 2
    assert tenders_check(facts_on(ASKED), USED) == "none"


def test_readable_tenders_are_ranked():
    facts = facts_on(ASKED, tenders_received="Alfa; 200; 100\nBeta; 100; 0")

    assert tenders_check(facts, USED) == "complete"
    assert [score.tender.name for score in ranking(facts, USED)] == ["Alfa", "Beta"]
