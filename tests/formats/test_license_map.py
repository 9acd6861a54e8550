"""The map of what decides: readable without colour, by machine, by ear, in any theme."""

import re

from lxml import etree
from tests.licensing.data import DATA
from tests.licensing.reviews import crowd, reviewed, under

from procurement_kit.formats import license_map
from procurement_kit.licensing.components import Component
from procurement_kit.licensing.deciding_map import DecidingMap, deciding_map
from procurement_kit.licensing.opinions import Verdict

SVG = "{http://www.w3.org/2000/svg}"


def drawn(found: DecidingMap) -> etree._Element:
    return etree.fromstring(license_map.write(found, DATA))


def a_map(*licenses: str) -> DecidingMap:
    return deciding_map(under(*licenses), DATA)


def test_it_has_a_title_and_a_description_for_screen_readers():
    svg = drawn(a_map("MIT"))

    named = svg.get("aria-labelledby").split()
    texts = {element.get("id"): element.text for element in svg.iter() if element.get("id")}
    assert svg.get("role") == "img"
    assert all(texts[name] for name in named)
    assert "EUPL-1.2" in texts["license-map-desc"]


def test_it_uses_no_colour_style_or_script_of_its_own():
    text = license_map.write(deciding_map(crowd(60, 40), DATA), DATA)

    assert not re.search(r"style|script|#[0-9a-f]{3}|rgb|url\(", text)
    colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', text))
    assert colours == {"currentColor", "none"}


def test_every_verdict_has_a_shape_of_its_own():
    assert set(license_map.SIGNS) == set(Verdict)
    assert len(set(license_map.SIGNS.values())) == 4


def test_each_cell_says_its_pair_and_verdict():
    found = a_map("GPL-2.0-only")

    svg = drawn(found)

    cells = svg.findall(f".//{SVG}g[@class='map-incompatible']/{SVG}title")
    assert any(
        "GPL-2.0-only" in cell.text and cell.text.endswith("EUPL-1.2: neslučitelné")
        for cell in cells
    )


def test_the_column_of_the_chosen_licence_is_framed():
    svg = drawn(a_map("MIT"))

    (frame,) = svg.findall(f"{SVG}rect[@class='map-chosen']")
    bold = [item.text for item in svg.iter(f"{SVG}text") if item.get("font-weight")]
    assert frame.get("stroke") == "currentColor"
    assert bold == ["EUPL-1.2"]


def test_what_does_not_fit_is_counted():
    found = deciding_map(crowd(60, 40), DATA)

    svg = drawn(found)

    (rest,) = svg.findall(f"{SVG}text[@class='map-rest']")
    assert rest.text == f"a {found.hidden} dalších"
    assert len(svg.findall(f"{SVG}g[@class='map-row']")) == 25


def test_the_table_says_the_same_as_the_picture():
    found = a_map("MIT", "SSPL-1.0")

    table = license_map.rows(found, DATA)

    assert len(table.header) == 2 + len(found.outbounds)
    assert [len(row) for row in table.rows] == [len(table.header)] * 2
    assert table.rows[0][0] == "SSPL-1.0 (1 komponenta)"
    assert table.rows[0][2] == "neslučitelné"


def test_hostile_names_stay_text():
    hostile = '"><script>\x00</svg>' + "x" * 300

    svg = drawn(deciding_map(reviewed(Component("a", license=hostile)), DATA))

    assert svg.find(f".//{SVG}script") is None
    shown = [item.text for item in svg.findall(f".//{SVG}g[@class='map-row']//{SVG}text")]
    assert all(len(text) < 40 for text in shown)


def test_an_empty_list_still_gives_a_picture():
    assert drawn(a_map()).tag == f"{SVG}svg"


def test_two_maps_on_one_page_have_different_ids():
    found = a_map("MIT")

    first, second = (license_map.write(found, DATA, name) for name in ("one", "two"))

    assert set(re.findall(r' id="([^"]+)"', first)).isdisjoint(re.findall(r' id="([^"]+)"', second))
