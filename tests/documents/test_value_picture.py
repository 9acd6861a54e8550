"""The estimated value against the limits: right side, right distance, same words everywhere."""

from dataclasses import replace
from decimal import Decimal

import pytest

from procurement_kit.documents import value_picture
from procurement_kit.documents.document import plain
from procurement_kit.documents.picture import NARROW, WIDE, Words
from procurement_kit.documents.value_picture import distance_words, value_limits_table
from procurement_kit.kit import Kit
from procurement_kit.methodology.procurement import Procurement

NBSP = "\u00a0"


OTHER_PARTS = 600_000
"""What the example counts besides the development."""


def assessed(kit: Kit, value: int):
    """The ministry's purchase of *value* crowns in all."""
    answers = dict(kit.example("ministry-open").answers)
    answers["value_development"] = str(value - OTHER_PARTS)
    return kit.assess(Procurement("p", "p", kit.hash, answers=answers))


@pytest.mark.parametrize(
    ("value", "small", "eu"),
    [
        (2_000_000, "pod limitem", "pod limitem"),
        (3_000_000, "přesně na limitu: zakázka malého rozsahu", "pod limitem"),
        (3_000_001, "nad limitem", "pod limitem"),
        (3_491_000, "nad limitem", "přesně na limitu: nadlimitní režim"),
        (9_000_000, "nad limitem", "nad limitem"),
    ],
)
def test_each_limit_says_on_which_side_the_value_is(kit: Kit, value: int, small: str, eu: str):
    assessment = assessed(kit, value)
    said = [
        distance_words(limit, Decimal(value), kit.library.words)
        for limit in assessment.value_limits
    ]

    assert small in said[0].replace(NBSP, " ")
    assert eu in said[1].replace(NBSP, " ")


def test_the_table_names_amount_days_and_distance(kit: Kit):
    table = value_limits_table(assessed(kit, 2_000_000), kit.library)

    assert table is not None
    first = [plain(cell).replace(NBSP, " ") for cell in table.rows[0]]
    assert first[1:] == [
        "3 000 000 Kč",
        "od 3. 4. 2025 do 31. 12. 2026",
        "1 000 000 Kč pod limitem (67 % limitu)",
    ]
    assert table.picture is not None


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_no_word_leaves_the_picture(kit: Kit, width: int):
    picture = value_picture.value_picture(assessed(kit, 2_000_000), kit.library.words, width)

    assert picture is not None
    words = [item for item in picture.shapes if isinstance(item, Words) and item.anchor == "start"]
    assert max(item.x + 7 * len(item.text) for item in words) <= width
    assert max(item.y for item in words) < picture.height


def test_an_unknown_value_leaves_a_gap_and_no_picture(kit: Kit):
    assessment = assessed(kit, 2_000_000)
    unknown = replace(assessment, estimate=replace(assessment.estimate, total=None))

    table = value_limits_table(unknown, kit.library)

    assert table is not None
    assert table.picture is None
    assert plain(table.rows[0][3]).startswith("[doplňte")
