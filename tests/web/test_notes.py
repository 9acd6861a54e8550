"""Notes at questions and clauses, left and settled without JavaScript."""

import json

from tests.web.visitor import Visitor

STEP = "{}/step/need"


def with_note(visitor: Visitor, text: str = "Ověřit název u právníka") -> str:
    """A project with one note at the question on the title of the contract."""
    project = visitor.start().rstrip("/")
    page = visitor.open(STEP.format(project))
    visitor.send(page, "/step/need", "_note", _note_contract_title=text,
                 _note_author_contract_title="Jana N.", contract_title="Portál")  # fmt: skip
    return project


def listed(visitor: Visitor, project: str) -> str:
    return visitor.open(f"{project}/notes/").words


def test_a_note_at_a_question_is_saved_with_the_answers_of_its_page(visitor: Visitor):
    project = with_note(visitor)

    page = visitor.open(STEP.format(project))
    assert page.tree.get_element_by_id("contract_title").value == "Portál"
    assert "Ověřit název u právníka" in page.words
    assert "Jana N." in listed(visitor, project)


def test_a_note_that_is_too_long_is_refused_and_the_answers_are_kept(visitor: Visitor):
    project = with_note(visitor, "x" * 2001)

    page = visitor.open(STEP.format(project))
    assert page.tree.get_element_by_id("contract_title").value == "Portál"
    assert "Otevřené (0)" in listed(visitor, project)


def test_the_text_of_a_refused_note_is_shown_again_with_its_error(visitor: Visitor):
    page = visitor.open(STEP.format(visitor.start().rstrip("/")))

    answer = visitor.send(page, "/step/need", "_note", _note_contract_title="x" * 2001)

    assert answer.status == 422
    assert "note-contract_title" in answer.errors()
    assert "x" * 2001 in answer.tree.get_element_by_id("note-contract_title").value


def test_a_note_is_edited_resolved_opened_again_and_deleted(visitor: Visitor):
    project = with_note(visitor)
    page = visitor.open(f"{project}/notes/")

    page = visitor.send(page, "/edit", note="Nový text")
    assert "Nový text" in page.words
    page = visitor.send(page, "/turn")
    assert "Vyřešené (1)" in page.words
    page = visitor.send(page, "/turn")
    assert "Otevřené (1)" in page.words
    page = visitor.send(page, "/delete")
    assert "Nový text" not in page.words
    history = visitor.open(f"{project}/history/").words
    assert "Nový text" in history
    assert "Ověřit název u právníka" in history


def test_a_note_at_a_clause_stands_in_the_preview_and_links_back_to_it(visitor: Visitor):
    project = visitor.start().rstrip("/")
    document = next(
        iter(visitor.client.application.extensions["procurement_kit"].kit.content.templates)
    )
    page = visitor.open(f"{project}/documents/preview/{document}")

    page = visitor.send(page, f"/notes/{document}/", note="Zkrátit?")

    assert "Zkrátit?" in page.words
    link = visitor.open(f"{project}/notes/").links("Přejít k doložce")[0]
    anchor = link.split("#")[1]
    assert visitor.open(link).tree.get_element_by_id(anchor) is not None


def test_two_people_who_edit_one_note_do_not_overwrite_each_other(visitor: Visitor):
    project = with_note(visitor)
    mine, theirs = (visitor.open(f"{project}/notes/") for _ in range(2))
    visitor.send(theirs, "/edit", note="Jejich")

    answer = visitor.send(mine, "/edit", note="Moje")

    assert answer.status == 409
    assert "Moje" in answer.words
    assert "Jejich" in answer.words
    assert "Moje" not in listed(visitor, project)


def test_notes_travel_with_the_project_file_and_older_programs_can_leave_them(visitor: Visitor):
    project = with_note(visitor)
    data = visitor.client.get(f"{project}/export.json").data
    content = json.loads(data)

    summary = visitor.send(visitor.open("/import"), "/import", file=("p.json", data))
    tasks = visitor.send(summary, "/import/confirm")

    assert "Ověřit název u právníka" in listed(visitor, "/".join(tasks.path.split("/")[:3]))
    assert not any(item["subject"].startswith("note:") for item in content["history"])


def test_a_note_with_markup_is_shown_as_text(visitor: Visitor):
    project = with_note(visitor, "<script>alert(1)</script>")

    page = visitor.open(f"{project}/notes/")

    assert "<script>alert(1)</script>" in page.words


def test_no_note_is_taken_without_the_secret_of_the_form(visitor: Visitor):
    project = with_note(visitor)
    page = visitor.open(f"{project}/notes/")

    answer = visitor.client.post(page.form("/delete").get("action"))

    assert answer.status_code in {400, 403, 422}
    assert "Otevřené (1)" in listed(visitor, project)


def test_a_note_at_a_place_that_is_gone_stays_listed(visitor: Visitor):
    project = with_note(visitor)
    data = visitor.client.get(f"{project}/export.json").data
    moved = data.replace(b"question:contract_title", b"question:vanished_question")

    summary = visitor.send(visitor.open("/import"), "/import", file=("p.json", moved))
    tasks = visitor.send(summary, "/import/confirm")
    page = visitor.open("/".join(tasks.path.split("/")[:3]) + "/notes/")

    assert "vanished_question" in page.words
    assert "Ověřit název u právníka" in page.words


def test_a_project_file_with_a_broken_note_is_refused(visitor: Visitor):
    project = with_note(visitor)
    content = json.loads(visitor.client.get(f"{project}/export.json").data)
    content["notes"] = {"a1": "{}"}

    answer = visitor.send(
        visitor.open("/import"), "/import", file=("p.json", json.dumps(content).encode())
    )

    assert answer.status == 422
    assert "notes.a1" in answer.words
