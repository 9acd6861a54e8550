"""What differs between the tender's list of components and the delivery's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procurement_kit.licensing.comparison import compare, consequence
from procurement_kit.licensing.components import Combination, Component
from procurement_kit.licensing.contract import ChangeKind, Consequence
from procurement_kit.licensing.opinions import Verdict
from procurement_kit.licensing.policy import Standing
from tests.licensing.data import DATA

NAMES = st.sampled_from(["a", "A", "org/a", "b"])
COMPONENTS = st.builds(
    Component,
    name=NAMES,
    version=st.sampled_from(["", "1", "2"]),
    license=st.sampled_from(["MIT", "GPL-3.0", "GPL-3.0-only", "NOASSERTION"]),
    purl=st.sampled_from(["", "pkg:npm/a@1", "pkg:npm/%40org/a@2", "pkg:pypi/a@1", "pkg:deb/d/a"]),
    combination=st.sampled_from([None, Combination.DYNAMIC, Combination.TOOL]),
)
LISTS = st.lists(COMPONENTS, max_size=7)


def kinds(before: list[Component], after: list[Component]) -> list[tuple[ChangeKind, ...]]:
    return [item.kinds for item in compare(before, after, DATA).changed]


@given(LISTS)
def test_a_list_compared_with_itself_shows_no_change(listed: list[Component]):
    assert compare(listed, listed, DATA).changed == ()


@given(LISTS, LISTS, st.randoms())
def test_the_order_of_the_lists_never_matters(before, after, random):
    expected = compare(before, after, DATA)
    for listed in (before, after):
        random.shuffle(listed)

    assert compare(before, after, DATA) == expected


@given(LISTS, LISTS)
def test_repeating_an_entry_changes_nothing(before, after):
    assert compare([*before, *before], after, DATA) == compare(before, after, DATA)


@given(LISTS, LISTS)
def test_what_is_added_one_way_is_removed_the_other_way(before, after):
    there, back = compare(before, after, DATA), compare(after, before, DATA)

    assert len(there.of(ChangeKind.ADDED)) == len(back.of(ChangeKind.REMOVED))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (Component("a", "1", "MIT"), Component("a", "2", "MIT"), [ChangeKind.VERSION]),
        (Component("a", "1", "MIT"), Component("a", "1", "ISC"), [ChangeKind.LICENSE]),
        (
            Component("a", "1", "MIT"),
            Component("a", "1", "MIT", "ISC"),
            [ChangeKind.LICENSE, ChangeKind.DISPUTED],
        ),
        (
            Component("a", "1", "MIT"),
            Component("a", "1", "NOASSERTION", "MIT"),
            [ChangeKind.UNCHANGED],
        ),
        (
            Component("a", "1", "MIT", "ISC"),
            Component("a", "1", "EUPL-1.2", "ISC"),
            [ChangeKind.LICENSE],
        ),
        (
            Component("a", "1", "ISC", "ISC"),
            Component("a", "1", "MIT", "ISC"),
            [ChangeKind.LICENSE, ChangeKind.DISPUTED],
        ),
        (
            Component("a", "1", "MIT", combination=Combination.TOOL),
            Component("a", "1", "MIT", combination=Combination.STATIC),
            [ChangeKind.COMBINATION],
        ),
    ],
)
def test_each_kind_of_change_is_told_apart(before: Component, after: Component, expected):
    (change,) = compare([before], [after], DATA).changes

    assert list(change.kinds) == expected


def test_another_way_of_writing_a_licence_is_no_change():
    assert kinds([Component("a", "1", "GPL-3.0+")], [Component("a", "1", "GPL-3.0-or-later")]) == []


def test_a_way_of_combining_that_nobody_states_any_more_is_no_change():
    before = Component("a", "1", "MIT", combination=Combination.STATIC)

    assert kinds([before], [before._replace(combination=None)]) == []


def test_the_package_url_decides_even_where_names_differ():
    before = Component("Babel core", "7.0", "MIT", purl="pkg:npm/%40babel/core@7.0?x=1#sub")
    after = Component("core", "7.1", "MIT", purl="pkg:npm/@babel/core@7.1")

    assert kinds([before], [after]) == [(ChangeKind.VERSION,)]


def test_a_declaration_without_package_urls_is_matched_by_full_name():
    before = [
        Component("CakePHP/CakePHP", "4.5", "MIT"),
        Component("org.slf4j:slf4j-api", "2", "MIT"),
    ]
    after = [
        Component("cakephp", "4.5", "MIT", purl="pkg:composer/cakephp/cakephp@4.5"),
        Component("slf4j-api", "2", "MIT", purl="pkg:maven/org.slf4j/slf4j-api@2"),
    ]

    assert kinds(before, after) == []


def test_a_package_of_a_distribution_is_matched_by_its_bare_name():
    before = [Component("openssl", "3", "Apache-2.0")]
    after = [Component("openssl", "3", "Apache-2.0", purl="pkg:deb/debian/openssl@3")]

    assert kinds(before, after) == []


def test_the_same_name_in_another_namespace_or_ecosystem_is_another_component():
    before = [Component("core", "1", "MIT"), Component("x", "1", "MIT", purl="pkg:npm/x@1")]
    after = [
        Component("core", "1", "MIT", purl="pkg:npm/%40babel/core@1"),
        Component("x", "1", "MIT", purl="pkg:pypi/x@1"),
    ]
    found = kinds(before, after)

    assert found.count((ChangeKind.ADDED,)) == found.count((ChangeKind.REMOVED,)) == 2


def test_a_second_version_of_a_known_component_is_added():
    before = [Component("a", "1", "MIT")]
    after = [Component("a", "2", "MIT"), Component("a", "1", "MIT")]
    (change,) = compare(before, after, DATA).changed

    assert (change.kinds, change.component.version) == ((ChangeKind.ADDED,), "2")


ADDED = compare([], [Component("a", "1", "MIT")], DATA).changes[0]
REMOVED = compare([Component("a", "1", "MIT")], [], DATA).changes[0]
NEWER = compare([Component("a", "1", "MIT")], [Component("a", "2", "MIT")], DATA).changes[0]


@pytest.mark.parametrize(
    ("change", "standing", "verdict", "expected"),
    [
        (ADDED, Standing.ALLOWED, Verdict.WITH_DUTIES, Consequence.ANNOUNCE),
        (ADDED, Standing.CONSENT, Verdict.COMPATIBLE, Consequence.CONSENT),
        (ADDED, Standing.CLOSED, Verdict.COMPATIBLE, Consequence.CLOSED),
        (ADDED, Standing.ALLOWED, Verdict.INCOMPATIBLE, Consequence.BREACH),
        (ADDED, Standing.CLOSED, Verdict.INCOMPATIBLE, Consequence.BREACH),
        (ADDED, Standing.ALLOWED, Verdict.NEEDS_LAWYER, Consequence.UNCLEAR),
        (NEWER, Standing.ALLOWED, Verdict.COMPATIBLE, Consequence.NONE),
        (REMOVED, Standing.ALLOWED, Verdict.COMPATIBLE, Consequence.REMOVED),
    ],
)
def test_what_a_change_means_under_the_contract(change, standing, verdict, expected):
    assert consequence(change, standing, verdict) is expected
