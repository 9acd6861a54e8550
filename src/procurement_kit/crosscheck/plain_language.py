"""Checks that questions, help and guidance are easy to read; clauses of contracts are not read."""

from collections.abc import Iterator

from procurement_kit.crosscheck.content import Content, at, step_path
from procurement_kit.methodology.plain_language import faults, step_passages
from procurement_kit.problems import Problem


def _readable(content: Content) -> Iterator[Problem]:
    rules = content.plain_words
    if rules is None:
        return
    exempt = {item.id for item in rules.exemptions}
    known = {term.term for term in content.glossary}
    for stage in content.methodology.stages:
        path = f"methodology/stages/{stage.entry.folder}/guidance.md"
        for number, line in enumerate(stage.guidance.split("\n"), start=1):
            for fault in faults(line, rules, known) if stage.id not in exempt else ():
                yield Problem.of(path, number, fault.code, **fault.details)
        for step in stage.steps:
            place = step_path(content, step)
            for passage in step_passages(step):
                for fault in faults(passage.text, rules, known) if passage.id not in exempt else ():
                    word = f"id: {passage.id}" if passage.id != step.id else "title"
                    yield at(content, place, word, fault.code, **fault.details)


CHECKS = (_readable,)
