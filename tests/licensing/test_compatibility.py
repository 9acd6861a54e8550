"""What may go into a work under a licence: reasons, sources, and never a silent yes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procurement_kit.formats.files import ContentFiles, content_root
from procurement_kit.kit import Kit, read_licenses
from procurement_kit.licensing.compatibility import Use, check, judge
from procurement_kit.licensing.components import Component
from procurement_kit.licensing.licenses import Combination, Copyleft, Verdict

DATA = read_licenses(ContentFiles.load(content_root()))
MERGED = Use(network=True, combination=Combination.MERGED)
LINKED = Use(network=True, combination=Combination.LINKED)
SEPARATE = Use(network=True, combination=Combination.SEPARATE)
IDS = st.sampled_from([*DATA.licenses, "LicenseRef-own", "NOASSERTION"])
LISTED = st.sampled_from(sorted(DATA.licenses))


def of(*strengths: Copyleft) -> st.SearchStrategy[str]:
    """The listed licences of these strengths."""
    return st.sampled_from([n for n, item in DATA.licenses.items() if item.copyleft in strengths])


USES = st.sampled_from([MERGED, LINKED, SEPARATE])


@pytest.mark.parametrize(
    ("inbound", "outbound", "use", "verdict"),
    [
        ("MIT", "EUPL-1.2", MERGED, Verdict.WITH_DUTIES),
        ("0BSD", "EUPL-1.2", MERGED, Verdict.COMPATIBLE),
        ("Apache-2.0", "GPL-2.0-only", MERGED, Verdict.INCOMPATIBLE),
        ("Apache-2.0", "AGPL-3.0-or-later", MERGED, Verdict.WITH_DUTIES),
        ("Apache-2.0", "EUPL-1.2", MERGED, Verdict.NEEDS_LAWYER),
        ("GPL-2.0-only", "AGPL-3.0-or-later", MERGED, Verdict.INCOMPATIBLE),
        ("GPL-2.0-or-later", "AGPL-3.0-or-later", MERGED, Verdict.WITH_DUTIES),
        ("GPL-3.0-only", "MIT", LINKED, Verdict.INCOMPATIBLE),
        ("GPL-3.0-only", "MIT", SEPARATE, Verdict.WITH_DUTIES),
        ("LGPL-2.1-only", "MIT", LINKED, Verdict.WITH_DUTIES),
        ("LGPL-2.1-only", "MIT", MERGED, Verdict.INCOMPATIBLE),
        ("MPL-2.0", "EUPL-1.2", LINKED, Verdict.WITH_DUTIES),
        ("EUPL-1.2", "AGPL-3.0-only", MERGED, Verdict.WITH_DUTIES),
        ("EUPL-1.2", "BSD-3-Clause", MERGED, Verdict.INCOMPATIBLE),
        ("SSPL-1.0", "EUPL-1.2", LINKED, Verdict.INCOMPATIBLE),
        ("SSPL-1.0", "EUPL-1.2", SEPARATE, Verdict.NEEDS_LAWYER),
        ("AGPL-3.0-only", "AGPL-3.0-or-later", MERGED, Verdict.INCOMPATIBLE),
        ("PHP-3.01", "AGPL-3.0-or-later", LINKED, Verdict.INCOMPATIBLE),
    ],
)
def test_a_pair_is_judged_as_its_sources_say(inbound: str, outbound: str, use: Use, verdict):
    opinion = judge(inbound, use, outbound, DATA)

    assert opinion.verdict is verdict
    assert opinion.reasons
    assert opinion.sources


@pytest.mark.parametrize(
    "expression",
    ["NOASSERTION", "NONE", "", "LicenseRef-vlastni", "MIT AND", "Neznama-1.0",
     "GPL-2.0-only WITH Classpath-exception-2.0"],
)  # fmt: skip
def test_what_is_not_known_needs_a_lawyer_and_says_what_to_do(expression: str):
    opinion = judge(expression, MERGED, "EUPL-1.2", DATA)

    assert opinion.verdict is Verdict.NEEDS_LAWYER
    assert opinion.way_out


def test_a_choice_of_licenses_names_the_one_to_choose():
    opinion = judge("GPL-2.0-only OR MIT", MERGED, "EUPL-1.2", DATA)

    assert opinion.verdict is Verdict.WITH_DUTIES
    assert "MIT" in opinion.branch


def test_a_report_lists_the_worst_first():
    listed = [Component("b", license="MIT"), Component("a", license="GPL-2.0-only"),
              Component("c", license="NOASSERTION")]  # fmt: skip

    report = check(listed, MERGED, "AGPL-3.0-or-later", DATA)

    assert [item.component.name for item in report.findings] == ["a", "c", "b"]
    assert report.worst is Verdict.INCOMPATIBLE


def test_old_and_misspelled_ids_are_read_as_the_list_spells_them():
    assert judge("gpl-3.0", MERGED, "GPL-3.0-only", DATA).verdict is Verdict.COMPATIBLE
    assert judge("mit", MERGED, "mit", DATA).verdict is Verdict.COMPATIBLE


@given(IDS, IDS, LISTED, USES)
def test_adding_an_and_never_improves_a_verdict(a: str, b: str, outbound: str, use: Use):
    alone = judge(a, use, outbound, DATA).verdict.severity

    assert judge(f"({a}) AND ({b})", use, outbound, DATA).verdict.severity >= alone


@given(IDS, IDS, LISTED, USES)
def test_adding_an_or_never_worsens_a_verdict(a: str, b: str, outbound: str, use: Use):
    alone = judge(a, use, outbound, DATA).verdict.severity

    assert judge(f"({a}) OR ({b})", use, outbound, DATA).verdict.severity <= alone


@given(IDS, IDS, IDS, LISTED, USES)
def test_order_and_nesting_never_matter(a: str, b: str, c: str, outbound: str, use: Use):
    verdicts = {
        judge(text, use, outbound, DATA).verdict
        for text in (f"{a} AND ({b} OR {c})", f"({c} OR {b}) AND {a}", f"(({b}) OR {c}) AND ({a})")
    }

    assert len(verdicts) == 1


@given(LISTED, USES)
def test_the_same_open_license_is_compatible_with_itself(name: str, use: Use):
    verdict = judge(name, use, name, DATA).verdict

    assert (verdict is Verdict.COMPATIBLE) == (DATA.licenses[name].open_source == "yes")


@given(of(Copyleft.WORK, Copyleft.NETWORK), of(Copyleft.NONE), st.sampled_from([MERGED, LINKED]))
def test_a_permissive_result_never_accepts_strong_copyleft(a: str, b: str, use: Use):
    assert judge(a, use, b, DATA).verdict is Verdict.INCOMPATIBLE


@given(LISTED, LISTED, USES)
def test_trouble_always_comes_with_a_reason_and_a_way_out(a: str, b: str, use: Use):
    opinion = judge(a, use, b, DATA)

    assert opinion.reasons
    assert opinion.verdict.severity < Verdict.NEEDS_LAWYER.severity or opinion.way_out


def test_every_license_and_ruling_cites_a_source(kit: Kit):
    assert list(kit.content.licenses.unknown_ids()) == []


def test_a_network_licence_says_so_when_the_work_is_used_over_a_network():
    over, inside = (
        judge("AGPL-3.0-only", Use(network, Combination.SEPARATE), "EUPL-1.2", DATA)
        for network in (True, False)
    )

    assert DATA.words.network in over.reasons
    assert DATA.words.network not in inside.reasons
