"""The other uses: start, warnings, history, documents, licences, project files, methodology."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from procurement_kit.formats import pdf
from procurement_kit.formats.files import ContentFiles
from procurement_kit.store import contents
from procurement_kit.store.store import DATABASE
from tests.formats.everything import everything
from tests.web.visitor import Visitor


def test_a_project_needs_a_name(visitor: Visitor) -> None:
    page = visitor.send(visitor.open("/"), "/projects", title="  ")

    assert page.status == 422
    assert page.errors() == {"title": "Napište pracovní název zakázky, nejvýše 200 znaků."}


def test_each_visitor_gets_a_copy_of_the_example(visitor: Visitor, other: Visitor) -> None:
    mine, theirs = visitor.example(), other.example()

    visitor.answer(mine, "need", contract_title="Můj portál")

    assert mine != theirs
    assert "Můj portál" not in other.open(f"{theirs}answers/").words


def test_my_projects_are_listed_on_the_start_page(visitor: Visitor) -> None:
    visitor.start(title="První")
    visitor.start(title="Druhá")

    words = visitor.open("/").words

    assert "První" in words
    assert "Druhá" in words


def test_a_stage_that_is_not_covered_says_so(visitor: Visitor) -> None:
    page = visitor.open(visitor.start())

    assert "Otázky a dokumenty této fáze zatím nejsou hotové" in page.words


def test_a_warning_is_acknowledged_with_a_reason_and_taken_back(visitor: Visitor) -> None:
    project = visitor.start()
    visitor.answer(project, "need", extends_existing="yes")
    page = visitor.open(f"{project}warnings/")
    assert "Hrozí závislost na dodavateli" in page.words

    refused = visitor.send(page, "no_successor", reason=" ")
    done = visitor.send(page, "no_successor", reason="Kód už máme.")
    back = visitor.send(done, "take-back")

    assert refused.status == 422
    assert refused.errors() == {
        "reason-no_successor": "Napište důvod, proč přes varování pokračujete."
    }
    assert "Vzatá na vědomí (1)" in done.words
    assert "Čekají na vás (1)" in back.words


def test_a_warning_is_shown_on_the_step_it_belongs_to(visitor: Visitor) -> None:
    project = visitor.start()
    visitor.answer(project, "need", extends_existing="yes")

    page = visitor.open(f"{project}step/need")

    assert "Varování: Hrozí závislost na dodavateli" in page.words


def test_a_warning_that_cannot_be_judged_yet_is_named(visitor: Visitor) -> None:
    page = visitor.open(f"{visitor.start()}warnings/")

    assert "Zatím nelze posoudit (1)" in page.words


def test_only_the_last_change_of_an_answer_can_be_undone(visitor: Visitor) -> None:
    project = visitor.start()
    visitor.answer(project, "need", contract_title="Prvni")
    visitor.answer(project, "need", contract_title="Druha")
    history = visitor.open(f"{project}history/")
    assert len(history.tree.xpath("//tbody//form")) == 1

    after = visitor.send(history, "/undo")

    values = dict(visitor.open(f"{project}step/need").form("step/need").form_values())
    assert values["contract_title"] == "Prvni"
    assert len(after.tree.xpath("//tbody/tr")) == 3


def test_a_gap_in_the_preview_leads_to_its_question(visitor: Visitor) -> None:
    project = visitor.start()

    page = visitor.open(f"{project}documents/preview/D16")
    (gap,) = page.tree.xpath("//a[@class='gap'][contains(., 'Jak se zakázka jmenuje')]")
    question = visitor.open(gap.get("href").split("#")[0])

    assert question.path == f"{project}step/need"
    after = visitor.send(question, "step/need", contract_title="Portál")
    assert after.path == f"{project}documents/preview/D16"
    assert after.tree.xpath("//span[@class='answer'][. = 'Portál']")


def test_every_clause_in_the_preview_says_why_it_is_there(visitor: Visitor) -> None:
    project = visitor.start()
    visitor.answer(project, "need", extends_existing="no")

    page = visitor.open(f"{project}documents/preview/D16")

    assert page.words.count("Proč je zde tato doložka") == 2
    assert "Zvolená varianta: Nenavazuje" in page.words
    assert "Navazujete na stávající systém? ne" in page.words


def test_the_preview_says_what_the_law_demands_and_leads_to_the_place(visitor: Visitor) -> None:
    project = visitor.start()
    visitor.answer(project, "need", extends_existing="no")

    page = visitor.open(f"{project}documents/preview/D16")
    box = page.tree.get_element_by_id("requirements")

    subject, record = box.xpath(".//tbody/tr")
    (place,) = subject.xpath("td[2]/a")
    assert page.tree.get_element_by_id(place.get("href")[1:]) is not None
    assert "Předmět" in page.tree.get_element_by_id(place.get("href")[1:]).text_content()
    assert record.xpath("td[2]/a/@href")[0].startswith(f"{project}documents/preview/D3#part-")


def test_final_documents_are_refused_with_every_obstacle_and_a_link(visitor: Visitor) -> None:
    project = visitor.start()
    visitor.answer(project, "value", value_development="dva miliony")

    ready = visitor.send(visitor.open(f"{project}documents/"), "documents/", final="yes")

    assert ready.status == 422
    assert ready.title.startswith("Chyba: ")
    assert ready.links("Jak se zakázka jmenuje?")
    assert ready.links("Kolik bude stát vývoj?")
    assert "„dva miliony“ není číslo" in ready.words


def test_a_project_goes_out_as_a_file_and_comes_back_as_a_new_project(visitor: Visitor) -> None:
    project = visitor.start(title="Přenos čárek")
    visitor.answer(project, "need", contract_title="Portál")
    export = visitor.client.get(f"{project}export.json")
    assert export.headers["Content-Disposition"] == 'attachment; filename="prenos-carek.json"'

    summary = visitor.send(visitor.open("/import"), "/import", file=("p.json", export.data))
    assert "Počet odpovědí1" in summary.words
    assert len(visitor.open("/").tree.xpath("//main//ul[@class='tasks']/li")) == 1
    created = visitor.send(summary, "/import/confirm")

    assert created.path != project
    assert "Portál" in visitor.open(f"{created.path}answers/").words


def test_a_project_with_content_that_is_read_no_more_can_still_be_taken_away(
    visitor: Visitor, tmp_path: Path
) -> None:
    project = visitor.start("Stará zakázka")
    with closing(sqlite3.connect(tmp_path / DATABASE)) as database:
        broken = contents.keep(database, ContentFiles({"templates/words.yaml": b"- old"}))
        database.execute("UPDATE project SET content_hash = ?", (broken,))
        database.commit()

    page = visitor.open(project)
    taken = visitor.client.get(f"{project}export.json")

    assert page.status == 422
    assert "export.json" in page.words
    assert taken.status_code == 200
    assert json.loads(taken.data)["title"] == "Stará zakázka"


def test_a_project_comes_back_from_the_pdf_of_an_internal_document(visitor: Visitor) -> None:
    project = visitor.start(title="Z papíru")
    visitor.answer(project, "need", contract_title="Portál")
    export = visitor.client.get(f"{project}export.json")
    data = pdf.write(replace(everything(), audience="internal"), attachment=export.data).data

    summary = visitor.send(visitor.open("/import"), "/import", file=("zamer.pdf", data))
    assert "Z papíru" in summary.words
    created = visitor.send(summary, "/import/confirm")

    assert "Portál" in visitor.open(f"{created.path}answers/").words


def test_a_pdf_for_suppliers_opens_no_project(visitor: Visitor) -> None:
    data = pdf.write(everything(), attachment=b"{}").data
    page = visitor.send(visitor.open("/import"), "/import", file=("vyzva.pdf", data))

    assert page.status == 422
    assert "V PDF vyzva.pdf není uložen projekt" in page.errors()["file"]


def test_a_confirmation_sent_twice_makes_one_project(visitor: Visitor) -> None:
    project = visitor.start()
    export = visitor.client.get(f"{project}export.json")
    summary = visitor.send(visitor.open("/import"), "/import", file=("p.json", export.data))

    visitor.send(summary, "/import/confirm")
    second = visitor.send(summary, "/import/confirm")

    assert second.status == 422
    assert "už nečeká na potvrzení" in second.words


@pytest.mark.parametrize("data", [b"", b"x", b"{}", b'{"format": "procurement-kit-project/99"}'])
def test_a_file_that_is_no_project_is_explained(visitor: Visitor, data: bytes) -> None:
    page = visitor.send(visitor.open("/import"), "/import", file=("p.json", data))

    assert page.status == 422
    assert "file" in page.errors()


def test_no_file_chosen_is_said(visitor: Visitor) -> None:
    page = visitor.send(visitor.open("/import"), "/import")

    assert "Nevybrali jste soubor" in page.errors()["file"]


def test_the_methodology_is_a_book_with_sources(visitor: Visitor) -> None:
    book = visitor.open("/methodology/")
    chapter = visitor.open("/methodology/S1")

    assert book.links("Potřeba a hodnota")
    assert "Zjistěte potřebu" in chapter.words
    assert chapter.tree.xpath("//a[contains(@href, '/sources#source-law')]")
    assert chapter.links("Další: Licence")
    assert visitor.open("/sources").tree.get_element_by_id("source-law") is not None


def test_the_chosen_look_is_kept(visitor: Visitor) -> None:
    page = visitor.send(visitor.open("/"), "/theme", theme="dark")

    assert page.tree.get("data-theme") == "dark"
