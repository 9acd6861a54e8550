"""A drawing as a value: lines, areas and words, in grey and with patterns instead of colours."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

WIDE, NARROW = 640, 270
"""The widths of a drawing for paper and desks, and for a phone."""

Point = tuple[float, float]


class Fill(StrEnum):
    """How an area is filled; neighbours differ without any colour."""

    NONE = "none"
    LIGHT = "light"
    FULL = "full"
    HATCHED = "hatched"


class Anchor(StrEnum):
    """Which point of a piece of text lies at its place."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True)
class Stroke:
    """A line through *points*; *dashes* are lengths of dash and gap, none for a full line."""

    points: tuple[Point, ...]
    weight: float = 1
    dashes: tuple[int, ...] = ()
    is_faint: bool = False


@dataclass(frozen=True)
class Area:
    """A closed shape."""

    points: tuple[Point, ...]
    fill: Fill
    weight: float = 1
    dashes: tuple[int, ...] = ()


@dataclass(frozen=True)
class Words:
    """A line of text; *is_turned* text runs upwards."""

    x: float
    y: float
    text: str
    anchor: Anchor = Anchor.START
    size: int = 14
    is_strong: bool = False
    is_turned: bool = False


Shape = Stroke | Area | Words


@dataclass(frozen=True)
class Picture:
    """A finished drawing; *title* and *description* tell it to those who do not see it."""

    title: str
    description: str
    width: int
    height: int
    shapes: tuple[Shape, ...]


def box(left: float, top: float, right: float, bottom: float) -> tuple[Point, ...]:
    """The corners of a rectangle."""
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def mark(number: int, at: Point) -> Area:
    """A small filled shape at a point: diamond, square and triangle in turn."""
    x, y = at
    shapes: Sequence[tuple[Point, ...]] = (
        ((x, y - 6), (x + 6, y), (x, y + 6), (x - 6, y)),
        box(x - 4, y - 4, x + 4, y + 4),
        ((x, y - 6), (x + 6, y + 5), (x - 6, y + 5)),
    )
    return Area(shapes[number % len(shapes)], Fill.FULL)
