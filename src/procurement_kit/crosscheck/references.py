"""Every id is given once, everything that is named exists, nothing is asked too early."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from procurement_kit.assessment.rules import CALCULATED, RELIED_ON
from procurement_kit.crosscheck.content import (
    Content,
    all_conditions,
    allowed_values,
    at,
    behind,
    decisions_behind,
    step_path,
    template_path,
)
from procurement_kit.problems import Problem
from procurement_kit.procedures.award_criteria import PREFIX
from procurement_kit.rules.conditions import Condition


def _ids(content: Content) -> Iterator[Problem]:
    seen: dict[str, str] = dict.fromkeys(CALCULATED, "")
    for step in content.methodology.steps.values():
        path = step_path(content, step)
        ids = [item.id for item in step.questions]
        ids += [item.id for item in step.content.decisions]
        ids += [item.id for item in step.content.red_flags]
        for name in ids:
            if name in seen:
                yield at(content, path, name, "id_twice", id=name)
            seen[name] = path
    names = Counter(step.id for stage in content.methodology.stages for step in stage.steps)
    for name in (name for name, count in names.items() if count > 1):
        yield at(content, "methodology/methodology.yaml", name, "id_twice", id=name)
    files = Counter(template.file_name for template in content.templates.values())
    for template in content.templates.values():
        if files[template.file_name] > 1 or not re.fullmatch(
            r"[a-z0-9-]{1,60}", template.file_name
        ):
            path = template_path(content, template)
            yield at(content, path, "file_name", "file_name_bad", name=template.file_name)


def _relied_on(content: Content) -> Iterator[Problem]:
    """What the program itself reads exists, and every weight has its words for documents."""
    methodology = content.methodology
    for name in RELIED_ON:
        if name not in methodology.questions and name not in methodology.decisions:
            yield Problem.of("methodology/methodology.yaml", 1, "id_needed", id=name)
    weights = {name for name in methodology.questions if name.startswith(PREFIX)}
    for name in sorted(weights - set(content.words.criteria)):
        yield at(content, "templates/words.yaml", "criteria", "criterion_words", id=name)


def _cited(content: Content) -> Iterator[tuple[str, str]]:
    """Every (file, source id) that is cited anywhere."""
    for step in content.methodology.steps.values():
        path = step_path(content, step)
        groups: list[Iterable[str]] = [question.why.sources for question in step.questions]
        groups += [case.sources for item in step.content.decisions for case in item.cases]
        groups += [flag.sources for flag in step.content.red_flags]
        yield from ((path, name) for group in groups for name in group)
    for name, parameter in content.parameters.items():
        path = f"methodology/law/cz/parameters/{name}.yaml"
        yield from ((path, item) for value in parameter.values for item in value.sources)
    for path, rulebook in content.rulebooks.items():
        yield from ((path, name) for name in rulebook.citations())
    for clause in content.clauses.values():
        yield from ((clause.path, name) for name in clause.content.sources)
    for template in content.templates.values():
        yield from ((template_path(content, template), name) for name in template.sources)
    for term in content.glossary:
        yield from (("methodology/glossary.yaml", name) for name in term.sources)


def _sources(content: Content) -> Iterator[Problem]:
    for path, name in sorted(set(_cited(content))):
        if name not in content.sources:
            yield at(content, path, name, "source_unknown", id=name)


def _conditions(content: Content) -> Iterator[Problem]:
    known = {
        "question": set(content.methodology.questions),
        "decision": {*content.methodology.decisions, *CALCULATED},
        "parameter": set(content.parameters),
    }
    for path, condition in all_conditions(content):
        for kind, name in condition.mentions():
            if name not in known[kind]:
                yield at(content, path, name, f"{kind}_unknown", id=name)
        for comparison in condition.comparisons():
            yield from _option_problems(content, path, comparison)


def _option_problems(content: Content, path: str, comparison: Condition) -> Iterator[Problem]:
    values = allowed_values(content, comparison.subject)
    operator, operand = comparison.operand
    if not values or operator not in {"eq", "ne", "in", "not_in", "contains"}:
        return
    wanted = operand if isinstance(operand, tuple) else (operand,)
    for value in wanted:
        if isinstance(value, str) and value not in values:
            yield at(content, path, value, "option_unknown", value=value, id=comparison.subject)


def _order(content: Content) -> Iterator[Problem]:
    """A question may only depend on answers that are asked before it."""
    position = {name: index for index, name in enumerate(content.methodology.questions)}
    for step in content.methodology.steps.values():
        for question in step.questions:
            conditions = [step.content.when, question.ask_when]
            for name in behind(content, (item for item in conditions if item is not None)):
                if position.get(name, -1) >= position[question.id]:
                    path = step_path(content, step)
                    yield at(content, path, question.id, "asked_too_early", id=question.id, on=name)


def _circles(content: Content) -> Iterator[Problem]:
    """No decision depends on itself, through whatever else."""
    for step in content.methodology.steps.values():
        for decision in step.content.decisions:
            if decision.id in decisions_behind(content, decision.id):
                path = step_path(content, step)
                yield at(content, path, decision.id, "decisions_circle", id=decision.id)


def _rulebooks(content: Content) -> Iterator[Problem]:
    for path, rulebook in content.rulebooks.items():
        for name in rulebook.questions():
            if name not in content.methodology.questions:
                yield at(content, path, name, "question_unknown", id=name)
        for name in rulebook.figures():
            if name not in content.parameters:
                yield at(content, path, name, "parameter_unknown", id=name)


def _examples(content: Content) -> Iterator[Problem]:
    flags = {flag.id for _, flag in content.methodology.red_flags()}
    for name, example in content.examples.items():
        path = f"methodology/examples/{name}.yaml"
        for unknown in sorted(set(example.answers) - set(content.methodology.questions)):
            yield at(content, path, unknown, "question_unknown", id=unknown)
        for unknown in sorted(set(example.acknowledgements) - flags):
            yield at(content, path, unknown, "red_flag_unknown", id=unknown)


CHECKS = (_ids, _relied_on, _sources, _conditions, _order, _circles, _rulebooks, _examples)
