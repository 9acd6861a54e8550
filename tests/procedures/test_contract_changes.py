"""Changes of a contract under section 222 of act 134/2016."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procurement_kit.kit import Kit
from procurement_kit.methodology.reading import AnswerError, read_changes
from procurement_kit.problems import KitError
from procurement_kit.procedures.change_rules import Measure, Reason, Verdict
from procurement_kit.procedures.contract_changes import Contract, Judgement, judge

DAY = date(2026, 11, 24)
FOUR_MILLION = Contract(Decimal(4_000_000), "above_threshold", "other")


def judged(kit: Kit, text: str, contract: Contract = FOUR_MILLION) -> Judgement:
    content = kit.content
    return judge(
        content.contract_changes, content.parameters, contract, read_changes(text), DAY
    )  # fmt: skip


def room(judgement: Judgement, measure: Measure) -> Decimal:
    return next(gauge.room for gauge in judgement.gauges if gauge.measure is measure)


def test_a_contract_without_changes_has_its_whole_room(kit: Kit):
    """Section 222(4) and (9) on a contract of 4 million: below 400 000, at most 1 200 000."""
    found = judged(kit, "")

    assert found.verdict is Verdict.ALLOWED
    assert room(found, Measure.SMALL_VALUE) == 400_000
    assert room(found, Measure.NET_INCREASE) == 1_200_000


@pytest.mark.parametrize(
    ("amount", "verdict"), [("399 999", Verdict.ALLOWED), ("400 000", Verdict.NOT_ALLOWED)]
)
def test_small_changes_stay_below_a_tenth_of_the_price(kit: Kit, amount: str, verdict: Verdict):
    """Section 222(4)."""
    assert judged(kit, f"1. 3. 2026; drobná; {amount}; 0; Pole").verdict is verdict


@pytest.mark.parametrize(
    ("amount", "verdict"), [("1 200 000", Verdict.ALLOWED), ("1 200 001", Verdict.NOT_ALLOWED)]
)
def test_a_net_increase_may_reach_three_tenths(kit: Kit, amount: str, verdict: Verdict):
    """Section 222(9)."""
    assert judged(kit, f"1. 3. 2026; dodatečná; {amount}; 0; Registr").verdict is verdict


def test_works_may_change_by_a_larger_share(kit: Kit):
    """Section 222(4): 15 % of the price of works."""
    works = Contract(Decimal(4_000_000), "above_threshold", "other", "works")

    assert room(judged(kit, "", works), Measure.SMALL_VALUE) == 600_000


def test_small_changes_of_a_large_contract_stay_below_the_eu_limit_of_the_buyer(kit: Kit):
    """Section 222(4)(a)."""
    large = Contract(Decimal(50_000_000), "above_threshold", "state")

    found = judged(kit, "1. 3. 2026; drobná; 3 491 000; 0; Modul", large)

    assert found.changes[0].reasons == (Reason.OVER_EU_LIMIT,)


def test_the_change_that_breaks_the_sum_is_named_not_those_before_it(kit: Kit):
    text = "5. 5. 2026; drobná; 300 000; 0; Druhá\n1. 3. 2026; drobná; 200 000; 0; První"

    first, second = judged(kit, text).changes

    assert (first.change.text, first.verdict) == ("První", Verdict.ALLOWED)
    assert (second.change.text, second.verdict) == ("Druhá", Verdict.NOT_ALLOWED)


@pytest.mark.parametrize("day", ["15. 7. 2023", "1. 1. 2027"])
def test_law_that_is_not_known_is_said_and_left_to_a_lawyer(kit: Kit, day: str):
    found = judged(kit, f"{day}; nepředvídaná; 1; 0; Výpadek")

    assert found.changes[0].reasons == (Reason.LAW_UNKNOWN,)
    assert found.not_in_force


@pytest.mark.parametrize("day", ["16. 7. 2023", "31. 12. 2026"])
def test_the_first_and_the_last_known_day_are_judged(kit: Kit, day: str):
    assert judged(kit, f"{day}; nepředvídaná; 1; 0; Výpadek").verdict is Verdict.ALLOWED


def test_the_notice_is_due_thirty_days_after_the_change(kit: Kit):
    """Section 222(8)."""
    found = judged(kit, "1. 3. 2026; nepředvídaná; 1; 0; Výpadek\n1. 3. 2026; drobná; 1; 0; Pole")

    assert [item.notice_by for item in found.changes] == [date(2026, 3, 31), None]


def test_an_undescribed_unforeseeable_change_is_not_simply_allowed(kit: Kit):
    assert judged(kit, "1. 3. 2026; nepředvídaná; 1; 0").verdict is Verdict.NEEDS_LAWYER


def test_a_new_supplier_with_a_new_price_needs_a_ground_for_the_price(kit: Kit):
    found = judged(kit, "1. 3. 2026; záměna dodavatele; 5; 0; Fúze")

    assert Reason.PRICE_CHANGED in found.changes[0].reasons


def test_a_contract_above_the_threshold_has_no_limit_of_its_regime(kit: Kit):
    found = judged(kit, "1. 3. 2026; v rámci limitu; 5; 0; Modul")

    assert found.changes[0].reasons == (Reason.NOT_FOR_REGIME,)


def test_an_unknown_ground_is_refused_with_the_line_and_the_known_names(kit: Kit):
    with pytest.raises(KitError, match=r"Řádek 2: .*„jen tak“.*drobná"):
        judged(kit, "1. 3. 2026; drobná; 1; 0; Pole\n1. 3. 2026; jen tak; 1; 0; Pole")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("31. 2. 2026; drobná; 1; 0", "Řádek 1"),
        ("1. 3. 2026; drobná; mnoho; 0", "mnoho"),
        ("1. 3. 2026", "den; důvod; zvýšení; snížení; popis"),
        ("1. 3. 2026; drobná; -1; 0", "Řádek 1"),
    ],
)
def test_a_line_that_cannot_be_read_says_what_to_write(line: str, said: str):
    with pytest.raises(AnswerError, match=said):
        read_changes(line)


def test_no_share_can_be_counted_of_a_price_that_is_zero(kit: Kit):
    with pytest.raises(KitError, match="původní ceny"):
        judged(kit, "", Contract(Decimal(0), "small_scale", "other"))


amounts = st.integers(min_value=0, max_value=2_000_000)
changes = st.lists(
    st.tuples(st.sampled_from(["drobná", "dodatečná", "vyhrazená"]), amounts, amounts), max_size=5
)


@given(changes, amounts)
def test_one_more_increase_never_improves_the_verdict(
    kit: Kit, made: list[tuple[str, int, int]], more: int
):
    lines = [f"1. 3. 2026; {ground}; {up}; {down}; x" for ground, up, down in made]
    order = list(Verdict)

    before = judged(kit, "\n".join(lines)).verdict
    after = judged(kit, "\n".join([*lines, f"2. 3. 2026; dodatečná; {more}; 0; x"])).verdict

    assert order.index(after) >= order.index(before)
