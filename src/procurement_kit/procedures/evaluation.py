"""How tenders are scored: the formula, the ranking, and how far each weight decides.

Costs are scored 100 times the lowest by the tender's own, quality by the points of 0 to 100 that
were given; each is multiplied by its weight and rounded to two decimals, as the annex promises.
Fractions keep the arithmetic exact, so that equal tenders come out equal.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from procurement_kit.procedures.award_criteria import Criterion

FULL = 100
CENT = Decimal("0.01")
TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Tender:
    """A tender: an amount for each cost and 0 to 100 points for each other criterion, by id."""

    name: str
    values: Mapping[str, Decimal]


@dataclass(frozen=True)
class Score:
    """What a tender got in each criterion and in all, and its place; *tied* shares that place.

    *by_price* says that points were equal and the lower price decided.
    """

    tender: Tender
    points: Mapping[str, Decimal]
    total: Decimal
    place: int
    tied: bool = False
    by_price: bool = False


@dataclass(frozen=True)
class Influence:
    """What one criterion does to the result of some tenders.

    *spread* is how many points it sets the best and the worst tender in it apart, *lead* how much
    of the winner's lead over the second it makes, *flips_at* the nearest weight at which another
    tender (*flips_to*) draws level with the winner, the other weights keeping their proportions.
    """

    criterion: Criterion
    spread: Decimal
    lead: Decimal
    flips_at: Decimal | None = None
    flips_to: str = ""


@dataclass(frozen=True)
class CostLimit:
    """How much dearer a tender of full quality must stay below to win; None: whatever it costs."""

    other_quality: int
    percent: Decimal | None


def evaluate(criteria: Sequence[Criterion], tenders: Sequence[Tender]) -> tuple[Score, ...]:
    """Every tender with its points, the best first; equal points are decided by the lower cost."""
    scored = [(tender, _points(criteria, tender, tenders)) for tender in tenders]
    totals = [(tender, points, sum(points.values(), Decimal(0))) for tender, points in scored]
    ranks = sorted((-total, _cost(criteria, tender)) for tender, _points_of, total in totals)
    scores = [
        Score(
            tender,
            points,
            total,
            ranks.index(rank) + 1,
            tied=ranks.count(rank) > 1,
            by_price=any(other[0] == rank[0] and other[1] != rank[1] for other in ranks),
        )
        for tender, points, total in totals
        for rank in [(-total, _cost(criteria, tender))]
    ]
    return tuple(sorted(scores, key=lambda score: score.place))


def influences(criteria: Sequence[Criterion], scores: Sequence[Score]) -> tuple[Influence, ...]:
    """How far each criterion decides between the tenders of *scores*."""
    if len(scores) < 2:  # noqa: PLR2004 - a lone tender has nobody to win over
        return ()
    tenders = [score.tender for score in scores]
    return tuple(_influence(item, criteria, scores, tenders) for item in criteria)


def cost_limits(criteria: Sequence[Criterion]) -> tuple[CostLimit, ...]:
    """When the cost stops deciding: full quality against the cheapest of no and of half quality."""
    return tuple(CostLimit(other, _dearer(criteria, other)) for other in (0, FULL // 2))


def curve(criteria: Sequence[Criterion], quality: int, percents: Sequence[int]) -> list[Decimal]:
    """The points of a tender of *quality* that costs so many percent of the cheapest."""
    cost, rest = _weights(criteria)
    return [
        _rounded(cost * Fraction(FULL, percent) + rest * Fraction(quality, FULL))
        for percent in percents
    ]


def _points(
    criteria: Sequence[Criterion], tender: Tender, tenders: Sequence[Tender]
) -> dict[str, Decimal]:
    return {
        item.id: _rounded(quality_share(item, tender, tenders) * Fraction(item.weight))
        for item in criteria
    }


def quality_share(criterion: Criterion, tender: Tender, tenders: Sequence[Tender]) -> Fraction:
    """The part of the points of *criterion* that *tender* gets, from 0 to 1."""
    value = Fraction(tender.values[criterion.id])
    if not criterion.cost:
        return value / FULL
    lowest = min(Fraction(other.values[criterion.id]) for other in tenders)
    return Fraction(1) if value == lowest else lowest / value


def _cost(criteria: Sequence[Criterion], tender: Tender) -> Decimal:
    """The amount that decides between equal points."""
    costs = [tender.values[item.id] for item in criteria if item.cost]
    return costs[0] if costs else Decimal(0)


def _influence(
    criterion: Criterion,
    criteria: Sequence[Criterion],
    scores: Sequence[Score],
    tenders: Sequence[Tender],
) -> Influence:
    given = [score.points[criterion.id] for score in scores]
    flips = [
        (abs(at - Fraction(criterion.weight)), at, other.tender.name)
        for other in scores[1:]
        if (at := _level_at(criterion, criteria, (scores[0].tender, other.tender), tenders))
        is not None
    ]
    nearest = min(flips, default=None)
    return Influence(
        criterion,
        max(given) - min(given),
        scores[0].points[criterion.id] - scores[1].points[criterion.id],
        None if nearest is None else _rounded(nearest[1], TENTH),
        "" if nearest is None else nearest[2],
    )


def _level_at(
    criterion: Criterion,
    criteria: Sequence[Criterion],
    pair: tuple[Tender, Tender],
    tenders: Sequence[Tender],
) -> Fraction | None:
    """The weight at which the two tenders draw level; None if there is none from 0 to 100."""
    rest = FULL - Fraction(criterion.weight)
    if rest <= 0:
        return None
    here = _difference([criterion], pair, tenders) / Fraction(criterion.weight)
    there = _difference([item for item in criteria if item != criterion], pair, tenders) / rest
    if here == there:
        return None
    level = FULL * there / (there - here)
    return level if 0 <= level <= FULL else None


def _difference(
    criteria: Sequence[Criterion], pair: tuple[Tender, Tender], tenders: Sequence[Tender]
) -> Fraction:
    first, second = pair
    return sum(
        (
            (quality_share(item, first, tenders) - quality_share(item, second, tenders))
            * Fraction(item.weight)
            for item in criteria
        ),
        Fraction(0),
    )


def _dearer(criteria: Sequence[Criterion], other_quality: int) -> Decimal | None:
    cost, rest = _weights(criteria)
    left = cost - rest * Fraction(FULL - other_quality, FULL)
    return None if left <= 0 else _rounded((cost / left - 1) * FULL, TENTH)


def _weights(criteria: Sequence[Criterion]) -> tuple[Fraction, Fraction]:
    """The weight of all costs, and of everything else."""
    cost = sum((Fraction(item.weight) for item in criteria if item.cost), Fraction(0))
    return cost, sum((Fraction(item.weight) for item in criteria), Fraction(0)) - cost


def _rounded(value: Fraction, to: Decimal = CENT) -> Decimal:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(to, rounding=ROUND_HALF_UP)
