"""Explained words, the way through the stages, and the sheets to copy from, without JavaScript."""

from tests.web.visitor import Page, Visitor


def ids(page: Page) -> set[str]:
    return set(page.tree.xpath("//@id"))


def test_each_explained_word_leads_to_its_meaning_on_the_same_page_and_back(real_visitor: Visitor):
    page = real_visitor.open(f"{real_visitor.example()}step/value")
    links = page.tree.xpath("//a[@class='term']")

    assert links
    assert len({link.get("href") for link in links}) == len(links), "only the first use is a link"
    assert {link.get("href").removeprefix("#") for link in links} <= ids(page)
    backs = page.tree.xpath("//a[@class='back-to-word']/@href")
    assert {address.removeprefix("#") for address in backs} <= ids(page)


def test_labels_and_links_hold_no_further_links(real_visitor: Visitor):
    page = real_visitor.open(f"{real_visitor.example()}step/rights")

    assert not page.tree.xpath("//label//a | //legend//a | //summary//a | //a//a")


def test_the_way_says_where_one_is_in_words(real_visitor: Visitor):
    project = real_visitor.example()
    page = real_visitor.open(f"{project}step/value")

    (way,) = page.tree.xpath("//nav[@aria-labelledby='way-title']")
    (here,) = way.xpath(".//*[@aria-current='step']")
    assert "Jste ve fázi" in way.text_content()
    assert "Hotovo" in here.text_content() or "Rozpracováno" in here.text_content()
    assert real_visitor.open(project).tree.xpath("//nav[@aria-labelledby='way-title']")


def test_the_value_step_shows_the_limits_as_picture_and_as_table(real_visitor: Visitor):
    page = real_visitor.open(f"{real_visitor.example()}step/value")

    assert page.tree.xpath("//svg[@aria-labelledby='value-wide-title value-wide-desc']")
    assert "Hodnota a limity" in page.words


def test_a_copy_sheet_has_a_readonly_field_for_each_value_and_a_file(real_visitor: Visitor):
    project = real_visitor.example()
    page = real_visitor.open(f"{project}copy-sheets/notice")

    fields = page.tree.xpath("//textarea")
    assert fields
    assert all(field.get("readonly") is not None for field in fields)
    assert {field.get("id") for field in fields} == set(page.tree.xpath("//label[@for]/@for")) - {
        "theme",
        "search",
    }
    assert all(button.get("hidden") is not None for button in page.tree.xpath("//*[@data-copy]"))
    assert real_visitor.open(f"{project}copy-sheets/notice/file/txt").status == 200


def test_a_sheet_that_is_not_there_is_a_missing_page(real_visitor: Visitor):
    project = real_visitor.example()

    assert real_visitor.open(f"{project}copy-sheets/nothing").status == 404
    assert real_visitor.open(f"{project}copy-sheets/notice/file/exe").status == 404
