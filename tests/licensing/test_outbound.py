"""Under which licence the whole may come out, and what must change for another one."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from procurement_kit.licensing.components import Combination, Component
from procurement_kit.licensing.opinions import Verdict
from procurement_kit.licensing.outbound import change_sets, choices, deciding, parts_of
from tests.licensing.data import DATA, DYNAMIC, MERGED, verdict

LIBRARIES = [
    Component("a", license="MIT"),
    Component("b", license="GPL-3.0-only"),
    Component("c", license="Apache-2.0"),
    Component("d", license="GPL-3.0-only"),
]
EXPRESSIONS = st.lists(
    st.sampled_from(
        ["MIT", "Apache-2.0", "GPL-2.0-only", "GPL-3.0-only", "LGPL-2.1-only", "CDDL-1.1",
         "SSPL-1.0", "GPL-2.0-only OR MIT", "MPL-2.0", "EPL-2.0"]
    ),
    max_size=6,
)  # fmt: skip


def test_a_licence_that_works_goes_before_one_that_does_not():
    found = choices(LIBRARIES, DYNAMIC, DATA, preferred=("EUPL-1.2", "AGPL-3.0-or-later"))

    assert found[0].outbound == "AGPL-3.0-or-later"
    verdicts = {item.outbound: item.verdict for item in found}
    assert verdicts["EUPL-1.2"] is Verdict.INCOMPATIBLE


def test_among_those_that_work_the_preferred_one_comes_first():
    found = choices([Component("a", license="MIT")], DYNAMIC, DATA, preferred=("BSD-3-Clause",))

    assert found[0].outbound == "BSD-3-Clause"


def test_what_excludes_a_licence_is_named_with_its_components():
    found = choices(LIBRARIES, DYNAMIC, DATA, candidates=("EUPL-1.2",))

    (conflict,) = found[0].conflicts
    assert [item.name for item in conflict.components] == ["b", "d"]
    assert conflict.opinion.reasons


def test_components_that_a_licence_cannot_tell_apart_are_one_part():
    listed = [*LIBRARIES, Component("e", license="MIT", combination=Combination.TOOL)]

    assert [len(items) for items in parts_of(listed).values()] == [1, 2, 1, 1]


def test_no_change_is_offered_where_some_licence_needs_none():
    assert change_sets(choices(LIBRARIES, DYNAMIC, DATA)) == ()


def test_where_nothing_works_the_smallest_changes_are_offered_first():
    listed = [*LIBRARIES, Component("e", license="GPL-2.0-only")]

    found = change_sets(choices(listed, DYNAMIC, DATA))

    assert found[0].size == 1
    assert [item.part.expression for item in found[0].obstacles] == ["GPL-2.0-only"]


@given(EXPRESSIONS)
def test_a_change_set_is_enough_and_no_part_of_it_can_be_left_out(expressions: list[str]):
    """Proved by trying every subset of the components."""
    listed = [Component(str(place), license=text) for place, text in enumerate(expressions)]
    names = ("EUPL-1.2", "GPL-2.0-only", "GPL-3.0-or-later", "MIT")

    for found in change_sets(choices(listed, MERGED, DATA, candidates=names)):
        changed = {item.part.expression for item in found.obstacles}
        assert _clean(listed, changed, found.outbound)
        for smaller in combinations(sorted(changed), len(changed) - 1):
            assert not _clean(listed, set(smaller), found.outbound)


def test_a_licence_that_needs_more_changes_than_another_is_not_offered():
    """Under MIT both copyleft parts must go; under GPL-3.0-only just one of the two."""
    listed = [Component("a", license="GPL-2.0-only"), Component("b", license="GPL-3.0-only")]

    found = change_sets(choices(listed, MERGED, DATA, candidates=("MIT", "GPL-3.0-only")))

    assert [item.outbound for item in found] == ["GPL-3.0-only"]
    assert [item.part.expression for item in found[0].obstacles] == ["GPL-2.0-only"]


def _clean(listed: list[Component], without: set[str], outbound: str) -> bool:
    return all(
        verdict(item.license, MERGED, outbound) is not Verdict.INCOMPATIBLE
        for item in listed
        if item.license not in without
    )


def test_the_part_that_excludes_most_licences_decides():
    counted = deciding(choices(LIBRARIES, DYNAMIC, DATA))

    assert max(counted, key=lambda part: counted[part]).expression == "GPL-3.0-only"


def test_the_advice_for_new_work_is_the_same_as_in_the_methodology(kit):
    """The standalone choice and the wizard's decision may not drift apart."""
    steps = {step.id: step for step in kit.methodology.steps.values()}
    decisions = {item.id: item for item in steps["outbound"].content.decisions}
    labels = {case.value: case.label for case in decisions["recommended_outbound"].cases}

    assert labels["agpl"] == DATA.choice["web_application"].prefer[0]
    assert labels["permissive"] == DATA.choice["library"].prefer[0]
    assert labels["eupl"] == DATA.choice["other"].prefer[0]
