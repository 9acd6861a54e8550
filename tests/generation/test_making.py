"""Documents on disk: all or nothing, drafts always, final ones only without obstacles."""

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from procurement_kit.formats import pdf, project_file
from procurement_kit.formats.project_pdf import project_of
from procurement_kit.generation.making import NotReadyError, Progress, generate
from procurement_kit.kit import Kit
from procurement_kit.methodology.procurement import Procurement
from procurement_kit.problems import KitError

RECORD = frozenset({"D3"})


@pytest.fixture(scope="session")
def example(kit: Kit) -> Procurement:
    return kit.example("dsw2-extension")


@pytest.fixture
def empty(kit: Kit) -> Procurement:
    return Procurement("p1", "Prázdný", kit.hash)


def test_a_document_is_made_as_docx_and_pdf_with_the_project_and_a_package(
    kit: Kit, example: Procurement, tmp_path: Path
):
    made = generate(kit, example, tmp_path / "out", final=True, only=RECORD)

    name = kit.content.templates["D3"].file_name
    assert [path.name for path in made.files] == [
        f"{name}.docx", f"{name}.pdf", "dokumenty.zip", "projekt.json",
    ]  # fmt: skip
    assert (tmp_path / "out" / f"{name}.pdf").read_bytes().startswith(b"%PDF")
    assert made.readiness.is_ready
    assert made.warnings == ()


def test_the_package_keeps_internal_records_apart_from_what_suppliers_get(
    kit: Kit, example: Procurement, tmp_path: Path
):
    both = frozenset({"D3", "D13"})

    generate(kit, example, tmp_path / "out", final=True, only=both)

    with zipfile.ZipFile(tmp_path / "out" / "dokumenty.zip") as archive:
        names = archive.namelist()
    internal, public = (kit.content.templates[name].file_name for name in ("D3", "D13"))
    assert f"vnitrni/{internal}.docx" in names
    assert f"pro-dodavatele/{public}.pdf" in names
    assert "vnitrni/projekt.json" in names
    assert not any(internal in name for name in names if name.startswith("pro-dodavatele/"))


def test_the_judgement_of_the_components_is_annexed_to_their_declaration(
    kit: Kit, example: Procurement, tmp_path: Path
):
    only = frozenset({"D15"})

    made = generate(kit, example, tmp_path / "out", final=True, only=only, day=date(2026, 11, 24))
    without = generate(kit, example, tmp_path / "bare", final=True, only=only)

    added = {path.name for path in made.files} - {path.name for path in without.files}
    assert added == {
        "15a-posouzeni-licenci-komponent.docx", "15a-posouzeni-licenci-komponent.pdf",
    }  # fmt: skip


def test_no_judgement_is_annexed_while_nothing_is_known_of_the_use(
    kit: Kit, empty: Procurement, tmp_path: Path
):
    made = generate(kit, empty, tmp_path / "out", final=False, only=RECORD, day=date(2026, 11, 24))

    assert not any("15a" in path.name for path in made.files)


def test_the_same_project_gives_the_same_files(kit: Kit, example: Procurement, tmp_path: Path):
    first = generate(kit, example, tmp_path / "a", final=True, only=RECORD)
    second = generate(kit, example, tmp_path / "b", final=True, only=RECORD)

    assert [path.read_bytes() for path in first.files] == [
        path.read_bytes() for path in second.files
    ]


def test_the_project_file_in_the_folder_makes_the_project_again(
    kit: Kit, example: Procurement, tmp_path: Path
):
    generate(kit, example, tmp_path / "out", final=True, only=RECORD)

    read = project_file.read("x", (tmp_path / "out" / "projekt.json").read_bytes())
    assert dict(read.procurement.answers) == dict(example.answers)


def test_internal_pdfs_carry_the_project_and_those_for_suppliers_do_not(
    kit: Kit, example: Procurement, tmp_path: Path
):
    made = generate(kit, example, tmp_path / "out", final=True, only=frozenset({"D3", "D13"}))
    project = (tmp_path / "out" / "projekt.json").read_bytes()
    internal, public = sorted(path for path in made.files if path.suffix == ".pdf")

    assert project_of(internal.name, internal.read_bytes()) == project
    with pytest.raises(KitError) as caught:
        project_of(public.name, public.read_bytes())
    assert caught.value.code == "project_pdf_without"


def test_final_documents_of_an_unfinished_project_are_refused_with_every_obstacle(
    kit: Kit, empty: Procurement, tmp_path: Path
):
    with pytest.raises(NotReadyError) as caught:
        generate(kit, empty, tmp_path / "out", final=True)

    obstacles = caught.value.readiness
    assert obstacles.missing
    assert all(item.question.label in str(caught.value) for item in obstacles.missing)
    assert not (tmp_path / "out").exists()


def test_a_draft_can_be_made_of_anything(kit: Kit, empty: Procurement, tmp_path: Path):
    made = generate(kit, empty, tmp_path / "out", final=False, only=RECORD)

    assert len(made.files) == 4
    assert not made.readiness.is_ready


def test_a_document_whose_need_is_open_is_named_not_silently_left_out(
    kit: Kit, empty: Procurement, tmp_path: Path
):
    made = generate(kit, empty, tmp_path / "out", final=False)

    assert any(kit.content.templates["D16"].title in warning for warning in made.warnings)


@pytest.mark.parametrize(
    ("name", "code"), [("D99", "document_unknown"), ("d3", "document_unknown")]
)
def test_a_document_that_does_not_exist_is_an_error(
    kit: Kit, example: Procurement, tmp_path: Path, name: str, code: str
):
    with pytest.raises(KitError) as caught:
        generate(kit, example, tmp_path / "out", final=True, only=frozenset({name}))

    assert caught.value.code == code
    assert "D16" in str(caught.value)


def test_a_document_that_the_project_does_not_need_is_an_error(
    kit: Kit, empty: Procurement, tmp_path: Path
):
    with pytest.raises(KitError) as caught:
        generate(kit, empty, tmp_path / "out", final=False, only=frozenset({"D16"}))

    assert caught.value.code == "document_not_needed"


def test_progress_counts_documents_and_names_the_one_in_hand(
    kit: Kit, example: Procurement, tmp_path: Path
):
    told: list[Progress] = []

    generate(kit, example, tmp_path / "out", final=True, only=RECORD, progress=told.append)

    assert told == [Progress(0, 1, kit.content.templates["D3"].title), Progress(1, 1, "")]


def test_an_interrupted_run_leaves_nothing_behind(kit: Kit, example: Procurement, tmp_path: Path):
    def stop(progress: Progress) -> None:
        if progress.done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        generate(kit, example, tmp_path / "out", final=True, only=RECORD, progress=stop)

    assert list(tmp_path.iterdir()) == []


def test_a_later_run_replaces_what_an_earlier_one_made(
    kit: Kit, example: Procurement, tmp_path: Path
):
    generate(kit, example, tmp_path / "out", final=True, only=frozenset({"D13"}))

    made = generate(kit, example, tmp_path / "out", final=True, only=RECORD)

    assert set(made.files) == set((tmp_path / "out").iterdir())
    assert not any("13-" in path.name for path in made.files)


@pytest.mark.parametrize("victim", ["notes.txt", "projekt.json"])
def test_a_folder_with_foreign_or_edited_files_is_never_replaced(
    kit: Kit, example: Procurement, tmp_path: Path, victim: str
):
    generate(kit, example, tmp_path / "out", final=True, only=RECORD)
    (tmp_path / "out" / victim).write_text("mine")

    with pytest.raises(KitError) as caught:
        generate(kit, example, tmp_path / "out", final=True, only=RECORD)

    assert caught.value.code == "out_not_ours"
    assert (tmp_path / "out" / victim).read_text() == "mine"


def test_an_empty_folder_may_be_filled(kit: Kit, example: Procurement, tmp_path: Path):
    (tmp_path / "out").mkdir()

    made = generate(kit, example, tmp_path / "out", final=True, only=RECORD)

    assert len(made.files) == 4


def test_a_file_in_the_place_of_the_folder_is_an_error(
    kit: Kit, example: Procurement, tmp_path: Path
):
    (tmp_path / "out").write_text("mine")

    with pytest.raises(KitError) as caught:
        generate(kit, example, tmp_path / "out", final=True, only=RECORD)

    assert caught.value.code == "out_not_folder"


def test_without_pango_the_docx_is_made_and_the_user_told(
    kit: Kit, example: Procurement, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def unavailable(_document: object, _look: object) -> None:
        raise KitError("pdf_unavailable")

    monkeypatch.setattr(pdf, "write", unavailable)

    made = generate(kit, example, tmp_path / "out", final=True, only=frozenset({"D3", "D6"}))

    assert [path.suffix for path in made.files] == [".docx", ".docx", ".zip", ".json"]
    assert len(made.warnings) == 1


def test_an_unacknowledged_warning_is_an_obstacle_by_its_title(
    kit: Kit, example: Procurement, tmp_path: Path
):
    bare = replace(example, acknowledgements={})

    with pytest.raises(NotReadyError) as caught:
        generate(kit, bare, tmp_path / "out", final=True)

    assert caught.value.readiness.flags
    assert all(raised.flag.title in str(caught.value) for raised in caught.value.readiness.flags)


def test_the_price_table_goes_to_suppliers_with_the_cover_sheet(
    kit: Kit, example: Procurement, tmp_path: Path
):
    generate(kit, example, tmp_path / "with", final=True, only=frozenset({"D14"}))
    generate(kit, example, tmp_path / "without", final=True, only=RECORD)

    with zipfile.ZipFile(tmp_path / "with" / "dokumenty.zip") as archive:
        assert "pro-dodavatele/14-cenova-tabulka.xlsx" in archive.namelist()
    assert not (tmp_path / "without" / "14-cenova-tabulka.xlsx").exists()
