"""The choice of a procedure, as an official sees it."""

from tests.web.visitor import Page, Visitor


def row(page: Page, label: str) -> str:
    """What the table of procedures says of *label*."""
    rows = (row for row in page.tree.iter("tr") if row.find("th") is not None)
    found = next(row for row in rows if row.find("th").text_content().startswith(label))
    return " ".join(found.text_content().split())


def test_the_step_says_in_words_which_procedures_may_be_used(real_visitor: Visitor) -> None:
    project = real_visitor.example()

    page = real_visitor.open(f"{project}step/choice")

    assert "zvolený postup" in row(page, "Výzva mimo zadávací řízení")
    assert "Lze použít" in row(page, "Otevřené řízení")
    assert "Neposouzeno" in row(page, "Vertikální spolupráce")


def test_a_refused_procedure_is_saved_and_the_warning_gives_the_reasons(
    real_visitor: Visitor,
) -> None:
    project = real_visitor.example()
    real_visitor.answer(project, "value", value_development="9 000 000")

    real_visitor.answer(project, "choice", chosen_procedure="simplified_below_threshold_procedure")

    reason = "zjednodušené řízení je jen pro hodnoty pod ním"
    page = real_visitor.open(f"{project}step/choice")
    assert "Nelze použít" in row(page, "Zjednodušené podlimitní řízení")
    assert reason in row(page, "Zjednodušené podlimitní řízení")
    assert reason in real_visitor.open(f"{project}warnings/").words


def test_conditions_are_asked_only_of_the_procedure_that_was_chosen(real_visitor: Visitor) -> None:
    project = real_visitor.example()
    before = real_visitor.open(f"{project}step/choice")

    page = real_visitor.answer(
        project, "choice", chosen_procedure="negotiated_procedure_without_publication"
    )

    assert "q-jrbu_ground" not in before.tree.xpath("//@id")
    assert "q-jrbu_ground" in page.tree.xpath("//@id")
    assert "q-in_house_control" not in page.tree.xpath("//@id")


def test_the_page_of_procedures_puts_the_case_law_beside_the_exception(
    real_visitor: Visitor,
) -> None:
    page = real_visitor.open(f"{real_visitor.example()}procedures")

    section = page.tree.get_element_by_id("procedure-negotiated_procedure_without_publication")
    words = section.text_content()
    assert "C-578/23" in words
    assert "314/2021-123" in words
    assert "Co žádá" in words


def test_a_methodology_without_rules_on_procedures_still_has_the_page(visitor: Visitor) -> None:
    page = visitor.open(f"{visitor.start()}procedures")

    assert page.status == 200
    assert "pravidla postupů neobsahuje" in page.words
