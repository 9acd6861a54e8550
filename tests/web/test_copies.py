"""A new project from an old one."""

from tests.web.visitor import Visitor


def old_project(visitor: Visitor) -> str:
    project = visitor.start("Stará")
    visitor.answer(project, "need", contract_title="Portál", _note_contract_title="Pozor")
    visitor.answer(project, "value", decisive_day="1. 12. 2026", support_months="24")
    return project


def test_a_copy_takes_the_chosen_stages_without_days_and_leaves_the_old_one(
    visitor: Visitor,
) -> None:
    project = old_project(visitor)

    copy = visitor.send(visitor.open(f"{project}copy/"), "/copy/", title="Nová")
    answers = visitor.open(f"{copy.path}answers/").words

    assert copy.path != project
    assert "Nová" in copy.title
    assert "Portál" in answers
    assert "24" in answers
    assert "1. 12. 2026" not in answers
    assert "Pozor" not in visitor.open(f"{copy.path}notes/").words
    assert "1. 12. 2026" in visitor.open(f"{project}answers/").words


def test_days_and_single_stages_are_taken_when_asked_for(visitor: Visitor) -> None:
    project = old_project(visitor)

    with_days = visitor.send(visitor.open(f"{project}copy/"), "/copy/", days="yes").path
    nothing = visitor.send(visitor.open(f"{project}copy/"), "/copy/", stages=["S4"]).path

    assert "1. 12. 2026" in visitor.open(f"{with_days}answers/").words
    assert "Portál" not in visitor.open(f"{nothing}answers/").words


def test_the_course_of_one_tender_is_not_offered_first(real_visitor: Visitor) -> None:
    page = real_visitor.open(f"{real_visitor.example()}copy/")

    ticked = page.tree.xpath("//input[@name='stages'][@checked]/@value")
    assert {"S0", "S5", "S8"} <= set(ticked)
    assert not {"S9", "S10", "S11"} & set(ticked)


def test_a_copy_without_a_name_is_asked_for_one(visitor: Visitor) -> None:
    project = old_project(visitor)

    page = visitor.send(visitor.open(f"{project}copy/"), "/copy/", title=" ")

    assert page.status == 422
    assert list(page.errors()) == ["title"]
