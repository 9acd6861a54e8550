"""Every scenario names what exists, its minutes add up, and its figures are told as facts."""

import re
from collections.abc import Iterator

from procurement_kit.crosscheck.content import Content, at
from procurement_kit.methodology.reading import AnswerError, read_answer
from procurement_kit.methodology.scenarios import Scenario
from procurement_kit.problems import Problem
from procurement_kit.rules.sources import Confidence

FIGURE = re.compile(r"\d[\d \u00a0.,]*\d\d")
APART = re.compile(r"[ \u00a0.,]")


def scenario_path(scenario: Scenario) -> str:
    """The file of *scenario*."""
    return f"methodology/scenarios/{scenario.id}.yaml"


def _sources(content: Content) -> Iterator[Problem]:
    for scenario in content.scenarios.values():
        path = scenario_path(scenario)
        for name in sorted(set(scenario.cited()) - set(content.sources)):
            yield at(content, path, name, "source_unknown", id=name)


def _named(content: Content) -> Iterator[Problem]:
    flags = {flag.id for _, flag in content.methodology.red_flags()}
    for name, scenario in content.scenarios.items():
        path = scenario_path(scenario)
        if name != scenario.id:
            yield at(content, path, "id", "scenario_name", id=scenario.id, name=name)
        if scenario.answers_from and scenario.answers_from not in content.examples:
            wanted, there = scenario.answers_from, ", ".join(content.examples)
            yield at(content, path, "answers_from", "scenario_example", name=wanted, known=there)
        stages = {stage.id for stage in content.methodology.stages}
        known = {*content.methodology.questions, *stages}
        for question in sorted({*_questions(scenario), *scenario.without} - known):
            yield at(content, path, question, "question_unknown", id=question)
        for flag in sorted({trap.flag for trap in scenario.traps if trap.flag} - flags):
            yield at(content, path, flag, "red_flag_unknown", id=flag)
        for trap in _twice(scenario):
            yield at(content, path, trap, "id_twice", id=trap)


def _questions(scenario: Scenario) -> set[str]:
    """Every question that *scenario* names."""
    traps = [trap.question for trap in scenario.traps if trap.question]
    also = [name for trap in scenario.traps for name in trap.also]
    return {*scenario.answers, *(item.question for item in scenario.solution), *traps, *also}


def _twice(scenario: Scenario) -> set[str]:
    """What is named more than once where it may be named once."""
    names = [trap.id for trap in scenario.traps]
    names += [role.id for role in scenario.roles]
    names += [item.question for item in scenario.solution]
    return {name for name in names if names.count(name) > 1}


def _stages(content: Content) -> Iterator[Problem]:
    """Every stage exists, and what is solved or talked about belongs to a stage played."""
    methodology = content.methodology
    known = [stage.id for stage in methodology.stages if stage.steps]
    for scenario in content.scenarios.values():
        path = scenario_path(scenario)
        for name in sorted(set(scenario.stages) - set(known)):
            yield at(content, path, name, "scenario_stage", id=name, known=", ".join(known))
        talked = {item.stage for item in scenario.prompts} | {item.stage for item in scenario.plan}
        for name in sorted({name for name in talked if name} - set(scenario.stages)):
            yield at(content, path, name, "scenario_not_played", id=name)
        for item in scenario.solution:
            step = methodology.step_of.get(item.question)
            if step is not None and step.stage not in scenario.stages:
                yield at(content, path, item.question, "scenario_not_played", id=step.stage)


def _answers(content: Content) -> Iterator[Problem]:
    """Every answer, prefilled, solved or wrong, is one that the program can read."""
    for scenario in content.scenarios.values():
        found = [scenario.prefilled(), scenario.solved(), *(x.answers() for x in scenario.traps)]
        for name, raw in sorted({item for answers in found for item in answers.items()}):
            question = content.methodology.questions.get(name)
            try:
                if question is not None:
                    read_answer(question, raw)
            except AnswerError as error:
                path = scenario_path(scenario)
                yield at(content, path, name, "scenario_answer", id=name, cause=str(error))


def _minutes(content: Content) -> Iterator[Problem]:
    for scenario in content.scenarios.values():
        total = sum(item.minutes for item in scenario.plan)
        if total != scenario.minutes:
            path, wanted = scenario_path(scenario), scenario.minutes
            yield at(content, path, "plan", "scenario_minutes", total=total, wanted=wanted)


def _figures(content: Content) -> Iterator[Problem]:
    """A figure of the story stands among the facts, where it is sourced or marked as invented."""
    for scenario in content.scenarios.values():
        told = {figure for fact in scenario.facts for figure in _in(fact.text)}
        for figure in sorted({*_in(scenario.story), *_in(scenario.summary)} - told):
            path = scenario_path(scenario)
            yield at(content, path, "story", "scenario_figure", figure=figure)


def _sureness(content: Content) -> Iterator[Problem]:
    """No fact is told as surer than its source is."""
    order = list(Confidence)
    for scenario in content.scenarios.values():
        for fact in scenario.facts:
            source = content.sources.get(fact.source or "")
            if source and order.index(fact.confidence) < order.index(source.confidence):
                path, sure = scenario_path(scenario), source.confidence.value
                yield at(
                    content, path, fact.source or "", "scenario_sure", id=fact.source, sure=sure
                )


def _in(text: str) -> set[str]:
    return {APART.sub("", figure) for figure in FIGURE.findall(text)}


CHECKS = (_sources, _named, _stages, _answers, _minutes, _figures, _sureness)
