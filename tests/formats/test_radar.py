"""The radar chart: readable without colour, described in words, safe to embed."""

from decimal import Decimal

import pytest
from lxml import etree

from procurement_kit.documents import radar
from procurement_kit.documents.picture import NARROW, WIDE, Area, Fill, Words
from procurement_kit.documents.radar import Axis
from procurement_kit.formats import picture_svg

SVG = "{http://www.w3.org/2000/svg}"
TITLE, DESCRIPTION = "Dependence", "Farther out is worse."


def axes(*values: tuple[int, int]) -> list[Axis]:
    return [Axis(f"Side {n}", Decimal(low), Decimal(high)) for n, (low, high) in enumerate(values)]


def shapes(chart: list[Axis]) -> list[Area]:
    """The dashed and the filled shape."""
    picture = radar.draw(chart, TITLE, DESCRIPTION)
    assert picture is not None
    return [item for item in picture.shapes if isinstance(item, Area)]


def svg(chart: list[Axis], title: str = TITLE, width: int = WIDE) -> etree._Element:
    picture = radar.draw(chart, title, DESCRIPTION, width)
    assert picture is not None
    return etree.fromstring(picture_svg.write(picture, "chart"))


def test_nothing_is_on_the_inner_ring_and_everything_on_the_outer_one():
    worst, best = shapes(axes((0, 100), (0, 100), (0, 100)))

    assert best.points[0][1] > worst.points[0][1]
    assert best.points[0] != (WIDE / 2, 235), "nothing at all could not be seen"


def test_the_two_shapes_differ_by_more_than_colour():
    worst, best = shapes(axes((10, 40), (20, 50), (30, 60)))

    assert worst.dashes
    assert worst.fill is Fill.NONE
    assert not best.dashes
    assert best.fill is Fill.LIGHT


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_axis_says_its_name_and_its_range(width: int):
    words = "".join(svg(axes((0, 57), (14, 14), (30, 30)), width=width).itertext())

    assert "Side 0" in words
    assert "0\u201357\u00a0%" in words
    assert "14\u00a0%" in words


def test_on_a_phone_no_word_leaves_the_picture():
    chart = [Axis("A very long name of an area that nobody can shorten", Decimal(0), Decimal(57))]
    picture = radar.draw(chart * 6, TITLE, DESCRIPTION, NARROW)

    assert picture is not None
    words = [item for item in picture.shapes if isinstance(item, Words)]
    assert max(item.x + 7 * len(item.text) for item in words if item.anchor == "start") <= NARROW
    assert max(item.y for item in words) <= picture.height


def test_the_picture_has_a_title_and_a_description():
    picture = svg(axes((1, 2), (3, 4), (5, 6)))

    named = {item.get("id"): item.text for item in picture if item.get("id")}
    assert named == {"chart-title": TITLE, "chart-desc": DESCRIPTION}
    assert picture.get("aria-labelledby") == "chart-title chart-desc"
    assert picture.get("role") == "img"


@pytest.mark.parametrize("name", ["<script>", "a & b", '"quoted"', "bell\u0007"])
def test_a_name_stays_text(name: str):
    chart = [Axis(name, Decimal(0), Decimal(1)), *axes((0, 1), (0, 1))]

    picture = svg(chart, name)

    assert not list(picture.iter(f"{SVG}script"))
    assert name.replace("\u0007", "") in "".join(picture.itertext())


def test_nothing_needs_a_style_or_a_script():
    text = etree.tostring(svg(axes((0, 1), (0, 1), (0, 1))), encoding="unicode")

    assert "style" not in text
    assert "#" not in text


def test_two_axes_make_no_picture():
    assert radar.draw(axes((0, 1), (0, 1)), TITLE, DESCRIPTION) is None
