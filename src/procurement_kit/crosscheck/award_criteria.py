"""The bank of award criteria knows every weight that is asked for, and fits what it names."""

from collections.abc import Iterator

from procurement_kit.crosscheck.content import Content, at
from procurement_kit.problems import Problem
from procurement_kit.procedures.award_criteria import PREFIX

PATH = "methodology/award_criteria.yaml"
SUBJECT = "subject_kind"


def _every_weight(content: Content) -> Iterator[Problem]:
    bank = content.criteria.by_question
    asked = {name for name in content.methodology.questions if name.startswith(PREFIX)}
    if bank:
        for name in sorted(asked - set(bank)):
            yield Problem.of(PATH, 1, "criterion_not_in_bank", id=name)


def _subject_kinds(content: Content) -> Iterator[Problem]:
    question = content.methodology.questions.get(SUBJECT)
    known = question.values if question else ()
    for entry in content.criteria.criteria:
        for value in entry.subject_kinds:
            if value not in known:
                yield at(content, PATH, value, "option_unknown", value=value, id=SUBJECT)


CHECKS = (_every_weight, _subject_kinds)
