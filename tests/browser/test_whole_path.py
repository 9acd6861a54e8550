"""The whole path in a real browser: from the start page to opened documents."""

import re
from pathlib import Path

import pikepdf
import pytest
from docx import Document
from playwright.sync_api import Browser, Page, expect

from procurement_kit.kit import Kit
from tests.browser.official import acknowledge_all, violations, walk

EXAMPLES = ("dsw2-extension", "university-module", "ministry-open", "locked-town")
CHECKED = {"dsw2-extension", "university-module"}
"""The examples whose every page is also checked by axe, which takes most of the time."""
MINUTES = 6 * 60 * 1000


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_official_gets_from_the_need_to_documents_that_open(
    browser: Browser, base_url: str, kit: Kit, tmp_path: Path, example: str
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    wrong: list[str] = []
    seen: dict[str, str] = {}

    def visit(current: Page) -> None:
        address = current.url.split("#")[0]
        if address not in seen:
            current.wait_for_load_state("domcontentloaded")
            seen[address] = current.title()
            wrong.extend(violations(current) if example in CHECKED else ())

    page.goto(base_url)
    visit(page)
    page.get_by_label("Pracovní název zakázky").fill("Rozšíření dotačního systému")
    page.get_by_role("button", name="Začít zakázku").click()
    visit(page)
    page.locator(".tasks a").first.click()
    walk(page, kit.content.examples[example].raw_answers(), visit)
    acknowledge_all(page, visit)

    for link in ("Úkoly", "Kontrola odpovědí", "Licence", "Historie", "Uložit a odejít"):
        page.get_by_label("Projekt").get_by_role("link", name=link).click()
        visit(page)
    for link in ("Závislost", "Postupy výběru", "Harmonogram a lhůty", "Zkouška vah"):
        page.get_by_label("Projekt").get_by_role("link", name="Úkoly").click()
        page.get_by_label("Přehledy").get_by_role("link", name=link).click()
        visit(page)
    page.get_by_label("Projekt").get_by_role("link", name="Dokumenty").click()
    for address in [
        item.get_attribute("href") or ""
        for item in page.get_by_role("link", name=re.compile("^Náhled")).all()
    ]:
        page.goto(base_url + address)
        visit(page)
    page.get_by_label("Projekt").get_by_role("link", name="Dokumenty").click()
    expect(page.get_by_text("Všechno je vyplněné")).to_be_visible()
    page.get_by_role("button", name="Vytvořit finální dokumenty").click()
    visit(page)
    expect(page.get_by_role("heading", name="Dokumenty jsou hotové")).to_be_visible(timeout=MINUTES)
    wrong.extend(violations(page))

    word = download(page, "16-smlouva", ".docx", tmp_path)
    printed = download(page, "16-smlouva", ".pdf", tmp_path)
    package = download(page, "ZIPu", "", tmp_path)

    assert wrong == []
    text = "\n".join(paragraph.text for paragraph in Document(str(word)).paragraphs)
    assert "[doplňte" not in text
    with pikepdf.open(printed) as pdf:
        assert len(pdf.pages) > 1
    assert package.stat().st_size > word.stat().st_size
    assert len(set(seen.values())) == len({address.split("?")[0] for address in seen})
    page.close()


def download(page: Page, words: str, suffix: str, to: Path) -> Path:
    """The file behind the link with *words*."""
    link = page.get_by_role("link").filter(has_text=re.compile(f"{words}.*{re.escape(suffix)}$"))
    with page.expect_download() as waiting:
        link.first.click()
    path = to / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path
