"""The formula of evaluation, its ranking and its sensitivity."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from procurement_kit.procedures.award_criteria import Criterion
from procurement_kit.procedures.evaluation import (
    Tender,
    cost_limits,
    curve,
    evaluate,
    influences,
)

PRICE, WORK = "price", "work"


def criteria(weight: int) -> tuple[Criterion, ...]:
    """Price of *weight* and quality of the rest."""
    pair = (
        Criterion(PRICE, "price", Decimal(weight), cost=True),
        Criterion(WORK, "work", Decimal(100 - weight)),
    )
    return tuple(item for item in pair if item.weight)


def a_tender(name: str, price: object, quality: object = 0) -> Tender:
    return Tender(name, {PRICE: Decimal(str(price)), WORK: Decimal(str(quality))})


tenders = st.lists(
    st.tuples(st.integers(1, 10_000_000), st.integers(0, 100)), min_size=1, max_size=6
).map(lambda rows: [a_tender(str(n), price, points) for n, (price, points) in enumerate(rows)])
weights = st.integers(0, 100)


def test_the_lowest_price_gets_all_points_and_double_the_price_half():
    scores = evaluate(criteria(60), [a_tender("A", 100), a_tender("B", 200)])

    assert [score.points[PRICE] for score in scores] == [60, 30]
    assert [score.place for score in scores] == [1, 2]


def test_points_are_rounded_to_two_decimals_as_the_annex_says():
    scores = evaluate(criteria(60), [a_tender("A", 2), a_tender("B", 3)])

    assert scores[1].points[PRICE] == Decimal("40.00")
    assert evaluate(criteria(50), [a_tender("A", 2), a_tender("B", 3)])[1].total == Decimal("33.33")


def test_equal_points_are_decided_by_the_lower_price_and_this_is_told():
    scores = evaluate(criteria(50), [a_tender("dear", 200, 50), a_tender("cheap", 100)])

    assert [score.tender.name for score in scores] == ["cheap", "dear"]
    assert [score.total for score in scores] == [50, 50]
    assert all(score.by_price and not score.tied for score in scores)


def test_equal_points_and_price_share_the_place():
    scores = evaluate(criteria(60), [a_tender("A", 100, 50), a_tender("B", 100, 50)])

    assert [(score.place, score.tied) for score in scores] == [(1, True), (1, True)]


def test_a_price_of_nothing_gets_all_points_and_every_other_none():
    scores = evaluate(criteria(100), [a_tender("A", 0), a_tender("B", 1)])

    assert [score.total for score in scores] == [100, 0]


def test_a_tender_of_full_quality_may_cost_three_times_as_much_at_sixty_percent():
    nothing, half = cost_limits(criteria(60))

    assert (nothing.percent, half.percent) == (Decimal("200.0"), Decimal("50.0"))


def test_price_alone_lets_quality_cost_nothing_more():
    assert {limit.percent for limit in cost_limits(criteria(100))} == {Decimal(0)}


def test_a_light_price_stops_deciding_at_all():
    assert cost_limits(criteria(50))[0].percent is None


@given(tenders, weights, st.integers(1, 1000))
def test_the_scale_of_prices_does_not_change_the_ranking(
    listed: list[Tender], weight: int, scale: int
):
    larger = [
        Tender(item.name, {**item.values, PRICE: item.values[PRICE] * scale}) for item in listed
    ]

    before, after = evaluate(criteria(weight), listed), evaluate(criteria(weight), larger)

    assert [(s.tender.name, s.total, s.place) for s in before] == [
        (s.tender.name, s.total, s.place) for s in after
    ]


@given(tenders, weights, st.integers(0, 100))
def test_better_quality_never_loses_points(listed: list[Tender], weight: int, quality: int):
    first, *rest = listed
    better = max(first.values[WORK], Decimal(quality))
    improved = Tender(first.name, {**first.values, WORK: better})

    before = {s.tender.name: s for s in evaluate(criteria(weight), listed)}
    after = {s.tender.name: s for s in evaluate(criteria(weight), [improved, *rest])}

    assert after[first.name].total >= before[first.name].total
    assert after[first.name].place <= before[first.name].place


@given(tenders)
def test_where_price_is_everything_the_cheapest_wins(listed: list[Tender]):
    winner = evaluate(criteria(100), listed)[0].tender

    assert winner.values[PRICE] == min(item.values[PRICE] for item in listed)


@given(tenders)
def test_where_quality_is_everything_the_best_wins(listed: list[Tender]):
    winner = evaluate(criteria(0), listed)[0].tender

    assert winner.values[WORK] == max(item.values[WORK] for item in listed)


@given(tenders, weights)
def test_no_tender_gets_more_than_a_hundred_points(listed: list[Tender], weight: int):
    scores = evaluate(criteria(weight), listed)

    assert all(0 <= score.total <= 100 for score in scores)
    assert [score.place for score in scores] == sorted(score.place for score in scores)


@given(tenders.filter(lambda listed: len(listed) > 1), st.integers(1, 99))
def test_on_the_other_side_of_the_flip_another_tender_wins(listed: list[Tender], weight: int):
    """Checked against the formula itself, away from what rounding may hide."""
    scores = evaluate(criteria(weight), listed)
    price = influences(criteria(weight), scores)[0]
    if price.flips_at is None:
        for other in range(1, 101):
            rivals = evaluate(criteria(other), listed)
            gap = rivals[0].total - next(
                s.total for s in rivals if s.tender.name == scores[0].tender.name
            )
            assert gap <= Decimal("0.02")
        return
    rival = next(s.tender for s in scores if s.tender.name == price.flips_to)
    at = [
        Criterion(PRICE, "", price.flips_at, cost=True),
        Criterion(WORK, "", 100 - price.flips_at),
    ]
    totals = {s.tender.name: s.total for s in evaluate(at, listed)}
    assert abs(totals[rival.name] - totals[scores[0].tender.name]) <= Decimal("0.15")


@given(weights, st.integers(0, 100))
def test_a_dearer_tender_never_gets_more_points(weight: int, quality: int):
    points = curve(criteria(weight), quality, (100, 125, 150, 200, 300))

    assert points == sorted(points, reverse=True)


def test_a_lone_tender_has_no_influences():
    assert influences(criteria(60), evaluate(criteria(60), [a_tender("A", 1)])) == ()
