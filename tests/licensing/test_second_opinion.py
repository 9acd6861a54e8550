"""Where the second table says something else, and whether only the use explains it."""

from dataclasses import replace

from procurement_kit.licensing.data import Difference
from procurement_kit.licensing.opinions import Verdict
from procurement_kit.licensing.second_opinion import differing
from tests.licensing.data import DATA, MERGED
from tests.licensing.reviews import under


def test_a_library_kept_apart_differs_only_because_the_table_supposes_merged_code():
    (found,) = differing(under("LGPL-2.1-only", outbound="MIT"), DATA)

    assert (found.inbound, found.theirs) == ("LGPL-2.1-only", "no")
    assert found.ours is Verdict.WITH_DUTIES
    assert found.is_only_use


def test_licences_on_which_both_agree_are_not_listed():
    assert differing(under("MIT", "GPL-3.0-only", outbound="MIT", use=MERGED), DATA) == ()


def test_a_recorded_reason_is_given():
    reason = Difference(inbound=("LGPL-2.1-only",), outbound=("MIT",), reason="why", sources=())

    (found,) = differing(
        under("LGPL-2.1-only", outbound="MIT"), replace(DATA, differences=(reason,))
    )

    assert found.reason == "why"


def test_expressions_and_unknown_licences_are_not_compared():
    assert differing(under("LGPL-2.1-only OR SSPL-1.0", "Neznama-1.0", outbound="MIT"), DATA) == ()
