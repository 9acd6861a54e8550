"""The price table for suppliers: the rows of the cover sheet, live sums, and only inputs open."""

import re
from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from procurement_kit.documents.price_sheet import price_workbook
from procurement_kit.formats import text, xlsx
from procurement_kit.kit import Kit
from procurement_kit.methodology.procurement import Procurement

RANGE = re.compile(r"SUM\(([A-Z]\d+):([A-Z]\d+)\)")
CELL = re.compile(r"\b[A-Z]\d+\b")
SET_PRICE = {
    "weight_price": "0", "price_is_fixed": "yes", "fixed_price_amount": "1 000 000",
}  # fmt: skip
WITH_LIFE_CYCLE = {"weight_life_cycle": "10", "life_cycle_scoring": "Součet nákladů za pět let."}
MODELS = {
    "fixed": {},
    "hourly": {"price_model": "time_and_materials"},
    "endless support": {"support_term": "indefinite"},
    "set by the buyer": SET_PRICE,
    "life-cycle cost": WITH_LIFE_CYCLE,
    "support": {"contract_kind": "support", "value_deployment": "0", "support_pool_hours": "1500"},
    "cloud": {
        "contract_kind": "saas", "cloud_service": "saas", "cloud_catalogued": "yes",
        "saas_open_core": "yes", "data_location": "eea", "sla_operated": "yes",
    },
    "licence": {"contract_kind": "licence", "chosen_path": "proprietary"},
    "framework": {
        "framework_agreement": "yes", "framework_months": "36", "framework_ordering": "reopened",
        "value_extras": "framework", "framework_maximum": "900000",
    },
}  # fmt: skip


def a_project(kit: Kit, answers: dict[str, str]) -> Procurement:
    example = kit.example("dsw2-extension")
    return replace(example, answers={**example.answers, **answers})


def a_table(kit: Kit, answers: dict[str, str]) -> bytes:
    assessment = kit.assess(a_project(kit, answers))
    return xlsx.write(price_workbook(assessment, kit.library, final=True))


def a_page(data: bytes) -> Worksheet:
    page = openpyxl.load_workbook(BytesIO(data)).active
    assert isinstance(page, Worksheet)
    return page


def recalculated(data: bytes, filled: dict[str, float]) -> dict[str, float]:
    """The prices by label after the entries *filled*, worked out from the formulas."""
    page = a_page(data)
    for row in page.iter_rows():
        for label, number in filled.items():
            if str(row[0].value).startswith(label):
                target = next(cell for cell in row[1:] if not cell.protection.locked)
                target.value = number
    rows = [row for row in page.iter_rows(min_row=7) if row[0].value]
    return {str(row[0].value): computed(page, row[3].coordinate) for row in rows}


def computed(page: Worksheet, place: str) -> float:
    value = page[place].value
    if not isinstance(value, str):
        return float(value or 0)
    text = RANGE.sub(lambda found: str(sum_of(page, *found.groups())), value.removeprefix("="))
    text = CELL.sub(lambda found: str(computed(page, found.group())), text)
    return float(eval(text.replace("ROUND", "round"), {"round": round}))


def sum_of(page: Worksheet, first: str, last: str) -> float:
    return sum(computed(page, cell.coordinate) for (cell,) in page[f"{first}:{last}"])


@pytest.mark.parametrize("answers", MODELS.values(), ids=MODELS)
def test_the_table_has_the_rows_of_prices_of_the_cover_sheet(kit: Kit, answers: dict[str, str]):
    assessment = kit.assess(a_project(kit, answers))
    cover = next(item for item in kit.documents(assessment, final=False) if item.id == "D14")
    printed = text.write(cover).replace("\u00a0", " ")
    page = a_page(a_table(kit, answers))

    first = next(row[0].row for row in page.iter_rows() if row[0].value == "Položka")
    labels = [str(row[0].value) for row in page.iter_rows(min_row=first + 1) if row[0].value]

    missing = [label for label in labels if " ".join(label.split()) not in printed]
    assert missing == []


@pytest.mark.parametrize("answers", MODELS.values(), ids=MODELS)
def test_only_the_cells_to_be_filled_in_are_open(kit: Kit, answers: dict[str, str]):
    page = a_page(a_table(kit, answers))

    open_cells = [cell for row in page.iter_rows() for cell in row if not cell.protection.locked]
    assert page.protection.sheet
    assert open_cells
    assert all(cell.value is None for cell in open_cells)


def test_suppliers_learn_nothing_from_the_internal_records(kit: Kit):
    project = a_project(kit, {"value_development": "1 234 567"})
    page = a_page(xlsx.write(price_workbook(kit.assess(project), kit.library, final=True)))

    told = {cell.value for row in page.iter_rows() for cell in row}
    assert project.answers["contract_title"] in told
    assert not {1234567, project.answers["value_options"], 180000} & told


def test_the_offered_and_the_scored_price_follow_from_the_entries(kit: Kit):
    filled = {"A1": 500_000.0, "A2": 100_000.0, "B ": 10_000.0, "C ": 1_200.0, "Sazba DPH": 21.0}
    data = a_table(kit, {"support_term": "fixed", "support_months": "24"})

    found = recalculated(data, filled)

    by_start = {label.split(" bez")[0]: value for label, value in found.items()}
    assert by_start["Celková nabídková cena"] == pytest.approx(840_000)
    assert found["Celková cena včetně DPH (Kč)"] == pytest.approx(1_016_400)
    assert by_start["Hodnocená cena"] == pytest.approx(960_000)


def test_a_price_set_by_the_buyer_shows_the_difference(kit: Kit):
    filled = {"A1": 700_000.0, "B ": 10_000.0}
    data = a_table(kit, {**SET_PRICE, "support_term": "fixed", "support_months": "24"})

    found = recalculated(data, filled)

    assert found["Rozdíl proti pevné ceně (musí být 0)"] == pytest.approx(60_000)


def test_a_draft_says_that_it_is_one(kit: Kit):
    assessment = kit.assess(a_project(kit, {}))

    page = a_page(xlsx.write(price_workbook(assessment, kit.library, final=False)))

    assert "NÁVRH" in str(page["A1"].value)
