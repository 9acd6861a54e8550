"""Workshops in the database: joining, guessing, groups, deletion."""

from datetime import timedelta
from pathlib import Path

import pytest

from procurement_kit.methodology.procurement import Procurement
from procurement_kit.store.errors import (
    CodeUnknownError,
    JoiningLockedError,
    TooManyTriesError,
    UnknownProjectError,
    WorkshopUnknownError,
)
from procurement_kit.store.seats import Newcomer, Seats
from procurement_kit.store.store import DATABASE, Store
from procurement_kit.store.workshop_rows import Message
from procurement_kit.store.workshops import Workshops
from procurement_kit.workshops.feedback import Feedback
from procurement_kit.workshops.guessing import FROM_ONE_ADDRESS
from procurement_kit.workshops.room import Progress
from procurement_kit.workshops.workshop import Naming, State, Terms, Workshop
from tests.builders import NOON

CODE = "ABCDEFGH"
NICKNAME = "Bystrozrak z podatelny"


@pytest.fixture
def seats(store: Store) -> Seats:
    return Seats(store)


@pytest.fixture
def workshops(store: Store) -> Workshops:
    found = Workshops(store)
    begin(found, "w1", CODE)
    return found


def begin(workshops: Workshops, name: str, code: str, naming: Naming = Naming.ANONYMOUS) -> None:
    terms = Terms("Kurz", "case", ("S1",), naming=naming)
    end = NOON + timedelta(days=30)
    workshops.create(Workshop(name, terms, "hash", code, State.OPEN, NOON, end), "s", f"t-{name}")


def join(seats: Seats, project: str, name: str = "", *, group: bool = False, at: str = "w1") -> str:
    copy = Procurement(project, "Kurz", "hash", answers={"need": "portal"})
    who = Newcomer(f"browser-{project}", name, f"RETURN{project.upper()}", group)
    return seats.join(at, copy, who, Progress(asked=3), NOON).project


def role_of(store: Store, browser: str, project: str) -> str | None:
    granted = store.granted(browser, project, NOON)
    return granted.role if granted else None


def test_a_workshop_comes_back_as_it_was_begun(workshops: Workshops):
    found = workshops.get("w1")

    assert (found.code, found.state, found.terms.stages) == (CODE, State.OPEN, ("S1",))
    assert found.expires == NOON + timedelta(days=30)


def test_only_the_link_of_the_trainer_leads(workshops: Workshops):
    with pytest.raises(WorkshopUnknownError):
        workshops.lead("browser", "t-guess")
    assert workshops.lead("browser", "t-w1") == "w1"
    assert workshops.is_led_by("browser", "w1")
    assert not workshops.is_led_by("other", "w1")


def test_a_browser_that_forgets_everything_leads_no_workshop(workshops: Workshops, store: Store):
    workshops.lead("browser", "t-w1")

    store.end_session("browser")

    assert not workshops.is_led_by("browser", "w1")


def test_the_token_of_the_trainer_is_not_in_the_file(workshops: Workshops, data: Path):
    assert workshops.led_by("nobody") == ()
    assert all(b"t-w1" not in path.read_bytes() for path in data.glob(f"{DATABASE}*"))


def test_a_participant_gets_a_copy_that_only_this_browser_opens(
    workshops: Workshops, seats: Seats, store: Store
):
    project = join(seats, "p1")

    assert store.get(project).answers == {"need": "portal"}
    assert role_of(store, "browser-p1", project) == "edit"
    assert role_of(store, "browser-p2", project) is None
    assert workshops.change_of("w1") > 0


def test_a_group_shares_one_copy(workshops: Workshops, seats: Seats, store: Store):
    begin(workshops, "w2", "GROUPSAB", Naming.GROUPS)

    places = {join(seats, name, "U okna", group=True, at="w2") for name in ("p1", "p2")}

    assert places == {"p1"}
    assert seats.seats("w2")[0].people == 2
    assert role_of(store, "browser-p2", "p1") == "edit"


def test_a_locked_door_lets_nobody_new_in(workshops: Workshops, seats: Seats):
    workshops.set_state("w1", State.LOCKED)

    with pytest.raises(JoiningLockedError):
        join(seats, "p1")


def test_the_code_dies_with_the_workshop(workshops: Workshops, seats: Seats):
    workshops.set_state("w1", State.ENDED)

    with pytest.raises(CodeUnknownError):
        seats.find(CODE, "hall", NOON)


def test_a_lost_phone_is_replaced_by_the_code_to_come_back(
    workshops: Workshops, seats: Seats, store: Store
):
    join(seats, "p1")

    assert workshops.get("w1").state is State.OPEN
    assert seats.come_back("return-P1", "new phone", "hall", NOON).project == "p1"
    assert role_of(store, "new phone", "p1") == "edit"


def test_guessing_is_slowed_and_three_hundred_honest_people_are_not(
    workshops: Workshops, seats: Seats
):
    for _ in range(300):
        assert seats.find(CODE, "hall", NOON).id == workshops.get("w1").id
    evaluated, waits = 0, []
    for step in range(1000):
        try:
            seats.find("WRONGONE", "hall", NOON + timedelta(seconds=step / 100))
        except CodeUnknownError:
            evaluated += 1
        except TooManyTriesError as error:
            waits.append(error.seconds)
    assert 0 < min(waits) <= max(waits) <= 60
    assert evaluated == FROM_ONE_ADDRESS
    assert seats.find(CODE, "hotel", NOON + timedelta(seconds=10)).id == "w1"
    assert seats.find(CODE, "hall", NOON + timedelta(minutes=2)).id == "w1"


def test_a_later_saving_is_not_overwritten_by_an_earlier_one(workshops: Workshops, seats: Seats):
    join(seats, "p1")

    seats.keep_progress("p1", Progress(revision=9, answered=9))
    seats.keep_progress("p1", Progress(revision=8, answered=8))

    assert [seat.progress.answered for seat in seats.seats("w1")] == [9]
    assert workshops.change_of("w1") == 2


def test_reset_empties_one_workshop_and_touches_no_other(
    workshops: Workshops, seats: Seats, store: Store
):
    begin(workshops, "w2", "ANOTHERX")
    join(seats, "p1")
    join(seats, "p2", at="w2")

    workshops.reset("w1")

    assert seats.seats("w1") == ()
    with pytest.raises(UnknownProjectError):
        store.get("p1")
    assert store.get("p2").id == "p2"
    assert workshops.get("w1").code == CODE


def test_on_its_day_nothing_of_a_workshop_is_left_in_the_file(
    workshops: Workshops, seats: Seats, data: Path
):
    join(seats, "p1", NICKNAME)
    seats.write_message("w1", Message(NOON, "S1", "Tajný vzkaz"))
    seats.give_feedback("w1", "mark", Feedback({"useful": "5"}, "Tajná chvála"))

    assert workshops.purge(NOON + timedelta(days=29)) == 0
    assert workshops.purge(NOON + timedelta(days=30)) == 1

    left = b"".join(path.read_bytes() for path in data.glob(f"{DATABASE}*"))
    for text in (NICKNAME, "Tajný vzkaz", "Tajná chvála"):
        assert text.encode() not in left


def test_a_second_feedback_replaces_the_first(workshops: Workshops, seats: Seats):
    for rating in ("1", "5"):
        seats.give_feedback("w1", "mark", Feedback({"useful": rating}))

    assert [item.ratings["useful"] for item in seats.feedback("w1")] == ["5"]
    assert workshops.change_of("w1") == 2
