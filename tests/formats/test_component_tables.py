"""Lists as people write them: pasted lines, tables with Czech or English headings, workbooks."""

import io

import openpyxl
import pytest
from tests.formats.bills import read_here

from procurement_kit.formats.component_tables import read_pasted
from procurement_kit.licensing.components import Bom, Combination, Component
from procurement_kit.problems import KitError

CZECH = """Č.;Název;Verze;Licence;Způsob spojení;Upravena (ano/ne);Adresa zdrojového kódu
1;Žurnál;1.0;MIT;K;ne;https://example.org
2;nástroj;2;GPL-3.0-only;N;ano;
"""


def workbook(*rows: list[object], before: tuple[list[object], ...] = ()) -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["Úvod"])
    sheet = book.create_sheet("Komponenty")
    for row in (*before, *rows):
        sheet.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def read(data: bytes) -> Bom:
    return read_here("komponenty", data)


def test_a_pasted_line_has_name_version_and_license():
    bom = read_pasted("a; 1.0; MIT\n\nb; ISC\r\nc; 2; GPL-3.0-only; N\n")

    assert bom.components == (
        Component("a", "1.0", "MIT"),
        Component("b", license="ISC"),
        Component("c", "2", "GPL-3.0-only", combination=Combination.TOOL),
    )


def test_a_pasted_expression_stands_for_itself():
    assert read_pasted("MIT OR ISC").components == (Component("MIT OR ISC", license="MIT OR ISC"),)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "nothing_to_check"),
        (" \n ", "nothing_to_check"),
        ("MIT AND", "expression_broken"),
        ("a; 1; MIT; S; x", "component_line"),
    ],
)
def test_a_pasted_text_that_says_nothing_gets_a_sentence(text: str, code: str):
    with pytest.raises(KitError) as caught:
        read_pasted(text)

    assert caught.value.code == code


def test_a_sentence_about_a_pasted_line_gives_its_number():
    with pytest.raises(KitError, match="3"):
        read_pasted("a; 1; MIT\n\na; 1; MIT; S; x")


@pytest.mark.parametrize(
    ("word", "combination"),
    [("S", Combination.MERGED), ("k", Combination.DYNAMIC), ("P", Combination.SEPARATE),
     ("N", Combination.TOOL), ("static", Combination.STATIC), ("Nástroj", Combination.TOOL),
     ("plugin", Combination.PLUGIN), ("kontejner", Combination.CONTAINER),
     ("data", Combination.DATA)],
)  # fmt: skip
def test_the_ways_of_combination_have_letters_and_words(word: str, combination: Combination):
    assert read_pasted(f"a; 1; MIT; {word}").components[0].combination is combination


def test_what_is_odd_in_a_line_is_a_problem():
    bom = read_pasted("a; 1; ; S\nb; 1; MITT; Z\n; 1; MIT\na; 1; neurčena")

    assert [(problem.component, problem.code) for problem in bom.problems] == [
        ("a", "sbom_license_missing"),
        ("b", "sbom_combination_odd"),
        ("b", "sbom_license_unlisted"),
        ("MIT", "sbom_name_missing"),
        ("a", "sbom_license_missing"),
        ("a", "sbom_component_twice"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_is_read_however_it_was_saved(encoding: str, delimiter: str):
    bom = read(CZECH.replace(";", delimiter).encode(encoding))

    assert bom.format == "CSV"
    assert bom.components == (
        Component("Žurnál", "1.0", "MIT", source="https://example.org",
                  combination=Combination.DYNAMIC, modified=False),
        Component("nástroj", "2", "GPL-3.0-only", combination=Combination.TOOL, modified=True),
    )  # fmt: skip


def test_headings_may_be_english_and_in_any_order():
    data = b'License,Supplier,PURL,Component Name,Modified\r\n"MIT",Firma,pkg:npm/a@1,a,maybe\r\n'
    bom = read(data)

    assert bom.components == (Component("a", license="MIT", supplier="Firma", purl="pkg:npm/a@1"),)
    assert [problem.code for problem in bom.problems] == ["sbom_modified_odd"]


def test_a_workbook_is_read_from_the_sheet_with_headings():
    rows = (["Komponenta", "Verze", "Licence"], ["a", 1.5, "MIT"], [], ["b", None, "=1+1"])
    bom = read(workbook(*rows, before=(["Seznam komponent"], [])))

    assert bom.format == "XLSX"
    assert [(item.name, item.version) for item in bom.components] == [("a", "1.5"), ("b", "")]


def test_a_formula_is_never_taken_for_a_license():
    bom = read(workbook(["Název", "Licence"], ["a", '=HYPERLINK("https://example.org";"MIT")']))

    assert bom.components[0].license == ""


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"a,b,c\n1,2,3\n", "sbom_no_headings"),
        ("Název;Licence\n".encode(), "sbom_empty"),
        (workbook(["a", "b"]), "sbom_no_headings"),
        (b"PK\x03\x04 not a workbook", "sbom_workbook"),
    ],
)
def test_a_table_that_is_none_gets_a_sentence(data: bytes, code: str):
    with pytest.raises(KitError) as caught:
        read(data)

    assert caught.value.code == code


def test_lines_without_headings_are_read_as_if_pasted():
    assert read(b"a; 1; MIT\nb; ISC\n").components[1] == Component("b", license="ISC")
