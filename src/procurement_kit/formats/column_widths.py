"""How wide the columns of a table are: enough for the longest word, the rest by content."""

from collections.abc import Iterator

from procurement_kit.documents.document import RunKind, Runs, Table, plain
from procurement_kit.formats.text import padded

TEXT_WIDTH = 9070
CHARACTERS = 92
PADDING = 5
WIDEST_WORD = 26
WIDEST_CELL = 70
ROOM_TO_WRITE = 24


def grid(table: Table) -> list[int]:
    """The width of each column in twentieths of a point; together the width of the text."""
    longest = [max(map(len, texts)) for texts in _columns(table)]
    words = [
        max(len(word) for text in texts for word in text.split(" ")) for texts in _columns(table)
    ]
    least = [min(word, WIDEST_WORD) + PADDING for word in words]
    wanted = [
        max(min(length, WIDEST_CELL) + PADDING, low)
        for length, low in zip(longest, least, strict=True)
    ]
    return _share(least, wanted)


def _share(least: list[int], wanted: list[int]) -> list[int]:
    """Everything beyond *least* goes to the columns that want more, in proportion."""
    spare = max(CHARACTERS - sum(least), 0)
    wishes = [wish - low for wish, low in zip(wanted, least, strict=True)]
    total = sum(wishes)
    sizes = [
        low + (spare * wish / total if total else spare / len(least))
        for low, wish in zip(least, wishes, strict=True)
    ]
    widths = [int(size * TEXT_WIDTH / sum(sizes)) for size in sizes]
    widths[-1] += TEXT_WIDTH - sum(widths)
    return widths


def _columns(table: Table) -> Iterator[tuple[str, ...]]:
    """The texts of each column, its header first."""
    for cells in zip(*padded(table), strict=True):
        yield tuple(map(_measured, cells))


def _measured(runs: Runs) -> str:
    """The text of a cell; a cell to be filled in by hand gets room for handwriting."""
    has_blank = any(run.kind is RunKind.BLANK for run in runs)
    return plain(runs).ljust(ROOM_TO_WRITE) if has_blank else plain(runs)
