"""What assistive technology needs of the markup of every page, on the real content."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from lxml.html import HtmlElement

from procurement_kit import web
from procurement_kit.kit import Kit
from procurement_kit.web import create_app
from procurement_kit.web.compression import squeezed
from tests.web.visitor import Page, Visitor

PUBLIC = (
    "/", "/methodology/", "/methodology/tree", "/methodology/clauses",
    "/methodology/book", "/search?q=licence", "/licenses",
    "/licenses/choose", "/licenses/compare",
    "/licenses/book/", "/licenses/book/SSPL-1.0", "/licenses/book/EUPL-1.2", "/sources",
    "/glossary", "/accessibility", "/import", "/training/", "/training/certificate", "/nothing",
)  # fmt: skip
OF_PROJECT = (
    "", "answers/", "warnings/", "history/", "documents/", "documents/ready", "licenses",
    "acceptance-check", "procedures", "lock-in", "timetable", "upgrade/", "saved/", "differences/",
    "missing/", "links/", "copy/", "search?q=licence",
)  # fmt: skip
STATIC = Path(web.__file__).parent / "static"
WEIGHT_LIMIT = 60_000
WHOLE = {"/methodology/book", "/methodology/clauses"}
SAMPLE = Path(__file__).parents[1] / "formats" / "samples" / "dsw2-like.spdx.json"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, kit: Kit) -> list[Page]:
    """Every page of the site for a copy of the example, and two with errors."""
    app = create_app(tmp_path_factory.mktemp("pages"), kit=kit, testing=True)
    real_visitor = Visitor(app.test_client())
    project = real_visitor.example()
    stages = [stage for stage in kit.methodology.stages if stage.steps]
    addresses = [
        *PUBLIC,
        *(f"/methodology/{stage.id}" for stage in kit.methodology.stages),
        *(project + path for path in OF_PROJECT),
        *(f"{project}answers/{stage.id}" for stage in stages),
        *(f"{project}step/{name}" for name in kit.methodology.steps),
        *(f"{project}documents/preview/{name}" for name in kit.content.templates),
    ]
    wrong = {"decisive_day": "30. 2. 2026", "value_development": "dva miliony"}
    faulty = real_visitor.answer(real_visitor.example(), "value", **wrong)
    return [*map(real_visitor.open, addresses), *results(real_visitor, project), faulty]


def results(visitor: Visitor, project: str) -> Iterator[Page]:
    """The pages that answer a form."""
    lists = {"delivery": (SAMPLE.name, SAMPLE.read_bytes())}
    form = visitor.open("/licenses")
    yield visitor.send(form, "/licenses", file=lists["delivery"])
    yield visitor.send(visitor.open(f"{project}licenses"), "/licenses", file=lists["delivery"])
    yield visitor.send(visitor.open("/licenses/compare"), "/licenses/compare", **lists)
    advice = visitor.open("/licenses/choose")
    yield visitor.send(advice, "/licenses/choose", kind="library", text="MIT\nGPL-2.0-only")
    check = visitor.open(f"{project}acceptance-check")
    yield visitor.send(check, "/acceptance-check", **lists)
    yield visitor.send(form, "/licenses", text="MIT AND")
    yield visitor.send(visitor.open("/licenses/compare"), "/licenses/compare", handed_in="x")


def test_every_page_is_sound(pages: list[Page]) -> None:
    complaints = [f"{page.path}: {text}" for page in pages for text in faults(page)]

    assert not complaints


def test_no_two_pages_have_the_same_title(pages: list[Page]) -> None:
    named = {(page.path, page.title) for page in pages if page.status == 200}
    titles = Counter(title for _path, title in named)

    assert not [title for title, count in titles.items() if count > 1]


def test_no_page_keeps_a_phone_waiting(pages: list[Page]) -> None:
    """What a page and its style sheets weigh when they are sent; whole books are to print."""
    heavy = {
        page.path: weight
        for page in pages
        if (weight := sent(page)) > WEIGHT_LIMIT and page.path not in WHOLE
    }

    assert heavy == {}


def test_no_page_asks_another_site_for_anything(pages: list[Page]) -> None:
    asked = [
        address
        for page in pages
        for address in page.tree.xpath("//link/@href | //script/@src | //img/@src")
        if not address.startswith(("/", "data:"))
    ]

    assert asked == []


def sent(page: Page) -> int:
    """The bytes of *page* with its style sheets and scripts, compressed."""
    files = page.tree.xpath("//link[@rel='stylesheet']/@href | //script/@src")
    names = {Path(address.split("?")[0]).name for address in files if "/static/" in address}
    own = [path.read_bytes() for path in STATIC.rglob("*") if path.name in names]
    return sum(len(squeezed(data)) for data in (page.response.get_data(), *own))


def test_a_faulty_page_says_so_in_its_title_and_leads_to_each_fault(pages: list[Page]) -> None:
    page = pages[-1]

    assert page.title.startswith("Chyba: ")
    assert set(page.errors()) == {"decisive_day", "value_development"}
    for target, sentence in page.errors().items():
        field = page.tree.get_element_by_id(target)
        assert field.get("aria-invalid") == "true"
        described = [
            page.tree.get_element_by_id(name) for name in field.get("aria-describedby").split()
        ]
        assert any(sentence in item.text_content() for item in described)
    summary = page.tree.get_element_by_id("errors")
    assert summary.get("role") == "alert"
    assert summary.get("tabindex") == "-1"


def test_an_error_of_a_group_leads_to_its_first_input(real_visitor: Visitor) -> None:
    project = real_visitor.start()

    page = real_visitor.answer(project, "authority", authority_kind="castle")

    assert list(page.errors()) == ["authority_kind-1"]
    group = page.tree.xpath("//fieldset[@aria-invalid='true']")
    assert len(group) == 1


def faults(page: Page) -> Iterator[str]:
    """Everything that is wrong with the structure of a page."""
    tree = page.tree
    if tree.get("lang") != "cs":
        yield "language"
    if len(tree.findall(".//h1")) != 1:
        yield "not exactly one h1"
    yield from repeated_ids(tree)
    yield from broken_references(tree)
    yield from unnamed_fields(tree)
    yield from skipped_headings(tree)
    for group in tree.iter("fieldset"):
        if group.find("legend") is None:
            yield "group without a legend"
    for table in tree.iter("table"):
        if not table.findall(".//th"):
            yield "table without headers"


def repeated_ids(tree: HtmlElement) -> Iterator[str]:
    counts = Counter(tree.xpath("//@id"))
    yield from (f"id {name} twice" for name, count in counts.items() if count > 1)


def broken_references(tree: HtmlElement) -> Iterator[str]:
    known = set(tree.xpath("//@id"))
    for attribute in ("aria-describedby", "aria-labelledby", "for"):
        for value in tree.xpath(f"//@{attribute}"):
            yield from (f"{attribute} {name}" for name in value.split() if name not in known)
    for target in tree.xpath("//a/@href[starts-with(., '#')]"):
        if target[1:] not in known:
            yield f"link to {target}"


def unnamed_fields(tree: HtmlElement) -> Iterator[str]:
    labelled = set(tree.xpath("//label/@for"))
    for field in tree.xpath("//input[not(@type='hidden')] | //textarea | //select"):
        if field.get("id") not in labelled:
            yield f"field {field.get('name')} without a label"


def skipped_headings(tree: HtmlElement) -> Iterator[str]:
    levels = [int(item.tag[1]) for item in tree.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"heading {after} after {before}"
