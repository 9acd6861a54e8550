"""The catalogue on the site, and the reuse step of a project that records its decisions."""

from tests.web.visitor import Visitor


def test_the_catalogue_is_searched_without_a_project_and_without_accents(visitor: Visitor):
    page = visitor.open("/catalogue/?q=zadosti+o+dotace")

    assert page.status == 200
    assert page.links("DSW2 (Dotační software 2)") == ["/catalogue/dsw2"]


def test_a_filter_narrows_what_is_found(visitor: Visitor):
    page = visitor.open("/catalogue/?function=integrated-library-system&license=GPL-3.0-or-later")

    assert page.links("Koha") == ["/catalogue/koha"]
    assert page.links("VuFind") == []


def test_an_entry_shows_a_contradiction_of_licences_and_how_sure_it_is(visitor: Visitor):
    page = visitor.open("/catalogue/cityvizor")

    assert "Úložiště si odporuje" in page.words
    assert "ověřeno u zdroje" in page.words


def test_at_most_four_programs_stand_side_by_side(visitor: Visitor):
    names = ("koha", "moodle", "ckan", "qgis", "plone")

    page = visitor.open("/catalogue/compare?" + "&".join(f"pick={name}" for name in names))

    assert len(page.tree.findall(".//thead//th")) == 5


def test_strange_questions_get_an_answer(visitor: Visitor):
    for query in (
        "q=%22%27*%28%29:^",
        "page=99999999",
        "page=x",
        "cpv=7%25",
        "function=a b",
        "q=" + "a" * 900,
    ):
        assert visitor.open(f"/catalogue/?{query}").status == 200
    assert visitor.open("/catalogue/neni").status == 404


def test_the_project_finds_candidates_for_its_own_need(real_visitor: Visitor):
    project = real_visitor.example()

    page = real_visitor.open(f"{project}reuse")

    assert page.links("DSW2 (Dotační software 2)") == ["/catalogue/dsw2"]


def test_a_decision_becomes_the_record_and_the_upstream_of_the_contract(real_visitor: Visitor):
    project = real_visitor.start()
    page = real_visitor.open(f"{project}reuse/compare?pick=cityvizor&pick=ckan&q=rozpočet")

    page = real_visitor.send(
        page, "reuse/record", verdict="taken", reason="Umí vše, co potřebujeme."
    )

    assert page.status == 200
    assert "Cityvizor (používají: " in page.words
    assert "zvoleno. Umí vše, co potřebujeme." in page.words
    real_visitor.answer(project, "options", chosen_path="reuse_public")
    step = real_visitor.open(f"{project}step/upstream")
    assert step.form("step/upstream").fields["upstream_license"] == "AGPL-3.0-or-later"


def test_a_second_decision_on_the_same_program_replaces_the_first(real_visitor: Visitor):
    project = real_visitor.start()
    for reason in ("První.", "Druhý."):
        page = real_visitor.open(f"{project}reuse/compare?pick=ckan")
        page = real_visitor.send(page, "reuse/record", verdict="left", reason=reason)

    assert "Druhý." in page.words
    assert "První." not in page.words


def test_a_decision_without_a_reason_is_not_recorded(real_visitor: Visitor):
    project = real_visitor.start()
    page = real_visitor.open(f"{project}reuse/compare?pick=ckan")

    page = real_visitor.send(page, "reuse/record", verdict="left", reason=" ")

    assert page.status == 422
    assert "napište důvod" in page.words
