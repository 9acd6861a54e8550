import re
from html.parser import HTMLParser

import pytest
from tests.formats.everything import a_document, everything, heading, part
from tests.formats.everything import text as paragraph

from procurement_kit.formats import html

ALLOWED = {
    "a", "article", "caption", "em", "h1", "h2", "h3", "header", "li", "mark", "nav", "p",
    "section", "span", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip


class Tags(HTMLParser):
    """Collects the elements of a page and checks that each is closed."""

    def __init__(self, markup: str):
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(markup)

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_text_of_users_never_becomes_markup():
    tags = Tags(html.body(everything(), reveal=True))

    assert {tag for tag, _ in tags.seen} <= ALLOWED
    assert tags.open == []


@pytest.mark.parametrize("attribute", ["src", "style", "onclick", "rel"])
def test_no_element_can_fetch_or_run_anything(attribute):
    tags = Tags(html.body(everything(), reveal=True))

    assert not [tag for tag, attributes in tags.seen if attribute in attributes]


def test_every_link_leads_to_an_element_of_the_page():
    tags = Tags(html.body(everything(), reveal=False))
    ids = [attributes["id"] for _, attributes in tags.seen if "id" in attributes]
    links = {attributes["href"] for tag, attributes in tags.seen if tag == "a"}

    assert len(ids) == len(set(ids))
    assert links <= {f"#{name}" for name in ids}


def test_answers_are_marked_in_the_preview_only():
    document = everything()

    assert 'class="answer" data-question="name"' in html.body(document, reveal=True)
    assert 'class="answer"' not in html.body(document, reveal=False)


def test_gaps_are_marked_everywhere_and_name_their_question_in_the_preview():
    document = everything()

    assert '<mark class="gap" data-question="delivery">' in html.body(document, reveal=True)
    assert '<mark class="gap">' in html.body(document, reveal=False)


def test_a_part_of_the_preview_is_the_part_of_the_whole():
    document = everything()
    whole = html.body(document, reveal=True)

    for one in document.parts:
        written = html.part(document, one)
        assert f'id="part-{one.clause}"' in written
        assert written in whole


def test_headings_never_skip_a_level():
    document = a_document(part("C1", heading("C1", "Článek", "1"), paragraph("Text.", 1, "1.1")))
    levels = re.findall(r"<h(\d)", html.page(document))

    assert levels == ["1", "2"]


def test_a_quote_in_a_title_does_not_leave_its_attribute():
    document = a_document(part("C1", paragraph("Text.")), title='A" onclick="x')

    assert not [a for _, a in Tags(html.body(document, reveal=False)).seen if "onclick" in a]
