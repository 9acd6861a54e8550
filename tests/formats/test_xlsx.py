"""The worksheets: formulas that give our own sums, and texts that never become formulas."""

import re
import zipfile
from dataclasses import replace
from io import BytesIO
from math import prod

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from procurement_kit.documents.worksheets import workbook
from procurement_kit.formats import xlsx
from procurement_kit.kit import Kit
from procurement_kit.methodology.procurement import Procurement

RANGE = re.compile(r"=SUM\(([A-Z])(\d+):\1(\d+)\)")
HOSTILE = '=HYPERLINK("http://zly.example";"klik")'


def a_book(kit: Kit, **answers: str) -> tuple[bytes, Procurement]:
    example = kit.example("dsw2-extension")
    changed = replace(example, answers={**example.answers, **answers})
    return xlsx.write(workbook(kit.assess(changed), kit.library)), changed


def cells(data: bytes, *, values: bool) -> dict[str, list[list[object]]]:
    book = openpyxl.load_workbook(BytesIO(data), data_only=values)
    return {page.title: [list(row) for row in page.iter_rows(values_only=True)] for page in book}


def test_the_cached_sums_are_the_sums_that_the_program_worked_out(kit: Kit):
    data, project = a_book(kit)
    assessment = kit.assess(project)
    assert assessment.whole_life is not None

    value, costs = cells(data, values=True).values()

    assert value[-1][4] == pytest.approx(float(assessment.estimate.total or 0))
    totals = [item.total for item in assessment.whole_life.variants]
    assert [costs[-1][3 + 4 * place] for place in range(3)] == pytest.approx(
        [float(total) for total in totals]
    )


def test_sums_and_products_are_formulas(kit: Kit):
    data, _ = a_book(kit)

    value, costs = cells(data, values=False).values()

    support = next(row for row in value if row[0] == "Podpora a údržba")
    assert str(support[4]).startswith("=C")
    assert "*D" in str(support[4])
    assert str(value[-1][4]).startswith("=SUM(E")
    assert str(costs[-1][3]).startswith("=SUM(D")
    assert all(str(row[3]).endswith("*$B$2") for row in costs[5:-1])


def computed(page: Worksheet, place: str) -> float:
    """What a spreadsheet gives for the cell at *place*: sums of ranges, products, additions."""
    value = page[place.replace("$", "")].value
    if not isinstance(value, str) or not value.startswith("="):
        return float(value or 0)
    if found := RANGE.fullmatch(value):
        column, first, last = found[1], int(found[2]), int(found[3])
        return sum(computed(page, f"{column}{row}") for row in range(first, last + 1))
    terms = [
        prod(computed(page, factor) for factor in term.split("*")) for term in value[1:].split("+")
    ]
    return sum(terms)


def test_every_formula_gives_the_value_kept_beside_it(kit: Kit):
    data, _ = a_book(kit, support_monthly="12 345,67", tco_years="7")

    kept = openpyxl.load_workbook(BytesIO(data), data_only=True)

    formulas = 0
    for page in openpyxl.load_workbook(BytesIO(data)):
        for row in page.iter_rows():
            for cell in (cell for cell in row if cell.data_type == "f"):
                formulas += 1
                shown = kept[page.title][cell.coordinate].value
                assert computed(page, cell.coordinate) == pytest.approx(shown)
    assert formulas > 20


def test_what_a_user_typed_never_becomes_a_formula(kit: Kit):
    data, _ = a_book(
        kit, contract_title=HOSTILE, tco_chosen_name=HOSTILE, tco_chosen=f"A; 1; 0; {HOSTILE}"
    )

    book = openpyxl.load_workbook(BytesIO(data))

    found = [cell for page in book for row in page.iter_rows() for cell in row]
    typed = [cell for cell in found if cell.value == HOSTILE]
    assert len(typed) == 3
    assert {cell.data_type for cell in found if cell.hyperlink} == set()
    raw = b"".join(_parts(data))
    assert b"<f>HYPERLINK" not in raw


def _parts(data: bytes) -> list[bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return [archive.read(name) for name in archive.namelist()]


def test_an_empty_project_has_a_sheet_that_says_that_the_sum_is_not_complete(kit: Kit):
    empty = Procurement("p", "Prázdný", kit.hash)

    data = xlsx.write(workbook(kit.assess(empty), kit.library))

    (value,) = cells(data, values=True).values()
    assert "není úplný" in str(value[-1][0])


def test_the_sheets_are_ready_for_print(kit: Kit):
    data, _ = a_book(kit)

    for page in openpyxl.load_workbook(BytesIO(data)):
        assert page.page_setup.orientation == "landscape"
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page.page_setup.fitToHeight == 0
        assert page.print_title_rows
        assert page.column_dimensions["A"].width > 30


def test_the_same_project_gives_the_same_bytes(kit: Kit):
    assert a_book(kit)[0] == a_book(kit)[0]
