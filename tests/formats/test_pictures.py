"""Drawings: readable without colour, safe with any words, the same in every format."""

import zipfile
from decimal import Decimal
from io import BytesIO

from lxml import etree
from PIL import Image
from tests.formats.everything import a_document, part

from procurement_kit.documents import line_chart
from procurement_kit.documents.document import Run, Table
from procurement_kit.documents.line_chart import Line, Names
from procurement_kit.documents.picture import (
    NARROW,
    Area,
    Fill,
    Picture,
    Stroke,
    Words,
    box,
)
from procurement_kit.formats import docx, odt, picture_png, picture_svg

SVG = "{http://www.w3.org/2000/svg}"
NAMES = Names("title <b>", "desc & more", "price", "points", "now")
LINES = [
    Line("full", [Decimal(100), Decimal(60)]),
    Line("half", [Decimal(80), Decimal(58)]),
    Line("none", [Decimal(60), Decimal(57)]),
]
CHART = line_chart.draw((100, 300), LINES, NAMES, now=Decimal(200))


def drawn(picture: Picture = CHART) -> etree._Element:
    return etree.fromstring(picture_svg.write(picture, "chart"))


def test_the_picture_is_named_and_described():
    tree = drawn()

    assert tree.findtext(f"{SVG}title") == "title <b>"
    assert tree.findtext(f"{SVG}desc") == "desc & more"
    assert tree.get("role") == "img"


def test_lines_differ_by_dashes_and_names_not_by_colour():
    lines = [item for item in CHART.shapes if isinstance(item, Stroke) and item.weight == 2]

    assert len({line.dashes for line in lines}) == 3
    assert {"full", "half", "none", "now"} <= {item.text for item in drawn().iter(f"{SVG}text")}
    assert "#" not in picture_svg.write(CHART, "chart")


def test_a_phone_gets_a_drawing_of_its_own_width():
    picture = line_chart.draw((100, 125, 150, 200, 250, 300), [], NAMES, NARROW)
    words = [item for item in picture.shapes if isinstance(item, Words) and "%" in item.text]

    assert picture.width == NARROW
    assert all(abs(a.x - b.x) >= 40 for a in words for b in words if a is not b)


def test_hatching_stays_inside_its_box():
    for (x1, y1), (x2, y2) in picture_svg.hatching(box(10, 20, 70, 50)):
        assert 10 <= min(x1, x2) <= max(x1, x2) <= 70
        assert 20 <= min(y1, y2) <= max(y1, y2) <= 50


def test_the_picture_of_dots_has_the_same_shape_and_always_the_same_bytes():
    area = Picture("t", "d", 100, 40, (Area(box(10, 10, 90, 30), Fill.FULL),))
    again = Picture("t", "d", 100, 40, (Area(box(10, 10, 90, 30), Fill.FULL),))
    data = picture_png.write(area)
    image = Image.open(BytesIO(data)).convert("L")

    assert image.size == (300, 120)
    assert image.getpixel((150, 60)) == 0
    assert image.getpixel((15, 15)) == 255
    picture_png.write.cache_clear()
    assert picture_png.write(again) == data


def test_a_word_and_an_open_document_carry_the_picture_with_its_words():
    table = Table(((Run("a"),),), (((Run("b"),),),), picture=CHART)
    document = a_document(part("chart", table))

    with zipfile.ZipFile(BytesIO(docx.write(document, {}))) as word:
        body = word.read("word/document.xml").decode()
        assert 'descr="title &lt;b&gt;. desc &amp; more"' in body
        assert any(name.startswith("word/media/") for name in word.namelist())
    with zipfile.ZipFile(BytesIO(odt.write(document, {}))) as opened:
        assert "<svg:desc>desc &amp; more</svg:desc>" in opened.read("content.xml").decode()
        assert "Pictures/picture1.png" in opened.read("META-INF/manifest.xml").decode()
        assert opened.read("Pictures/picture1.png") == picture_png.write(CHART)
