"""The table of costs, the panel with its picture, and the worksheets to download."""

from io import BytesIO

import openpyxl

from tests.web.visitor import Page, Visitor


def send_costs(visitor: Visitor, project: str, name: str, **typed: list[str]) -> Page:
    """The page after the amounts (once, yearly, note) of some categories were typed and sent."""
    page = visitor.open(f"{project}step/costs")
    inputs = page.tree.xpath(f"//*[@name='{name}']")
    sent = [item.get("value") or "" for item in inputs]
    for code, cells in typed.items():
        at = sent.index(code)
        sent[at + 1 : at + 4] = cells
    return visitor.send(page, "step/costs", **{name: sent})


def test_costs_typed_into_the_table_are_there_again(real_visitor: Visitor) -> None:
    project = real_visitor.start()

    send_costs(real_visitor, project, "tco_chosen", A=["40 000", "", "příprava; výběr"])

    page = real_visitor.open(f"{project}step/costs")
    row = page.tree.xpath("//input[@name='tco_chosen' and @value='A']/ancestor::tr")[0]
    values = [item.get("value") for item in row.iter("input")]
    assert values == ["A", "40 000", "", "příprava; výběr"]


def test_a_bad_amount_keeps_everything_and_names_the_row(real_visitor: Visitor) -> None:
    project = real_visitor.start()

    page = send_costs(
        real_visitor, project, "tco_chosen", B3=["sto", "5", ""], I=["100 000", "", ""]
    )

    assert page.status == 422
    assert any("B3" in sentence for sentence in page.errors().values())
    kept = page.tree.xpath("//input[@name='tco_chosen']/@value")
    assert {"sto", "100 000"} <= set(kept)
    (bad,) = page.tree.xpath("//input[@name='tco_chosen' and @aria-invalid]")
    assert bad.get("value") == "sto"
    for target in page.errors():
        assert page.tree.xpath(f"//*[@id='{target}']")


def test_every_cell_of_the_table_has_its_name(real_visitor: Visitor) -> None:
    page = real_visitor.open(f"{real_visitor.start()}step/costs")

    cells = page.tree.xpath("//td/input[@type='text']/@id")
    named = page.tree.xpath("//td/label/@for")
    assert len(cells) >= 90
    assert sorted(cells) == sorted(named)
    assert not page.tree.xpath("//table[not(caption)]")


def test_the_picture_has_its_table_with_the_same_sums(real_visitor: Visitor) -> None:
    page = real_visitor.open(f"{real_visitor.example()}step/costs")

    (picture,) = page.tree.xpath("//svg[@role='img']")
    assert picture.find("title") is not None
    assert picture.find("desc") is not None
    shown = [text.text_content().split(": ")[-1] for text in picture.xpath("./text")][:3]
    totals = page.tree.xpath("//tfoot/tr[last()]/td/strong/text()")
    assert shown == totals
    assert not page.tree.xpath("//*[@style]")


def test_the_worksheets_can_be_downloaded(real_visitor: Visitor) -> None:
    project = real_visitor.example()
    (address,) = real_visitor.open(f"{project}step/value").links("jako sešit (XLSX)")

    response = real_visitor.open(address).response

    assert response.status_code == 200
    assert "vypocty.xlsx" in response.headers["Content-Disposition"]
    assert len(openpyxl.load_workbook(BytesIO(response.data)).sheetnames) == 2
