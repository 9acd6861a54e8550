"""How the winner changes with the weight of costs, the other weights keeping their proportions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from procurement_kit.procedures.award_criteria import Criterion
from procurement_kit.procedures.evaluation import (
    FULL,
    TENTH,
    CostLimit,
    Score,
    Tender,
    cost_limits,
    evaluate,
    quality_share,
)

STEPS = tuple(range(0, FULL + 1, 10))
FEWEST = 2
SAMPLES: Mapping[str, tuple[Decimal, Decimal]] = {
    "A": (Decimal("0.7"), Decimal(40)),
    "B": (Decimal("0.85"), Decimal(70)),
    "C": (Decimal(1), Decimal(FULL)),
}
"""Three tenders: their price as a part of the estimated value, and their quality."""
NOMINAL = Decimal("1e6")


@dataclass(frozen=True)
class AtWeight:
    """The result at one *weight* of all costs together."""

    weight: Decimal
    scores: tuple[Score, ...]
    limit: CostLimit
    """How much dearer a tender of full quality may be than the cheapest one without quality."""

    @property
    def winners(self) -> tuple[str, ...]:
        """The tender in the first place; more than one where points and costs are equal."""
        return tuple(score.tender.name for score in self.scores if score.place == 1)

    def points(self, tender: str) -> Decimal:
        """The points of *tender* here."""
        return next(score.total for score in self.scores if score.tender.name == tender)


@dataclass(frozen=True)
class Turn:
    """The *weight* of costs at which the tender *before* gives the first place to *after*."""

    weight: Decimal
    before: str
    after: str


@dataclass(frozen=True)
class Sensitivity:
    """The results from no to full weight of costs, and where the winner changes."""

    weight: Decimal
    steps: tuple[AtWeight, ...]
    turns: tuple[Turn, ...]
    tenders: tuple[Tender, ...]


def sensitivity(criteria: Sequence[Criterion], tenders: Sequence[Tender]) -> Sensitivity | None:
    """None where nothing could change: one tender, no cost, or nothing besides costs."""
    weight = sum((item.weight for item in criteria if item.cost), Decimal(0))
    if len(tenders) < FEWEST or not 0 < weight < FULL:
        return None
    steps = tuple(
        AtWeight(Decimal(step), evaluate(changed, tenders), cost_limits(changed)[0])
        for step in STEPS
        for changed in [_reweighed(criteria, weight, Decimal(step))]
    )
    return Sensitivity(weight, steps, tuple(_turns(criteria, tenders)), tuple(tenders))


def samples(criteria: Sequence[Criterion], value: Decimal | None) -> tuple[Tender, ...]:
    """Three invented tenders around the estimated *value*: cheap, middling, dear and best."""
    whole = value or NOMINAL
    return tuple(
        Tender(name, {item.id: whole * price if item.cost else quality for item in criteria})
        for name, (price, quality) in SAMPLES.items()
    )


def _reweighed(
    criteria: Sequence[Criterion], weight: Decimal, new: Decimal
) -> tuple[Criterion, ...]:
    costs, rest = new / weight, (FULL - new) / (FULL - weight)
    return tuple(
        replace(item, weight=item.weight * (costs if item.cost else rest)) for item in criteria
    )


def _turns(criteria: Sequence[Criterion], tenders: Sequence[Tender]) -> list[Turn]:
    """Where two tenders draw level and no other is better."""
    ends = {
        tender.name: tuple(_end(criteria, tender, tenders, cost=cost) for cost in (False, True))
        for tender in tenders
    }
    found = set()
    for one, other in combinations(ends, 2):
        at = _crossing(ends[one], ends[other])
        if at is None:
            continue
        best = max(_at(pair, at) for pair in ends.values())
        if _at(ends[one], at) == best:
            after, before = sorted((one, other), key=lambda name: ends[name][0] - ends[name][1])
            found.add((at, before, after))
    return [Turn(_tenth(at), before, after) for at, before, after in sorted(found)]


Ends = tuple[Fraction, ...]
"""The points with costs weighing nothing, and with costs weighing everything."""


def _end(
    criteria: Sequence[Criterion], tender: Tender, tenders: Sequence[Tender], *, cost: bool
) -> Fraction:
    used = [item for item in criteria if item.cost is cost]
    weight = sum((Fraction(item.weight) for item in used), Fraction(0))
    points = (quality_share(item, tender, tenders) * Fraction(item.weight) for item in used)
    return sum(points, Fraction(0)) / weight * FULL


def _crossing(one: Ends, other: Ends) -> Fraction | None:
    """The part of the weight, between 0 and 1, at which both have the same points."""
    at_none, at_all = one[0] - other[0], one[1] - other[1]
    if at_none * at_all >= 0:
        return None
    return at_none / (at_none - at_all)


def _at(ends: Ends, part: Fraction) -> Fraction:
    return ends[0] + (ends[1] - ends[0]) * part


def _tenth(part: Fraction) -> Decimal:
    percent = part * FULL
    return (Decimal(percent.numerator) / Decimal(percent.denominator)).quantize(TENTH)
