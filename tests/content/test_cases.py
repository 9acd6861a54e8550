"""Lawyers' worked cases: answers in, law out."""

import pytest

from procurement_kit.formats.files import content_root
from procurement_kit.kit import Kit
from procurement_kit.methodology.examples import WorkedCase, as_typed
from procurement_kit.methodology.procurement import Procurement

CASES = Kit.load(content_root()).content.cases


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_worked_case_comes_out_as_the_lawyer_said(kit: Kit, case: WorkedCase):
    base = kit.example(case.base).answers if case.base else {}
    typed = {name: as_typed(answer) for name, answer in case.answers.items()}
    procurement = Procurement("case", case.name, kit.hash, answers={**base, **typed})

    assessment = kit.assess(procurement)

    expect = case.expect
    decided = {"regime": expect.regime, "procedure": expect.procedure, **expect.decisions}
    raised = {item.flag.id for item in assessment.flags if not item.is_open}
    for name, value in decided.items():
        assert value is None or assessment.facts.fact(name) == value, name
    verdicts = {item.procedure.id: item.verdict.value for item in assessment.procedures}
    assert {name: verdicts[name] for name in expect.verdicts} == dict(expect.verdicts)
    if expect.estimated_value is not None:
        assert assessment.estimate.total == expect.estimated_value
    if expect.documents is not None:
        assert {item.id for item in kit.templates(assessment)} == set(expect.documents)
    if expect.not_in_force is not None:
        assert {error.parameter for error in assessment.not_in_force} == set(expect.not_in_force)
    assert set(expect.red_flags) <= raised
    assert not set(expect.no_red_flags) & raised
