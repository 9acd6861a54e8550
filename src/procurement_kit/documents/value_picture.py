"""The estimated value as a bar of its parts against the limits, with the table that says it too."""

import textwrap
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import cycle
from string import ascii_uppercase

from procurement_kit.assessment import Assessment
from procurement_kit.documents.document import Run, RunKind, Runs, Table
from procurement_kit.documents.inline import Library
from procurement_kit.documents.output_words import PictureWords
from procurement_kit.documents.picture import (
    NARROW,
    WIDE,
    Anchor,
    Area,
    Fill,
    Picture,
    Shape,
    Stroke,
    Words,
    box,
    mark,
)
from procurement_kit.documents.wording import DocumentWords, glue, write_amount, write_day
from procurement_kit.procedures.estimated_value import WorkedLine
from procurement_kit.procedures.value_limits import ValueLimit
from procurement_kit.rules.conditions import PERCENT
from procurement_kit.rules.parameters import Unit

MARGIN, LINE, CHAR = 8, 18, 7.2
BAR_TOP, BAR_BOTTOM = 34, 70
LIMIT_TOP, LIMIT_BOTTOM = 22, 84
STRONG_CHAR = 8.6
ROOM = Decimal("1.06")
"""How much of the scale lies behind the highest amount."""

ROOM_FOR_LETTER = 14
FILLS = (Fill.LIGHT, Fill.NONE, Fill.HATCHED)
MOST_PARTS = len(ascii_uppercase)
KEY = 26


def value_limits_table(assessment: Assessment, library: Library) -> Table | None:
    """Each limit with its days and its distance from the value; the picture says the same."""
    words, limits = library.words, assessment.value_limits
    named = words.pictures
    if named is None:
        return None
    header = (named.limit, named.limit_amount, named.limit_valid, named.limit_distance)
    rows = tuple(_row(limit, assessment.estimate.total, words, named) for limit in limits)
    empty: tuple[tuple[Runs, ...], ...] = ((_gap(named.limits_unknown), (), (), ()),)
    return Table(
        tuple(map(_text, header)),
        rows or empty,
        numeric=frozenset({1}),
        picture=value_picture(assessment, words),
    )


def value_picture(
    assessment: Assessment, words: DocumentWords, width: int = WIDE
) -> Picture | None:
    """The bar on *width*; None while the value or every limit is unknown."""
    total, limits, named = assessment.estimate.total, assessment.value_limits, words.pictures
    if named is None or not total or not limits:
        return None
    highest = max(total, *(limit.amount for limit in limits)) * ROOM
    pen = _Pen(width, highest, words, named)
    lines = [line for line in assessment.estimate.lines if line.amount][:MOST_PARTS]
    pen.bar(lines, total)
    pen.limits(limits, total)
    pen.keys(lines, limits, total)
    description = named.value_description.format(amount=write_amount(total, Unit.CZK, words))
    return Picture(named.value_title, description, width, round(pen.y), tuple(pen.shapes))


def both(assessment: Assessment, words: DocumentWords) -> Iterator[tuple[str, Picture]]:
    """The bar for wide and for narrow screens, each with its name."""
    for name, width in (("wide", WIDE), ("narrow", NARROW)):
        if drawn := value_picture(assessment, words, width):
            yield name, drawn


def distance_words(limit: ValueLimit, total: Decimal, words: DocumentWords) -> str:
    """How far *total* is from *limit*, in words."""
    named = words.pictures
    if named is None:
        return ""
    distance = write_amount(limit.distance(total), Unit.CZK, words)
    if total == limit.amount:
        return named.exactly.format(side=getattr(limit.line, limit.line.equal))
    if limit.is_passed(total):
        return glue(named.passed.format(amount=distance))
    share = (total / limit.amount * PERCENT).quantize(Decimal(1))
    percent = write_amount(share, Unit.PERCENT, words)
    return glue(named.remains.format(amount=distance, percent=percent))


def validity(limit: ValueLimit, words: DocumentWords) -> str:
    """The days on which the limit holds."""
    named, value = words.pictures, limit.figure.value
    if named is None:
        return ""
    first = write_day(value.first_day, words)
    if value.last_day is None:
        return glue(named.valid_from.format(first=first))
    return glue(named.valid_between.format(first=first, last=write_day(value.last_day, words)))


def limit_name(limit: ValueLimit, words: PictureWords) -> str:
    """The name of the limit, with what lies on either side of it."""
    label = limit.figure.label
    if not limit.is_sure:
        label = words.maybe.format(label=label)
    sides = words.side.format(below=limit.line.below, above=limit.line.above)
    return glue(f"{label}: {sides}")


class _Pen:
    """Draws from the top to the bottom; *y* is where the next line of words may stand."""

    def __init__(
        self, width: int, highest: Decimal, words: DocumentWords, named: PictureWords
    ) -> None:
        self.width, self.highest, self.words, self.named = width, highest, words, named
        self.shapes: list[Shape] = []
        self.y: float = LIMIT_BOTTOM + LINE + MARGIN

    def bar(self, lines: Sequence[WorkedLine], total: Decimal) -> None:
        """The parts of the value side by side, with a letter where there is room."""
        start = Decimal(0)
        for letter, fill, line in zip(ascii_uppercase, cycle(FILLS), lines, strict=False):
            left, right = self._x(start), self._x(start + line.amount)
            self.shapes.append(Area(box(left, BAR_TOP, right, BAR_BOTTOM), fill))
            if right - left >= ROOM_FOR_LETTER:
                middle = (left + right) / 2
                if fill is Fill.HATCHED:
                    blank = box(middle - 7, BAR_TOP + 8, middle + 7, BAR_BOTTOM - 8)
                    self.shapes.append(Area(blank, Fill.LIGHT, weight=0.5))
                self.shapes.append(Words(middle, 57, letter, Anchor.MIDDLE, is_strong=True))
            start += line.amount
        whole = box(self._x(Decimal(0)), BAR_TOP, self._x(total), BAR_BOTTOM)
        self.shapes.append(Area(whole, Fill.NONE, weight=2))
        floor = LIMIT_BOTTOM
        self.shapes.append(Stroke(((MARGIN, floor), (self.width - MARGIN, floor)), is_faint=True))

    def limits(self, limits: Sequence[ValueLimit], total: Decimal) -> None:
        """A dashed line with its number for each limit, and how far the next one is."""
        for number, limit in enumerate(limits, start=1):
            x = self._x(limit.amount)
            ends = ((x, LIMIT_TOP), (x, LIMIT_BOTTOM))
            self.shapes.append(Stroke(ends, weight=2, dashes=(6, 3)))
            self.shapes.append(mark(0, (x, LIMIT_BOTTOM)))
            self.shapes.append(Words(x, LIMIT_TOP - 6, str(number), Anchor.MIDDLE, is_strong=True))
        following = next((limit for limit in limits if not limit.is_passed(total)), None)
        if following is not None and following.amount > total:
            self._arrow(self._x(total), self._x(following.amount))

    def _arrow(self, left: float, right: float) -> None:
        y = (BAR_TOP + BAR_BOTTOM) / 2
        self.shapes.append(Stroke(((left, y), (right, y)), weight=1.5))
        if right - left > ROOM_FOR_LETTER:
            for tip, inwards in ((left + 1, 6), (right - 2, -6)):
                ends = ((tip + inwards, y - 4), (tip, y), (tip + inwards, y + 4))
                self.shapes.append(Stroke(ends, weight=1.5))

    def keys(
        self, lines: Sequence[WorkedLine], limits: Sequence[ValueLimit], total: Decimal
    ) -> None:
        """What the letters and the numbers stand for."""
        whole = self.named.value.format(amount=self._money(total))
        self._key("", whole, is_strong=True)
        for letter, line in zip(ascii_uppercase, lines, strict=False):
            self._key(letter, f"{line.line.label}: {self._money(line.amount)}")
        self.y += MARGIN
        for number, limit in enumerate(limits, start=1):
            self._key(str(number), f"{self._money(limit.amount)}, {self._distance(limit, total)}")
            self._more(limit_name(limit, self.named))

    def _distance(self, limit: ValueLimit, total: Decimal) -> str:
        return f"{self.named.limit_distance.lower()} {distance_words(limit, total, self.words)}"

    def _key(self, key: str, text: str, *, is_strong: bool = False) -> None:
        if key:
            self.shapes.append(Words(MARGIN, self.y, key, is_strong=True))
        self._lines(text, is_strong=is_strong, left=MARGIN + (KEY if key else 0))

    def _more(self, text: str) -> None:
        self._lines(text, is_strong=False, left=MARGIN + KEY)

    def _lines(self, text: str, *, is_strong: bool, left: float) -> None:
        chars = int((self.width - left - MARGIN) / (STRONG_CHAR if is_strong else CHAR))
        for line in textwrap.wrap(text, chars):
            self.shapes.append(Words(left, self.y, line, is_strong=is_strong))
            self.y += LINE

    def _money(self, amount: Decimal) -> str:
        return write_amount(amount, Unit.CZK, self.words)

    def _x(self, amount: Decimal) -> float:
        return MARGIN + float(amount / self.highest) * (self.width - 2 * MARGIN)


def _row(
    limit: ValueLimit, total: Decimal | None, words: DocumentWords, named: PictureWords
) -> tuple[Runs, ...]:
    far = (
        _gap(named.value_unknown)
        if total is None
        else (Run(distance_words(limit, total, words), RunKind.ANSWER),)
    )
    return (
        _text(limit_name(limit, named)),
        _text(write_amount(limit.amount, Unit.CZK, words)),
        _text(validity(limit, words)),
        far,
    )


def _text(text: str) -> Runs:
    return (Run(glue(text)),)


def _gap(text: str) -> Runs:
    return (Run(text, RunKind.GAP),)
