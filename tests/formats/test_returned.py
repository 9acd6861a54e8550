"""Documents that come back: edited in Word, saved by LibreOffice, stripped of marks, or hostile."""

import re
import subprocess
import zipfile
from copy import deepcopy
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx as python_docx
import pytest
from docx.text.paragraph import Paragraph
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import NOON
from tests.formats.word_reader import W

from procurement_kit.documents.compose import compose
from procurement_kit.documents.differences import ADDED, REMOVED, SAME, differences
from procurement_kit.documents.returned import COMMENT, DELETED, INSERTED, Found, State
from procurement_kit.formats import docx, returned_docx
from procurement_kit.formats.package import zipped
from procurement_kit.kit import Kit
from procurement_kit.methodology.procurement import Change, Event, Procurement
from procurement_kit.problems import KitError
from procurement_kit.returned import Returned, compare_returned

WORDS = st.text("ab \n", max_size=60)


@pytest.fixture(scope="module")
def example(kit: Kit) -> Procurement:
    return kit.example("dsw2-extension")


@pytest.fixture(scope="module")
def contract(kit: Kit, example: Procurement) -> bytes:
    made = compose(kit.content.templates["D16"], kit.library, kit.assess(example), final=False)
    origin = {"pk_content": example.content_hash, "pk_revision": "0"}
    return docx.write(made, {}, origin=origin)


class Editor:
    """A lawyer at work in Word."""

    def __init__(self, data: bytes) -> None:
        self.word = python_docx.Document(BytesIO(data))
        self.body = self.word.element.body

    def control(self, clause: str):
        tags = self.body.iter(W + "tag")
        return next(
            tag.getparent().getparent()
            for tag in tags
            if tag.get(W + "val").startswith(f"pk:{clause}@")
        )

    def paragraph(self, clause: str, words: str) -> Paragraph:
        found = (Paragraph(item, self.word._body) for item in self.control(clause).iter(W + "p"))
        return next(item for item in found if words in item.text)

    def strip(self, *names: str) -> None:
        """Take the marks called *names* away, their content stays."""
        for name in names:
            for item in list(self.body.iter(W + name)):
                if name == "sdt":
                    for child in list(item.find(W + "sdtContent")):
                        item.addprevious(child)
                item.getparent().remove(item)

    def saved(self) -> bytes:
        target = BytesIO()
        self.word.save(target)
        return target.getvalue()


def compared(kit: Kit, project: Procurement, data: bytes, *events: Event) -> Returned:
    return compare_returned(kit, project, events, "s.docx", returned_docx.read("s.docx", data))


def state_of(returned: Returned, clause: str) -> State:
    return next(item.state for item in returned.comparison.clauses if item.clause == clause)


def first_line(editor: Editor, clause: str) -> Paragraph:
    paragraphs = [
        Paragraph(item, editor.word._body) for item in editor.control(clause).iter(W + "p")
    ]
    return next(item for item in paragraphs[1:] if item.runs and len(item.text) > 30)


def test_a_file_that_nobody_touched_is_unchanged(kit: Kit, example: Procurement, contract: bytes):
    returned = compared(kit, example, contract)

    assert returned.comparison.found is Found.CONTROLS
    assert returned.comparison.is_unchanged
    assert returned.document.id == "D16"
    assert returned.changed_since == ()


def test_words_that_a_lawyer_changed_stand_as_removed_and_added(
    kit: Kit, example: Procurement, contract: bytes
):
    editor = Editor(contract)
    run = first_line(editor, "C1").runs[0]
    word = run.text.split()[1]
    run.text = run.text.replace(word, "JINAK", 1)

    returned = compared(kit, example, editor.saved())

    (changed,) = returned.comparison.of(State.CHANGED)
    assert changed.clause == "C1"
    assert (REMOVED, word) in changed.pieces
    assert (ADDED, "JINAK") in changed.pieces


def test_deleted_moved_and_added_text_is_told_apart(
    kit: Kit, example: Procurement, contract: bytes
):
    editor = Editor(contract)
    deleted, moved = editor.control("contract_price"), editor.control("contract_term")
    deleted.addnext(editor.word.add_paragraph("Zcela nový odstavec mezi doložkami.")._p)
    deleted.getparent().remove(deleted)
    editor.control("contract_signatures").addprevious(moved)

    returned = compared(kit, example, editor.saved())

    assert [item.clause for item in returned.comparison.of(State.DELETED)] == ["contract_price"]
    assert [item.clause for item in returned.comparison.clauses if item.is_moved] == [
        "contract_term"
    ]
    assert [text for _place, text in returned.comparison.added] == [
        "Zcela nový odstavec mezi doložkami."
    ]


def test_tracked_changes_and_comments_stand_with_their_author(
    kit: Kit, example: Procurement, contract: bytes
):
    editor = Editor(contract)
    paragraph = first_line(editor, "C1")
    gone = paragraph.runs[0]._r
    kept = deepcopy(gone)
    kept.text = "Vložený text. "
    for name, run in (("ins", kept), ("del", gone)):
        tracked = docx.element(name, id="900", author="JUDr. Nová")
        paragraph._p.append(tracked)
        tracked.append(run)
    for text in gone.iter(W + "t"):
        text.tag = W + "delText"
    other = first_line(editor, "contract_term")
    editor.word.add_comment(other.runs, "Proč tak dlouho?", "JUDr. Nová", "N")

    returned = compared(kit, example, editor.saved())

    said = {(item.said.kind, item.said.author) for item in returned.comparison.revisions}
    assert said == {(INSERTED, "JUDr. Nová"), (DELETED, "JUDr. Nová")}
    assert state_of(returned, "C1") is State.CHANGED
    (comment,) = returned.comparison.comments
    assert (comment.said.kind, comment.said.text) == (COMMENT, "Proč tak dlouho?")
    assert comment.title == kit.content.clauses["contract_term"].content.title


def test_a_clause_that_answers_changed_since_is_not_blamed_on_the_lawyer(
    kit: Kit, example: Procurement, contract: bytes
):
    answers = {**example.answers, "contract_title": "Úplně jiný název"}
    event = Event(1, Change("contract_title", "", "Úplně jiný název"), NOON, "x")

    returned = compared(kit, replace(example, answers=answers), contract, event)

    outdated = [item for item in returned.comparison.clauses if item.is_outdated]
    assert outdated
    assert not returned.comparison.of(State.CHANGED)
    assert returned.changed_since == (kit.methodology.questions["contract_title"].label,)


def test_a_file_without_controls_is_read_by_its_bookmarks(
    kit: Kit, example: Procurement, contract: bytes
):
    editor = Editor(contract)
    first_line(editor, "C1").add_run(" Doplněno.")
    editor.strip("sdt")

    returned = compared(kit, example, editor.saved())

    assert returned.comparison.found is Found.BOOKMARKS
    assert [item.clause for item in returned.comparison.of(State.CHANGED)] == ["C1"]


def test_a_file_without_any_marks_is_read_by_its_headings(
    kit: Kit, example: Procurement, contract: bytes
):
    editor = Editor(contract)
    first_line(editor, "contract_price").add_run(" Doplněno.")
    editor.strip("sdt", "bookmarkStart", "bookmarkEnd")

    returned = compared(kit, example, _without(editor.saved(), "docProps/custom.xml"))

    assert returned.comparison.found is Found.HEADINGS
    assert returned.document.id == "D16"
    assert [item.clause for item in returned.comparison.of(State.CHANGED)] == ["contract_price"]


def test_a_file_that_libreoffice_saved_is_unchanged(
    kit: Kit, example: Procurement, contract: bytes, tmp_path: Path
):
    (tmp_path / "s.docx").write_bytes(contract)
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir",
         str(tmp_path / "out"), str(tmp_path / "s.docx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip

    returned = compared(kit, example, (tmp_path / "out" / "s.docx").read_bytes())

    assert returned.comparison.is_unchanged
    assert len(returned.comparison.clauses) > 20


def test_comments_of_the_kit_itself_are_not_taken_for_the_lawyers(
    kit: Kit, example: Procurement, contract: bytes
):
    editor = Editor(contract)
    editor.word.add_comment(first_line(editor, "C1").runs, "Naše", "Metodika", "kit")

    assert compared(kit, example, editor.saved()).comparison.is_unchanged


def test_a_strange_document_is_refused_in_a_clear_sentence(kit: Kit, example: Procurement):
    word = python_docx.Document()
    word.add_paragraph("Nájemní smlouva")
    target = BytesIO()
    word.save(target)

    with pytest.raises(KitError, match="nenašli žádnou doložku"):
        compared(kit, example, target.getvalue())


@pytest.mark.parametrize(
    "data",
    [b"", b"PK", b"\xd0\xcf\x11\xe0 old Word", b"%PDF-1.7", zipped({"a.txt": b"x"})],
    ids=["empty", "torn", "doc", "pdf", "other ZIP"],
)
def test_what_is_no_word_file_is_refused(data: bytes):
    with pytest.raises(KitError):
        returned_docx.read("s.docx", data)


def test_bombs_are_refused(contract: bytes):
    body = _part(contract, "word/document.xml")
    lol = b'<!DOCTYPE x [<!ENTITY a "' + b"l" * 1000 + b'">]>'
    entities = re.sub(rb"\?>", b"?>" + lol, body, count=1)
    opened, closed = body.split(b"<w:body>")[0] + b"<w:body>", b"</w:body></w:document>"
    deep = opened + b"<w:p>" * 200_000 + b"</w:p>" * 200_000 + closed
    huge = b"<a>" + b" " * (returned_docx.PART_LIMIT + 1) + b"</a>"

    for part in (entities, deep, huge):
        with pytest.raises(KitError) as caught:
            returned_docx.read_guarded("s.docx", _with(contract, "word/document.xml", part))
        assert caught.value.code in {"returned_bomb", "returned_broken", "returned_heavy"}


def test_a_file_that_is_too_large_is_not_even_opened():
    with pytest.raises(KitError, match="20 MB"):
        returned_docx.read("s.docx", b"PK" + bytes(returned_docx.SIZE_LIMIT))


@given(WORDS, WORDS)
def test_differences_hold_both_texts(before: str, after: str):
    found = differences(before, after)

    assert "".join(text for kind, text in found if kind in {SAME, REMOVED}) == before
    assert "".join(text for kind, text in found if kind in {SAME, ADDED}) == after


def _part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read(name)


def _with(data: bytes, name: str, part: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return zipped({item: archive.read(item) for item in archive.namelist()} | {name: part})


def _without(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        kept = {item: archive.read(item) for item in archive.namelist() if item != name}
    return zipped(kept)
