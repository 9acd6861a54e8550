"""The task list: how far each step is."""

import pytest
from tests.builders import a_methodology, a_question, facts_on

from procurement_kit.methodology.progress import State, progress

METHODOLOGY = a_methodology(
    a_question("name"),
    a_question("value", "money"),
    a_question("note", required="never"),
)


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ({}, State.NOT_STARTED),
        ({"name": "Brno"}, State.IN_PROGRESS),
        ({"name": "Brno", "value": "1"}, State.DONE),
        ({"name": "Brno", "value": "moc"}, State.TO_REPAIR),
    ],
)
def test_a_step_is_as_far_as_its_needed_answers(answers: dict[str, str], state: State):
    stages = progress(METHODOLOGY, facts_on(METHODOLOGY, **answers), answers)

    assert stages[0].state is state
    assert stages[0].steps[0].state is state


def test_a_step_that_does_not_apply_asks_nothing_and_stops_nothing():
    hidden = a_methodology(
        a_question("name"), a_question("inner", ask_when={"question": "name", "eq": "x"})
    )

    stages = progress(hidden, facts_on(hidden, name="y"), {"name": "y"})

    assert stages[0].state is State.DONE
    assert [item.question.id for item in stages[0].steps[0].answers] == ["name"]
