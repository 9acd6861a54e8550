"""Expressions: AND keeps everything, OR chooses, WITH changes terms; no silent yes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procurement_kit.licensing.compatibility import check
from procurement_kit.licensing.components import Combination, Component
from procurement_kit.licensing.licenses import Copyleft
from procurement_kit.licensing.opinions import Verdict
from procurement_kit.licensing.terms import IN_THE_WORK
from procurement_kit.licensing.uses import Recipients, Use
from tests.licensing.data import DATA, DYNAMIC, MERGED, judge, verdict

LISTED = st.sampled_from(sorted(DATA.licenses))
SOFTWARE = st.sampled_from(
    sorted(name for name, item in DATA.licenses.items() if item.kind == "software")
)
IDS = st.sampled_from([*DATA.licenses, "LicenseRef-own", "NOASSERTION", "Neznama-1.0",
                       "GPL-2.0-only WITH Classpath-exception-2.0"])  # fmt: skip
USES = st.builds(
    Use,
    network=st.booleans(),
    combination=st.sampled_from(Combination),
    recipients=st.sampled_from(Recipients),
    modified=st.sampled_from([True, False, None]),
)
PUBLISHED = st.builds(
    Use,
    network=st.booleans(),
    combination=st.sampled_from(sorted(IN_THE_WORK)),
    modified=st.sampled_from([True, False, None]),
)


def of(*strengths: Copyleft) -> st.SearchStrategy[str]:
    """The open software licences of these strengths, without corrections of their reach."""
    return st.sampled_from(
        sorted(
            name
            for name, item in DATA.licenses.items()
            if item.copyleft in strengths
            and item.open_source == "yes"
            and item.kind == "software"
            and not item.reach
        )
    )


@pytest.mark.parametrize(
    "expression",
    ["NOASSERTION", "NONE", "", "LicenseRef-vlastni", "MIT AND", "Neznama-1.0", "Public Domain",
     "MIT WITH Classpath-exception-2.0", "GPL-2.0-only WITH Vymyslena-exception", "x" * 3000,
     "AGPL-3.0-o-later"],
)  # fmt: skip
def test_what_is_not_known_needs_a_lawyer_and_says_what_to_do(expression: str):
    opinion = judge(expression, MERGED, "EUPL-1.2")

    assert opinion.verdict is Verdict.NEEDS_LAWYER
    assert opinion.reasons
    assert opinion.way_out


TOKENS = st.sampled_from(
    ["MIT", "GPL-2.0+", "AND", "or", "WITH", "(", ")", "+", "Classpath-exception-2.0", "BSD",
     "NONE", "LicenseRef-x", "DocumentRef-a:LicenseRef-b", "Apache 2.0", "::", "\0", "\n", ";", "é"]
)  # fmt: skip


@given(st.lists(TOKENS, max_size=12), st.sampled_from(["", " "]))
def test_no_text_in_the_place_of_a_licence_goes_without_an_answer(tokens: list[str], glue: str):
    opinion = judge(glue.join(tokens), MERGED, "EUPL-1.2")

    assert opinion.reasons
    assert opinion.way_out or not opinion.verdict.is_trouble


def test_a_misspelled_id_gets_a_proposal():
    assert "EUPL-1.2" in " ".join(judge("EUPL-1.2x", MERGED, "MIT").way_out)


def test_an_unknown_result_needs_a_lawyer_whatever_goes_in():
    assert judge("MIT", MERGED, "Vlastni-1.0").verdict is Verdict.NEEDS_LAWYER


def test_a_choice_of_licenses_names_the_one_to_choose():
    opinion = judge("GPL-2.0-only OR MIT", MERGED, "EUPL-1.2")

    assert opinion.verdict is Verdict.WITH_DUTIES
    assert opinion.branch == "MIT"


def test_two_choices_in_one_expression_are_both_answered():
    opinion = judge("(GPL-2.0-only OR MIT) AND (SSPL-1.0 OR ISC)", MERGED, "EUPL-1.2")

    assert opinion.branch == "MIT AND ISC"


def test_the_chosen_branch_keeps_everything_that_comes_with_it():
    inside = judge("Zlib AND (GPL-2.0-only OR MIT)", MERGED, "EUPL-1.2")
    nested = judge("((ISC OR GPL-2.0-only) AND Zlib) OR SSPL-1.0", MERGED, "EUPL-1.2")

    assert inside.branch == "Zlib AND MIT"
    assert nested.branch == "ISC AND Zlib"


def test_a_general_name_that_the_same_expression_makes_exact_is_no_question():
    opinion = judge("BSD-3-Clause AND BSD", MERGED, "EUPL-1.2")

    assert opinion.verdict is Verdict.WITH_DUTIES
    assert opinion.steps[0].rule == "general_name"
    assert judge("MIT AND BSD", MERGED, "EUPL-1.2").verdict is Verdict.NEEDS_LAWYER


@pytest.mark.parametrize(
    ("expression", "use", "outbound", "expected"),
    [
        ("BSD", DYNAMIC, "EUPL-1.2", Verdict.WITH_DUTIES),
        ("BSD", DYNAMIC, "GPL-3.0-only", Verdict.NEEDS_LAWYER),
        ("GPL", DYNAMIC, "MIT", Verdict.INCOMPATIBLE),
        ("GPL", DYNAMIC, "GPL-3.0-only", Verdict.NEEDS_LAWYER),
        ("Public Domain", DYNAMIC, "EUPL-1.2", Verdict.NEEDS_LAWYER),
    ],
)
def test_a_general_name_is_judged_only_where_all_that_it_may_mean_come_out_alike(
    expression: str, use: Use, outbound: str, expected: Verdict
):
    assert judge(expression, use, outbound).verdict is expected


def test_a_result_under_several_licenses_must_suit_all_of_them():
    assert judge("Apache-2.0", MERGED, "MIT OR GPL-2.0-only").verdict is Verdict.INCOMPATIBLE
    assert judge("ISC", MERGED, "MIT OR GPL-2.0-only").verdict is Verdict.WITH_DUTIES


def test_the_list_itself_may_say_how_a_component_is_combined():
    listed = [Component("a", license="GPL-2.0-only"),
              Component("b", license="GPL-2.0-only", combination=Combination.TOOL)]  # fmt: skip

    report = check(listed, DYNAMIC, "EUPL-1.2", DATA)

    verdicts = [finding.verdict for finding in report.findings]
    assert verdicts == [Verdict.INCOMPATIBLE, Verdict.COMPATIBLE]


def test_a_report_can_list_the_worst_first():
    listed = [Component("b", license="MIT"), Component("a", license="GPL-2.0-only"),
              Component("c", license="NOASSERTION")]  # fmt: skip

    report = check(listed, MERGED, "AGPL-3.0-or-later", DATA)

    assert [item.component.name for item in report.worst_first] == ["a", "c", "b"]
    assert [item.component.name for item in report.findings] == ["b", "a", "c"]
    assert report.worst is Verdict.INCOMPATIBLE
    assert report.count(Verdict.NEEDS_LAWYER) == 1


def test_old_and_informal_names_are_read_and_said():
    assert judge("gpl-3.0", MERGED, "GPL-3.0-only").verdict is Verdict.COMPATIBLE
    opinion = judge("Apache 2.0", MERGED, "MIT")
    assert opinion.verdict is Verdict.WITH_DUTIES
    assert opinion.steps[0].rule == "alias"


@given(IDS, IDS, LISTED, USES)
def test_adding_an_and_never_improves_a_verdict(a: str, b: str, outbound: str, use: Use):
    alone = verdict(a, use, outbound).severity

    assert verdict(f"({a}) AND ({b})", use, outbound).severity >= alone


@given(IDS, IDS, LISTED, USES)
def test_adding_an_or_never_worsens_a_verdict(a: str, b: str, outbound: str, use: Use):
    alone = verdict(a, use, outbound).severity

    assert verdict(f"({a}) OR ({b})", use, outbound).severity <= alone


@given(IDS, IDS, IDS, LISTED, USES)
def test_order_and_nesting_never_matter(a: str, b: str, c: str, outbound: str, use: Use):
    opinions = [
        judge(text, use, outbound)
        for text in (f"{a} AND ({b} OR {c})", f"({c} OR {b}) AND {a}", f"(({b}) OR {c}) AND ({a})")
    ]

    assert len({opinion.verdict for opinion in opinions}) == 1
    assert len({frozenset(opinion.duties) for opinion in opinions}) == 1


@given(st.sampled_from(sorted(n for n in DATA.licenses if n.endswith("-only"))), LISTED, USES)
def test_or_later_is_never_stricter_than_only(only: str, outbound: str, use: Use):
    later = only.removesuffix("-only") + "-or-later"
    if later not in DATA.licenses or outbound == only:
        return

    assert verdict(later, use, outbound).severity <= verdict(only, use, outbound).severity


@given(SOFTWARE, PUBLISHED)
def test_the_same_open_license_is_compatible_with_itself(name: str, use: Use):
    found = verdict(name, use, name)

    assert (found is Verdict.COMPATIBLE) == (DATA.licenses[name].open_source == "yes")


@given(of(Copyleft.WORK, Copyleft.NETWORK), of(Copyleft.NONE))
def test_a_permissive_result_never_accepts_strong_copyleft(a: str, b: str):
    assert verdict(a, MERGED, b) is Verdict.INCOMPATIBLE


@given(IDS, LISTED, USES)
def test_trouble_always_comes_with_a_reason_and_a_way_out(a: str, b: str, use: Use):
    opinion = judge(a, use, b)

    assert opinion.reasons
    assert opinion.way_out or not opinion.verdict.is_trouble


@given(LISTED, LISTED, USES)
def test_duties_come_only_with_what_starts_them(a: str, b: str, use: Use):
    duties = [DATA.vocabulary.duties[name] for name in judge(a, use, b).duties]

    assert all(not use.triggers.isdisjoint(duty.triggers) for duty in duties)
