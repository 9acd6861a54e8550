"""Search, with or without accents, and what it says of questions that are not asked."""

import pytest

from procurement_kit.kit import Kit
from procurement_kit.search import Place, search
from tests.web.small_kit import small_kit
from tests.web.visitor import Visitor


def titles(words: str, kit: Kit | None = None) -> list[str]:
    return [hit.title for hit in search(kit or small_kit(), words)]


@pytest.mark.parametrize("words", ["zakázka", "ZAKAZKA", "zakazky", "zakázku"])
def test_neither_accents_nor_case_nor_ending_matters(words: str):
    assert "Jak se zakázka jmenuje?" in titles(words)


def test_every_word_must_be_found_and_a_title_goes_first():
    assert titles("stávající systém")[0] in {
        "Navazujete na stávající systém?",
        "Jak se stávající systém jmenuje?",
    }
    assert titles("zakázka nesmyslxyz") == []
    assert titles("   ") == []


def test_all_kinds_of_content_are_searched():
    found = {
        hit.place for word in ("potřeba", "pojem", "zákon") for hit in search(small_kit(), word)
    }

    assert found == set(Place)


def test_an_excerpt_marks_the_words_and_loses_none(kit: Kit):
    for hit in search(kit, "licence zdrojový")[:20]:
        joined = "".join(piece.text for piece in hit.excerpt)
        marked = [piece.text.lower() for piece in hit.excerpt if piece.is_hit]
        assert "  " not in joined
        assert all(word.startswith(("licen", "zdroj")) for word in marked)


def test_a_question_that_is_not_asked_says_when_it_would_be(visitor: Visitor):
    project = visitor.start()
    visitor.answer(project, "need", extends_existing="yes")
    visitor.answer(project, "need", existing_system_name="Spis")
    asked = visitor.open(f"{project}search?q=jmenuje")
    visitor.answer(project, "need", extends_existing="no")
    parked = visitor.open(f"{project}search?q=jmenuje")

    assert asked.links("Jak se stávající systém jmenuje?") == [
        f"{project}question/existing_system_name"
    ]
    assert "Odložená odpověď" in parked.words
    assert parked.links("Jak se stávající systém jmenuje?") == [
        "/methodology/S1#question-existing_system_name"
    ]


def test_in_the_real_content_the_reason_is_said(real_visitor: Visitor):
    project = real_visitor.start()
    page = real_visitor.open(f"{project}search?q=obec s rozšířenou působností")

    assert "Zatím nevíme, zda se zeptáme" in page.words
    assert "Ptáme se, když" in page.words


def test_nothing_found_says_so_and_hostile_words_are_text(visitor: Visitor):
    page = visitor.open("/search?q=%3Cscript%3Exyz")

    assert "jsme nenašli" in page.words
    assert not page.tree.xpath("//script")
