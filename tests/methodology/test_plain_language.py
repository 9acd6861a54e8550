"""Terms found in any shape, and texts that are hard to read found out."""

import pytest

from procurement_kit.methodology.glossary import Explainer, Term, explainer
from procurement_kit.methodology.plain_language import PlainWords, faults, measure, sentences

ENDINGS = ("a", "e", "ě", "i", "í", "u", "ů", "y", "em", "ům", "ého", "ému", "ým", "ý", "ách")
TERMS = (
    Term(id="licence", term="licence", explanation="Oprávnění."),
    Term(
        id="public", term="veřejná licence", explanation="Pro každého.", forms=("veřejné licence",)
    ),
    Term(id="code", term="zdrojový kód", explanation="Zápis."),
)
RULES = PlainWords.model_validate({
    "sentence_words": 6,
    "long_word_letters": 8,
    "phrases": [{"words": "v rámci", "instead": "v"}, {"words": "předmětn*", "instead": "ten"}],
    "abbreviations": {"DPH": "daň"},
})  # fmt: skip


def found(text: str, *seen: str) -> list[tuple[str, str]]:
    pieces = Explainer(TERMS, ENDINGS).pieces(text, seen)
    assert "".join(piece.text for piece in pieces) == text
    return [(piece.text, piece.term.id) for piece in pieces if piece.term]


@pytest.mark.parametrize("text", ["zdrojový kód", "Zdrojového kódu", "zdrojovým kódem"])
def test_a_term_is_found_in_every_case(text: str):
    assert found(f"Kdo má {text}, opraví chybu.") == [(text, "code")]


def test_only_the_first_use_on_a_page_is_explained():
    assert found("Licence a licenci.") == [("Licence", "licence")]
    assert found("Licence a licenci.", "licence") == []


def test_the_longer_term_wins_over_the_one_inside_it():
    assert found("Zvolte veřejné licence.") == [("veřejné licence", "public")]


@pytest.mark.parametrize("text", ["zdrojový kódovací stroj", "licencování", "sublicence"])
def test_a_word_that_only_begins_or_ends_alike_is_not_the_term(text: str):
    assert found(text) == []


def test_abbreviations_are_explained_as_they_stand():
    finder = explainer(TERMS, {"DPH": "Daň z přidané hodnoty."}, ENDINGS)

    assert [term.term for term in finder.used(["Cena bez DPH.", "dph"])] == ["DPH"]


def broken(text: str) -> list[str]:
    return [fault.code for fault in faults(text, RULES, {"EUPL"})]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Jedna dvě tři čtyři pět šest. Krátká věta.", []),
        ("Jedna dvě tři čtyři pět šest sedm.", ["sentence_long"]),
        ("Platí v rámci úřadu.", ["phrase_of_office"]),
        ("Předmětnou věc vraťte.", ["phrase_of_office"]),
        ("Je to předmět zakázky.", []),
        ("Cena bez DPH a licence EUPL.", []),
        ("Pošlete to na XYZ.", ["abbreviation_unknown"]),
    ],
)
def test_each_rule_finds_what_breaks_it_and_nothing_else(text: str, codes: list[str]):
    assert broken(text) == codes


def test_a_day_and_a_paragraph_number_do_not_end_a_sentence():
    assert list(sentences("Od 1. 1. 2027 platí § 16 odst. 2 nově. Ověřte to.")) == [
        "Od 1. 1. 2027 platí § 16 odst. 2 nově.",
        "Ověřte to.",
    ]


def test_the_figures_are_means_over_all_texts():
    found = measure(["Dvě slova.", "Čtyři velmi dlouhatánská slova."], RULES)

    assert (found.sentences, found.words, found.long_words) == (2, 6, 1)
    assert str(found.words_in_sentence) == "3.0"
    assert str(found.long_percent) == "16.7"
