"""The check of a handover: against the tender, the contract, and into the acceptance record."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from tests.web.visitor import Page, Visitor

SAMPLE = Path(__file__).parents[1] / "formats" / "samples" / "dsw2-like.spdx.json"
TENDER = "název;verze;licence\ncakephp;4.5;MIT\n".encode()
DELIVERY = "název;verze;licence\ncakephp;4.5;MIT\nmpdf;8.2;SSPL-1.0\n".encode()


@pytest.fixture
def repository() -> bytes:
    """A repository without a list of authors."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("dilo/LICENSE", "MIT License")
        archive.writestr("dilo/src/app.py", "print()")
    return made.getvalue()


def check(visitor: Visitor, where: str, action: str, **files: object) -> Page:
    """The page after a handover of *files* was checked."""
    given = {"delivery": ("predani.csv", DELIVERY), "tender": ("nabidka.csv", TENDER), **files}
    given = {name: file for name, file in given.items() if file is not None}
    return visitor.send(visitor.open(where), action, handed_in="1. 6. 2027", **given)


@pytest.fixture
def project(real_visitor: Visitor) -> str:
    """A copy of the example, whose contract is known."""
    return real_visitor.example()


def test_what_was_added_since_the_tender_is_a_defect_with_a_deadline(visitor: Visitor) -> None:
    page = check(visitor, "/licenses/compare", "/licenses/compare")

    assert page.status == 200
    assert "kritick" in page.tree.findtext(".//h1")
    assert "11. 6. 2027" in page.words
    assert "mpdf" in page.words


def test_a_repository_is_searched_for_licences_and_authors(
    visitor: Visitor, repository: bytes
) -> None:
    page = check(
        visitor, "/licenses/compare", "/licenses/compare", archive=("dilo.zip", repository)
    )

    assert page.status == 200
    assert "přehled autorů" in page.words


def test_without_the_delivery_there_is_nothing_to_check(visitor: Visitor) -> None:
    page = check(visitor, "/licenses/compare", "/licenses/compare", delivery=None)

    assert page.status == 422
    assert list(page.errors()) == ["delivery"]
    assert "Nahráno: nabidka.csv" in page.words


def test_every_fault_is_told_at_once_and_good_files_stay(visitor: Visitor) -> None:
    page = visitor.send(
        visitor.open("/licenses/compare"),
        "/licenses/compare",
        delivery=("predani.csv", DELIVERY),
        tender=("obrazek.png", b"\x89PNG"),
        archive=("dilo.zip", b"PK\x03\x04 nothing"),
        handed_in="30. 2. 2027",
        outbound="EUPL AND",
    )

    assert page.status == 422
    assert set(page.errors()) == {"tender", "archive", "handed_in", "outbound"}
    assert "Nahráno: predani.csv" in page.words
    again = visitor.send(page, "/licenses/compare", handed_in="1. 6. 2027", outbound="EUPL-1.2")
    assert again.status == 200


@pytest.mark.parametrize("kind", ["docx", "text"])
def test_the_annex_is_a_download(visitor: Visitor, kind: str) -> None:
    page = check(visitor, "/licenses/compare", "/licenses/compare")

    response = visitor.send(page, "/compare/download", format=kind).response

    assert response.status_code == 200
    assert response.headers["Content-Disposition"].startswith("attachment; filename=")


def test_an_annex_of_an_unknown_kind_is_not_there(visitor: Visitor) -> None:
    page = check(visitor, "/licenses/compare", "/licenses/compare")

    assert visitor.send(page, "/compare/download", format="exe").status == 404
    assert visitor.send(page, "/compare/download", delivery_kept="x" * 22).status == 422


def test_a_project_without_a_policy_asks_for_it(real_visitor: Visitor) -> None:
    page = real_visitor.open(f"{real_visitor.start()}acceptance-check")

    assert "Pravidla smlouvy ještě nejsou určena" in page.words
    assert real_visitor.client.get(f"{page.path}/download/docx").status_code == 404


def test_a_project_checks_by_its_own_contract(real_visitor: Visitor, project: str) -> None:
    page = check(real_visitor, f"{project}acceptance-check", "/acceptance-check")

    assert page.status == 200
    assert page.path == f"{project}acceptance-check"
    assert "mpdf" in page.words
    for address in page.links("Text"):
        response = real_visitor.client.get(address)
        assert response.status_code == 200
        assert "attachment" in response.headers["Content-Disposition"]


def test_a_faulty_file_in_a_project_is_explained(real_visitor: Visitor, project: str) -> None:
    page = check(
        real_visitor, f"{project}acceptance-check", "/acceptance-check", tender=("a.png", b"x")
    )

    assert page.status == 422
    assert "a.png" in page.errors()["tender"]


def test_defects_go_into_the_record_beside_what_stands_there(
    real_visitor: Visitor, project: str
) -> None:
    real_visitor.answer(project, "acceptance", acceptance_defects="Moje vada; ostatní; 1. 7. 2027")
    page = check(real_visitor, f"{project}acceptance-check", "/acceptance-check")

    written = real_visitor.send(page, "/acceptance-check/defects")
    twice = real_visitor.send(page, "/acceptance-check/defects")

    text = written.tree.get_element_by_id("acceptance_defects").text
    assert "Moje vada; ostatní; 1. 7. 2027" in text
    assert "mpdf" in text
    assert twice.tree.get_element_by_id("acceptance_defects").text.count("Moje vada") == 1


def test_files_that_waited_too_long_are_asked_for_again(
    real_visitor: Visitor, project: str
) -> None:
    forged = "delivery_kept=" + "x" * 22

    page = real_visitor.open(f"{project}acceptance-check?{forged}")

    assert page.status == 422
    assert "Nahrajte jej prosím znovu" in page.errors()["delivery"]
