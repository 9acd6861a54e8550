"""Fonts: whether they can write Czech."""

from io import BytesIO

from fontTools.ttLib import TTFont, TTLibError

CZECH_LETTERS = (
    "\u00e1\u010d\u010f\u00e9\u011b\u00ed\u0148\u00f3\u0159\u0161\u0165\u00fa\u016f\u00fd\u017e"
)
QUOTES = "\u201e\u201c"


def missing(data: bytes) -> str | None:
    """The Czech letters and quotation marks that a font lacks; None if it can't be read."""
    try:
        with TTFont(BytesIO(data), lazy=True) as font:
            known = font.getBestCmap() or {}
    except (TTLibError, OSError, ValueError, KeyError, AssertionError, EOFError):
        return None
    wanted = CZECH_LETTERS + CZECH_LETTERS.upper() + QUOTES
    return "".join(letter for letter in wanted if ord(letter) not in known)
