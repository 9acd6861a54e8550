"""Links for colleagues: what each allows, how it is seen in the history, how it is taken back."""

from datetime import timedelta

from flask import Flask

from tests.web.visitor import Page, Visitor

ANSWER = {"_asked": "contract_title", "contract_title": "Změněno"}


def give(owner: Visitor, project: str, role: str, label: str = "pro právničku") -> str:
    page = owner.post(f"{project}links/", label=label, role=role)
    return address(page, label)


def address(page: Page, label: str) -> str:
    (found,) = page.tree.xpath(f"//section[.//h3[text()='{label}']]//input[@readonly]/@value")
    return found.replace("http://localhost", "")


def refusals(guest: Visitor, project: str, paths: dict[str, dict[str, str]]) -> set[int]:
    return {guest.post(project + path, **sent).status for path, sent in paths.items()}


OTHERS = {
    "step/need": ANSWER,
    "warnings/no_successor": {"reason": "x"},
    "documents/": {},
    "saved/renew": {},
    "saved/delete": {},
    "links/": {"label": "x"},
    "copy/": {"title": "x"},
    "history/1/undo": {},
    "upgrade/": {},
}


def test_a_link_to_comment_may_write_notes_and_nothing_else(
    visitor: Visitor, other: Visitor
) -> None:
    project = visitor.start()
    visitor.answer(project, "need", contract_title="Portál", extends_existing="yes")
    other.open(give(visitor, project, "comment"))

    page = other.open(f"{project}step/need")
    noted = other.send(page, "notes/question/contract_title", note="Upřesnit předmět")

    assert noted.status == 200
    assert "Portál" in page.words
    assert not page.tree.xpath("//main//input[@type='radio']")
    assert "Upřesnit předmět" in visitor.open(f"{project}notes/").words
    assert refusals(other, project, OTHERS) <= {403, 404, 405}
    assert "Portál" in visitor.open(f"{project}answers/").words


def test_a_commenter_changes_only_notes_that_came_by_the_same_link(
    visitor: Visitor, other: Visitor
) -> None:
    project = visitor.start()
    visitor.answer(project, "need", _note_contract_title="Poznámka vlastníka")
    other.open(give(visitor, project, "comment"))
    other.send(other.open(f"{project}step/need"), "notes/question/description", note="Má")
    notes = visitor.open(f"{project}notes/")
    owners = notes.tree.xpath(
        "//section[contains(., 'Poznámka vlastníka')]//form[contains(@action, '/delete')]/@action"
    )[0]

    seen = other.open(f"{project}notes/")
    refused = other.post(owners)
    own = seen.tree.xpath("//form[contains(@action, '/delete')]/@action")

    assert refused.status == 403
    assert len(own) == 1
    assert other.post(own[0], _seen="99").status == 200
    assert "Poznámka vlastníka" in visitor.open(f"{project}notes/").words


def test_the_history_names_the_link_by_which_a_change_came(
    visitor: Visitor, other: Visitor
) -> None:
    project = visitor.start()
    other.open(give(visitor, project, "edit", "pro Petra"))

    other.answer(project, "need", contract_title="Petrův název")
    visitor.send(visitor.open(f"{project}links/"), "/revoke")

    rows = visitor.open(f"{project}history/").tree.xpath("//tbody/tr")
    assert "odkazem „pro Petra“" in rows[0].text_content()


def test_a_link_that_was_taken_back_closes_the_project_where_it_was_open(
    app: Flask, visitor: Visitor, other: Visitor
) -> None:
    project = visitor.start()
    third = Visitor(app.test_client())
    link = give(visitor, project, "view")
    other.open(link)
    third.open(give(visitor, project, "edit", "pro Petra"))
    assert other.open(project).status == 200

    forms = visitor.open(f"{project}links/").tree.xpath(
        "//section[.//h3[text()='pro právničku']]//form/@action"
    )
    visitor.post(forms[0])

    assert other.open(project).status == 403
    assert Visitor(app.test_client()).open(link).status == 404
    assert third.open(project).status == 200


def test_a_link_opens_nothing_after_its_last_day(
    app: Flask, visitor: Visitor, other: Visitor
) -> None:
    project = visitor.start()
    other.open(give(visitor, project, "edit"))
    site = app.extensions["procurement_kit"]
    later = site.now() + timedelta(days=100)

    site.now = lambda: later

    assert other.open(project).status == 403
    assert "platnost skončila" in visitor.open(f"{project}links/").words


def test_whoever_edits_by_a_link_is_no_owner(visitor: Visitor, other: Visitor) -> None:
    project = visitor.start()
    other.open(give(visitor, project, "edit"))

    assert other.open(f"{project}links/").status == 403
    assert other.post(f"{project}saved/delete").status == 403
    assert "Tajný odkaz k projektu" not in other.open(f"{project}saved/").words
    assert visitor.open(project).status == 200


def test_two_links_may_not_have_the_same_name(visitor: Visitor) -> None:
    project = visitor.start()
    give(visitor, project, "view")

    page = visitor.post(f"{project}links/", label="Pro právničku")

    assert page.status == 422
    assert list(page.errors()) == ["label"]
    assert visitor.post(f"{project}links/", label="").status == 422
