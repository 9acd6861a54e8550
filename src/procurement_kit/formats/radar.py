"""A radar chart as SVG without colours or styles of its own; a table must stand beside it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from html import escape
from math import cos, pi, sin
from typing import NamedTuple

from procurement_kit.formats.text import clean

WIDTH, HEIGHT = 640, 470
MIDDLE_X, MIDDLE_Y = WIDTH // 2, HEIGHT // 2
RADIUS = 165
INNERMOST = 25
"""Where nothing is drawn, so that a shape of zeros can still be seen."""

BEYOND = 20
"""How far the names stand outside the outermost ring."""

RINGS = (0, 25, 50, 75, 100)
FULL = 100
SIDEWAYS = 0.2
"""An axis nearer to the vertical than this has its name centred."""

DASHES = "6 4"
FEWEST_AXES = 3


class Axis(NamedTuple):
    """A named axis with its lowest and highest value, both from 0 to 100."""

    label: str
    low: Decimal
    high: Decimal


class Words(NamedTuple):
    """What the picture says of itself to those who do not see it."""

    title: str
    description: str


def write(axes: Sequence[Axis], words: Words, name: str) -> str:
    """The chart as an SVG element to embed in a page; empty for fewer than three axes.

    The lowest values are the filled shape, the highest ones the dashed outline.
    *name* makes the ids unique in the page.
    """
    if len(axes) < FEWEST_AXES:
        return ""
    return "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="radar" role="img"'
            f' viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
            f' aria-labelledby="{name}-title {name}-desc" font-family="sans-serif" font-size="14"'
            f' fill="currentColor" stroke="none">',
            f'<title id="{name}-title">{_text(words.title)}</title>',
            f'<desc id="{name}-desc">{_text(words.description)}</desc>',
            *_rings(len(axes)),
            *_axes(axes),
            _shape([axis.high for axis in axes], f'fill="none" stroke-dasharray="{DASHES}"'),
            _shape([axis.low for axis in axes], 'fill="currentColor" fill-opacity="0.25"'),
            "</svg>",
        )
    )


def _rings(count: int) -> Iterator[str]:
    for percent in RINGS:
        yield (
            f'<polygon class="radar-ring" points="{_points([Decimal(percent)] * count)}"'
            f' fill="none" stroke="currentColor" stroke-width="0.5" stroke-opacity="0.5"/>'
        )
        y = round(MIDDLE_Y - _distance(percent), 1)
        yield f'<text x="{MIDDLE_X + 4}" y="{y + 12}" font-size="11">{percent}</text>'


def _axes(axes: Sequence[Axis]) -> Iterator[str]:
    for place, axis in enumerate(axes):
        x, y = _point(place, len(axes), RADIUS)
        yield (
            f'<path class="radar-axis" d="M{MIDDLE_X} {MIDDLE_Y}L{x} {y}" stroke="currentColor"'
            f' stroke-width="0.5" stroke-opacity="0.5"/>'
        )
        yield _label(place, len(axes), axis)


def _label(place: int, count: int, axis: Axis) -> str:
    x, y = _point(place, count, RADIUS + BEYOND)
    side = (x - MIDDLE_X) / RADIUS
    anchor = "middle" if abs(side) < SIDEWAYS else "start" if side > 0 else "end"
    shown = f"{axis.low}" if axis.low == axis.high else f"{axis.low}\u2013{axis.high}"
    return (
        f'<text class="radar-name" x="{x}" y="{y}" text-anchor="{anchor}">{_text(axis.label)}'
        f'<tspan x="{x}" dy="16" font-weight="bold">{shown}\u00a0%</tspan></text>'
    )


def _shape(values: Sequence[Decimal], look: str) -> str:
    return (
        f'<polygon class="radar-shape" points="{_points(values)}" stroke="currentColor"'
        f' stroke-width="2" {look}/>'
    )


def _points(values: Sequence[Decimal]) -> str:
    places = (
        _point(place, len(values), _distance(float(value))) for place, value in enumerate(values)
    )
    return " ".join(f"{x},{y}" for x, y in places)


def _distance(percent: float) -> float:
    """How far from the middle *percent* stands."""
    return INNERMOST + (RADIUS - INNERMOST) * percent / FULL


def _point(place: int, count: int, distance: float) -> tuple[float, float]:
    """The point on axis *place*, *distance* from the middle; the first axis points upwards."""
    angle = 2 * pi * place / count - pi / 2
    return round(MIDDLE_X + distance * cos(angle), 1), round(MIDDLE_Y + distance * sin(angle), 1)


def _text(text: str) -> str:
    return escape(clean(text))
