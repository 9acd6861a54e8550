"""Answers that are long, strange or meant to do harm are printed as text, in a file that opens."""

import re
import subprocess
from io import BytesIO

import docx as python_docx
import pdfua
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openxml_audit import FileFormat, OpenXmlValidator
from tests.formats.everything import a_document, heading, part
from tests.formats.word_reader import W, WordReader

from procurement_kit.documents.document import (
    BulletList,
    Document,
    Paragraph,
    Run,
    RunKind,
    Table,
)
from procurement_kit.formats import docx, pdf
from procurement_kit.formats.text import clean

PAGE_EDGE = 595 - 2 / 2.54 * 72
ANSWERS = {
    "a name of 400 letters": "Ústav pro správu a rozvoj " * 15 + "dat a služeb",
    "a word of 400 letters": "Nejneobhospodařovávatelnějším" * 14,
    "pasted from Word": "Text\x0b\x0cz Wordu\x07\x13 HYPERLINK \x14odkaz\x15\ufeff\u200e\x00",
    "from right to left": "שלום עולם \u202eobráceně\u202c مرحبا",
    "emoji": "Hotovo 🎉👩‍💻✅",
    "markup": "</w:t></w:p><script>alert(1)</script><b>tučně</b> &amp; &#65; ]]>",
    "a template": "{{ 7*7 }} {% for x in y %} ${jndi:ldap://x} $authority_name",
    "a field of Word": '{ DDEAUTO c:\\\\cmd.exe "/k calc" } { INCLUDETEXT "file:///etc/passwd" }',
    "a style": "</style><link rel=attachment href=file:///etc/passwd> url(http://x.y/)",
    "a formula": '=HYPERLINK("http://x.y";"klikněte")',
}


def a_document_with(answer: str) -> Document:
    """*answer* in each place where one can stand."""
    runs = (Run(answer, RunKind.ANSWER, target="x"),)
    return a_document(
        part(
            "x",
            heading("x", f"Nadpis {answer}", "1"),
            Paragraph(runs, 1, "1.1"),
            BulletList((runs,)),
            Table((runs, (Run("Hodnota"),)), ((runs, runs),), answer),
        ),
        title=f"Smlouva {answer}",
        owner=answer,
        matter=answer,
        is_draft=True,
    )


def letters(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.fixture(params=ANSWERS.values(), ids=ANSWERS.keys())
def answer(request) -> str:
    return request.param


def test_word_shows_the_answer_and_obeys_nothing_in_it(answer: str, tmp_path):
    path = tmp_path / "x.docx"
    path.write_bytes(docx.write(a_document_with(answer), {}))
    reader = WordReader(path.read_bytes())
    codes = [item.get(W + "instr") for item in reader.body.iter(W + "fldSimple")]
    codes += [item.text for item in reader.body.iter(W + "instrText")]

    assert letters(clean(answer)) in letters(reader.text())
    assert {code.split()[0] for code in codes} <= {"TOC", "REF", "PAGEREF"}
    assert OpenXmlValidator(FileFormat.MICROSOFT_365).validate(str(path)).errors == []
    assert python_docx.Document(BytesIO(path.read_bytes())).paragraphs
    assert not any("TargetMode" in part for part in map(str, reader.parts.values()))


def test_a_pdf_shows_the_answer_inside_the_page_and_obeys_nothing_in_it(answer: str, tmp_path):
    path = tmp_path / "x.pdf"
    path.write_bytes(pdf.write(a_document_with(answer)).data)
    boxes = subprocess.run(
        ["pdftotext", "-bbox", str(path), "-"], check=True, capture_output=True
    ).stdout.decode("utf-8", "replace")

    assert max(float(edge) for edge in re.findall(r'xMax="([\d.]+)"', boxes)) < PAGE_EDGE
    assert pdfua.validate(str(path)).findings == ()
    with pikepdf.open(path) as file:
        assert not file.attachments
        assert file.check_pdf_syntax() == []
        assert str(file.docinfo["/Title"]) == " ".join(f"Smlouva {clean(answer)}".split())


@pytest.mark.parametrize("name", ["a name of 400 letters", "markup", "a template", "a style"])
def test_the_letters_of_an_answer_are_in_the_pdf(name: str):
    data = pdf.write(a_document_with(ANSWERS[name])).data
    command = ["pdftotext", "-raw", "-", "-"]
    shown = subprocess.run(command, input=data, check=True, capture_output=True).stdout

    assert letters(clean(ANSWERS[name])) in letters(shown.decode())


@settings(max_examples=40)
@given(st.text(max_size=300))
def test_whatever_is_typed_word_gets_a_file_that_opens(typed: str):
    reader = WordReader(docx.write(a_document_with(typed), {}))

    assert letters(clean(typed)) in letters(reader.text())


@settings(max_examples=12)
@given(st.text(max_size=60))
def test_whatever_is_typed_becomes_a_sound_pdf(typed: str):
    data = pdf.write(a_document_with(typed)).data

    with pikepdf.open(BytesIO(data)) as file:
        assert file.check_pdf_syntax() == []
