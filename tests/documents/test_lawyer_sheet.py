"""What is handed to a lawyer: the sheet, and working copies with comments."""

import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from openxml_audit import FileFormat, OpenXmlValidator
from tests.formats.word_reader import W, WordReader, text_of

from procurement_kit.documents.document import Document, Table, plain
from procurement_kit.formats import docx, text
from procurement_kit.generation.making import LawyerCopy, generate
from procurement_kit.kit import Kit
from procurement_kit.methodology.notes import Note, turned
from procurement_kit.methodology.procurement import Procurement
from procurement_kit.problems import KitError

DAY = date(2026, 11, 24)
AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
CONTRACT = frozenset({"D16"})


def note(place: str, words: str, author: str = "") -> Note:
    return Note(place=place, text=words, author=author, at=AT)


def with_notes(procurement: Procurement, *notes: Note) -> Procurement:
    stored = {f"n{number}": item.model_dump_json() for number, item in enumerate(notes)}
    return replace(procurement, notes=stored)


def sheet(kit: Kit, procurement: Procurement, day: date = DAY) -> str:
    made = kit.lawyer_sheet(kit.assess(procurement), day)
    assert made is not None
    return text.write(made).replace("\u00a0", " ")


@pytest.fixture(scope="module")
def example(kit: Kit) -> Procurement:
    return kit.example("dsw2-extension")


def copy_of(kit: Kit, procurement: Procurement, out: Path, *notes: Note, explained: bool) -> bytes:
    copy = LawyerCopy(notes, explained=explained)
    generate(kit, procurement, out, final=False, only=CONTRACT, lawyer=copy)
    (file,) = out.glob("*-pro-pravnika.docx")
    return file.read_bytes()


def comments(data: bytes) -> list[tuple[str, str]]:
    reader = WordReader(data)
    if "word/comments.xml" not in reader.parts:
        return []
    found = reader.xml("word/comments.xml").iter(W + "comment")
    return [(item.get(W + "author"), text_of(item)) for item in found]


def test_a_begun_project_hands_over_what_is_missing(kit: Kit):
    told = sheet(kit, Procurement("p", "Nový", kit.hash))

    assert "Otevřené body" in told
    assert f"{kit.methodology.questions['contract_title'].label} | chybí odpověď" in told
    assert "není určen" in told


def test_a_finished_project_says_that_nothing_is_missing(kit: Kit, example: Procurement):
    told = sheet(kit, example)

    assert "chybí odpověď" not in told
    assert "nic jim nebrání" in told
    assert example.content_hash[:16] in told


def test_an_acknowledged_warning_stands_with_its_reason(kit: Kit, example: Procurement):
    reasons = [reason for reason in example.acknowledgements.values() if reason]

    told = sheet(kit, example)

    assert reasons
    assert " ".join(reasons[0].split())[:40] in told


def test_a_risky_alternative_stands_with_its_label_and_risks(kit: Kit, example: Procurement):
    traces = {
        part.trace
        for document in kit.documents(kit.assess(example), final=False)
        for part in document.parts
        if part.trace.stance in {"fallback", "risky"}
    }

    told = sheet(kit, example)

    assert traces
    assert all(trace.alternative in told for trace in traces)


def test_sources_that_nobody_verified_stand_with_their_day_of_review(
    kit: Kit, example: Procurement
):
    soon, later = sheet(kit, example), sheet(kit, example, date(2040, 1, 1))

    assert "pravděpodobné" in soon
    assert "lhůta uplynula" in later
    assert "lhůta uplynula" not in soon


def test_what_is_doubtful_of_an_act_stands_at_its_provision(kit: Kit, example: Procurement):
    made = kit.lawyer_sheet(kit.assess(example), DAY)
    assert made is not None
    tables = [block for block in made.blocks() if isinstance(block, Table)]
    told = [
        tuple(plain(cell).replace("\u00a0", " ") for cell in row)
        for table in tables
        for row in table.rows
    ]

    notes = [row[1] for row in told if row[0].startswith("Zákon č. 134/2016 Sb.")]
    assert any("§ 16 odst. 2: Užití odstavce" in note for note in notes)


def test_open_notes_stand_on_the_sheet_and_resolved_ones_do_not(kit: Kit, example: Procurement):
    done = turned(note("question:contract_title", "Hotovo"))
    asked = note("question:vanished", "Kam to patří?", "Jana")

    told = sheet(kit, with_notes(example, done, asked))

    assert "vanished | Kam to patří? | Jana, 24. 11. 2026" in told
    assert "Hotovo" not in told


def test_a_note_at_a_clause_becomes_a_comment_there(kit: Kit, example: Procurement, tmp_path: Path):
    noted = note("clause:D16:C1", "Zkrátit?", "Jana")

    data = copy_of(kit, example, tmp_path / "out", noted, explained=False)

    assert comments(data) == [("Jana", "Zkrátit?")]
    body = WordReader(data).body
    control = next(item.getparent().getparent() for item in body.iter(W + "tag")
                   if item.get(W + "val").startswith("pk:C1@"))  # fmt: skip
    assert len(list(control.iter(W + "commentReference"))) == 1


def test_a_note_at_a_question_becomes_a_comment_at_its_answer(
    kit: Kit, example: Procurement, tmp_path: Path
):
    noted = note("question:contract_title", "Ověřit název")

    data = copy_of(kit, example, tmp_path / "out", noted, explained=False)

    start = next(WordReader(data).body.iter(W + "commentRangeStart"))
    assert comments(data)[0] == ("Zadavatel", "Ověřit název")
    assert text_of(start.getnext()) == example.answers["contract_title"]


def test_the_reason_of_each_clause_is_a_comment_if_wanted(
    kit: Kit, example: Procurement, tmp_path: Path
):
    data = copy_of(kit, example, tmp_path / "out", explained=True)

    assert len(comments(data)) > 20
    assert all(author == "Metodika" and "Důvod: " in words for author, words in comments(data))


@pytest.mark.parametrize("edition", [FileFormat.OFFICE_2013, FileFormat.MICROSOFT_365])
def test_the_audit_finds_nothing_in_a_working_copy(
    kit: Kit, example: Procurement, tmp_path: Path, edition: FileFormat
):
    noted = note("question:contract_title", "<b>&\nDruhý řádek", "Ján & spol.")
    file = tmp_path / "copy.docx"
    file.write_bytes(copy_of(kit, example, tmp_path / "out", noted, explained=True))

    assert OpenXmlValidator(edition).validate(str(file)).errors == []


def test_working_copies_are_internal_drafts_and_the_same_every_time(
    kit: Kit, example: Procurement, tmp_path: Path
):
    noted = note("clause:D16:C1", "Zkrátit?")
    one = copy_of(kit, example, tmp_path / "one", noted, explained=True)
    other = copy_of(kit, example, tmp_path / "other", noted, explained=True)

    with zipfile.ZipFile(tmp_path / "one" / "dokumenty.zip") as package:
        assert all(name.startswith("vnitrni/") for name in package.namelist())
    assert one == other
    assert "NÁVRH" in text_of(WordReader(one).xml("word/header.xml"))
    assert "Neodesílejte" in text_of(WordReader(one).body)


def test_clean_documents_never_have_comments(kit: Kit, example: Procurement, tmp_path: Path):
    noted = with_notes(example, note("clause:D16:C1", "Tajné"))

    for final in (True, False):
        generate(kit, noted, tmp_path / str(final), final=final, only=CONTRACT)
        (file,) = (tmp_path / str(final)).glob("*.docx")
        assert not comments(file.read_bytes())
        with zipfile.ZipFile(BytesIO(file.read_bytes())) as package:
            assert not any(b"Tajn" in package.read(name) for name in package.namelist())


def test_a_final_working_copy_is_refused(kit: Kit, example: Procurement, tmp_path: Path):
    with pytest.raises(KitError, match="bez komentářů"):
        generate(kit, example, tmp_path / "out", final=True, lawyer=LawyerCopy())


def test_the_sheet_is_an_internal_file_of_the_set(kit: Kit, example: Procurement, tmp_path: Path):
    generate(kit, example, tmp_path / "out", final=True, only=frozenset({"DH"}), day=DAY)

    with zipfile.ZipFile(tmp_path / "out" / "dokumenty.zip") as package:
        assert "vnitrni/00-predavaci-list-pro-pravnika.docx" in package.namelist()


def test_the_audit_finds_nothing_in_the_sheet(kit: Kit, example: Procurement, tmp_path: Path):
    made = kit.lawyer_sheet(kit.assess(with_notes(example, note("question:x", "a"))), DAY)
    assert isinstance(made, Document)
    file = tmp_path / "sheet.docx"
    file.write_bytes(docx.write(made, {}))

    assert OpenXmlValidator(FileFormat.MICROSOFT_365).validate(str(file)).errors == []
