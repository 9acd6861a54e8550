"""Tables as CSV that a spreadsheet opens without running anything that somebody typed."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

MEDIA_TYPE = "text/csv; charset=utf-8"
STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
MARK = "\ufeff"
"""Tells Excel that the file is UTF-8."""


def write(rows: Iterable[Sequence[str | int]]) -> bytes:
    """The *rows*; a text that a spreadsheet would take for a formula gets an apostrophe."""
    target = StringIO()
    csv.writer(target, delimiter=";", lineterminator="\r\n").writerows(
        [_harmless(cell) for cell in row] for row in rows
    )
    return (MARK + target.getvalue()).encode()


def _harmless(cell: str | int) -> str | int:
    if isinstance(cell, str) and cell.startswith(STARTS_FORMULA):
        return f"'{cell}"
    return cell
