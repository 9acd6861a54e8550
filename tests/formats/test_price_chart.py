"""The chart of points over price: readable without colour, safe with any words."""

from decimal import Decimal
from itertools import pairwise

from lxml import etree

from procurement_kit.formats.price_chart import Line, Words, draw

SVG = "{http://www.w3.org/2000/svg}"
WORDS = Words("title <b>", "desc & more", "price", "points")
LINES = [
    Line("full", [Decimal(100), Decimal(60)]),
    Line("half", [Decimal(80), Decimal(58)]),
    Line("none", [Decimal(60), Decimal(57)]),
]


def drawn() -> etree._Element:
    return etree.fromstring(draw((100, 300), LINES, WORDS))


def test_the_picture_is_named_and_described():
    tree = drawn()

    assert tree.findtext(f"{SVG}title") == "title <b>"
    assert tree.findtext(f"{SVG}desc") == "desc & more"
    assert tree.get("role") == "img"


def test_lines_differ_by_dashes_and_names_not_by_colour():
    tree = drawn()

    lines = tree.findall(f"{SVG}polyline")
    assert len({line.get("stroke-dasharray") for line in lines}) == 3
    assert {line.get("stroke") for line in lines} == {"currentColor"}
    assert {"full", "half", "none"} <= {item.text for item in tree.iter(f"{SVG}text")}


def test_names_of_lines_do_not_stand_on_each_other():
    tree = drawn()

    heights = sorted(
        int(item.get("y"))
        for item in tree.iter(f"{SVG}text")
        if item.text in {"full", "half", "none"}
    )
    assert all(below - above >= 14 for above, below in pairwise(heights))


def test_no_style_of_its_own():
    assert "style" not in draw((100, 300), LINES, WORDS)
