"""The lock-in score on the site: in the step and on its own page, with a table beside the chart."""

from procurement_kit.kit import Kit
from tests.web.visitor import Page, Visitor


def chart(page: Page) -> list[str]:
    return [item.get("role") for item in page.tree.iter("svg")]


def test_the_step_shows_the_chart_and_leads_to_the_page(real_visitor: Visitor):
    project = real_visitor.example()

    step = real_visitor.open(f"{project}step/evidence")

    assert chart(step) == ["img", "img"], "one for wide screens, one for phones"
    assert step.links("Skóre závislosti po jednotlivých odpovědích") == [f"{project}lock-in"]


def test_the_page_says_of_every_answer_what_it_counts_and_why(real_visitor: Visitor, kit: Kit):
    project = real_visitor.example()

    page = real_visitor.open(f"{project}lock-in")

    assert chart(page) == ["img", "img"], "one for wide screens, one for phones"
    for item in kit.content.lock_in.items():
        assert kit.methodology.questions[item.question].label in page.words
    assert "Úpravy smí dělat i jiná firma." in page.words
    assert "Hledejte v licenci údaj o území." in page.words


def test_without_an_existing_system_there_is_no_score(real_visitor: Visitor):
    project = real_visitor.example()
    real_visitor.answer(project, "existing_system", extends_existing="no")

    page = real_visitor.open(f"{project}lock-in")

    assert page.status == 200
    assert chart(page) == []
    assert "jen když zakázka navazuje" in page.words


def test_content_without_a_score_has_the_page_too(visitor: Visitor):
    project = visitor.start("Portál")

    assert visitor.open(f"{project}lock-in").status == 200
