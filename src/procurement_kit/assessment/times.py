"""Facts about time limits, and what they may come out as."""

from procurement_kit.assessment.rules import CHECKED, DEADLINE_DAY, SEASON, TENDER_DEADLINE
from procurement_kit.methodology.facts import DECISIVE_DAY, Calculation
from procurement_kit.procedures.timetable import CHECK_VALUES, DAY_KINDS, NO_SEASON, Counting


def time_facts(counting: Counting) -> dict[str, Calculation]:
    """How each fact about time limits is worked out."""
    checks: dict[str, Calculation] = {
        name: lambda facts, question=question: counting.check(question, facts)  # type: ignore[misc]
        for name, question in CHECKED.items()
    }
    return {
        **checks,
        DEADLINE_DAY: lambda facts: counting.day_kind(TENDER_DEADLINE, facts),
        SEASON: lambda facts: counting.season(DECISIVE_DAY, TENDER_DEADLINE, facts),
    }


def time_values(counting: Counting, name: str) -> tuple[str, ...]:
    """The closed list of values of a fact about time limits; empty for any other fact."""
    if name in CHECKED:
        return CHECK_VALUES
    seasons = (*(season.id for season in counting.limits.seasons), NO_SEASON)
    return {DEADLINE_DAY: DAY_KINDS, SEASON: seasons}.get(name, ())
