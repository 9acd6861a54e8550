"""What a room looks like together, its codes, its pace and how fast codes may be guessed."""

from hypothesis import given
from hypothesis import strategies as st

from procurement_kit.workshops.codes import ALPHABET, LENGTH, code_of, read_code, shown_code
from procurement_kit.workshops.guessing import FROM_ONE_ADDRESS, wait_seconds
from procurement_kit.workshops.room import Progress, Split, ranked, room, split
from procurement_kit.workshops.workshop import Pace, Terms, open_stages

STAGES = ("S1", "S2", "S3")


def answered(*values: str) -> list[Progress]:
    return [Progress(answers={"q": value}) for value in values]


@given(st.binary(min_size=16, max_size=16))
def test_a_code_is_read_as_it_is_written_however_it_is_typed(data: bytes):
    code = code_of(data)

    assert len(code) == LENGTH
    assert set(code) <= set(ALPHABET)
    assert read_code(shown_code(code).lower().replace("-", " ")) == code


def test_signs_that_look_like_another_are_repaired_or_not_used():
    assert len(ALPHABET) == len(set(ALPHABET)) == 28
    assert not set("01OIL") & set(ALPHABET)
    assert read_code("2bs8-5a") == "ZBSBSA"


def test_honest_typing_never_waits_and_guessing_does():
    assert wait_seconds((), FROM_ONE_ADDRESS) == 0
    assert wait_seconds((1.0,) * (FROM_ONE_ADDRESS - 1), FROM_ONE_ADDRESS) == 0
    assert wait_seconds((1.0,) * FROM_ONE_ADDRESS, FROM_ONE_ADDRESS) == 59
    assert wait_seconds((61.0,) * 1000, FROM_ONE_ADDRESS) == 0


@given(st.lists(st.floats(0, 120), max_size=80))
def test_slowing_down_is_never_locking_out(ages: list[float]):
    wait = wait_seconds(tuple(ages), FROM_ONE_ADDRESS)

    later = tuple(age + wait for age in ages)
    assert wait <= 60
    assert wait_seconds(later, FROM_ONE_ADDRESS) == 0


def test_the_trainer_opens_stage_after_stage_and_looking_back_stays_possible():
    staged = Terms("Kurz", "case", STAGES, pace=Pace.STAGED)

    assert open_stages(staged, "") == ("S1",)
    assert open_stages(staged, "S2") == ("S1", "S2")
    assert open_stages(Terms("Kurz", "case", STAGES), "") == STAGES


def test_the_room_counts_people_of_groups_and_copies_at_stages():
    copies = [
        (Progress(stage="S1", flags=("late",)), 3),
        (Progress(stage="S2", done=("S1",), flags=("late", "dear")), 2),
    ]

    found = room(copies, STAGES)

    assert (found.people, found.copies) == (5, 2)
    assert found.at_stage == {"S1": 1, "S2": 1, "S3": 0}
    assert found.done == {"S1": 1, "S2": 0, "S3": 0}
    assert found.flags == {"late": 2, "dear": 1}


def test_the_split_of_fewer_than_four_answers_is_hidden():
    assert split("q", ("yes", "no"), answered("yes", "no", "no")).is_hidden
    assert not split("q", ("yes", "no"), answered("yes", "no", "no", "no")).is_hidden


def test_several_picked_values_count_each_and_the_person_once():
    found = split("q", ("a", "b"), answered("a\nb", "b", ""))

    assert (found.counts, found.total) == ({"a": 1, "b": 2}, 2)


def test_the_room_disagrees_most_where_all_answers_are_equally_common():
    even = Split("even", {"a": 2, "b": 2}, 4)
    most = Split("most", {"a": 3, "b": 1}, 4)
    alike = Split("alike", {"a": 4, "b": 0}, 4)
    few = Split("few", {"a": 1, "b": 1}, 2)

    assert [item.disagreement for item in (even, most, alike)] == [100, 75, 0]
    assert [item.question for item in ranked([alike, few, most, even])] == ["even", "most"]


@given(st.lists(st.integers(0, 50), min_size=2, max_size=6))
def test_disagreement_is_a_percentage_that_does_not_depend_on_the_order(counts: list[int]):
    names = [f"v{number}" for number in range(len(counts))]
    there = Split("q", dict(zip(names, counts, strict=True)), sum(counts)).disagreement
    back = Split("q", dict(zip(names, counts[::-1], strict=True)), sum(counts)).disagreement

    assert there == back
    assert 0 <= there <= 100
