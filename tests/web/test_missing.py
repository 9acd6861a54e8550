"""What is missing, and the task list that leads there."""

from tests.web.visitor import Visitor


def test_the_list_names_what_each_document_needs_in_the_order_of_the_questions(
    visitor: Visitor,
) -> None:
    project = visitor.start()
    visitor.answer(project, "need", contract_title="Portál")

    page = visitor.open(f"{project}missing/")
    record = page.tree.get_element_by_id("need-D3").getparent()

    assert "Jak se jmenuje váš úřad?" in record.text_content()
    assert "Portál" not in page.words
    assert "Smlouva" in page.words.split("Zatím nevíme, zda budou potřeba")[1]
    (link,) = [a for a in record.iter("a") if "úřad" in a.text_content()]
    after = visitor.send(visitor.open(link.get("href")), "step/need", authority_name="Město")
    assert after.path == f"{project}missing/"
    assert "Jak se jmenuje váš úřad?" not in after.words


def test_nothing_missing_is_said(real_visitor: Visitor) -> None:
    page = real_visitor.open(f"{real_visitor.example()}missing/")

    assert "Všechny potřebné odpovědi máte" in page.words


def test_the_task_list_says_what_is_next_how_long_it_takes_and_what_to_review(
    real_visitor: Visitor,
) -> None:
    project = real_visitor.start()
    fresh = real_visitor.open(project)
    example = real_visitor.open(real_visitor.example())

    assert fresh.links("Pokračovat: Kdo zakázku zadává") == [f"{project}step/authority"]
    assert "Zbývá asi" in fresh.words
    assert "Nelze zahájit, protože nejdřív potřebujeme odpověď" in fresh.words
    assert "K přezkoumání" in example.words
    assert "Zbývá asi" not in example.words
    assert example.links("Pokračovat k dokumentům")


def test_a_step_shows_the_way_to_undo_and_what_waits_on_the_page(visitor: Visitor) -> None:
    project = visitor.start()
    page = visitor.open(f"{project}step/need")

    assert f"{project}history/" in page.links("Historie a vrácení změn")
    assert "#q-contract_title" in page.links("Jak se zakázka jmenuje?")
