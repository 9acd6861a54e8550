"""Lines of points over price as an SVG picture that needs no colour and no style sheet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

WIDTH, HEIGHT = 640, 360
LEFT, RIGHT, TOP, BOTTOM = 64, 150, 20, 56
FULL = 100
TICKS = (0, 25, 50, 75, 100)
DASHES = ("none", "12 6", "3 5")
MARKS = ("circle", "square", "triangle")
LABEL_GAP = 18


@dataclass(frozen=True)
class Line:
    """A line with its name, and its points at each price."""

    label: str
    points: Sequence[Decimal]


@dataclass(frozen=True)
class Words:
    """The words of the picture."""

    title: str
    description: str
    price: str
    points: str


def draw(percents: Sequence[int], lines: Sequence[Line], words: Words) -> str:
    """The picture; each line has its own dashes, marks and name, so that colour says nothing."""
    return "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="100%"'
            ' role="img" aria-labelledby="price-chart-title price-chart-desc"'
            ' fill="currentColor" font-size="14">',
            f'<title id="price-chart-title">{escape(words.title)}</title>',
            f'<desc id="price-chart-desc">{escape(words.description)}</desc>',
            *_axes(percents, words),
            *_lines(percents, lines),
            "</svg>",
        )
    )


def _axes(percents: Sequence[int], words: Words) -> Iterator[str]:
    bottom, right = HEIGHT - BOTTOM, WIDTH - RIGHT
    for tick in TICKS:
        y = _y(Decimal(tick))
        yield (
            f'<line x1="{LEFT}" x2="{right}" y1="{y}" y2="{y}" stroke="currentColor"'
            ' stroke-opacity="0.25"/>'
        )
        yield _text(LEFT - 8, y + 5, str(tick), "end")
    for percent in percents:
        yield _text(_x(percent, percents), bottom + 20, f"{percent}\u00a0%", "middle")
    yield _text((LEFT + right) // 2, HEIGHT - 10, words.price, "middle")
    middle = (TOP + bottom) // 2
    yield (
        f'<text x="16" y="{middle}" text-anchor="middle" transform="rotate(-90 16 {middle})">'
        f"{escape(words.points)}</text>"
    )


def _lines(percents: Sequence[int], lines: Sequence[Line]) -> Iterator[str]:
    places = _label_places([_y(line.points[-1]) for line in lines])
    for number, line in enumerate(lines):
        at = [
            (_x(percent, percents), _y(value))
            for percent, value in zip(percents, line.points, strict=True)
        ]
        path = " ".join(f"{x},{y}" for x, y in at)
        dash = DASHES[number % len(DASHES)]
        yield (
            f'<polyline points="{path}" fill="none" stroke="currentColor" stroke-width="2"'
            f" stroke-dasharray={quoteattr(dash)}/>"
        )
        yield from (_mark(MARKS[number % len(MARKS)], x, y) for x, y in at)
        yield _text(WIDTH - RIGHT + 12, places[number] + 5, line.label, "start")


def _label_places(wanted: Sequence[int]) -> list[int]:
    """Heights for the names of lines, moved down where two would stand on each other."""
    places = list(wanted)
    order = sorted(range(len(places)), key=lambda number: places[number])
    for above, below in pairwise(order):
        places[below] = max(places[below], places[above] + LABEL_GAP)
    return places


def _mark(kind: str, x: int, y: int) -> str:
    match kind:
        case "circle":
            return f'<circle cx="{x}" cy="{y}" r="4"/>'
        case "square":
            return f'<rect x="{x - 4}" y="{y - 4}" width="8" height="8"/>'
        case _:
            return f'<path d="M{x} {y - 5}L{x + 5} {y + 4}L{x - 5} {y + 4}Z"/>'


def _text(x: int, y: int, text: str, anchor: str) -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}">{escape(text)}</text>'


def _x(percent: int, percents: Sequence[int]) -> int:
    low, high = percents[0], percents[-1]
    return LEFT + (percent - low) * (WIDTH - RIGHT - LEFT) // max(high - low, 1)


def _y(points: Decimal) -> int:
    return HEIGHT - BOTTOM - int(points * (HEIGHT - BOTTOM - TOP) / FULL)
