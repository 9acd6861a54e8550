"""The public holidays of the Czech Republic, from the library holidays."""

from datetime import date
from functools import lru_cache

import holidays

from procurement_kit.procedures.calendar import Calendar

COUNTRY = "CZ"


@lru_cache(maxsize=256)
def czech_holidays(year: int) -> frozenset[date]:
    """The public holidays of *year*; none for a year that the library can't work out."""
    try:
        return frozenset(holidays.country_holidays(COUNTRY, years=year, expand=False))
    except (ValueError, OverflowError):
        return frozenset()


CZECH_CALENDAR = Calendar(czech_holidays)
