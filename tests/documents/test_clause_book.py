"""The library of clauses says of each wording when it holds, without a project."""

from datetime import date

import pytest

from procurement_kit.documents.annex import Cover
from procurement_kit.documents.clause_book import BookEntry, clause_book
from procurement_kit.documents.clauses import placeholders
from procurement_kit.documents.document import Heading, Paragraph, RunKind, plain
from procurement_kit.kit import Kit


@pytest.fixture
def entries(kit: Kit) -> dict[str, BookEntry]:
    assert kit.speaker is not None
    cover = Cover(date(2026, 11, 24), kit.content.words)
    book = clause_book(kit.library, kit.content.templates.values(), kit.speaker, cover)
    return {entry.clause.id: entry for entry in book.entries}


def test_it_has_every_clause_of_every_contract_once(kit: Kit, entries: dict[str, BookEntry]):
    contracts = [item for item in kit.content.templates.values() if item.form == "contract"]
    used = {inclusion.id for template in contracts for inclusion in template.inclusions()}

    assert set(entries) == used


def test_numbered_clauses_come_first_and_by_their_number(entries: dict[str, BookEntry]):
    numbered = [name for name, entry in entries.items() if entry.is_numbered]

    assert list(entries)[: len(numbered)] == numbered
    assert numbered.index("C2") < numbered.index("C9") < numbered.index("C10")
    assert numbered.index("C9") < numbered.index("C9S") < numbered.index("C10")


def test_every_wording_of_several_says_when_it_holds(entries: dict[str, BookEntry]):
    silent = [
        (name, wording.alternative.content.id)
        for name, entry in entries.items()
        if len(entry.wordings) > 1
        for wording in entry.wordings
        if not wording.when
    ]

    assert not silent


def test_a_conditional_clause_says_when_it_stands_in_the_contract(entries: dict[str, BookEntry]):
    contract = {use.template.id: use.when for use in entries["C11"].uses}

    assert "Koupit řešení s uzavřeným kódem" in contract["D16"]
    assert {use.template.id: use.when for use in entries["C9"].uses}["D16"] == ""


def test_the_question_stands_where_its_answer_will_be(kit: Kit, entries: dict[str, BookEntry]):
    question = kit.methodology.questions["replacement_months"].label
    part = entries["C11"].wordings[0].part
    answers = [
        run.text
        for block in part.blocks
        if isinstance(block, Paragraph)
        for run in block.runs
        if run.kind is RunKind.ANSWER
    ]

    assert answers == [f"[{question}]"]


def test_no_place_to_fill_in_is_called_by_its_technical_name(entries: dict[str, BookEntry]):
    bare = [
        (name, place)
        for name, entry in entries.items()
        for wording in entry.wordings
        for place in placeholders(wording.alternative)
        for block in wording.part.blocks
        if isinstance(block, Paragraph | Heading) and f"[{place}]" in plain(block.runs)
    ]

    assert not bare


def test_paragraphs_and_letters_are_numbered_anew_in_each_wording(entries: dict[str, BookEntry]):
    for wording in entries["C6"].wordings:
        numbers = [item.number for item in wording.part.blocks if isinstance(item, Paragraph)]
        assert numbers[0] == "1."
