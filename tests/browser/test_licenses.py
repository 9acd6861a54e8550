"""The licence check in a real browser: with a keyboard and a mouse, without scripts, on a phone."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.official import violations
from tests.browser.test_access import NARROW, OVERFLOW, WIDE

SAMPLE = Path(__file__).parents[1] / "formats" / "samples" / "dsw2-like.spdx.json"
LISTED = """mpdf; 8.2; GPL-2.0-only
cakephp; 4.5; MIT
dvoji; 1.0; MIT OR GPL-2.0-only
neznama; 1.0; LicenseRef-Neco
postgresql; 16; PostgreSQL; P
bez; 1.0; NOASSERTION"""
LOADED = "[...document.images].every(item => item.complete && item.naturalWidth > 0)"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=WIDE)
    yield context.new_page()
    context.close()


def test_a_pasted_list_is_judged_and_downloaded_without_scripts(
    browser: Browser, base_url: str, tmp_path: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(base_url)
    page.get_by_role("link", name="Zkontrolovat licence bez projektu").click()
    page.get_by_label("2. Nebo vložte seznam").fill(LISTED)
    page.get_by_label("Použijí se jako knihovny").check()
    page.get_by_role("button", name="Posoudit").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("se nesnese")
    expect(page.get_by_text("Co jde udělat").first).to_be_visible()
    page.get_by_label("Výsledek").select_option("needs_lawyer")
    page.get_by_label("rozbalit vše").check()
    page.get_by_role("button", name="Filtrovat").click()
    expect(page.locator(".group")).to_have_count(2)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Výsledek pro stroje").click()
    saved = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(saved)
    with page.expect_download() as printed:
        page.get_by_role("button", name="Zpráva v PDF").click()
    context.close()

    assert json.loads(saved.read_bytes())["counts"]["incompatible"] == 1
    assert printed.value.suggested_filename == "licence-komponent.pdf"


def test_an_uploaded_list_is_judged_in_every_look(browser: Browser, base_url: str) -> None:
    wrong: list[str] = []
    for scheme, size in (("light", WIDE), ("dark", NARROW)):
        context = browser.new_context(viewport=size, color_scheme=scheme)
        page = context.new_page()
        page.goto(f"{base_url}/licenses")
        assert page.evaluate(LOADED)
        wrong += violations(page)
        page.locator("#file").set_input_files(SAMPLE)
        page.get_by_role("button", name="Posoudit").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("1 komponenta se nesnese")
        expect(page.locator("svg.license-map")).to_be_visible()
        for group in page.locator("details").all():
            group.evaluate("item => { item.open = true }")
        wrong += violations(page)
        assert page.evaluate(OVERFLOW) <= 0
        context.close()

    assert wrong == []


def test_a_handover_is_checked_in_every_look(browser: Browser, base_url: str) -> None:
    wrong: list[str] = []
    for scheme, size in (("light", WIDE), ("dark", NARROW)):
        context = browser.new_context(viewport=size, color_scheme=scheme)
        page = context.new_page()
        page.goto(f"{base_url}/licenses/compare")
        page.locator("#delivery").set_input_files(SAMPLE)
        page.locator("#tender").set_input_files(SAMPLE)
        page.get_by_role("button", name="Zkontrolovat").click()
        expect(page.get_by_role("heading", name="Kontroly")).to_be_visible()
        wrong += violations(page)
        assert page.evaluate(OVERFLOW) <= 0
        context.close()

    assert wrong == []


def test_the_pictures_of_use_follow_the_dark_look(page: Page, base_url: str) -> None:
    page.goto(base_url)
    page.get_by_label("Vzhled").select_option("dark")
    page.get_by_role("button", name="Použít vzhled").click()
    page.goto(f"{base_url}/licenses")
    picture = page.locator(".drawn img").first

    assert picture.evaluate("item => getComputedStyle(item).colorScheme") == "dark"
    assert page.evaluate(LOADED)


def test_an_official_uploads_a_list_and_records_the_defects(page: Page, base_url: str) -> None:
    page.goto(base_url)
    page.get_by_role("button", name="Otevřít vlastní kopii příkladu").first.click()
    page.get_by_label("Projekt").get_by_role("link", name="Licence").click()
    page.locator("#file").set_input_files(SAMPLE)
    page.get_by_role("button", name="Načíst komponenty").click()
    expect(page.get_by_role("heading", name="Chyby v soupisu komponent")).to_be_visible()
    assert violations(page) == []

    page.get_by_role("link", name="Zkontrolovat předaný software při převzetí").click()
    page.locator("#delivery").set_input_files(SAMPLE)
    page.get_by_role("button", name="Zkontrolovat").click()
    assert violations(page) == []
    page.get_by_role("button", name="Zapsat vady do akceptačního protokolu").click()

    expect(page.locator("#acceptance_defects")).to_have_value(re.compile("mpdf"))
