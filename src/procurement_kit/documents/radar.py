"""A radar chart without colours: the lowest values filled, the highest ones dashed."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import cos, pi, sin
from typing import NamedTuple

from procurement_kit.documents.picture import (
    NARROW,
    WIDE,
    Anchor,
    Area,
    Fill,
    Picture,
    Point,
    Shape,
    Stroke,
    Words,
)

RADIUS = {WIDE: 165, NARROW: 95}
HEIGHT = {WIDE: 470, NARROW: 250}
INNERMOST = 0.15
"""Where nothing is drawn, so that a shape of zeros can still be seen; a part of the radius."""

BEYOND = 20
"""How far the names stand outside the outermost ring."""

RINGS = (0, 25, 50, 75, 100)
FULL = 100
SIDEWAYS = 0.2
"""An axis nearer to the vertical than this has its name centred."""

DASHES = (6, 4)
FEWEST_AXES = 3
LINE, MARGIN, KEY, CHAR = 18, 8, 24, 7.2


class Axis(NamedTuple):
    """A named axis with its lowest and highest value, both from 0 to 100."""

    label: str
    low: Decimal
    high: Decimal

    @property
    def span(self) -> str:
        """Both ends, or the one value."""
        ends = f"{self.low}" if self.low == self.high else f"{self.low}\u2013{self.high}"
        return f"{ends}\u00a0%"


def draw(axes: Sequence[Axis], title: str, description: str, width: int = WIDE) -> Picture | None:
    """The chart; None for fewer than three axes.

    On a narrow page the axes have numbers, and their names stand below.
    """
    if len(axes) < FEWEST_AXES:
        return None
    place = _Place(width, len(axes))
    shapes = [
        *_rings(place),
        *_spokes(place),
        Area(place.shape([axis.high for axis in axes]), Fill.NONE, 2, DASHES),
        Area(place.shape([axis.low for axis in axes]), Fill.LIGHT, 2),
    ]
    names, height = _keys(axes, place) if width == NARROW else (_names(axes, place), HEIGHT[width])
    return Picture(title, description, width, height, (*shapes, *names))


def both(axes: Sequence[Axis], title: str, description: str) -> tuple[tuple[str, Picture], ...]:
    """The chart for wide and for narrow screens, each with its name."""
    drawn = (
        (name, draw(axes, title, description, width))
        for name, width in (("wide", WIDE), ("narrow", NARROW))
    )
    return tuple((name, picture) for name, picture in drawn if picture)


@dataclass(frozen=True)
class _Place:
    """Where values lie on the page."""

    width: int
    count: int

    @property
    def middle(self) -> Point:
        """The centre of the rings."""
        return self.width / 2, HEIGHT[self.width] / 2

    def point(self, axis: int, distance: float) -> Point:
        """The point on *axis*, *distance* from the middle; the first axis points upwards."""
        angle, (x, y) = 2 * pi * axis / self.count - pi / 2, self.middle
        return round(x + distance * cos(angle), 1), round(y + distance * sin(angle), 1)

    def shape(self, values: Sequence[Decimal]) -> tuple[Point, ...]:
        """The corners for a value on each axis."""
        return tuple(self.point(axis, self.far(float(value))) for axis, value in enumerate(values))

    def far(self, percent: float) -> float:
        """How far from the middle *percent* stands."""
        radius = RADIUS[self.width]
        return radius * (INNERMOST + (1 - INNERMOST) * percent / FULL)


def _rings(place: _Place) -> Iterator[Shape]:
    x, y = place.middle
    for percent in RINGS:
        corners = place.shape([Decimal(percent)] * place.count)
        yield Stroke((*corners, corners[0]), 0.5, is_faint=True)
        yield Words(x + 4, y - place.far(percent) + 12, str(percent), size=11)


def _spokes(place: _Place) -> Iterator[Shape]:
    for axis in range(place.count):
        yield Stroke((place.middle, place.point(axis, RADIUS[place.width])), 0.5, is_faint=True)


def _names(axes: Sequence[Axis], place: _Place) -> tuple[Shape, ...]:
    shapes: list[Shape] = []
    for number, axis in enumerate(axes):
        x, y, anchor = _beside(number, place)
        shapes.append(Words(x, y, axis.label, anchor))
        shapes.append(Words(x, y + 16, axis.span, anchor, is_strong=True))
    return tuple(shapes)


def _keys(axes: Sequence[Axis], place: _Place) -> tuple[tuple[Shape, ...], int]:
    """Numbers at the axes and their names below, and how high the whole is."""
    shapes: list[Shape] = []
    y = HEIGHT[place.width] + MARGIN
    chars = int((place.width - 2 * MARGIN - KEY) / CHAR)
    for number, axis in enumerate(axes):
        x, top, anchor = _beside(number, place)
        shapes.append(Words(x, top + 5, str(number + 1), anchor, is_strong=True))
        shapes.append(Words(MARGIN, y, str(number + 1), is_strong=True))
        for line in textwrap.wrap(f"{axis.label}: {axis.span}", chars):
            shapes.append(Words(MARGIN + KEY, y, line))
            y += LINE
    return tuple(shapes), y


def _beside(number: int, place: _Place) -> tuple[float, float, Anchor]:
    """Where the name of an axis stands, and which end of it."""
    radius = RADIUS[place.width]
    x, y = place.point(number, radius + BEYOND)
    side = (x - place.middle[0]) / radius
    if abs(side) < SIDEWAYS:
        return x, y, Anchor.MIDDLE
    return x, y, Anchor.START if side > 0 else Anchor.END
