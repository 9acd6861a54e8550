"""Pages in the language that the user chooses; what is not translated stays readable and marked."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask import Flask

from procurement_kit.kit import Kit
from procurement_kit.translations.speech import CLOSE, OPEN, Missing
from procurement_kit.translations.spoken import spoken
from procurement_kit.web import create_app
from procurement_kit.web.languages import NOTE, NUMBER, marked_page
from procurement_kit.web.settings import Settings
from tests.web.small_kit import small_kit
from tests.web.visitor import Page, Visitor

NEEDS_MORE = (
    "/api/v1",
    "/catalogue/<",
    "/j/<",
    "/workshop/<",
    "/training/",
    "<project>/workshop",
    "/reminder/",
    "/theme/",
    "/t/<",
    "/workshop/new/",
    "/static",
    "/pdf",
    "/office/",
    "/question/",
    "/p/<",
    "<job>",
    "<since>",
    "<int:since>",
    "<content>",
    "<kind>",
    ".xlsx",
    ".json",
    "calendar",
)
"""Files, and pages of something that this test does not make."""

FILLED = {
    "stage": "S2",
    "step": "authority",
    "question": "authority_kind",
    "document": "D9",
    "name": "EUPL-1.2",
    "language": "en",
    "sheet": "notice",
}


class Languages(HTMLParser):
    """The language of a page, and the text of the parts of it that are in another one."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page, self.parts = "", set[str]()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs).get("lang") or ""
        if tag == "html":
            self.page = found
        elif found and tag != "button":
            self.parts.add(found)


def addresses(app: Flask, project: str) -> Iterator[str]:
    """Every page of the site that can be opened by its address."""
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and not any(part in rule.rule for part in NEEDS_MORE):
            names = {name: FILLED.get(name, project) for name in rule.arguments}
            yield rule.build(names, append_unknown=False)[1]  # type: ignore[index]


def in_language(visitor: Visitor, language: str, back: str = "/") -> Page:
    return visitor.send(visitor.open("/"), "/language", language=language, back=back)


@pytest.mark.parametrize("language", ["cs", "de", "en"])
def test_every_page_is_there_in_every_language(real_app: Flask, language: str):
    visitor = Visitor(real_app.test_client())
    project = visitor.example().split("/")[2]
    in_language(visitor, language)
    wrong = {}
    for address in addresses(real_app, project):
        answer = visitor.client.get(address)
        if answer.status_code == 200 and answer.mimetype != "text/html":
            continue  # a file, in the language of the law
        if (answer.status_code, Languages(answer.text).page) != (200, language):
            wrong[address] = answer.status_code
        if any(sign in answer.text for sign in (OPEN, CLOSE, NOTE, NUMBER)):
            wrong[address] = 0

    assert wrong == {}


@pytest.mark.parametrize(
    ("asked", "shown"),
    [("de-AT,de;q=0.9", "de"), ("en-GB", "en"), ("cs,en;q=0.5", "cs"), ("fr", "cs"), ("", "cs")],
)
def test_a_first_visit_speaks_the_language_of_the_browser(app: Flask, asked: str, shown: str):
    answer = app.test_client().get("/", headers={"Accept-Language": asked} if asked else {})

    assert Languages(answer.text).page == shown


def test_an_installation_may_greet_strangers_in_another_language(tmp_path: Path):
    settings = Settings.read({"PROCUREMENT_KIT_LANGUAGE": "de"})
    client = create_app(tmp_path, kit=small_kit(), testing=True, settings=settings).test_client()

    assert Languages(client.get("/").text).page == "de"
    assert Languages(client.get("/", headers={"Accept-Language": "en"}).text).page == "en"


def test_the_chosen_language_stays_and_leads_back_to_the_page(visitor: Visitor):
    in_language(visitor, "en")

    assert Languages(visitor.open("/glossary").response.text).page == "en"
    page = in_language(visitor, "de", back="/glossary")
    assert Languages(page.response.text).page == "de"
    assert page.path == "/glossary"


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org", "/\\example.org", "/x"])
def test_nobody_is_led_to_another_site(visitor: Visitor, back: str):
    assert in_language(visitor, "de", back=back).path == "/"


def test_a_text_without_translation_is_shown_in_czech_and_marked(visitor: Visitor):
    """The small content is in no file of translations."""
    in_language(visitor, "de")

    page = visitor.open("/methodology/S1").response.text

    assert '<span lang="cs" class="czech">Jak se zakázka jmenuje?</span>' in page
    assert 'class="notice untranslated"' in page


def test_the_language_of_the_content_carries_no_marks(visitor: Visitor):
    page = visitor.open("/methodology/S1").response.text

    assert "czech" not in page
    assert "untranslated" not in page


def test_marks_stand_in_text_and_never_in_attributes_or_titles():
    text = f"{OPEN}Ano{CLOSE}"
    page = (
        f'<title>{text}</title><a title="{text}">{text}</a><select><option>{text}</option></select>'
    )

    assert marked_page(page) == (
        '<title>Ano</title><a title="Ano"><span lang="cs" class="czech">Ano</span></a>'
        "<select><option>Ano</option></select>"
    )


def test_documents_and_files_stay_in_the_language_of_their_law(real_app: Flask, kit: Kit):
    """The wording of a document and its numbers are the same, whoever reads the page around it."""
    czech = kit
    german = Kit(spoken(kit.content, lambda text, mark, place: f"D {text}"), "de", kit)
    procurement = kit.example("dsw2-extension")
    there, here = german.assess(procurement), czech.assess(procurement)

    assert german.documents(there, final=False) == czech.documents(here, final=False)
    assert german.hash == czech.hash
    assert there.facts.fact("regime") == here.facts.fact("regime")
    assert [step.state for stage in there.stages for step in stage.steps] == [
        step.state for stage in here.stages for step in stage.steps
    ]


def test_a_missing_text_is_the_text_itself():
    missing = Missing("Kdo <zadává> {n}?")

    assert missing == "Kdo <zadává> {n}?"
    assert missing.format(n=3).__html__() == f"{OPEN}Kdo &lt;zadává&gt; 3?{CLOSE}"


def test_errors_of_forms_are_in_the_language_of_the_page(visitor: Visitor):
    """As long as the sentence is translated; else it is marked like any other text."""
    in_language(visitor, "de")
    page = visitor.send(visitor.open("/"), "/projects", title="")

    assert page.status == 422
    assert Languages(page.response.text).page == "de"
