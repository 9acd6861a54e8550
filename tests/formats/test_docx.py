import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from io import BytesIO

import docx as python_docx
import pytest
from docx.text.paragraph import Paragraph as Word
from openxml_audit import FileFormat, OpenXmlValidator
from tests.formats.everything import a_document, everything, heading, part
from tests.formats.everything import text as paragraph
from tests.formats.word_reader import W, WordReader, text_of

from procurement_kit.documents.document import Heading, Paragraph
from procurement_kit.formats import docx

PAGES = {"clause-C1": 2, "clause-C9": 3, "clause-C9-9": 3, "clause-C30": 6}


@pytest.fixture(scope="module")
def reader() -> WordReader:
    return WordReader(docx.write(everything(), PAGES))


@pytest.mark.parametrize("edition", [FileFormat.OFFICE_2013, FileFormat.MICROSOFT_365])
def test_the_audit_finds_nothing(tmp_path, reader, edition):
    file = tmp_path / "document.docx"
    file.write_bytes(reader.data)

    assert OpenXmlValidator(edition).validate(str(file)).errors == []


def test_word_counts_the_numbers_that_the_document_prints(reader):
    blocks = [
        block
        for block in everything().blocks()
        if isinstance(block, Heading | Paragraph) and block.number and block.number != "VII/bis"
    ]
    expected = [f"{b.number}." if isinstance(b, Heading) else b.number for b in blocks]

    assert [item.number for item in reader.paragraphs() if item.number not in {"", "•"}] == expected


def test_numbers_are_never_typed_where_word_can_count_them(reader):
    typed = [
        item.text
        for item in reader.paragraphs()
        if re.match(r"(\d+\.\d*|[a-z]\)|VII/bis)\s", item.text)
    ]

    assert typed == ["VII/bis Číslo, které Word neumí."]


def test_articles_use_styles_that_the_navigation_pane_understands(reader):
    levels = {
        name: reader.styles[style].find(f"{W}pPr/{W}outlineLvl").get(W + "val")
        for name, style in {"1": "Heading1", "2": "Heading2", "3": "Heading3"}.items()
    }
    parents = {
        style: reader.styles[style].find(W + "basedOn").get(W + "val")
        for style in ("PKNadpis1", "PKNadpis1BezCisla", "PKNadpis2", "PKNadpis3")
    }

    assert levels == {"1": "0", "2": "1", "3": "2"}
    assert list(parents.values()) == ["Heading1", "Heading1", "Heading2", "Heading3"]


def test_every_style_in_use_is_defined(reader):
    used = {
        element.get(W + "val")
        for name in ("document", "header", "header-first", "footer")
        for element in reader.xml(f"word/{name}.xml").iter(
            W + "pStyle", W + "rStyle", W + "tblStyle"
        )
    }

    assert used <= set(reader.styles)


def test_every_clause_is_wrapped_in_a_bookmark_of_its_name(reader):
    names = [item.get(W + "name") for item in reader.body.iter(W + "bookmarkStart")]
    clauses = [f"pk_{part.clause}" for part in everything().parts]

    assert [name[:-11] for name in names if name.startswith("pk_")] == clauses
    assert len(names) == len({name.lower() for name in names})


def test_long_and_equal_names_of_clauses_become_different_bookmarks():
    name = "c" * 60
    reader = WordReader(
        docx.write(a_document(part(name, Paragraph(())), part(name + "é", Paragraph(()))), {})
    )
    names = [item.get(W + "name") for item in reader.body.iter(W + "bookmarkStart")]

    assert len(set(names)) == 2
    assert max(map(len, names)) <= 40


def test_the_contents_are_a_field_filled_with_titles_and_known_pages(reader):
    contents = next(reader.body.iter(W + "sdt"))
    lines = [text_of(item) for item in contents.iter(W + "p")]
    bookmarks = {item.get(W + "name") for item in reader.body.iter(W + "bookmarkStart")}
    links = [item.get(W + "anchor") for item in contents.iter(W + "hyperlink")]

    assert "TOC" in "".join(item.text for item in contents.iter(W + "instrText"))
    assert lines[:4] == [
        "Obsah",
        "Smluvní strany",
        "1. Předmět smlouvy 2",
        "2. Licence a zdrojový kód 3",
    ]
    tabs = [len(list(item.iter(W + "tab"))) for item in contents.iter(W + "p")]

    assert tabs[:4] == [0, 0, 2, 2]
    assert set(links) <= bookmarks
    assert len(links) == len(list(everything().headings()))


def test_a_document_without_contents_has_no_such_field():
    reader = WordReader(docx.write(replace(everything(), has_contents=False), {}))

    assert list(reader.body.iter(W + "docPartObj")) == []


def test_a_reference_is_a_field_that_shows_the_number_of_its_article(reader):
    field = next(reader.body.iter(W + "fldSimple"))
    target = field.get(W + "instr").split()[1]

    assert text_of(field) == "2"
    assert target in {item.get(W + "name") for item in reader.body.iter(W + "bookmarkStart")}


def test_pages_are_numbered_by_fields_with_results(reader):
    footer = reader.xml("word/footer.xml")
    codes = [item.get(W + "instr").strip() for item in footer.iter(W + "fldSimple")]

    assert codes == ["PAGE", "NUMPAGES"]
    assert text_of(footer) == "Strana 1 z 6"


def test_czech_is_the_language_of_the_defaults(reader):
    defaults = reader.xml("word/styles.xml").find(W + "docDefaults")

    assert next(defaults.iter(W + "lang")).get(W + "val") == "cs-CZ"


def test_header_rows_repeat_and_rows_do_not_split(reader):
    headers = list(reader.body.iter(W + "tblHeader"))

    assert len(headers) == len(list(reader.body.iter(W + "tbl")))
    assert all(not header.attrib for header in headers)
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in reader.body.iter(W + "tr"))


def test_columns_fill_the_width_of_the_text(reader):
    for table in reader.body.iter(W + "tbl"):
        widths = [int(column.get(W + "w")) for column in table.iter(W + "gridCol")]
        assert sum(widths) == 9070
        assert min(widths) > 500


def test_a_draft_says_so_on_every_page_and_a_final_document_does_not(reader):
    final = WordReader(docx.write(replace(everything(), is_draft=False), {}))
    headers = ("word/header.xml", "word/header-first.xml")

    assert all("NÁVRH" in text_of(reader.xml(name)) for name in headers)
    assert not any("NÁVRH" in text_of(final.xml(name)) for name in headers)


def test_gaps_are_highlighted_and_answers_are_not(reader):
    marked = {
        text_of(style.getparent().getparent())
        for style in reader.body.iter(W + "rStyle")
        if style.get(W + "val") == "PKDoplnit"
    }

    assert marked == {"[doplňte: IČO]", "[doplňte: Jaká je lhůta?]"}


def test_properties_come_from_the_document(reader):
    properties = python_docx.Document(BytesIO(reader.data)).core_properties

    assert properties.title == "Smlouva o dílo a licenční smlouva"
    assert properties.subject == "Rozvoj systému pro správu plánů – etapa 2"
    assert properties.author == "Statutární město Příkladov"
    assert properties.language == "cs"


def test_another_reader_opens_the_file_and_finds_its_headings(reader):
    document = python_docx.Document(BytesIO(reader.data))
    paragraphs = [Word(item, document) for item in document.element.body.iter(W + "p")]
    found = [item.text for item in paragraphs if item.style.name.startswith("PK Nadpis")]

    assert found[:2] == ["Smluvní strany", "Předmět smlouvy"]
    assert document.sections[0].page_width.cm == pytest.approx(21, abs=0.01)
    assert document.sections[0].left_margin.cm == pytest.approx(2.5, abs=0.01)


def test_the_file_holds_nothing_but_the_parts_that_are_needed(reader):
    assert sorted(reader.parts) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "docProps/custom.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/fontTable.xml",
        "word/footer.xml",
        "word/header-first.xml",
        "word/header.xml",
        "word/numbering.xml",
        "word/settings.xml",
        "word/styles.xml",
        "word/theme.xml",
    ]


def test_equal_documents_give_equal_bytes_in_another_process(reader):
    program = (
        "import sys; from tests.formats.everything import everything\n"
        "from procurement_kit.formats import docx\n"
        f"sys.stdout.buffer.write(docx.write(everything(), {PAGES!r}))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    again = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, env=environment
    ).stdout

    assert again == reader.data
    assert {entry.date_time[0] for entry in zipfile.ZipFile(BytesIO(again)).infolist()} == {1980}


def test_a_long_owner_and_title_stand_on_lines_of_their_own():
    document = a_document(part("C1", heading("C1", "A", "1")), owner="Ú" * 60, title="T" * 60)
    header = WordReader(docx.write(document, {})).xml("word/header.xml")

    assert [text_of(item) for item in header.iter(W + "p")] == ["T" * 60, "Ú" * 60]


def test_a_document_without_words_of_its_own_can_still_be_opened():
    document = a_document(part("C1", paragraph("")), has_contents=True, owner="", matter="")

    assert python_docx.Document(BytesIO(docx.write(document, {}))).paragraphs
