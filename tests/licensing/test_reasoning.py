"""What may go into a work under a licence follows from terms, and says why."""

import pytest

from procurement_kit.licensing.components import Combination
from procurement_kit.licensing.opinions import STEPS, Verdict
from procurement_kit.licensing.uses import Recipients, Use
from tests.licensing.data import (
    DATA,
    DYNAMIC,
    INTERNAL,
    INTERNAL_WEB,
    MERGED,
    SEPARATE,
    STATIC,
    TOOL,
    judge,
    verdict,
)

YES, DUTIES = Verdict.COMPATIBLE, Verdict.WITH_DUTIES
LAWYER, NO = Verdict.NEEDS_LAWYER, Verdict.INCOMPATIBLE


@pytest.mark.parametrize(
    ("inbound", "outbound", "use", "expected", "rule"),
    [
        ("MIT", "EUPL-1.2", MERGED, DUTIES, "notice_only"),
        ("0BSD", "EUPL-1.2", MERGED, YES, "notice_only"),
        ("Apache-2.0", "GPL-2.0-only", MERGED, NO, "demand_refused"),
        ("Apache-2.0", "GPL-2.0-only", DYNAMIC, NO, "demand_refused"),
        ("Apache-2.0", "AGPL-3.0-or-later", MERGED, DUTIES, "demand_tolerated"),
        ("Apache-2.0", "EUPL-1.2", MERGED, LAWYER, "demand_open"),
        ("Apache-2.0", "EUPL-1.2", DYNAMIC, DUTIES, "side_by_side"),
        ("GPL-2.0-only", "AGPL-3.0-or-later", MERGED, NO, "copyleft_claims_work"),
        ("GPL-2.0-or-later", "AGPL-3.0-or-later", MERGED, DUTIES, "later_version"),
        ("GPL-3.0-only", "GPL-3.0-or-later", MERGED, NO, "copyleft_claims_work"),
        ("GPL-3.0-or-later", "GPL-3.0-only", MERGED, DUTIES, "later_version"),
        ("GPL-3.0-only", "MIT", DYNAMIC, NO, "copyleft_claims_work"),
        ("GPL-3.0-only", "MIT", SEPARATE, DUTIES, "separate"),
        ("AGPL-3.0-only", "EUPL-1.2", TOOL, YES, "tool"),
        ("LGPL-2.1-only", "MIT", DYNAMIC, DUTIES, "copyleft_stops_at_component"),
        ("LGPL-2.1-only", "MIT", STATIC, DUTIES, "copyleft_stops_at_component"),
        ("LGPL-2.1-only", "MIT", MERGED, NO, "copied_code_keeps_license"),
        ("LGPL-2.1-only", "GPL-3.0-or-later", MERGED, DUTIES, "relicense"),
        ("MPL-2.0", "EUPL-1.2", DYNAMIC, DUTIES, "copyleft_stops_at_component"),
        ("MPL-2.0", "GPL-2.0-or-later", DYNAMIC, DUTIES, "relicense"),
        ("MPL-2.0-no-copyleft-exception", "GPL-3.0-only", DYNAMIC, NO, "result_claims_component"),
        ("CDDL-1.1", "GPL-2.0-only", DYNAMIC, NO, "result_claims_component"),
        ("EPL-2.0", "GPL-3.0-or-later", DYNAMIC, LAWYER, "ruling:epl2_gnu"),
        ("EUPL-1.2", "AGPL-3.0-only", MERGED, DUTIES, "relicense"),
        ("EUPL-1.2", "BSD-3-Clause", MERGED, NO, "copyleft_claims_work"),
        ("EUPL-1.2", "BSD-3-Clause", DYNAMIC, LAWYER, "reach_unclear"),
        ("EUPL-1.1", "GPL-3.0-only", MERGED, DUTIES, "later_version"),
        ("SSPL-1.0", "EUPL-1.2", DYNAMIC, NO, "not_open"),
        ("SSPL-1.0", "EUPL-1.2", SEPARATE, LAWYER, "not_open_apart"),
        ("BUSL-1.1", "EUPL-1.2", INTERNAL, LAWYER, "not_open_apart"),
        ("JSON", "MIT", DYNAMIC, LAWYER, "openness_unsure"),
        ("PHP-3.01", "AGPL-3.0-or-later", DYNAMIC, NO, "demand_refused"),
        ("BSD-4-Clause", "MIT", MERGED, DUTIES, "side_by_side"),
        ("FTL", "GPL-3.0-only", MERGED, DUTIES, "demand_tolerated"),
        ("FTL", "GPL-2.0-only", MERGED, NO, "demand_refused"),
        ("OFL-1.1", "EUPL-1.2", DYNAMIC, DUTIES, "data"),
        ("CC-BY-SA-4.0", "EUPL-1.2", MERGED, NO, "copyleft_claims_work"),
        ("MIT", "SSPL-1.0", MERGED, NO, "closed_result"),
        ("GPL-2.0-only WITH Classpath-exception-2.0", "MIT", DYNAMIC, DUTIES,
         "copyleft_stops_at_component"),
        ("GPL-2.0-only WITH Classpath-exception-2.0", "GPL-2.0-only", MERGED, DUTIES,
         "later_version"),
        ("GPL-2.0-only", "GPL-2.0-only WITH Classpath-exception-2.0", MERGED, NO,
         "copyleft_claims_work"),
        ("Apache-2.0 WITH LLVM-exception", "GPL-2.0-only", DYNAMIC, DUTIES, "combine"),
    ],
)  # fmt: skip
def test_a_pair_is_judged_from_its_terms(inbound, outbound, use, expected, rule):
    opinion = judge(inbound, use, outbound)

    assert (opinion.verdict, rule in {step.rule for step in opinion.steps}) == (expected, True)


def test_software_that_nobody_receives_starts_no_duty_of_the_gpl():
    opinion = judge("GPL-3.0-only", INTERNAL, "EUPL-1.2")

    assert opinion.verdict is YES
    assert opinion.duties == ()


def test_network_copyleft_binds_a_web_application_that_never_leaves_the_office():
    assert verdict("AGPL-3.0-only", INTERNAL_WEB, "EUPL-1.2") is NO
    assert verdict("GPL-3.0-only", INTERNAL_WEB, "EUPL-1.2") is YES


def test_a_network_licence_says_so_only_when_people_use_the_work_over_a_network():
    over, inside = (
        judge("AGPL-3.0-only", Use(network=network, combination=Combination.SEPARATE), "EUPL-1.2")
        for network in (True, False)
    )

    assert "network" in {step.rule for step in over.steps}
    assert "source_network" in over.duties
    assert "source_network" not in inside.duties


def test_duties_on_changed_code_are_left_out_when_nothing_is_changed():
    changed, unknown, untouched = (
        judge("Apache-2.0", Use(network=True, combination=Combination.DYNAMIC, modified=modified),
              "EUPL-1.2").duties
        for modified in (True, None, False)
    )  # fmt: skip

    assert "state_changes" in changed
    assert unknown == changed
    assert "state_changes" not in untouched


def test_a_separate_copyleft_program_asks_for_its_own_source_not_for_the_source_of_the_work():
    duties = judge("GPL-2.0-only", SEPARATE, "MIT").duties

    assert "source_library" in duties
    assert "source_work" not in duties


def test_handing_over_to_other_bodies_is_distribution():
    use = Use(network=False, combination=Combination.DYNAMIC, recipients=Recipients.BODIES)

    assert verdict("GPL-3.0-only", use, "MIT") is NO


def test_a_conflict_offers_a_looser_combination_another_result_and_an_exception():
    opinion = judge("GPL-3.0-only", DYNAMIC, "EUPL-1.2")
    texts = " ".join(opinion.way_out)

    assert DATA.rules["way_separate"].text in opinion.way_out
    assert "AGPL-3.0-or-later" in texts
    assert DATA.rules["way_exception"].text.format(outbound="EUPL-1.2") in opinion.way_out


def test_every_offered_result_would_really_do():
    before = DATA.rules["way_outbound"].text.split("{")[0]
    ways = judge("GPL-2.0-only", MERGED, "EUPL-1.2").way_out
    offer = next(way for way in ways if way.startswith(before))

    named = offer.removeprefix(before).rstrip(".").split(", ")
    assert named
    assert all(not verdict("GPL-2.0-only", MERGED, name).is_trouble for name in named)


def test_a_result_that_nobody_should_choose_is_not_offered():
    before = DATA.rules["way_outbound"].text.split("{")[0]
    ways = judge("Python-2.0", MERGED, "AGPL-3.0-or-later").way_out
    (offer,) = (way for way in ways if way.startswith(before))

    named = offer.removeprefix(before).rstrip(".").split(", ")
    assert {DATA.licenses[name].fit.value for name in named} <= {"recommended", "possible"}


def test_a_licence_may_say_what_to_look_at_first():
    opinion = judge("Python-2.0", DYNAMIC, "AGPL-3.0-or-later")

    assert opinion.way_out[0] == DATA.licenses["Python-2.0"].when_troubled


def test_no_chain_of_reasons_is_longer_than_five_steps():
    longest = max(
        len(judge(name, MERGED, outbound).steps)
        for name in DATA.licenses
        for outbound in ("EUPL-1.2", "AGPL-3.0-or-later", "GPL-2.0-only", "MIT")
    )

    assert 2 <= longest <= STEPS


def test_every_rule_that_reasons_cites_its_terms():
    """A rule about terms names the licence text, the steward or our ruling."""
    silent = {
        step.rule
        for name in DATA.licenses
        for outbound in ("EUPL-1.2", "GPL-3.0-or-later", "GPL-2.0-only", "MPL-2.0", "MIT")
        for step in judge(name, MERGED, outbound).steps
        if not step.sources
    }

    assert silent <= {"side_by_side", "network", "demand_open", "notice_only"}
