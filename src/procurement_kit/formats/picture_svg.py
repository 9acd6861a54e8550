"""A drawing as SVG in the colour of the text around it; needs no style sheet."""

from collections.abc import Iterable
from html import escape
from typing import assert_never

from procurement_kit.documents.picture import Area, Fill, Picture, Point, Shape, Stroke, Words
from procurement_kit.formats.text import clean

OPACITY = {Fill.LIGHT: "0.2", Fill.FULL: "1"}
FAINT = "0.35"
HATCH = 7


def write(picture: Picture, name: str) -> str:
    """*picture* as an SVG element to embed; *name* makes its ids unique in the page."""
    return "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="picture" role="img"'
            f' viewBox="0 0 {picture.width} {picture.height}" width="{picture.width}"'
            f' height="{picture.height}" aria-labelledby="{name}-title {name}-desc"'
            f' font-family="Kit Sans, sans-serif" fill="currentColor" stroke="none">',
            f'<title id="{name}-title">{_text(picture.title)}</title>',
            f'<desc id="{name}-desc">{_text(picture.description)}</desc>',
            *map(_shape, picture.shapes),
            "</svg>",
        )
    )


def _shape(shape: Shape) -> str:
    match shape:
        case Stroke():
            faint = f' stroke-opacity="{FAINT}"' if shape.is_faint else ""
            return (
                f'<polyline points="{_points(shape.points)}" fill="none"'
                f"{_line(shape.weight, shape.dashes)}{faint}/>"
            )
        case Area():
            return _area(shape)
        case Words():
            return _words(shape)
        case _:
            assert_never(shape)


def _area(area: Area) -> str:
    line = _line(area.weight, area.dashes)
    outline = f'<polygon points="{_points(area.points)}"{line}'
    if area.fill in OPACITY:
        return f'{outline} fill-opacity="{OPACITY[area.fill]}"/>'
    hatched = _hatched(area.points) if area.fill is Fill.HATCHED else ""
    return f'{outline} fill="none"/>{hatched}'


def _hatched(points: Iterable[Point]) -> str:
    """Slanted lines through a rectangle; patterns would need ids of their own."""
    lines = "".join(
        f"M{_number(x1)} {_number(y1)}L{_number(x2)} {_number(y2)}"
        for (x1, y1), (x2, y2) in hatching(points)
    )
    return f'<path d="{lines}"{_line(1, ())}/>' if lines else ""


def hatching(points: Iterable[Point]) -> list[tuple[Point, Point]]:
    """The slanted lines that fill the rectangle around *points*."""
    xs, ys = zip(*points, strict=True)
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    height, start, found = bottom - top, left - (bottom - top) + HATCH, []
    while start < right:
        cut, over = max(left - start, 0), max(start + height - right, 0)
        found.append(((start + cut, bottom - cut), (start + height - over, top + over)))
        start += HATCH
    return found


def _line(weight: float, dashes: Iterable[int]) -> str:
    dashed = " ".join(map(str, dashes))
    shown = f' stroke-dasharray="{dashed}"' if dashed else ""
    return f' stroke="currentColor" stroke-width="{_number(weight)}"{shown}'


def _words(words: Words) -> str:
    x, y = _number(words.x), _number(words.y)
    bold = ' font-weight="bold"' if words.is_strong else ""
    turned = f' transform="rotate(-90 {x} {y})"' if words.is_turned else ""
    return (
        f'<text x="{x}" y="{y}" font-size="{words.size}" text-anchor="{words.anchor}"'
        f"{bold}{turned}>{_text(words.text)}</text>"
    )


def _points(points: Iterable[Point]) -> str:
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in points)


def _number(value: float) -> str:
    return f"{round(value, 1):g}"


def _text(text: str) -> str:
    return escape(clean(text))
