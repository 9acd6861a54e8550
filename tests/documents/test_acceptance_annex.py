"""The annex to the acceptance record, and the defects that the record takes over from it."""

from dataclasses import replace
from datetime import date

import pytest
from tests.licensing.data import DATA
from tests.licensing.handover import FULL, a_bom, a_policy, handed, report_on

from procurement_kit.documents.acceptance import (
    LINES_LIMIT,
    articles_of,
    compose_acceptance,
    defect_lines,
)
from procurement_kit.documents.annex import Cover
from procurement_kit.documents.document import Document, RunKind, Table, plain
from procurement_kit.documents.tables import defect_cells
from procurement_kit.formats import docx, pdf, text
from procurement_kit.kit import Kit
from procurement_kit.licensing.acceptance import AcceptanceReport
from procurement_kit.methodology.reading import read_answer


def bad(name: str) -> AcceptanceReport:
    broken = FULL._replace(name=name, license="GPL-2.0-only", concluded="GPL-2.0-only", purl="")
    return report_on(handed(broken, tender=a_bom()), a_policy("AGPL-3.0-or-later"))


def annex(kit: Kit, report: AcceptanceReport, contract: Document | None = None) -> Document:
    cover = Cover(date(2026, 12, 2), kit.library.words, "Město", "Zakázka")
    return compose_acceptance(report, DATA, cover, contract)


def tables(document: Document) -> list[list[list[str]]]:
    return [
        [
            [plain(cell).replace("\u00a0", " ") for cell in row]
            for row in (block.header, *block.rows)
        ]
        for block in document.blocks()
        if isinstance(block, Table)
    ]


def test_the_annex_states_every_check_with_its_result_and_evidence(kit: Kit):
    report = bad("stará")
    rows = [row for table in tables(annex(kit, report)) for row in table]

    for check in report.checks:
        result = DATA.contract.results[check.result]
        assert [check.label, check.clause, result, check.evidence] in rows


def test_every_defect_stands_there_with_its_deadline_and_the_note_that_it_is_our_proposal(kit: Kit):
    report = bad("stará")
    written = text.write(annex(kit, report))

    assert len(report.defects) > 1
    for item in report.defects:
        assert f"{item.due.day}.\u00a0{item.due.month}.\u00a0{item.due.year}" in written
    assert DATA.contract.proposal.split(",")[0] in written.replace("\u00a0", " ")


def test_the_annex_cites_the_articles_of_the_contract_where_it_is_known(kit: Kit):
    contract = {
        item.id: item for item in kit.documents(kit.assess(kit.example("dsw2-extension")),
                                                final=True)
    }["D16"]  # fmt: skip
    articles = articles_of(contract)
    written = text.write(annex(kit, bad("stará"), contract)).replace("\u00a0", " ")

    assert (
        articles["C4P"] == articles["C4"]
    )  # a clause without a heading stands in the last article
    assert f"čl. {articles['C4']}" in written
    assert f"čl. {articles['C6']}" in written


def test_a_clean_handover_says_so_in_every_part(kit: Kit):
    written = text.write(annex(kit, report_on(handed())))

    for sentence in ("met", "no_changes", "no_defects", "no_questions"):
        assert DATA.contract.annex.sentences[sentence] in written.replace("\u00a0", " ")


def test_without_a_tender_nothing_is_said_of_changes(kit: Kit):
    report = report_on(replace(handed(), tender=None))
    written = text.write(annex(kit, report)).replace("\u00a0", " ")

    assert DATA.contract.annex.sentences["no_tender"] in written


def test_the_annex_can_be_drawn_as_word_and_pdf(kit: Kit):
    document = annex(kit, bad("stará"))
    drawn = pdf.write(document)

    assert drawn.data.startswith(b"%PDF")
    assert docx.write(document, drawn.pages).startswith(b"PK")


def test_the_record_takes_the_defects_over_with_severity_and_deadline(kit: Kit):
    report = bad("stará; s středníkem")
    lines = defect_lines(report, DATA)
    procurement = kit.example("dsw2-extension")
    answers = {**procurement.answers, "acceptance_defects": "\n".join(lines)}
    documents = kit.documents(kit.assess(replace(procurement, answers=answers)), final=True)
    record = next(item for item in documents if item.id == "D31")
    rows = next(table for table in tables(record) if table[0][0] == "Vada")[1:]

    assert len(rows) == len(report.defects)
    for row, item in zip(rows, report.defects, strict=True):
        severity = DATA.contract.deadlines[item.severity].label
        assert row == [item.wrong, severity, f"{item.due.day}. {item.due.month}. {item.due.year}"]


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("Export padá; kritická; 15. 7. 2027", ("Export padá", "kritická", "15. 7. 2027")),
        ("Export padá; oprava do 15. 7. 2027", ("Export padá", "", "15. 7. 2027")),
        ("Export padá; 2027-07-15", ("Export padá", "", "2027-07-15")),
        ("a; b c; ostatní; 1.1.2027", ("a; b c", "ostatní", "1.1.2027")),
        ("a; b c; 1. 1. 2027", ("a; b c", "", "1. 1. 2027")),
        ("Export padá", ("Export padá", "", "")),
        ("Chyba od 1. 1. 2027", ("Chyba od 1. 1. 2027", "", "")),
    ],
)
def test_a_line_of_defects_written_by_hand_is_understood(line: str, cells: tuple[str, ...]):
    assert defect_cells(line) == cells


def test_what_the_line_does_not_say_is_left_to_fill_in_by_hand(kit: Kit):
    procurement = kit.example("dsw2-extension")
    answers = {**procurement.answers, "acceptance_defects": "Export padá"}
    documents = kit.documents(kit.assess(replace(procurement, answers=answers)), final=True)
    record = next(item for item in documents if item.id == "D31")
    table = next(block for block in record.blocks()
                 if isinstance(block, Table) and plain(block.header[0]) == "Vada")  # fmt: skip

    assert [run.kind for cell in table.rows[0] for run in cell] == [
        RunKind.ANSWER, RunKind.BLANK, RunKind.BLANK,
    ]  # fmt: skip


def test_however_many_defects_there_are_their_lines_fit_the_answer(kit: Kit):
    many = [
        FULL._replace(name=f"knihovna-{n}", license="GPL-2.0-only", concluded="GPL-2.0-only")
        for n in range(300)
    ]
    report = report_on(handed(*many, tender=a_bom()), a_policy("AGPL-3.0-or-later"))
    lines = defect_lines(report, DATA)
    question = kit.methodology.questions["acceptance_defects"]

    assert len(report.defects) > 300 > len(lines)
    assert sum(map(len, lines)) <= LINES_LIMIT
    assert read_answer(question, "\n".join(lines)) == lines
    assert any("300" in line for line in lines)
