"""What is words for people and what is not: declared once, for extraction and translation."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path

from pydantic import BaseModel

from procurement_kit.kit import Kit
from procurement_kit.translations.blocks import blocks, rewritten
from procurement_kit.translations.entries import content_entries, parts
from procurement_kit.translations.extraction import known, languages, wanted
from procurement_kit.translations.spoken import hints_of, spoken, texts_in

LOCALE = Path(__file__).parents[2] / "locale"
CZECH = re.compile("[ěščřžýáíéúůďťňĚŠČŘŽÝÁÍÉÚŮĎŤŇ]")
NOT_TRANSLATED = {
    "Clause": {"alternatives"},  # the text of documents; read in English block by block
    "DocumentTemplate": {"roles"},
    "Example": {"answers", "acknowledgements"},  # answers go into Czech documents
    "ForbiddenCriterion": {"stems", "unless"},  # looked for in what users write in Czech
    "Ground": {"name", "also"},  # typed by users into the list of changes
    "License": {"name"},
    "LicenseException": {"name"},
    "Question": {"example"},  # shows what to type
    "SpdxList": {"licenses", "exceptions"},
    "Source": {"title", "provision"},  # cited as the reader will find it
    "Standard": {"title", "version"},
    "Aliases": {"complete", "dubious", "spdx", "names"},
    "DeclaredChange": {"values"},
    "CopyField": {"label", "term", "text"},  # as the Czech tool calls its fields
    "Exemption": {"why"},  # rules on Czech words, and words of them
    "Phrase": {"words", "instead"},
    "PlainWords": {"endings"},
    "FieldWords": {"cs", "en"},  # files of a repository, written in both languages
    "KeyEntry": {"comment"},
    "PackContent": {"suggestions"},
    "Placeholders": {"text"},
    "Words": {"cs", "en"},
    "Scenario": {"answers"},
    "Solved": {"value"},
    "Trap": {"value"},
    "HandoutWords": {  # hand-outs are printed in Czech
        "answers",
        "day",
        "nothing",
        "invented",
        "confidences",
        "fact_with_source",
        "minutes",
        "sources_of",
        "workbook",
        "sheet",
        "guide",
        "glossary",
        "licenses",
        "certificate",
    },
}
WITHOUT_WORDS = {"files", "cases", "look", "office", "overrides", "document_paths", "roles"}


def strings(piece: object, field: str = "") -> Iterator[tuple[str, str]]:
    """Every text in *piece* with the field in which it stands; conditions hold no words."""
    if isinstance(piece, str):
        yield field, piece
        return
    for name, inner in inside(piece):
        yield from strings(inner, name or field)


def inside(piece: object) -> Iterator[tuple[str, object]]:
    match piece:
        case tuple():
            yield from (("", item) for item in piece)
        case Mapping():
            yield from (("", item) for item in piece.values())
        case _ if isinstance(piece, BaseModel) or is_dataclass(piece):
            kind = type(piece)
            named = set(hints_of(kind)) - NOT_TRANSLATED.get(kind.__name__, set())
            yield from ((f"{kind.__name__}.{name}", getattr(piece, name)) for name in named)


def test_no_czech_text_of_the_content_was_forgotten(kit: Kit):
    """A new field with Czech text is declared as words, or named above with its reason."""
    content = kit.content
    parts = [getattr(content, f.name) for f in fields(content) if f.name not in WITHOUT_WORDS]
    said = {text for _, _, text in texts_in(content)}

    found = {
        field
        for part in parts
        for field, text in strings(part)
        if CZECH.search(text) and text not in said
    }

    assert found == set()


def test_every_declared_text_reaches_the_translators(kit: Kit):
    """A new part of the content is named in entries.py, so that its words are extracted."""
    declared = {
        part
        for _, mark, text in texts_in(kit.content)
        if text.strip()
        for part in parts(text, mark)
    }

    assert declared - {entry.text for entry in content_entries(kit.content)} == set()


def test_what_is_committed_is_what_an_extraction_finds(kit: Kit):
    """Run ./kit run translations extract after a change of words."""
    for language in languages(LOCALE):
        texts = {item.key for items in wanted(kit.content, language).values() for item in items}

        assert set(known(LOCALE, language)) == texts


def test_translating_changes_words_and_nothing_else(kit: Kit):
    """Conditions, values, ids, figures and files stay; so the hash and every judgement stay."""
    shouted = spoken(kit.content, lambda text, mark, place: text.upper())
    question = kit.methodology.questions["subject_kind"]
    other = shouted.methodology.questions["subject_kind"]

    assert other.label == question.label.upper()
    assert other.values == question.values
    assert other.ask_when is question.ask_when
    assert shouted.files is kit.content.files
    assert {name: item.values[0].value for name, item in shouted.parameters.items()} == {
        name: item.values[0].value for name, item in kit.content.parameters.items()
    }


def test_a_piece_without_a_changed_word_is_the_same_piece(kit: Kit):
    assert spoken(kit.content, lambda text, mark, place: text) is kit.content


def test_ids_and_conditions_are_never_shown_to_translators(kit: Kit):
    texts = {entry.text for entry in content_entries(kit.content)}

    assert texts.isdisjoint(kit.methodology.questions)
    assert texts.isdisjoint(kit.content.parameters)


def test_guidance_is_translated_block_by_block_and_keeps_its_marks():
    text = (
        "# Title\n\n## What\n\n- One line\n  goes on [src]\n- Two\n\nA paragraph\nof two lines.\n"
    )

    assert blocks(text) == [
        "Title",
        "What",
        "One line goes on [src]",
        "Two",
        "A paragraph of two lines.",
    ]
    assert rewritten(text, str.upper) == (
        "# TITLE\n\n## WHAT\n\n- ONE LINE GOES ON [SRC]\n- TWO\n\nA PARAGRAPH OF TWO LINES.\n"
    )


def test_every_marked_field_is_a_field(kit: Kit):
    assert "label" in hints_of(type(kit.methodology.questions["subject_kind"]))
