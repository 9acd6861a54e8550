"""Tracked changes in Word: accepting all gives the new version, refusing all the old one."""

from dataclasses import replace

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator
from tests.builders import a_procurement
from tests.formats.everything import everything
from tests.formats.word_reader import W, WordReader

from procurement_kit.documents.comparison import compare
from procurement_kit.documents.compose import compose
from procurement_kit.documents.document import Document
from procurement_kit.formats import docx


def as_if(data: bytes, gone: str, kept: str) -> str:
    """The letters of the text once the changes of one kind are refused or accepted."""
    body = WordReader(data).body
    for mark in tuple(body.iter(W + gone)):
        if mark.getparent().tag != W + "rPr" and mark.getparent().tag != W + "trPr":
            mark.getparent().remove(mark)
    tags = (W + "t", W + "delText")
    return "".join((node.text or "") for node in body.iter(*tags)).replace(" ", "") or kept


def letters(document: Document) -> str:
    return as_if(docx.write(replace(document, has_contents=False), {}), "none", "")


@pytest.fixture(scope="module")
def versions(kit) -> tuple[Document, Document]:
    """The contract before the first answer, and with all answers of an example."""
    procurements = (a_procurement(), kit.example("dsw2-extension"))
    template = kit.content.templates["D16"]
    old, new = (
        replace(compose(template, kit.library, kit.assess(item), final=False), matter="Portál")
        for item in procurements
    )
    return old, new


@pytest.fixture(scope="module")
def tracked(versions) -> bytes:
    return docx.write(compare(*versions).document, {})


def test_the_audit_finds_nothing_in_tracked_changes(tmp_path, tracked):
    file = tmp_path / "changes.docx"
    file.write_bytes(tracked)

    assert OpenXmlValidator().validate(str(file)).errors == []


def test_the_audit_finds_nothing_in_a_document_that_is_wholly_new_or_wholly_gone(tmp_path):
    whole = everything()
    nothing = replace(whole, parts=())
    for name, versions in {"new": (nothing, whole), "gone": (whole, nothing)}.items():
        file = tmp_path / f"{name}.docx"
        file.write_bytes(docx.write(compare(*versions).document, {}))

        assert OpenXmlValidator().validate(str(file)).errors == []


def test_every_change_has_its_own_number(tracked):
    body = WordReader(tracked).body
    numbers = [node.get(W + "id") for node in body.iter(W + "ins", W + "del")]

    assert len(numbers) > 100
    assert len(numbers) == len(set(numbers))


def test_removed_text_is_kept_as_deleted_text(tracked):
    body = WordReader(tracked).body

    assert [node for mark in body.iter(W + "del") for node in mark.iter(W + "t")] == []


def test_a_document_without_changes_has_no_marks():
    whole = everything()
    body = WordReader(docx.write(compare(whole, whole).document, {})).body

    assert list(body.iter(W + "ins", W + "del")) == []


def test_accepting_all_gives_the_new_version_and_refusing_all_the_old_one(versions, tracked):
    old, new = versions

    assert _without_numbers(as_if(tracked, "del", "")) == _without_numbers(letters(new))
    assert _without_numbers(as_if(tracked, "ins", "")) == _without_numbers(letters(old))


def _without_numbers(text: str) -> str:
    return "".join(letter for letter in text if letter.isalpha())


def test_the_marks_are_well_placed_for_word(tracked):
    for mark in WordReader(tracked).body.iter(W + "ins", W + "del"):
        parent = etree.QName(mark.getparent()).localname
        assert parent in {"p", "hyperlink", "rPr", "trPr"}
