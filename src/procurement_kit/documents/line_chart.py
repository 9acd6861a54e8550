"""Lines over a scale of percent; told apart by dashes and marks, named below."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from procurement_kit.documents.picture import (
    NARROW,
    WIDE,
    Anchor,
    Picture,
    Point,
    Shape,
    Stroke,
    Words,
    mark,
)

HEIGHT = 330
LEFT, RIGHT, TOP, BOTTOM = 56, 24, 16, 52
LINE, SAMPLE = 22, 44
FULL = 100
TICKS = (0, 25, 50, 75, 100)
DASHES: tuple[tuple[int, ...], ...] = ((), (12, 6), (3, 5))
SIZE = 13
WIDTH_OF_TICK = 44
"""Two names of places on the scale need so much room."""


@dataclass(frozen=True)
class Line:
    """A line with its name, and its points (0 to 100) at each place of the scale."""

    label: str
    points: Sequence[Decimal]


@dataclass(frozen=True)
class Names:
    """The words of the chart; *now* names the upright line at a place of the scale."""

    title: str
    description: str
    across: str
    upwards: str
    now: str = ""


def draw(
    places: Sequence[int],
    lines: Sequence[Line],
    names: Names,
    width: int = WIDE,
    now: Decimal | None = None,
) -> Picture:
    """The chart; *now* is a place of the scale that a dashed upright line marks."""
    scale = _Scale(places, width)
    shapes = [*_axes(scale, names), *_lines(scale, lines)]
    if now is not None:
        shapes += _now(scale, now, names.now)
    for number, line in enumerate(lines):
        shapes += _key(number, line.label, HEIGHT + LINE * number)
    height = HEIGHT + LINE * len(lines)
    return Picture(names.title, names.description, width, height, tuple(shapes))


def both(
    places: Sequence[int], lines: Sequence[Line], names: Names, now: Decimal | None = None
) -> tuple[tuple[str, Picture], ...]:
    """The chart for wide and for narrow screens, each with its name."""
    return tuple(
        (name, draw(places, lines, names, width, now))
        for name, width in (("wide", WIDE), ("narrow", NARROW))
    )


@dataclass(frozen=True)
class _Scale:
    """Where places and points lie on the picture."""

    places: Sequence[int]
    width: int

    def x(self, place: Decimal | int) -> float:
        """How far to the right *place* lies."""
        low, high = self.places[0], self.places[-1]
        room = self.width - LEFT - RIGHT
        return LEFT + float(place - low) / max(high - low, 1) * room

    def y(self, points: Decimal | int) -> float:
        """How far from the top *points* lie."""
        return HEIGHT - BOTTOM - float(points) / FULL * (HEIGHT - BOTTOM - TOP)


def _axes(scale: _Scale, names: Names) -> list[Shape]:
    shapes: list[Shape] = []
    right = scale.width - RIGHT
    for tick in TICKS:
        y = scale.y(tick)
        shapes.append(Stroke(((LEFT, y), (right, y)), is_faint=True))
        shapes.append(Words(LEFT - 8, y + 5, str(tick), Anchor.END, SIZE))
    last: float = -WIDTH_OF_TICK
    for place in scale.places:
        x = scale.x(place)
        if x - last >= WIDTH_OF_TICK:
            text = f"{place}\u00a0%"
            shapes.append(Words(x, HEIGHT - BOTTOM + 20, text, Anchor.MIDDLE, SIZE))
            last = x
    middle = (LEFT + right) / 2
    shapes.append(Words(middle, HEIGHT - BOTTOM + 42, names.across, Anchor.MIDDLE, SIZE))
    high = (TOP + HEIGHT - BOTTOM) / 2
    shapes.append(Words(16, high, names.upwards, Anchor.MIDDLE, SIZE, is_turned=True))
    return shapes


def _lines(scale: _Scale, lines: Sequence[Line]) -> list[Shape]:
    shapes: list[Shape] = []
    for number, line in enumerate(lines):
        at: list[Point] = [
            (scale.x(place), scale.y(value))
            for place, value in zip(scale.places, line.points, strict=True)
        ]
        shapes.append(Stroke(tuple(at), weight=2, dashes=DASHES[number % len(DASHES)]))
        shapes += [mark(number, point) for point in at]
    return shapes


def _now(scale: _Scale, now: Decimal, name: str) -> list[Shape]:
    x = scale.x(now)
    is_right = x > scale.width / 2
    anchor, beside = (Anchor.END, x - 5) if is_right else (Anchor.START, x + 5)
    return [
        Stroke(((x, TOP), (x, HEIGHT - BOTTOM)), weight=1.5, dashes=(2, 3)),
        Words(beside, TOP + 10, name, anchor, SIZE, is_strong=True),
    ]


def _key(number: int, label: str, y: float) -> list[Shape]:
    ends = ((LEFT - 48, y), (LEFT - 48 + SAMPLE, y))
    dashes = DASHES[number % len(DASHES)]
    return [
        Stroke(ends, weight=2, dashes=dashes),
        mark(number, (LEFT - 48 + SAMPLE / 2, y)),
        Words(LEFT + 4, y + 5, label),
    ]
