"""What participants say of the workshop afterwards; no name goes with it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

RATINGS = ("1", "2", "3", "4", "5")


@dataclass(frozen=True)
class Feedback:
    """Ratings from 1 to 5 by the name of their field, and a text."""

    ratings: Mapping[str, str]
    text: str = ""


def counts(given: Iterable[Feedback], name: str) -> dict[str, int]:
    """How often each rating was given in the field *name*."""
    found = Counter(item.ratings.get(name, "") for item in given)
    return {rating: found[rating] for rating in RATINGS}
