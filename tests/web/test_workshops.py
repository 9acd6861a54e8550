"""A workshop without JavaScript: a trainer, participants and strangers in their own browsers."""

import csv
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from flask import Flask
from openpyxl import load_workbook

from procurement_kit.web.site import EXTENSION, Site
from tests.web.test_structure import faults
from tests.web.visitor import Page, Visitor

QUESTION = "outbound_choice"
STEP = "outbound"
People = Callable[[], Visitor]


@pytest.fixture
def people(real_app: Flask) -> People:
    return lambda: Visitor(real_app.test_client())


@pytest.fixture
def site(real_app: Flask) -> Site:
    found: Site = real_app.extensions[EXTENSION]
    return found


@pytest.fixture
def trainer(people: People) -> Visitor:
    return people()


def begin(trainer: Visitor, **chosen: object) -> Page:
    """The trainer's desk of a new workshop."""
    form = trainer.open("/workshop/new/dsw2")
    return trainer.send(form, "/workshop/new/", **chosen)


def code_of(desk: Page) -> str:
    return str(desk.tree.findtext(".//p[@class='code']"))


def join(person: Visitor, code: str) -> Page:
    """The participant's own page."""
    return person.send(person.open("/join"), "/join", code=code.lower())


def answer(person: Visitor, home: Page, value: str) -> Page:
    project = home.path.removesuffix("workshop/")
    return person.answer(project, STEP, **{QUESTION: value})


def board(trainer: Visitor, desk: Page, view: str) -> str:
    return trainer.open(f"{desk.path}board/live?view={view}").words


def test_one_step_brings_a_stranger_to_a_copy_of_their_own(trainer: Visitor, people: People):
    code = code_of(begin(trainer))
    one, two = people(), people()

    homes = [join(person, code) for person in (one, two)]

    assert [home.status for home in homes] == [200, 200]
    assert homes[0].path != homes[1].path
    assert two.open(homes[0].path).status == 403
    assert "Kód pro návrat" in homes[0].words


def test_joining_again_in_the_same_browser_makes_no_second_copy(trainer: Visitor, people: People):
    desk, person = begin(trainer), people()

    assert join(person, code_of(desk)).path == join(person, code_of(desk)).path
    assert "Připojeno 1" in board(trainer, desk, "room")


def test_a_lost_phone_comes_back_with_its_code(trainer: Visitor, people: People):
    home = join(people(), code_of(begin(trainer)))
    code = str(home.tree.findtext(".//p[@class='code']"))
    phone = people()

    found = phone.send(phone.open("/join/back"), "/join/back", code=code)

    assert found.path == home.path


def test_a_wrong_code_is_said_and_kept_in_the_field(people: People):
    person = people()

    page = join(person, "wrong-one")

    assert page.status == 422
    assert page.errors().keys() == {"code"}
    assert page.form("/join").fields["code"] == "wrong-one"


def test_only_the_trainer_sees_the_desk_and_the_board(trainer: Visitor, people: People):
    desk = begin(trainer)
    person = people()
    join(person, code_of(desk))

    for path in ("", "board", "board/live", "results/", "results/results.csv", "compare", "sheet"):
        assert person.open(desk.path + path).status == 403


def test_a_second_trainer_works_with_the_same_link(trainer: Visitor, people: People):
    desk = begin(trainer)
    link = desk.tree.get_element_by_id("trainer-link").get("value")

    second = people().open("/t/" + link.rsplit("/", 1)[1])

    assert (second.status, second.path) == (200, desk.path)
    assert people().open("/t/guessed").status == 404


def test_the_trainer_opens_stages_and_nothing_sent_is_lost(trainer: Visitor, people: People):
    desk = begin(trainer, pace="staged")
    person = people()
    home = join(person, code_of(desk))
    project = home.path.removesuffix("workshop/")

    closed = person.open(f"{project}step/value").words
    form = trainer.open(desk.path)
    trainer.send(form, "/screen", stage="S5")
    opened = person.open(f"{project}step/value")
    trainer.send(form, "/screen", stage="S4")
    saved = person.send(opened, "step/value", value_development="1 000 000")

    assert "Tuto fázi lektor ještě neotevřel" in closed
    assert opened.form("step/value") is not None
    assert saved.status == 200
    trainer.send(form, "/screen", stage="S8")
    field = person.open(f"{project}step/value").form("step/value").fields["value_development"]
    assert field == "1 000 000"


def test_a_group_has_one_copy_and_its_name_is_chosen_from_a_list(trainer: Visitor, people: People):
    desk = begin(trainer, naming="groups", groups="U okna\nU dveří")
    code = code_of(desk).replace("-", "")
    homes = []
    for person in (people(), people()):
        room = person.open(f"/j/{code}")
        homes.append(person.send(room, "/j/", name="U okna"))
    stranger = people()

    assert homes[0].path == homes[1].path
    assert stranger.send(stranger.open(f"/j/{code}"), "/j/", name="Na chodbě").status == 422
    assert "Připojeno 2" in board(trainer, desk, "room")


def test_answers_are_hidden_until_revealed_and_never_split_for_three(
    trainer: Visitor, people: People
):
    desk = begin(trainer)
    for value in ("mit", "mit", "upstream"):
        person = people()
        answer(person, join(person, code_of(desk)), value)
    form = trainer.open(f"{desk.path}board?view=question")
    trainer.send(form, "/screen", question=QUESTION)
    hidden = board(trainer, desk, "question")
    trainer.send(trainer.open(desk.path), "/screen", reveal=QUESTION)
    few = board(trainer, desk, "question")
    fourth = people()
    answer(fourth, join(fourth, code_of(desk)), "upstream")

    assert "zatím neodkryl" in hidden
    assert "od čtyř" in few
    assert "MIT" not in hidden + few
    assert "MIT2 50 %" in board(trainer, desk, "question")
    assert "Pod jakou licencí" in board(trainer, desk, "disputed")


def test_the_model_solution_is_seen_by_nobody_before_its_time(trainer: Visitor, people: People):
    desk, person = begin(trainer), people()
    home = join(person, code_of(desk))

    before = person.open(f"{home.path}live").words + board(trainer, desk, "solution")
    trainer.send(trainer.open(desk.path), "/screen", solution="yes")

    assert "Obstálo by" not in before
    assert "Zdroje" in person.open(f"{home.path}live").words
    assert "Zdroje" in board(trainer, desk, "solution")


def test_an_unchanged_board_answers_with_nothing(trainer: Visitor, people: People):
    desk = begin(trainer)
    first = trainer.client.get(f"{desk.path}board/live")
    seen = {"If-None-Match": first.headers["ETag"]}

    same = trainer.client.get(f"{desk.path}board/live", headers=seen)
    join(people(), code_of(desk))
    changed = trainer.client.get(f"{desk.path}board/live", headers=seen)

    assert (same.status_code, same.data) == (304, b"")
    assert changed.status_code == 200


def test_work_is_shown_beside_other_work_only_with_consent(trainer: Visitor, people: People):
    desk = begin(trainer)
    pages = []
    for value in ("mit", "upstream"):
        person = people()
        home = join(person, code_of(desk))
        answer(person, home, value)
        pages.append((person, home))
    address = f"{desk.path}compare?left=1&right=2"
    before = trainer.open(address).words
    for person, home in pages:
        person.send(person.open(home.path), "/share", share="yes")
    after = trainer.open(address)

    assert "MIT" not in before
    assert "MIT" in after.words
    document = next(link for link in after.tree.xpath("//a/@href") if "/compare/D" in link)
    assert trainer.open(document).status == 200


def test_what_is_exported_has_no_names_and_runs_no_formula(trainer: Visitor, people: People):
    desk = begin(trainer, naming="nicknames")
    code = code_of(desk).replace("-", "")
    for number in range(4):
        person = people()
        room = person.open(f"/j/{code}")
        home = person.send(room, "/j/", name=f"Přezdívka {number}")
        form = person.open(f"{home.path}feedback")
        person.send(form, "/feedback", useful="4", text="=1+1")

    text = trainer.client.get(f"{desk.path}results/results.csv").data.decode("utf-8-sig")
    book = load_workbook(BytesIO(trainer.client.get(f"{desk.path}results/results.xlsx").data))

    rows = list(csv.reader(StringIO(text), delimiter=";"))
    cells = [cell for row in book.active for cell in row]
    assert "Přezdívka" not in text
    assert not any("Přezdívka" in str(cell.value) for cell in cells)
    assert ["Zpětná vazba", "Využijete to, co jste dnes zkoušeli, ve své práci?", "4", "4"] in rows
    assert "'=1+1" in {row[1] for row in rows}
    assert all(cell.data_type != "f" for cell in cells)


def test_after_its_day_a_workshop_is_gone(trainer: Visitor, people: People, site: Site):
    desk, person = begin(trainer), people()
    home = join(person, code_of(desk))
    begun = site.now()
    site.now = lambda: begun + timedelta(days=31)

    begin(trainer)

    assert trainer.open(desk.path).status == 403
    assert person.open(home.path).status == 403


def test_a_clone_has_a_code_of_its_own_and_an_empty_room(trainer: Visitor, people: People):
    desk = begin(trainer)
    join(people(), code_of(desk))

    again = trainer.send(trainer.open(desk.path), "/clone")

    assert code_of(again) != code_of(desk)
    assert "Rozpracovaných zakázek: 0" in again.words
    assert "Rozpracovaných zakázek: 1" in trainer.open(desk.path).words


def pages(trainer: Visitor, person: Visitor) -> Iterator[Page]:
    desk = begin(trainer, naming="nicknames", pace="staged")
    room = person.open("/j/" + code_of(desk))
    home = person.send(room, "/j/", name="Myš")
    yield from (room, home, join(person, "wrong"))
    trainer.send(trainer.open(desk.path), "/screen", solution="yes")
    paths = ("", "sheet", "results/", "compare", "board")
    views = ("question", "disputed", "flags", "solution", "messages")
    yield from (trainer.open(desk.path + path) for path in paths)
    yield from (trainer.open(f"{desk.path}board?view={view}") for view in views)
    yield from map(trainer.open, ("/workshop/", "/workshop/new/dsw2", "/workshop/privacy"))
    yield from map(
        person.open, ("/join/back", home.path, f"{home.path}feedback", f"{home.path}device")
    )
    yield person.open(home.path.removesuffix("workshop/") + f"step/{STEP}")


def test_every_page_of_a_workshop_is_sound(trainer: Visitor, people: People):
    found = list(pages(trainer, people()))

    assert [page.path for page in found if page.status not in {200, 422}] == []
    assert [f"{page.path}: {text}" for page in found for text in faults(page)] == []
