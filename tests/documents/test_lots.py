"""A contract in lots: the table, the rules of taking part and the call in several rounds."""

import pytest

from procurement_kit.documents.document import Document, Table, plain
from procurement_kit.documents.lots_table import lot_cells
from procurement_kit.formats import text
from procurement_kit.kit import Kit

LOTS = {
    "lots": "yes",
    "lots_description": "Vývoj; 3 000 000 Kč; jedna reference\nŠkolení; 200 000 Kč",
    "lots_qualification": "own",
    "lots_offered": "any",
    "lots_awarded": "yes",
    "lots_awarded_max": "1",
    "lots_in_specification": "yes",
}


def document(kit: Kit, example: str, wanted: str, answers: dict[str, str]) -> Document:
    started = kit.example(example)
    assessment = kit.assess(started.apply(started.changes(answers)))
    return next(item for item in kit.documents(assessment, final=False) if item.id == wanted)


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("Vývoj; 3 000 000 Kč; jedna reference", ("Vývoj", "3 000 000 Kč", "jedna reference")),
        ("Vývoj", ("Vývoj", "", "")),
        ("Vývoj; 3 Kč; reference; a tým", ("Vývoj", "3 Kč", "reference; a tým")),
        ("Vývoj; ; jedna reference", ("Vývoj", "", "jedna reference")),
    ],
)
def test_a_line_of_a_lot_is_its_name_value_and_qualification(line: str, cells: tuple[str, ...]):
    assert lot_cells(line) == cells


@pytest.mark.parametrize(
    ("example", "wanted"), [("university-module", "D8"), ("ministry-open", "D10")]
)
def test_the_tender_documents_number_the_lots_and_say_how_many_one_supplier_may_win(
    kit: Kit, example: str, wanted: str
):
    found = document(kit, example, wanted, LOTS)

    tables = [block for part in found.parts if part.clause == "docs_lots"
              for block in part.blocks if isinstance(block, Table)]  # fmt: skip
    (table,) = tables
    rows = [[plain(cell) for cell in row] for row in table.rows]
    assert [row[0] for row in rows] == ["1", "2"]
    assert rows[0][1] == "Vývoj"
    assert rows[1][3].replace("\xa0", " ") == "podle přílohy č. 2"
    written = text.write(found).replace("\xa0", " ")
    assert "Nejvyšší počet částí, které může získat jeden dodavatel, je: 1." in written
    assert "doplní právník" not in written


def test_an_undivided_contract_says_nothing_of_the_number_of_lots(kit: Kit):
    found = document(kit, "university-module", "D8", {})

    assert {"docs_lots_offers", "docs_lots_qualification"}.isdisjoint(
        part.clause for part in found.parts
    )
