"""A training scenario can be played as its file says, and claims nothing that it can't prove."""

from dataclasses import replace

import pytest

from procurement_kit.crosscheck.content import Content
from procurement_kit.crosscheck.scenarios import CHECKS
from procurement_kit.formats import yaml
from procurement_kit.kit import Kit
from procurement_kit.methodology.scenarios import GivenFact, Scenario, Trap
from procurement_kit.problems import ContentError
from procurement_kit.proofs.scenarios import prove_scenarios

FACT = GivenFact(text="x", source="zzvz_63", confidence="verified")


def scenario(kit: Kit, name: str = "dsw2") -> Scenario:
    return kit.content.scenarios[name]


def having(kit: Kit, changed: Scenario) -> Content:
    """The content with one scenario in the place of all."""
    return replace(kit.content, scenarios={changed.id: changed})


def codes(content: Content) -> set[str]:
    """What is wrong; the states are tried only where the files fit, as the program does."""
    found = [problem for check in CHECKS for problem in check(content)]
    return {problem.code for problem in found or prove_scenarios(content)}


def trap(one: Scenario, name: str, **changed: object) -> Scenario:
    """*one* with its trap *name* changed."""
    traps = (item.model_copy(update=changed) if item.id == name else item for item in one.traps)
    return one.model_copy(update={"traps": tuple(traps)})


def solved(one: Scenario, question: str, value: str) -> Scenario:
    """*one* with another answer to *question* in its solution."""
    items = (
        item.model_copy(update={"value": value}) if item.question == question else item
        for item in one.solution
    )
    return one.model_copy(update={"solution": tuple(items)})


def test_the_scenarios_of_the_content_can_be_played(kit: Kit):
    scenarios = kit.content.scenarios.values()

    assert not list(prove_scenarios(kit.content))
    assert len(scenarios) >= 8
    assert all(45 <= item.minutes <= 120 for item in scenarios)
    assert all(any(trap.flag for trap in item.traps) for item in scenarios)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"minutes": 91}, "scenario_minutes"),
        ({"stages": ("S4", "S5")}, "scenario_not_played"),
        ({"stages": ("S4", "S5", "S8", "S77")}, "scenario_stage"),
        ({"answers_from": "nothing"}, "scenario_example"),
        ({"without": ("no_such_question",)}, "question_unknown"),
        ({"answers": {"no_such_question": "x"}}, "question_unknown"),
        ({"answers": {"authority_kind": "kingdom"}}, "scenario_answer"),
        ({"answers": {"negotiation_grounds": "none"}}, "scenario_prefilled"),
        ({"sources": ("no_such_source",)}, "source_unknown"),
        ({"story": "Zakázka stojí 7 777 777 Kč."}, "scenario_figure"),
    ],
)
def test_a_scenario_that_does_not_fit_is_told(kit: Kit, changed: dict[str, object], code: str):
    one = scenario(kit)
    if "answers" in changed:
        changed = {"answers": {**one.answers, **changed["answers"]}}

    assert code in codes(having(kit, one.model_copy(update=changed)))


def test_a_trap_must_snap_with_the_wrong_answer_and_only_with_it(kit: Kit):
    one = scenario(kit)
    harmless = trap(one, "code_at_the_end", value="continuous")
    everywhere = solved(one, "handover_mode", "milestones")

    assert codes(having(kit, harmless)) == {"scenario_trap_silent"}
    assert codes(having(kit, everywhere)) == {"scenario_trap_solved"}


def test_a_trap_names_a_warning_that_exists_and_a_question_that_is_asked(kit: Kit):
    one = scenario(kit)
    unknown = trap(one, "code_at_the_end", flag="no_such_flag")
    unasked = trap(one, "code_at_the_end", also={"negotiation_grounds": "none"})

    assert {p.code for check in CHECKS for p in check(having(kit, unknown))} == {"red_flag_unknown"}
    assert codes(having(kit, unasked)) == {"scenario_not_asked"}


def test_a_solution_answers_only_what_is_asked(kit: Kit):
    one = scenario(kit)
    item = one.solution[0].model_copy(update={"question": "negotiation_grounds", "value": "none"})
    stages = (*one.stages, "S7")
    changed = one.model_copy(update={"solution": (*one.solution, item), "stages": stages})

    assert codes(having(kit, changed)) == {"scenario_not_asked"}


def test_no_fact_is_surer_than_its_source(kit: Kit):
    unsure = next(name for name, it in kit.content.sources.items() if it.confidence == "likely")
    facts = (FACT.model_copy(update={"source": unsure}), *scenario(kit).facts)

    assert codes(having(kit, scenario(kit).model_copy(update={"facts": facts}))) == {
        "scenario_sure"
    }


@pytest.mark.parametrize(
    ("text", "model", "code"),
    [
        ("{text: x}", GivenFact, "fact_origin"),
        ("{text: x, source: zzvz_63, invented: 'yes'}", GivenFact, "fact_origin"),
        ("{id: a, text: x, flag: b, why: x, sources: [c]}", Trap, "trap_shape"),
    ],
)
def test_a_fact_is_sourced_or_invented_and_a_warned_trap_says_how_one_falls(
    text: str, model: type, code: str
):
    with pytest.raises(ContentError) as caught:
        yaml.read("scenario.yaml", text.encode(), model)

    assert {problem.code for problem in caught.value.problems} == {code}


def test_answers_of_an_example_are_taken_over_but_for_what_participants_decide(kit: Kit):
    one, example = scenario(kit), kit.content.examples["dsw2-extension"]
    decided = {item.question for item in one.solution}

    assert one.prefilled()["authority_name"] == example.answers["authority_name"]
    assert not decided & set(one.answers)
    assert not any(
        kit.methodology.step_of[name].stage == "S2"
        for name in scenario(kit, "cityvizor").answers
        if name != "extends_existing"
    )


def test_the_tender_to_be_repaired_holds_every_mistake_that_is_looked_for(kit: Kit):
    one = scenario(kit, "bad-tender")
    given = one.prefilled()

    assert len([trap for trap in one.traps if trap.flag]) >= 12
    assert all(trap.answers().items() <= given.items() for trap in one.traps)
