"""A list of components judged whole."""

from procurement_kit.licensing.opinions import Verdict
from tests.licensing.reviews import crowd, under


def test_groups_hold_every_component_once_and_the_worst_come_first():
    found = crowd(120, 30)

    severities = [group.opinion.verdict.severity for group in found.groups]
    assert severities == sorted(severities, reverse=True)
    assert sum(len(group.components) for group in found.groups) == 120


def test_workable_licences_are_those_that_nothing_excludes():
    found = under("GPL-3.0-only")

    assert "GPL-3.0-only" in {item.outbound for item in found.workable}
    assert all(item.verdict is not Verdict.INCOMPATIBLE for item in found.workable)
    assert "MIT" not in {item.outbound for item in found.workable}
