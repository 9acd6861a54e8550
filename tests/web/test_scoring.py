"""The panels of criteria and tenders, and the page where weights are tried."""

from tests.web.visitor import Visitor


def test_the_panel_says_which_word_on_which_line_must_not_be_scored(real_visitor: Visitor):
    project = real_visitor.example()

    real_visitor.answer(
        project, "more_criteria", own_criteria="Výkon; 0; body\nVýše smluvní pokuty; 10; body"
    )
    page = real_visitor.open(f"{project}step/more_criteria")

    assert "řádek 2: „smluvní pokuty“" in page.words
    assert "Hodnotíte pokutu nebo jiné zajištění" in page.words


def test_the_panel_draws_the_chart_with_a_table_beside(real_visitor: Visitor):
    page = real_visitor.open(f"{real_visitor.example()}step/criteria")

    assert page.tree.find(".//svg/title") is not None
    assert "bude-li dražší o méně než 200 %" in page.words
    captions = [item.text for item in page.tree.iter("caption")]
    assert "Body podle ceny a kvality" in captions


def test_sample_tenders_follow_from_the_estimated_value(real_visitor: Visitor):
    page = real_visitor.open(f"{real_visitor.example()}scoring")

    assert page.status == 200
    assert page.tree.get_element_by_id("C-weight_price").get("value") == "2\u00a0400\u00a0000"
    assert "Jak kritéria o výsledku rozhodují" in page.words


def test_changed_numbers_change_the_winner(real_visitor: Visitor):
    address = f"{real_visitor.example()}scoring?A-name=Alfa&A-weight_price=1"

    page = real_visitor.open(address)

    first = page.tree.xpath("//tbody/tr[1]")[0]
    assert "Alfa" in first.text_content()


def test_a_bad_number_keeps_everything_and_explains(real_visitor: Visitor):
    address = f"{real_visitor.example()}scoring?A-name=Alfa&A-weight_price=draho&B-weight_team=101"

    page = real_visitor.open(address)

    assert page.status == 422
    assert page.title.startswith("Chyba: ")
    assert set(page.errors()) == {"A-weight_price", "B-weight_team"}
    assert page.tree.get_element_by_id("A-name").get("value") == "Alfa"
    assert page.tree.get_element_by_id("A-weight_price").get("value") == "draho"


def test_without_complete_weights_the_page_says_what_is_missing(real_visitor: Visitor):
    page = real_visitor.open(f"{real_visitor.start()}scoring")

    assert page.status == 200
    assert "až váhy dají dohromady" in page.words


def test_the_page_of_tenders_shows_their_order_and_ranking(real_visitor: Visitor):
    project = real_visitor.example()

    real_visitor.answer(
        project, "tender_evaluation",
        tenders_received="Alfa; 2 000 000; 100; 100; 100\nBeta; 1 000 000; 0; 0; 0",
    )  # fmt: skip
    page = real_visitor.open(f"{project}step/tender_evaluation")

    rows = [row.text_content() for row in page.tree.xpath("//table//tbody/tr")]
    assert any("Alfa" in row and "1." in row for row in rows)
    assert "Bodům chybí odůvodnění" in page.words
    report = real_visitor.open(f"{project}documents/preview/D24")
    assert "Alfa" in report.words
    assert "70" in report.words
