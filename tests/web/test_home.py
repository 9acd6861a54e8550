"""The start page: ways to begin, and the projects of this browser."""

from tests.web.visitor import Visitor


def test_my_projects_say_how_far_they_are_and_can_be_forgotten_one_by_one(
    visitor: Visitor,
) -> None:
    first, second = visitor.start("První"), visitor.start("Druhá")
    page = visitor.open("/")

    assert "Pokračujete fází: Potřeba a hodnota" in page.words
    assert "Naposledy změněno" in page.words
    visitor.send(page, f"/forget/{first.split('/')[2]}")

    assert visitor.open(first).status == 403
    assert visitor.open(second).status == 200
    assert "První" not in visitor.open("/").words


def test_the_way_to_delete_is_shown_to_the_owner_only(visitor: Visitor, other: Visitor) -> None:
    project = visitor.start("Moje")
    page = visitor.send(visitor.open(f"{project}links/"), "/links/", label="x", role="edit")
    other.open(page.tree.xpath("//section//input[@readonly]/@value")[0].split("localhost")[1])

    assert visitor.open("/").links("Smazat natrvalo: Moje") == [f"{project}saved/#delete"]
    assert other.open("/").links("Moje")
    assert not other.open("/").links("Smazat natrvalo")


def test_a_workshop_can_be_joined_with_its_code_from_the_start_page(visitor: Visitor) -> None:
    page = visitor.open("/")

    forms = page.tree.xpath("//form[@action='/join']//input[@name='code']")
    assert len(forms) == 1


def test_the_book_has_contents_every_chapter_and_every_source(real_visitor: Visitor, kit) -> None:
    page = real_visitor.open("/methodology/book")
    known = set(page.tree.xpath("//@id"))

    assert {f"chapter-{stage.id}" for stage in kit.methodology.stages} <= known
    assert {f"source-{name}" for name in kit.content.sources} <= known
    assert "<h3>" not in page.words
    for question in kit.methodology.questions.values():
        assert question.label in page.words
