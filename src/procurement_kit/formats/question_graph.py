"""The tree of questions as SVG: one column for each depth, one row for each question.

It has no colours or styles of its own, and says nothing by colour: questions that are not always
asked have a dashed frame, and when they are asked is written in them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from procurement_kit.documents.condition_words import TreeWords
from procurement_kit.documents.question_tree import Branch
from procurement_kit.formats.text import clean

BOX, STEP, EDGE, LINE, GAP = 430, 60, 8, 17, 16
LETTERS = 58
"""About so many letters fit into a line of a box."""

LABEL_LINES, ASKED_LINES = 2, 4
CUT = "\u2026"


@dataclass(frozen=True)
class _Box:
    """A question in its place."""

    branch: Branch
    x: int
    y: int
    label: tuple[str, ...]
    asked: tuple[str, ...]

    @property
    def height(self) -> int:
        return LINE * (len(self.label) + len(self.asked)) + GAP


def write(branches: tuple[Branch, ...], stage: str, words: TreeWords, name: str) -> str:
    """The tree of the stage titled *stage* as an SVG element; *name* makes its ids unique."""
    boxes = tuple(_placed(branches))
    width = max((box.x for box in boxes), default=0) + BOX + EDGE
    height = max((box.y + box.height for box in boxes), default=0) + EDGE
    where = {box.branch.question.id: box for box in boxes}
    return "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="question-graph" role="img"'
            f' viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
            f' aria-labelledby="{name}-title {name}-desc" font-family="sans-serif"'
            f' font-size="13" fill="currentColor" stroke="none">',
            f'<title id="{name}-title">{_text(words.caption.format(stage=stage))}</title>',
            f'<desc id="{name}-desc">{_text(words.described)}</desc>',
            f'<defs><marker id="{name}-end" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8"'
            f' markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z" fill="currentColor"/>'
            "</marker></defs>",
            *(_arrow(where[parent], box, name) for box in boxes for parent in _drawn(box, where)),
            *(_box(box) for box in boxes),
            "</svg>",
        )
    )


def _placed(branches: tuple[Branch, ...]) -> Iterator[_Box]:
    y = EDGE
    for root in branches:
        for depth, branch in root.flat():
            asked = () if branch.is_always else _lines(branch.asked, ASKED_LINES)
            label = _lines(branch.question.label, LABEL_LINES)
            box = _Box(branch, EDGE + STEP * depth, y, label, asked)
            yield box
            y += box.height + EDGE


def _drawn(box: _Box, where: dict[str, _Box]) -> Iterator[str]:
    """The question from which the arrow to *box* comes: the last one it depends on."""
    yield from (name for name in box.branch.parents[-1:] if name in where)


def _arrow(start: _Box, end: _Box, name: str) -> str:
    x, y = start.x + STEP // 3, end.y + end.height // 2
    return (
        f'<path d="M{x} {start.y + start.height}V{y}H{end.x}" fill="none" stroke="currentColor"'
        f' stroke-width="1.2" marker-end="url(#{name}-end)"/>'
    )


def _box(box: _Box) -> str:
    dashes = "" if box.branch.is_always else ' stroke-dasharray="5 3"'
    label = "".join(_line(box, place, text, True) for place, text in enumerate(box.label))
    rest = enumerate(box.asked, start=len(box.label))
    asked = "".join(_line(box, place, text, False) for place, text in rest)
    whole = _text(f"{box.branch.question.label} {box.branch.asked}")
    return (
        f'<g><title>{whole}</title><rect x="{box.x}" y="{box.y}" width="{BOX}"'
        f' height="{box.height}" rx="4" fill="none" stroke="currentColor"{dashes}/>'
        f"{label}{asked}</g>"
    )


def _line(box: _Box, place: int, text: str, is_label: bool) -> str:
    weight = ' font-weight="bold"' if is_label else ""
    y = box.y + GAP // 2 + LINE * place + 13
    return f'<text x="{box.x + EDGE}" y="{y}"{weight}>{_text(text)}</text>'


def _lines(text: str, most: int) -> tuple[str, ...]:
    """*text* in lines that fit, cut after *most* of them."""
    found = wrap(clean(text), LETTERS)
    if len(found) > most:
        found = [*found[: most - 1], found[most - 1][: LETTERS - 1] + CUT]
    return tuple(found)


def _text(text: str) -> str:
    return escape(clean(text))
