"""An official who fills in the real forms in a real browser."""

import re
from collections.abc import Callable, Mapping

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

from procurement_kit.methodology.cost_lines import cost_cells

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
PAGES_AT_MOST = 150
GO_ON = re.compile("^(Uložit a pokračovat|Pokračovat)")


def violations(page: Page) -> list[str]:
    """What axe finds wrong on the page."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{page.url}: {item['id']} {node['target']} {node.get('failureSummary', '')}"
        for item in found
        for node in item["nodes"]
    ]


def fill(page: Page, answers: Mapping[str, str]) -> None:
    """Answer every question on the page for which there is an answer."""
    for block in page.locator(".question[id^='q-']").all():
        name = (block.get_attribute("id") or "").removeprefix("q-")
        if answers.get(name):
            _fill_one(block, name, answers[name])


def _fill_one(block: Locator, name: str, answer: str) -> None:
    if block.locator("table.costs").count():
        _fill_costs(block, answer)
        return
    options = block.locator(f"input[name='{name}']:is([type=radio], [type=checkbox])")
    if options.count():
        for value in answer.split("\n"):
            block.locator(f"input[name='{name}'][value='{value}']").check()
    else:
        block.locator(f"[name='{name}']").fill(answer)


def _fill_costs(block: Locator, answer: str) -> None:
    """Type the lines of a table of costs into the inputs of their rows."""
    for cells in cost_cells(answer):
        row = block.locator("tr").filter(
            has=block.page.locator(f"input[type=hidden][value='{cells.category}']")
        )
        for place, cell in enumerate(cells[1:]):
            row.locator("input[type=text]").nth(place).fill(cell)


def walk(page: Page, answers: Mapping[str, str], visit: Callable[[Page], None]) -> None:
    """Go on from the first step until the documents, answering everything on the way."""
    for _ in range(PAGES_AT_MOST):
        visit(page)
        if page.url.endswith("/documents/"):
            return
        fill(page, answers)
        page.get_by_role("button", name=GO_ON).or_(page.get_by_role("link", name=GO_ON)).click()
    raise AssertionError(page.url)


def acknowledge_all(page: Page, visit: Callable[[Page], None]) -> None:
    """Give a reason for every warning that still waits."""
    page.get_by_role("link", name=re.compile("^Varování")).click()
    visit(page)
    while page.locator(".flag.blocking").count():
        card = page.locator(".flag.blocking").first
        card.get_by_role("textbox").fill("Prověřil právník, postupujeme s vědomím rizika.")
        card.get_by_role("button", name=re.compile("^Vzít na vědomí")).click()
    visit(page)
