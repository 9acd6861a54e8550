"""The timeline can be read without colour, its words never overlap, and it is well-formed."""

import itertools
import re
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procurement_kit.formats.timeline import NARROW, SHAPES, WIDE, Mark, Words, draw

WORDS = Words("Lhůty", "Popis <osy>", {kind: f"význam {kind}" for kind in SHAPES})
SVG = "{http://www.w3.org/2000/svg}"
MARKS = st.lists(
    st.builds(
        Mark,
        label=st.text("abc é<&\"'", max_size=120),
        last=st.dates(),
        shape=st.sampled_from(sorted(SHAPES)),
        first=st.none() | st.dates(),
        is_broken=st.booleans(),
    ),
    min_size=1,
    max_size=15,
)


@given(MARKS, st.sampled_from([WIDE, NARROW]))
def test_no_two_lines_of_words_overlap_and_everything_lies_on_the_page(
    marks: list[Mark], width: int
) -> None:
    root = ET.fromstring(draw(marks, WORDS, width))

    rows = [float(item.get("y", "")) for item in root.iter(f"{SVG}text")]
    assert all(later - earlier >= 13 for earlier, later in itertools.pairwise(rows))
    assert all(later - earlier >= 13 for earlier, later in pairwise(rows))
    assert rows[-1] < float(root.get("height", ""))
    for path in root.iter(f"{SVG}path"):
        across = [float(x) for x in re.findall(r"[MLH](-?\d+)", path.get("d", ""))]
        assert all(0 <= x <= width for x in across)


def test_it_has_a_title_and_a_description_and_explains_its_shapes() -> None:
    marks = [Mark("A", date(2026, 6, 1), "minimum"), Mark("B", date(2026, 7, 1), "act_by")]

    root = ET.fromstring(draw(marks, WORDS))

    assert root.findtext(f"{SVG}title") == "Lhůty"
    assert root.findtext(f"{SVG}desc") == "Popis <osy>"
    words = [item.text for item in root.iter(f"{SVG}text")]
    assert words == ["A", "B", "význam minimum", "význam act_by"]
    assert root.get("role") == "img"


def test_kinds_differ_by_shape_and_a_broken_limit_is_crossed() -> None:
    day = date(2026, 6, 1)
    drawn = {draw([Mark("A", day, kind)], WORDS).count("Z") for kind in SHAPES}
    kept = draw([Mark("A", day, "minimum")], WORDS)
    broken = draw([Mark("A", day, "minimum", is_broken=True)], WORDS)

    assert drawn == {2}  # the shape and its explanation
    assert len(set(SHAPES.values())) == len(SHAPES)
    assert broken.count("<path") == kept.count("<path") + 1


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_styles_are_attributes_so_that_the_security_policy_allows_them(width: int) -> None:
    assert "style" not in draw([Mark("A", date(2026, 6, 1), "period")], WORDS, width)


def test_no_marks_draw_nothing() -> None:
    assert draw([], WORDS) == ""
