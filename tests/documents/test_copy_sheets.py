"""Sheets to copy from: values as the form wants them, and nothing claimed that we do not know."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from tests.builders import NOON

from procurement_kit.assessment import Assessment
from procurement_kit.copy_outputs import FORMATS, cover_of, write
from procurement_kit.documents.copy_sheets import CopySheet, Filled, FilledField, filled
from procurement_kit.kit import Kit
from procurement_kit.methodology.procurement import Procurement


def assessed(kit: Kit, **changes: str) -> Assessment:
    answers = {**kit.example("ministry-open").answers, **changes}
    return kit.assess(Procurement("p", "Zakázka", kit.hash, answers=answers))


def notice(kit: Kit, **changes: str) -> dict[str, FilledField]:
    fields = filled(kit.content.copy_sheets["notice"], assessed(kit, **changes), kit.library)
    return {item.field.id: item for item in fields}


def test_the_value_is_digits_without_spaces(kit: Kit):
    assert notice(kit)["value"].value == "3491000"


def test_an_answer_that_is_missing_is_open_and_names_its_question(kit: Kit):
    item = notice(kit, contract_title="")["title"]

    assert item.state is Filled.OPEN
    assert item.questions == ("contract_title",)


def test_a_text_that_does_not_fit_says_by_how_much(kit: Kit):
    sheet = kit.content.copy_sheets["notice"]
    short = CopySheet.model_validate({
        **sheet.model_dump(by_alias=True),
        "fields": [{"id": "t", "label": "Název", "facts": ["contract_title"], "max_length": 5}],
    })  # fmt: skip

    (item,) = filled(short, assessed(kit, contract_title="Deset míst"), kit.library)

    assert item.state is Filled.TOO_LONG
    assert "o 5 znaků" in item.repair


def test_a_table_comes_as_lines_without_hard_spaces(kit: Kit):
    value = notice(kit)["criteria"].value

    assert "Nabídková cena: 60 %" in value.split("\n")
    assert "\u00a0" not in value


def test_what_we_do_not_ask_stays_for_the_hand(kit: Kit):
    item = notice(kit)["place"]

    assert item.state is Filled.BY_HAND
    assert not item.value


@pytest.mark.parametrize("name", ["notice", "data_box"])
def test_every_sheet_says_how_sure_its_order_is_and_that_nothing_is_sent(kit: Kit, name: str):
    sheet = kit.content.copy_sheets[name]

    assert "ořadí" in sheet.order
    assert "neodesílá" in sheet.intro


@pytest.mark.parametrize("kind", FORMATS)
def test_each_file_holds_every_value(kit: Kit, kind: str):
    assessment, words = assessed(kit), kit.content.words
    sheet = kit.content.copy_sheets["notice"]
    fields = filled(sheet, assessment, kit.library)
    assert words.copy_sheets is not None

    data = write(kind, sheet, fields, cover_of(assessment, words, NOON.date()), words.copy_sheets)

    parts = [data]
    if kind != "txt":
        with ZipFile(BytesIO(data)) as archive:
            parts = [archive.read(name) for name in archive.namelist()]
    whole = b"".join(parts).decode(errors="ignore").replace("\u00a0", " ")
    assert "99999994" in whole
    assert "3491000" in whole
    assert sheet.order.split(".")[0] in whole
