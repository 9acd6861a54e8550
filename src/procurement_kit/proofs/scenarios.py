"""Every scenario can be played: what it prefills is asked, its solution holds, its traps snap."""

from collections.abc import Iterator, Mapping

from procurement_kit.assessment import facts_of
from procurement_kit.crosscheck.content import Content, at
from procurement_kit.crosscheck.scenarios import scenario_path
from procurement_kit.methodology.facts import ProcurementFacts
from procurement_kit.methodology.scenarios import Scenario
from procurement_kit.methodology.stages import RedFlag
from procurement_kit.problems import Problem
from procurement_kit.rules.conditions import evaluate


def prove_scenarios(content: Content) -> Iterator[Problem]:
    """Every scenario that could not be played as its file says."""
    flags = {flag.id: flag for _, flag in content.methodology.red_flags()}
    for scenario in content.scenarios.values():
        given = _facts(content, scenario.prefilled())
        solved = _facts(content, scenario.solved())
        yield from _asked(content, scenario, given, solved)
        yield from _traps(content, scenario, flags, solved)


def _facts(content: Content, answers: Mapping[str, str]) -> ProcurementFacts:
    return facts_of(content.rules, answers)


def _asked(
    content: Content, scenario: Scenario, given: ProcurementFacts, solved: ProcurementFacts
) -> Iterator[Problem]:
    """What is prefilled is asked before or after solving; what is solved is asked after."""
    path = scenario_path(scenario)
    for name in scenario.prefilled():
        if given.applies(name) is not True and solved.applies(name) is not True:
            yield at(content, path, name, "scenario_prefilled", id=name)
    for item in scenario.solution:
        if solved.applies(item.question) is not True:
            yield at(content, path, item.question, "scenario_not_asked", id=item.question)


def _traps(
    content: Content,
    scenario: Scenario,
    flags: Mapping[str, RedFlag],
    solved: ProcurementFacts,
) -> Iterator[Problem]:
    """The warning of a trap comes with the wrong answers, and with the solution it does not."""
    path = scenario_path(scenario)
    for trap in scenario.traps:
        if trap.flag is None:
            continue
        condition = flags[trap.flag].when
        caught = _facts(content, {**scenario.solved(), **trap.answers()})
        for name in trap.answers():
            if caught.applies(name) is not True:
                yield at(content, path, trap.id, "scenario_not_asked", id=name)
        if evaluate(condition, caught) is not True:
            yield at(content, path, trap.id, "scenario_trap_silent", id=trap.id, flag=trap.flag)
        if evaluate(condition, solved) is not False:
            yield at(content, path, trap.id, "scenario_trap_solved", id=trap.id, flag=trap.flag)
