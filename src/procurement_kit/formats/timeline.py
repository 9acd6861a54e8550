"""Draws days as a timeline in SVG: one row each, told apart by shapes and words, not by colour."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

CHAR, LINE, GAP, MARGIN, HALF = 7, 17, 14, 10, 6
WIDE, NARROW, LABELS, SINGLE_COLUMN = 860, 320, 380, 500
SHAPES = {
    "minimum": "M{x} {top} L{right} {bottom} L{left} {bottom} Z",
    "maximum": "M{left} {top} L{right} {top} L{x} {bottom} Z",
    "act_by": "M{x} {top} L{right} {y} L{x} {bottom} L{left} {y} Z",
    "period": "M{left} {top} H{right} V{bottom} H{left} Z",
}
"""The shape at the end of each kind: tip up, tip down, diamond, square."""


@dataclass(frozen=True)
class Mark:
    """A limit to draw; *shape* is a key of SHAPES, *first* the day from which it runs."""

    label: str
    last: date
    shape: str
    first: date | None = None
    is_broken: bool = False


@dataclass(frozen=True)
class Words:
    """The words of the drawing; *shapes* explains each shape."""

    title: str
    description: str
    shapes: Mapping[str, str]


@dataclass(frozen=True)
class _Scale:
    """Where days lie on the page."""

    first: date
    last: date
    left: int
    right: int

    def x(self, day: date) -> int:
        """The place of *day*."""
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return round(self.left + share * (self.right - self.left))


def draw(marks: Sequence[Mark], words: Words, width: int = WIDE, name: str = "timeline") -> str:
    """The *marks* as SVG text of *width*; on a narrow page the labels stand above the bars."""
    is_narrow = width < SINGLE_COLUMN
    labels = width - 2 * MARGIN if is_narrow else LABELS
    left = MARGIN + HALF if is_narrow else LABELS + 2 * MARGIN
    days = [day for mark in marks for day in (mark.first, mark.last) if day]
    if not days:
        return ""
    scale = _Scale(min(days), max(days), left, width - MARGIN - HALF)
    drawn, y = [], GAP
    for mark in marks:
        row, y = _row(mark, scale, y, labels // CHAR, is_narrow=is_narrow)
        drawn.append(row)
    legend, y = _legend(marks, words, y + GAP, (width - 2 * MARGIN) // CHAR)
    return "\n".join((_head(words, width, y, name), *drawn, *legend, "</svg>"))


def _head(words: Words, width: int, height: int, name: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}"'
        f' height="{height}" role="img" aria-labelledby="{name}-title {name}-desc"'
        f' font-family="sans-serif" font-size="13" fill="currentColor" stroke="none">\n'
        f'<title id="{name}-title">{escape(words.title)}</title>\n'
        f'<desc id="{name}-desc">{escape(words.description)}</desc>'
    )


def _row(mark: Mark, scale: _Scale, y: int, chars: int, *, is_narrow: bool) -> tuple[str, int]:
    """The row of *mark* that begins at *y*, and where the next one may begin."""
    lines = textwrap.wrap(mark.label, chars) or [""]
    text = "\n".join(_text(line, y + LINE * (place + 1)) for place, line in enumerate(lines))
    below = y + LINE * len(lines)
    at = below + LINE if is_narrow else y + LINE - HALF + 1
    bar = _bar(mark, scale, at)
    return f"<g>\n{text}\n{bar}\n</g>", (at + HALF if is_narrow else below) + GAP


def _bar(mark: Mark, scale: _Scale, y: int) -> str:
    end, parts = scale.x(mark.last), []
    track = f'<path d="M{scale.left} {y} H{scale.right}" stroke="currentColor" opacity="0.3"/>'
    if mark.first is not None:
        start = scale.x(mark.first)
        parts.append(f'<path d="M{start} {y} H{end}" stroke="currentColor" stroke-width="3"/>')
        parts.append(f'<path d="M{start} {y - HALF} V{y + HALF}" stroke="currentColor"/>')
    fill = "none" if mark.is_broken else "currentColor"
    parts.append(_shape(mark.shape, end, y, fill))
    if mark.is_broken:
        cross = f"M{end - HALF} {y - HALF} L{end + HALF} {y + HALF}"
        cross += f" M{end - HALF} {y + HALF} L{end + HALF} {y - HALF}"
        parts.append(f'<path d="{cross}" stroke="currentColor" stroke-width="2"/>')
    return "\n".join((track, *parts))


def _shape(kind: str, x: int, y: int, fill: str) -> str:
    path = SHAPES[kind].format(
        x=x, y=y, left=x - HALF, right=x + HALF, top=y - HALF, bottom=y + HALF
    )
    return f'<path d="{path}" fill="{fill}" stroke="currentColor" stroke-width="1.5"/>'


def _legend(marks: Iterable[Mark], words: Words, y: int, chars: int) -> tuple[list[str], int]:
    rows = []
    for kind in dict.fromkeys(mark.shape for mark in marks):
        rows.append(_shape(kind, MARGIN + HALF, y + LINE - HALF + 1, "currentColor"))
        for line in textwrap.wrap(words.shapes[kind], chars - 4):
            y += LINE
            rows.append(_text(line, y, MARGIN + 4 * HALF))
    return rows, y + GAP


def _text(line: str, y: int, x: int = MARGIN) -> str:
    return f'<text x="{x}" y="{y}">{escape(line)}</text>'


def both(marks: Sequence[Mark], words: Words) -> Iterator[tuple[str, str]]:
    """The drawing for wide and for narrow screens, each with its name."""
    for name, width in (("wide", WIDE), ("narrow", NARROW)):
        if svg := draw(marks, words, width, f"timeline-{name}"):
            yield name, svg
