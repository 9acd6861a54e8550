"""Documents translated for reading: the same document in other words, and marked as such."""

from procurement_kit.documents.clauses import Clause, Placeholder, TextTable, pieces_of
from procurement_kit.documents.compose import compose
from procurement_kit.documents.document import Document
from procurement_kit.kit import Kit
from procurement_kit.translations.clause_texts import paragraphs
from procurement_kit.translations.reading import (
    notice,
    reading_clause,
    reading_library,
    reading_roles,
)
from procurement_kit.translations.speech import Speech

NOTICE = "Reading translation. The Czech text alone is binding."


def shape(document: Document) -> list[tuple[str, list[tuple[str, str]]]]:
    """The clauses of a document with the kinds and numbers of their blocks."""
    return [
        (part.clause, [(type(b).__name__, getattr(b, "number", "")) for b in part.blocks])
        for part in document.parts
    ]


def everything_translated(kit: Kit) -> Speech:
    """Every paragraph of every clause with a word before it."""
    files = kit.content.files.files
    texts = {
        text: f"Text: {text}" if not text.startswith("|") else text
        for clause in kit.content.clauses.values()
        for text in paragraphs(files[clause.path])
    }
    roles = {"Zhotovitel": "Contractor", "Poskytovatel": "Provider"}
    said = {"Překlad pro čtení. Závazné je jen české znění.": NOTICE, **roles, **texts}
    return Speech("en", {("", text): (form,) for text, form in said.items()})


def test_a_translated_document_has_the_same_articles_paragraphs_and_numbers(kit: Kit):
    speech, assessment = everything_translated(kit), kit.assess(kit.example("ministry-awarded"))
    files = kit.content.files.files
    for template in kit.templates(assessment):
        library = reading_library(kit.library, template, files, speech)

        made = compose(template, library, assessment, final=False)

        assert shape(made) == shape(compose(template, kit.library, assessment, final=False))
        assert made.language == "en"
        assert made.words.draft == NOTICE


def test_a_paragraph_without_translation_is_czech_and_says_so(kit: Kit):
    clause = kit.content.clauses["C21"]
    told = reading_clause(clause, kit.content.files.files[clause.path], Speech("en", {}))

    assert first_words(told).startswith("[česky] Úkoly")  # the mark has no translation here either
    assert notice(Speech("en", {})).startswith("Překlad pro čtení")


def test_a_table_without_translation_stays_a_table(kit: Kit):
    clause = kit.content.clauses["contract_parties"]
    told = reading_clause(clause, kit.content.files.files[clause.path], Speech("en", {}))
    kinds = [type(block) for block in clause.alternatives[0].blocks]

    assert TextTable in kinds
    assert [type(block) for block in told.alternatives[0].blocks] == kinds


def test_placeholders_work_in_the_other_language(kit: Kit):
    clause = kit.content.clauses["C21"]
    data = kit.content.files.files[clause.path]
    second = list(paragraphs(data))[1]
    words = "For $exit_months months the Contractor helps."

    told = reading_clause(clause, data, Speech("en", {("", second): (words,)}))

    assert Placeholder("exit_months") in pieces_of(told.alternatives[0].blocks[1])


def test_roles_have_one_form_in_the_other_language_and_keep_the_czech_ones(kit: Kit):
    speech = everything_translated(kit)

    renamed = reading_roles(kit.content.roles, speech).renaming({"Zhotovitel": "Poskytovatel"})

    assert renamed("the Contractor helps") == "the Provider helps"
    assert renamed("bez Zhotovitele") == "bez Poskytovatele"


def first_words(clause: Clause) -> str:
    return clause.alternatives[0].blocks[0].pieces[0].text
