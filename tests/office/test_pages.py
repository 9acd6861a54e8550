"""What the site shows of an office's pack."""

from pathlib import Path

import pytest
from flask import Flask

from procurement_kit.kit import Kit
from procurement_kit.web import create_app
from procurement_kit.web.settings import Settings
from tests.office.packs import EXAMPLE, laid_over
from tests.web.test_structure import faults
from tests.web.visitor import Visitor


@pytest.fixture
def app(tmp_path: Path, kit: Kit) -> Flask:
    return create_app(tmp_path, kit=laid_over(kit, EXAMPLE), testing=True)


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    return Visitor(app.test_client())


def value(page, name: str) -> str:
    return page.tree.get_element_by_id(name).get("value")


def test_the_pack_is_a_setting():
    assert Settings.read({}).pack is None
    assert Settings.read({"PROCUREMENT_KIT_PACK": "a/b.zip"}).pack == Path("a/b.zip")


def test_a_first_visit_offers_what_the_office_is_and_saves_nothing(visitor: Visitor):
    project = visitor.start()
    page = visitor.open(f"{project}step/authority")

    assert value(page, "authority_name") == "Město Příkladov"
    assert "authority_name-offered" in page.tree.get_element_by_id("authority_name").get(
        "aria-describedby"
    )
    assert "Město Příkladov" not in visitor.open(f"{project}answers/").words
    assert list(faults(page)) == []


def test_what_the_user_wrote_or_left_empty_stays(visitor: Visitor):
    project = visitor.start()
    visitor.answer(project, "authority", authority_name="Obec Jiná", authority_databox="")
    page = visitor.open(f"{project}step/authority")

    assert value(page, "authority_name") == "Obec Jiná"
    assert value(page, "authority_databox") == ""


def test_the_preview_says_which_wording_is_the_offices_and_why(visitor: Visitor):
    project = visitor.example()
    page = visitor.open(f"{project}documents/preview/D16")

    assert page.words.count("Odchylka: znění úřadu") == 1
    assert "Rada města požaduje" in page.words
    assert page.tree.xpath("//p[@class='office-logo']/img/@alt") == ["Znak města Příkladov"]
    assert list(faults(page)) == []


def test_readiness_lists_deviations(visitor: Visitor):
    page = visitor.open(f"{visitor.example()}documents/ready")

    assert "Odchylky od metodiky: znění úřadu (1)" in page.words
    assert list(faults(page)) == []


def test_the_three_wordings_stand_side_by_side(visitor: Visitor):
    page = visitor.open("/office/")

    assert page.words.count("dvakrát ročně požádat") == 1
    assert page.words.count("jednou ročně požádat") == 2
    assert list(faults(page)) == []


def test_mark_and_sheet_come_from_the_content_of_the_project(app: Flask, visitor: Visitor):
    kit = app.extensions["procurement_kit"].kit
    client = app.test_client()
    logo = client.get(f"/office/{kit.hash}/logo")
    sheet = client.get(f"/office/{kit.hash}/preview.css")

    assert logo.data == (EXAMPLE / "logo.svg").read_bytes()
    assert logo.mimetype == "image/svg+xml"
    assert "default-src 'none'" in logo.headers["Content-Security-Policy"]
    assert sheet.text.startswith(".paper {")
    assert client.get(f"/office/{'0' * 64}/logo").status_code >= 400


def test_without_a_pack_there_is_no_such_page(tmp_path: Path, kit: Kit):
    client = create_app(tmp_path, kit=kit, testing=True).test_client()

    assert client.get("/office/").status_code == 404
    assert client.get(f"/office/{kit.hash}/logo").status_code == 404
