"""Every scored question is closed, and every answer to it has its points."""

from collections.abc import Iterator

from procurement_kit.crosscheck.content import Content, at
from procurement_kit.problems import Problem
from procurement_kit.procedures.scores import answer_faults

PATH = "methodology/scores/lock_in.yaml"


def _answers(content: Content) -> Iterator[Problem]:
    questions = content.methodology.questions
    for item in content.lock_in.items():
        question = questions.get(item.question)
        values = question.values if question else tuple(item.answers)
        for value, is_strange in answer_faults(item, values).items():
            code = "score_answer_strange" if is_strange else "score_answer_missing"
            yield at(content, PATH, item.question, code, value=value, id=item.question)


def _bands(content: Content) -> Iterator[Problem]:
    if content.lock_in.dimensions and not content.lock_in.bands:
        yield Problem.of(PATH, 1, "score_without_bands")


CHECKS = (_answers, _bands)
