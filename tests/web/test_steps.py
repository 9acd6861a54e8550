"""What an official may expect of a question page."""

import pytest
from flask import Flask

from tests.web.visitor import Visitor

VALUE = {
    "decisive_day": "1. 12. 2026",
    "value_development": "2 000 000",
    "support_months": "12",
    "support_monthly": "10 000",
    "weight_price": "60",
}


def test_saving_goes_on_to_the_next_step(visitor: Visitor) -> None:
    project = visitor.start()

    page = visitor.answer(project, "need", contract_title="Portál", extends_existing="no")

    assert page.path == f"{project}step/value"


def test_an_answer_is_there_again_when_the_page_is_opened_again(visitor: Visitor) -> None:
    project = visitor.start()

    visitor.answer(project, "need", contract_title="Portál", platforms=["linux", "windows"])

    values = dict(visitor.open(f"{project}step/need").form("step/need").form_values())
    assert values["contract_title"] == "Portál"
    ticked = visitor.open(f"{project}step/need").tree.xpath("//input[@name='platforms'][@checked]")
    assert [item.get("value") for item in ticked] == ["linux", "windows"]


@pytest.mark.parametrize(
    ("step", "question", "typed", "sentence"),
    [
        ("value", "value_development", "dva miliony", "„dva miliony“ není číslo"),
        ("value", "value_development", "-5", "je záporná"),
        ("value", "decisive_day", "30. 2. 2026", "Den „30. 2. 2026“ v kalendáři není"),
        ("value", "decisive_day", "zítra", "„zítra“ není datum"),
        ("value", "weight_price", "101", "je příliš velká"),
        ("need", "contact", "pan Novák", "není e-mailová adresa"),
        ("need", "profile", "www.urad.cz", "není webová adresa"),
        ("need", "company", "12345678", "nesouhlasí s kontrolní číslicí"),
        ("need", "authority_name", "x" * 201, "vejde se jich 200"),
        ("need", "subject_kind", "houses", "není mezi nabídnutými"),
    ],
)
def test_what_cannot_be_read_is_kept_and_explained(
    visitor: Visitor, step: str, question: str, typed: str, sentence: str
) -> None:
    project = visitor.start()

    page = visitor.answer(project, step, **{question: typed})

    assert page.status == 422
    assert page.title.startswith("Chyba: ")
    (target,) = page.errors()
    assert sentence in page.errors()[target]
    assert page.tree.get_element_by_id(target).get("name") == question
    assert "K opravě" in visitor.open(project).words
    again = visitor.open(f"{project}step/{step}")
    assert typed in again.response.text


def test_the_rest_of_a_faulty_page_is_saved(visitor: Visitor) -> None:
    project = visitor.start()

    visitor.answer(project, "value", decisive_day="30. 2. 2026", value_development="1 000")

    page = visitor.open(f"{project}step/value")
    assert "Rozumíme: 1\u00a0000\u00a0Kč bez DPH" in page.response.text


def test_save_and_leave_shows_the_link_even_when_something_cannot_be_read(visitor: Visitor) -> None:
    project = visitor.start()
    page = visitor.open(f"{project}step/value")

    left = visitor.send(page, "step/value", "_leave", value_development="dva miliony")

    assert left.path == f"{project}saved/"
    assert "dva miliony" in visitor.open(f"{project}step/value").response.text


def test_a_question_that_appears_is_shown_before_going_on(visitor: Visitor) -> None:
    project = visitor.start()

    page = visitor.answer(project, "need", extends_existing="yes")

    assert page.path == f"{project}step/need"
    assert "Nová otázka" in page.words
    assert "přibyly další otázky" in page.words
    after = visitor.send(page, "step/need", existing_system_name="Spis")
    assert after.path == f"{project}step/need/results"


def test_a_hidden_answer_is_parked_and_comes_back(visitor: Visitor) -> None:
    project = visitor.start()
    page = visitor.answer(project, "need", extends_existing="yes")
    visitor.send(page, "step/need", existing_system_name="Spisová služba")

    visitor.answer(project, "need", extends_existing="no")
    check = visitor.open(f"{project}answers/")

    assert "Odložené odpovědi" in check.words
    assert "Spisová služba" in check.words
    visitor.answer(project, "need", extends_existing="yes")
    assert "Odložené odpovědi" not in visitor.open(f"{project}answers/").words


def test_a_page_that_did_not_show_a_question_does_not_empty_its_answer(visitor: Visitor) -> None:
    project = visitor.start()
    stale = visitor.open(f"{project}step/need")
    page = visitor.answer(project, "need", extends_existing="yes")
    visitor.send(page, "step/need", existing_system_name="Spis")

    visitor.send(stale, "step/need", description="Text", extends_existing="yes")

    assert "Spis" in visitor.open(f"{project}answers/").words


def test_results_show_the_value_the_regime_and_the_figure_with_its_days(visitor: Visitor) -> None:
    project = visitor.start()

    page = visitor.answer(project, "value", **VALUE)

    assert page.path == f"{project}step/value/results"
    assert "2\u00a0120\u00a0000\u00a0Kč" in page.response.text
    assert "zakázka malého rozsahu" in page.words
    assert "31.\u00a012.\u00a02026" in page.response.text
    assert "zkontrolováno 23. 11. 2026, pravděpodobné" in page.words


def test_an_open_decision_names_the_questions_it_waits_for(visitor: Visitor) -> None:
    project = visitor.start()

    page = visitor.answer(project, "value", decisive_day="1. 12. 2026", weight_price="60",
                          support_months="1", support_monthly="1")  # fmt: skip

    assert "Zatím neurčeno" in page.words
    assert "Kolik bude stát vývoj?" in page.words


def test_a_day_without_known_law_leaves_the_regime_open_and_says_so(visitor: Visitor) -> None:
    project = visitor.start()

    page = visitor.answer(project, "value", **(VALUE | {"decisive_day": "15. 1. 2027"}))

    assert "Pro rozhodný den neznáme znění zákona" in page.words
    assert "Limit malého rozsahu – pro den 15. 1. 2027" in page.words
    assert "Ověřte s právníkem" in page.words
    assert "zakázka malého rozsahu" not in page.words
    ready = visitor.open(f"{project}documents/ready")
    assert "Neznámé znění zákona (1)" in ready.words


def test_another_regime_names_the_procedure_and_what_is_missing(visitor: Visitor) -> None:
    project = visitor.start()

    visitor.answer(project, "value", **(VALUE | {"value_development": "5 000 000"}))
    page = visitor.open(f"{project}documents/")

    assert "zjednodušené podlimitní řízení" in page.words
    assert "Podlimitní režim." in page.words
    assert page.links("Náhled dokumentu Záznam")
    assert not page.links("Náhled dokumentu Smlouva")


def test_sending_a_form_twice_changes_nothing_more(visitor: Visitor) -> None:
    project = visitor.start()
    page = visitor.open(f"{project}step/need")

    visitor.send(page, "step/need", contract_title="Portál")
    second = visitor.send(page, "step/need", contract_title="Portál")

    assert second.status == 200
    history = visitor.open(f"{project}history/")
    assert len(history.tree.xpath("//tbody/tr")) == 1


def test_two_tabs_with_different_answers_are_settled_field_by_field(visitor: Visitor) -> None:
    project = visitor.start()
    first, second = visitor.open(f"{project}step/need"), visitor.open(f"{project}step/need")
    visitor.send(first, "step/need", contract_title="Portál", authority_name="Město")

    page = visitor.send(second, "step/need", contract_title="Web", description="Popis")

    assert page.status == 409
    assert "Portál" in page.words
    assert "Web" in page.words
    assert "Jak se zakázka jmenuje?" in page.words
    assert "Město" in visitor.open(f"{project}answers/").words
    settled = visitor.send(page, "step/need", contract_title="Web")
    assert settled.status == 200
    check = visitor.open(f"{project}answers/").words
    assert "Web" in check
    assert "Popis" in check
    assert "Město" in check


def test_choosing_nothing_in_a_conflict_keeps_what_was_saved(visitor: Visitor) -> None:
    project = visitor.start()
    first, second = visitor.open(f"{project}step/need"), visitor.open(f"{project}step/need")
    visitor.send(first, "step/need", contract_title="Portál")
    page = visitor.send(second, "step/need", contract_title="Web")

    visitor.send(page, "step/need")

    assert "Portál" in visitor.open(f"{project}answers/").words


def test_an_answer_that_was_not_chosen_stays_as_a_note(visitor: Visitor) -> None:
    project = visitor.start()
    first, second = visitor.open(f"{project}step/need"), visitor.open(f"{project}step/need")
    visitor.send(first, "step/need", contract_title="Portál", extends_existing="yes")
    page = visitor.send(second, "step/need", contract_title="Web", extends_existing="no")

    visitor.send(page, "step/need", extends_existing="no")

    notes = visitor.open(f"{project}notes/").words
    assert "tato odpověď nebyla vybrána: Web" in notes
    assert "nebyla vybrána: Ne" not in notes
    answers = visitor.open(f"{project}answers/").words
    assert "Portál" in answers


def test_two_lists_can_be_kept_together(visitor: Visitor) -> None:
    project = visitor.start()
    first, second = visitor.open(f"{project}step/need"), visitor.open(f"{project}step/need")
    visitor.send(first, "step/need", requirements="Tisk\nExport")
    page = visitor.send(second, "step/need", requirements="Export\nImport")

    (both,) = page.tree.xpath("//input[@id='requirements-both']/@value")
    visitor.send(page, "step/need", requirements=both)

    assert both.splitlines() == ["Tisk", "Export", "Import"]
    assert "Import" in visitor.open(f"{project}answers/").words
    assert "nebyla vybrána" not in visitor.open(f"{project}notes/").words


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}"]
)
def test_hostile_text_is_shown_as_text_everywhere(visitor: Visitor, hostile: str) -> None:
    project = visitor.start(title=hostile)
    visitor.answer(project, "need", contract_title=hostile, authority_name=hostile,
                   description=hostile, requirements=hostile, extends_existing="yes")  # fmt: skip

    for path in (
        "",
        "step/need",
        "answers/",
        "history/",
        "documents/preview/D16",
        "documents/preview/D3",
    ):
        page = visitor.open(project + path)
        assert page.status == 200
        assert not page.tree.xpath("//script | //img | //*[@onerror]")
        assert "49" not in page.title


def test_an_unknown_step_is_a_page_that_says_so(visitor: Visitor) -> None:
    project = visitor.start()

    page = visitor.open(f"{project}step/nonsense")

    assert page.status == 404
    assert "Taková stránka zde není" in page.words


def test_a_change_returns_to_the_page_it_was_begun_on(visitor: Visitor) -> None:
    project = visitor.start()
    check = visitor.open(f"{project}answers/")
    (change,) = check.links("Změnit: Jak se zakázka jmenuje?")

    page = visitor.open(change)
    after = visitor.send(page, "step/need", contract_title="Portál")

    assert after.path == f"{project}answers/"


def test_a_project_keeps_the_content_it_was_begun_with(app: Flask, visitor: Visitor) -> None:
    from procurement_kit.kit import Kit
    from tests.web.small_kit import small_files

    project = visitor.start()
    newer = small_files()
    changed = {**newer.files}
    name = "methodology/stages/01-need/need.yaml"
    changed[name] = changed[name].replace(b"Co kupujete?", "Co pořizujete?".encode())
    app.extensions["procurement_kit"].kit = Kit.read(type(newer)(changed))

    page = visitor.open(project)

    assert "novější verze" in page.words
    assert "Co kupujete?" in visitor.open(f"{project}step/need").words
    assert "Co pořizujete?" in visitor.open(f"{visitor.start()}step/need").words
