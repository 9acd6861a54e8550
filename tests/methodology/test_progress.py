"""The task list: how far each step is."""

from dataclasses import replace

import pytest
from tests.builders import a_methodology, a_question, facts_on

from procurement_kit.methodology.progress import State, progress
from procurement_kit.methodology.stages import Methodology, Step

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


def test_a_step_that_waits_for_an_earlier_answer_cannot_be_begun_and_is_not_out_of_the_question():
    hidden = a_methodology(
        a_question("inner", ask_when={"question": "kind", "eq": "x"}), a_question("kind")
    )
    content = hidden.stages[0].steps[0].content
    inner = content.model_copy(update={"questions": content.questions[:1]})
    first = content.model_copy(update={"questions": content.questions[1:]})
    stage = replace(
        hidden.stages[0], steps=(Step("first", "S0", first), Step("inner", "S0", inner))
    )
    two = Methodology("m", (stage,))

    waiting = progress(two, facts_on(two), {})[0]
    spared = progress(two, facts_on(two, kind="y"), {"kind": "y"})[0]

    assert [step.state for step in waiting.steps] == [State.NOT_STARTED, State.WAITING]
    assert waiting.state is State.NOT_STARTED
    assert [item.id for item in waiting.steps[1].undecided] == ["inner"]
    assert [step.state for step in spared.steps] == [State.DONE, State.NOT_APPLICABLE]


@pytest.mark.parametrize(("answer", "flagged"), [("unknown", ()), ("yes", ("step",))])
def test_a_complete_step_is_to_be_reviewed_while_something_is_unknown_or_warned_of(
    answer: str, flagged: tuple[str, ...]
):
    asked = a_methodology(a_question("public", "yesno"))
    answers = {"public": answer}

    found = progress(asked, facts_on(asked, **answers), answers, flagged)[0]

    assert found.state is State.TO_REVIEW
    assert progress(asked, facts_on(asked, public="yes"), {"public": "yes"})[0].state is State.DONE
