"""How languages write numbers and days, as Babel knows it."""

from datetime import date

from babel.core import Locale
from babel.dates import format_date

REGIONS = {"en": "en_GB"}
"""Where a language is written in several ways: the one of the Union's texts."""


def language_name(language: str) -> str:
    """The name of *language* as its speakers write it, such as Deutsch."""
    name = Locale.parse(language).get_display_name(language) or language
    return name[:1].upper() + name[1:]


def write_day(day: date, language: str) -> str:
    """*day* as *language* writes it, with the month in letters."""
    return format_date(day, "d MMM y", locale=REGIONS.get(language, language))


def number_marks(language: str) -> tuple[str, str]:
    """The decimal mark and the mark between groups of three."""
    symbols = Locale.parse(language).number_symbols["latn"]
    return str(symbols["decimal"]), str(symbols["group"])
