"""The weights of the award criteria and their sum (percent)."""

from decimal import Decimal

from procurement_kit.rules.conditions import Facts
from procurement_kit.rules.values import Absent, Fact

PREFIX = "weight_"


def weights(questions: tuple[str, ...], facts: Facts) -> dict[str, Fact]:
    """The weight of each criterion, by its question."""
    return {name: facts.fact(name) for name in questions if name.startswith(PREFIX)}


def weights_total(questions: tuple[str, ...], facts: Facts) -> Fact:
    """The sum of all weights; UNKNOWN while one is open."""
    total = Decimal(0)
    for weight in weights(questions, facts).values():
        if weight is Absent.NOT_APPLICABLE:
            continue
        if not isinstance(weight, Decimal):
            return Absent.UNKNOWN
        total += weight
    return total
