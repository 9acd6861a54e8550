"""A drawing as PNG, for office programs that can't be trusted with SVG."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib import resources
from io import BytesIO
from itertools import cycle, pairwise
from math import hypot
from typing import assert_never

from PIL import Image, ImageDraw, ImageFont

from procurement_kit.documents.picture import Anchor, Area, Fill, Picture, Point, Stroke, Words
from procurement_kit.formats.picture_svg import hatching
from procurement_kit.formats.text import clean

SCALE = 3
"""Dots for each unit: 300 to the inch where the drawing is as wide as the text of a page."""

WHITE, BLACK, FAINT, LIGHT = 255, 0, 170, 205
GREYS = 16
ANCHORS = {Anchor.START: "ls", Anchor.MIDDLE: "ms", Anchor.END: "rs"}
FONTS = "font_source_sans_pro"


@lru_cache(maxsize=32)
def write(picture: Picture) -> bytes:
    """*picture* in greys; equal drawings give equal bytes."""
    image = Image.new("L", (picture.width * SCALE, picture.height * SCALE), WHITE)
    pen = ImageDraw.Draw(image)
    for shape in picture.shapes:
        match shape:
            case Stroke():
                grey = FAINT if shape.is_faint else BLACK
                _line(pen, shape.points, shape.weight, shape.dashes, grey)
            case Area():
                _area(pen, shape)
            case Words():
                _words(image, pen, shape)
            case _:
                assert_never(shape)
    saved = BytesIO()
    image.quantize(GREYS).save(saved, "PNG", optimize=True)
    return saved.getvalue()


def _area(pen: ImageDraw.ImageDraw, area: Area) -> None:
    corners = [_scaled(point) for point in area.points]
    if area.fill in {Fill.LIGHT, Fill.FULL}:
        pen.polygon(corners, fill=LIGHT if area.fill is Fill.LIGHT else BLACK)
    if area.fill is Fill.HATCHED:
        for ends in hatching(area.points):
            _line(pen, ends, 1, (), BLACK)
    _line(pen, (*area.points, area.points[0]), area.weight, area.dashes, BLACK)


def _line(
    pen: ImageDraw.ImageDraw,
    points: Sequence[Point],
    weight: float,
    dashes: Sequence[int],
    grey: int,
) -> None:
    width = max(round(weight * SCALE), 1)
    if not dashes:
        pen.line([_scaled(point) for point in points], fill=grey, width=width, joint="curve")
        return
    for start, end in _dashed(points, dashes):
        pen.line([_scaled(start), _scaled(end)], fill=grey, width=width)


def _dashed(points: Sequence[Point], dashes: Sequence[int]) -> Iterable[tuple[Point, Point]]:
    """The dashes of a line; the pattern goes on round its corners."""
    lengths = cycle(enumerate(dashes if len(dashes) % 2 == 0 else (*dashes, *dashes)))
    position, left = next(lengths)
    rest = float(left)
    for (x1, y1), (x2, y2) in pairwise(points):
        length, at = hypot(x2 - x1, y2 - y1), 0.0
        while at < length:
            step = min(rest, length - at)
            if position % 2 == 0:
                yield _between((x1, y1), (x2, y2), at / length, (at + step) / length)
            at, rest = at + step, rest - step
            if rest <= 0:
                position, left = next(lengths)
                rest = float(left)


def _between(start: Point, end: Point, first: float, last: float) -> tuple[Point, Point]:
    (x1, y1), (x2, y2) = start, end
    return (
        (x1 + (x2 - x1) * first, y1 + (y2 - y1) * first),
        (x1 + (x2 - x1) * last, y1 + (y2 - y1) * last),
    )


def _words(image: Image.Image, pen: ImageDraw.ImageDraw, words: Words) -> None:
    font = _font(words.size, is_strong=words.is_strong)
    text = clean(words.text)
    x, y = _scaled((words.x, words.y))
    if not words.is_turned:
        pen.text((x, y), text, font=font, fill=BLACK, anchor=ANCHORS[words.anchor])
        return
    left, top, right, bottom = (round(side) for side in font.getbbox(text, anchor="ls"))
    label = Image.new("L", (right - left, bottom - top), WHITE)
    ImageDraw.Draw(label).text((-left, -top), text, font=font, fill=BLACK, anchor="ls")
    turned = label.transpose(Image.Transpose.ROTATE_90)
    image.paste(turned, (round(x + top), round(y - turned.height / 2)))


@lru_cache(maxsize=16)
def _font(size: int, *, is_strong: bool) -> ImageFont.FreeTypeFont:
    face = "Bold" if is_strong else "Regular"
    file = resources.files(FONTS) / "files" / f"SourceSansPro-{face}.ttf"
    return ImageFont.truetype(
        BytesIO(file.read_bytes()), size * SCALE, layout_engine=ImageFont.Layout.BASIC
    )


def _scaled(point: Point) -> Point:
    return point[0] * SCALE, point[1] * SCALE
