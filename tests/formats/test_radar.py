"""The radar chart: readable without colour, described in words, safe to embed."""

from decimal import Decimal

import pytest
from lxml import etree

from procurement_kit.formats import radar
from procurement_kit.formats.radar import INNERMOST, MIDDLE_X, MIDDLE_Y, RADIUS, Axis, Words

SVG = "{http://www.w3.org/2000/svg}"
WORDS = Words("Dependence", "Farther out is worse.")


def axes(*values: tuple[int, int]) -> list[Axis]:
    return [Axis(f"Side {n}", Decimal(low), Decimal(high)) for n, (low, high) in enumerate(values)]


def drawn(chart: list[Axis], words: Words = WORDS) -> etree._Element:
    return etree.fromstring(radar.write(chart, words, "chart"))


def shapes(picture: etree._Element) -> list[list[tuple[float, float]]]:
    """The corners of the dashed and of the filled shape."""
    found = [item for item in picture.iter(f"{SVG}polygon") if item.get("class") == "radar-shape"]
    return [
        [(float(x), float(y)) for x, y in (pair.split(",") for pair in item.get("points").split())]
        for item in found
    ]


def test_nothing_is_on_the_inner_ring_and_everything_on_the_outer_one():
    worst, best = shapes(drawn(axes((0, 100), (0, 100), (0, 100))))

    assert best[0] == (MIDDLE_X, MIDDLE_Y - INNERMOST)
    assert worst[0] == (MIDDLE_X, MIDDLE_Y - RADIUS)


def test_the_two_shapes_differ_by_more_than_colour():
    picture = drawn(axes((10, 40), (20, 50), (30, 60)))
    worst, best = (item for item in picture.iter() if item.get("class") == "radar-shape")

    assert worst.get("stroke-dasharray")
    assert not best.get("stroke-dasharray")
    assert float(best.get("fill-opacity")) > 0


def test_every_axis_says_its_name_and_its_range():
    words = "".join(drawn(axes((0, 57), (14, 14), (30, 30))).itertext())

    assert "Side 0" in words
    assert "0\u201357\u00a0%" in words
    assert "14\u00a0%" in words


def test_the_picture_has_a_title_and_a_description():
    picture = drawn(axes((1, 2), (3, 4), (5, 6)))

    named = {item.get("id"): item.text for item in picture if item.get("id")}
    assert named == {"chart-title": WORDS.title, "chart-desc": WORDS.description}
    assert picture.get("aria-labelledby") == "chart-title chart-desc"
    assert picture.get("role") == "img"


@pytest.mark.parametrize("name", ["<script>", "a & b", '"quoted"', "bell\u0007"])
def test_a_name_stays_text(name: str):
    chart = [Axis(name, Decimal(0), Decimal(1)), *axes((0, 1), (0, 1))]

    picture = drawn(chart, Words(name, name))

    assert not list(picture.iter(f"{SVG}script"))
    assert name.replace("\u0007", "") in "".join(picture.itertext())


def test_nothing_needs_a_style_or_a_script():
    text = radar.write(axes((0, 1), (0, 1), (0, 1)), WORDS, "chart")

    assert "style" not in text
    assert "#" not in text


def test_two_axes_make_no_picture():
    assert radar.write(axes((0, 1), (0, 1)), WORDS, "chart") == ""
