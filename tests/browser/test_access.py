"""Every page for every person and device: narrow, enlarged, dark, forced colours, no scripts."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from procurement_kit.kit import Kit
from tests.browser.official import fill, violations

NARROW = {"width": 320, "height": 640}
WIDE = {"width": 1280, "height": 900}
PATHS = (
    "", "step/authority", "step/value", "step/components", "step/value/results", "answers/",
    "warnings/", "history/", "documents/", "documents/ready", "documents/preview/D16",
    "documents/preview/D3", "licenses", "step/choice", "procedures", "timetable/",
    "lock-in", "scoring",
    "acceptance-check", "saved/", "missing/", "links/", "copy/", "search?q=licence",
)  # fmt: skip
PUBLIC = (
    "/", "/methodology/", "/methodology/S5", "/licenses", "/licenses/choose?kind=library",
    "/licenses/compare", "/licenses/book/", "/licenses/book/SSPL-1.0", "/sources", "/glossary",
    "/import", "/search?q=licence",
)  # fmt: skip
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
BORDERS = """() => [...document.querySelectorAll('input:not([type=hidden]), textarea, select')]
  .filter(item => !['radio', 'checkbox', 'file'].includes(item.type))
  .map(item => [item, document.body].map(part => getComputedStyle(part)))
  .map(([item, body]) => [item.borderTopColor, body.backgroundColor])"""
ORDER = """() => [...document.querySelectorAll('a, button, input, textarea, select, summary')]
  .indexOf(document.activeElement)"""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=WIDE)
    yield context
    context.close()


def example(context: BrowserContext, base_url: str) -> tuple[Page, str]:
    """A page of a copy of the example, and its address."""
    page = context.new_page()
    page.goto(base_url)
    page.get_by_role("button", name="Otevřít vlastní kopii příkladu").first.click()
    return page, page.url


def addresses(base_url: str, project: str) -> list[str]:
    return [*(base_url + path for path in PUBLIC), *(project + path for path in PATHS)]


def test_no_page_needs_scrolling_sideways_at_320_pixels(
    context: BrowserContext, base_url: str
) -> None:
    page, project = example(context, base_url)
    page.set_viewport_size(NARROW)
    wide = []

    for address in addresses(base_url, project):
        page.goto(address)
        if page.evaluate(OVERFLOW) > 0:
            wide.append(address)

    assert not wide


def test_text_of_double_size_stays_on_the_page(context: BrowserContext, base_url: str) -> None:
    page, project = example(context, base_url)
    wide = []

    for address in addresses(base_url, project):
        page.goto(address)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        if page.evaluate(OVERFLOW) > 0:
            wide.append(address)

    assert not wide


def test_the_dark_look_is_as_readable_as_the_light_one(
    context: BrowserContext, base_url: str
) -> None:
    page, project = example(context, base_url)
    page.goto(base_url)
    page.get_by_label("Vzhled").select_option("dark")
    page.get_by_role("button", name="Použít vzhled").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    wrong: list[str] = []

    for address in addresses(base_url, project):
        page.goto(address)
        wrong.extend(violations(page))

    assert wrong == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_border_of_every_field_stands_out(browser: Browser, base_url: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme)
    page, project = example(context, base_url)
    page.goto(f"{project}step/authority")

    pairs = page.evaluate(BORDERS)
    context.close()

    assert pairs
    assert min(contrast(*pair) for pair in pairs) >= 3


def test_forced_colours_keep_the_borders(browser: Browser, base_url: str) -> None:
    context = browser.new_context(forced_colors="active")
    page, project = example(context, base_url)
    page.goto(f"{project}step/authority")

    widths = page.evaluate(
        "() => ['.primary', '.tag, .echo, input'].map(name =>"
        " getComputedStyle(document.querySelector(name)).borderTopWidth)"
    )
    context.close()

    assert all(float(width.removesuffix("px")) > 0 for width in widths)


def test_the_tabulator_follows_the_page(context: BrowserContext, base_url: str) -> None:
    page, project = example(context, base_url)
    page.goto(f"{project}step/authority")
    places = []

    for _ in range(40):
        page.keyboard.press("Tab")
        places.append(page.evaluate(ORDER))

    assert places == sorted(places)
    assert len(set(places)) > 30


def test_errors_get_the_focus_and_lead_to_their_fields(
    context: BrowserContext, base_url: str
) -> None:
    page, project = example(context, base_url)
    page.goto(f"{project}step/value")
    page.locator("[name=decisive_day]").fill("30. 2. 2026")
    page.locator("[name=value_development]").fill("dva miliony")
    page.get_by_role("button", name="Uložit a pokračovat").click()

    expect(page.locator("#errors")).to_be_focused()
    assert page.title().startswith("Chyba: ")
    assert violations(page) == []
    page.get_by_role("alert").get_by_role("link").last.click()
    assert page.evaluate("document.activeElement.name") == "value_development"


def test_the_path_works_without_scripts(browser: Browser, base_url: str, kit: Kit) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    answers = kit.content.examples["dsw2-extension"].raw_answers()
    page.goto(base_url)
    page.get_by_label("Pracovní název zakázky").fill("Bez skriptů")
    page.get_by_role("button", name="Začít zakázku").click()
    page.locator(".tasks a").first.click()

    fill(page, answers)
    page.get_by_role("button", name="Uložit a pokračovat").click()
    fill(page, answers)
    page.get_by_role("button", name="Uložit a odejít").click()

    expect(page.get_by_role("heading", name="Uloženo, můžete odejít")).to_be_visible()
    link = page.get_by_label("Tajný odkaz k projektu").input_value()
    context.close()
    elsewhere = browser.new_context(java_script_enabled=False)
    page = elsewhere.new_page()
    page.goto(link)
    expect(page.get_by_role("heading", name="Úkoly")).to_be_visible()
    page.get_by_role("link", name="Kontrola odpovědí").click()
    expect(page.get_by_text(answers["authority_name"]).first).to_be_visible()
    page.get_by_role("link", name="Dokumenty").click()
    page.get_by_role("link", name="Náhled").first.click()
    expect(page.get_by_text("Proč je zde tato doložka").first).to_be_visible()
    elsewhere.close()


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours as WCAG 2 defines it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    red, green, blue = (float(part) / 255 for part in colour[4:-1].split(",")[:3])
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (red, green, blue)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
