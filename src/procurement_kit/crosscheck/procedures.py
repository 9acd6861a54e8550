"""The rules on procedures fit the decision that chooses one and the warnings that quote them."""

from collections import Counter
from collections.abc import Iterator

from procurement_kit.assessment.rules import CALCULATED, PROCEDURE
from procurement_kit.crosscheck.content import Content, at, step_path
from procurement_kit.problems import Problem
from procurement_kit.procedures.procedures import EntryKind

PATH = "methodology/law/cz/procedures.yaml"


def _entries(content: Content) -> Iterator[Problem]:
    """Every outcome of the decision has its rules, every set of rules an outcome."""
    names = Counter(item.id for item in content.procedures.entries)
    for name in (name for name, count in names.items() if count > 1):
        yield at(content, PATH, name, "id_twice", id=name)
    decision = content.methodology.decisions.get(PROCEDURE)
    if decision is None or not names:
        return
    outcomes = {case.value for case in decision.cases}
    ruled = {item.id for item in content.procedures.of_kind(EntryKind.PROCEDURE)}
    for name in sorted(str(item) for item in outcomes ^ ruled):
        yield at(content, PATH, name, "procedure_unmatched", id=name)


def _details(content: Content) -> Iterator[Problem]:
    """What a warning shows beside its text is a known fact."""
    known = {*content.methodology.questions, *content.methodology.decisions, *CALCULATED}
    for step, flag in content.methodology.red_flags():
        if flag.details and flag.details not in known:
            yield at(content, step_path(content, step), flag.details, "id_needed", id=flag.details)


CHECKS = (_entries, _details)
