"""What holds of questions and their rules: reachable, explained, and never judged by free text."""

from collections.abc import Iterator

from procurement_kit.crosscheck.content import Content, all_conditions, at, step_path
from procurement_kit.methodology.questions import Kind
from procurement_kit.problems import Problem
from procurement_kit.proofs.space import Space, TooManyStatesError
from procurement_kit.rules.conditions import Reference

FREE_TEXT = {Kind.TEXT, Kind.LONGTEXT, Kind.LINES}


def unreachable(space: Space) -> Iterator[Problem]:
    """Every question that is asked in no state."""
    content = space.core.content
    for name, question in content.methodology.questions.items():
        step = content.methodology.step_of[name]
        conditions = (step.content.when, question.ask_when)
        try:
            found = space.witness(conditions, lambda facts, n=name: facts.applies(n) is True)  # type: ignore[misc]
        except TooManyStatesError:
            space.tally.sampled.append(name)
            continue
        if not found:
            yield at(content, step_path(content, step), name, "question_unreachable", id=name)


def without_hint(content: Content) -> Iterator[Problem]:
    """Every question that does not say how to answer it."""
    for step in content.methodology.steps.values():
        for question in step.questions:
            if not question.hint:
                path = step_path(content, step)
                yield at(content, path, question.id, "hint_missing", id=question.id)


def read_free_text(content: Content) -> Iterator[Problem]:
    """Every condition that judges the words of a free answer, not only whether there are some."""
    questions = content.methodology.questions
    free = {name for name, question in questions.items() if question.kind in FREE_TEXT}
    for path, condition in all_conditions(content):
        for comparison in condition.comparisons():
            operator, operand = comparison.operand
            names = {comparison.subject} if operator not in {"answered", "empty"} else set()
            if isinstance(operand, Reference) and operand.question:
                names.add(operand.question)
            for name in sorted(names & free):
                yield at(content, path, name, "free_text_judged", id=name)
