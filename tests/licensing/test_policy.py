"""What the contract allows: the one list of licences, and how a component stands under it."""

from dataclasses import replace
from pathlib import Path

import pytest

from procurement_kit.assessment import facts_of
from procurement_kit.kit import Kit
from procurement_kit.licensing.components import Combination, Component
from procurement_kit.licensing.contract import GROUPS, DefectKind
from procurement_kit.licensing.contract_faults import missing, strange_places
from procurement_kit.licensing.policy import (
    Mode,
    Notices,
    Policy,
    Standing,
    Watch,
    canonical,
    policy_for,
    policy_of,
)
from tests.licensing.data import DATA
from tests.licensing.handover import a_policy

CLAUSES = Path(__file__).parents[2] / "templates" / "clauses"


def standing(expression: str, policy: Policy, way: Combination = Combination.DYNAMIC) -> Standing:
    return Watch(policy, DATA).standing(Component("x", "1", expression), way)


def policy_from(kit: Kit, **answers: str) -> Policy | None:
    example = kit.example("dsw2-extension").answers
    return policy_of(facts_of(kit.rules, {**example, **answers}), kit.content.licenses)


def test_the_list_of_clause_c6_is_written_only_in_the_data(kit: Kit):
    clause = (CLAUSES / "C6.md").read_text("utf-8")
    listed = [name for group in GROUPS for name in DATA.contract.allowed_in(group)]

    assert [name for name in listed if name in clause] == []
    contract = {item.id: item for item in documents(kit)}["D16"]
    text = " ".join(run.text for block in contract.blocks() for run in getattr(block, "runs", ()))
    for group in GROUPS:
        assert ", ".join(DATA.contract.allowed_in(group)) in text


def documents(kit: Kit):
    return kit.documents(kit.assess(kit.example("dsw2-extension")), final=True)


def test_the_lowest_version_of_clause_c8_is_that_of_the_data(kit: Kit):
    contract = {item.id: item for item in documents(kit)}["D16"]
    text = "".join(run.text for block in contract.blocks() for run in getattr(block, "runs", ()))

    assert f"SPDX verze {DATA.contract.formats['spdx'].minimum}" in text.replace("\u00a0", " ")


def test_the_policy_follows_from_the_answers_that_choose_the_clauses(kit: Kit):
    policy = policy_from(kit, third_party_policy="prior_approval", notices_mode="per_repository",
                         sbom_format="cyclonedx")  # fmt: skip

    assert policy is not None
    assert policy.outbound == "AGPL-3.0-or-later"
    assert (policy.mode, policy.notices) == (Mode.PRIOR_APPROVAL, Notices.PER_REPOSITORY)
    assert policy.bom_format == DATA.contract.formats["cyclonedx"]
    assert "cakephp/cakephp" in [item.name for item in policy.approved]


@pytest.mark.parametrize("question", ["third_party_policy", "upstream_license"])
def test_there_is_no_policy_until_its_question_is_answered(kit: Kit, question: str):
    assert policy_from(kit, **{question: ""}) is None


def test_what_is_not_agreed_yet_is_not_made_up(kit: Kit):
    policy = policy_from(kit, sbom_format="", notices_mode="")

    assert policy is not None
    assert (policy.bom_format, policy.notices) == (None, None)


def test_the_licence_of_the_upstream_software_is_always_allowed():
    policy = policy_for("MIT", DATA, ("GPL-2.0-only",))

    assert standing("GPL-2.0-only", policy) is Standing.ALLOWED
    assert standing("GPL-2.0-only", policy_for("MIT", DATA)) is Standing.CONSENT


def test_the_upstream_licence_of_the_answers_is_allowed(kit: Kit):
    policy = policy_from(kit, upstream_license="CDDL-1.1", outbound_choice="eupl")

    assert policy is not None
    assert policy.outbound == "EUPL-1.2"
    assert "CDDL-1.1" in policy.allowed


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("MIT", Standing.ALLOWED),
        ("EUPL-1.2", Standing.ALLOWED),
        ("GPL-3.0+", Standing.ALLOWED),  # an old way of writing a listed licence
        ("GPL-2.0-only WITH Classpath-exception-2.0", Standing.CONSENT),
        ("Artistic-2.0", Standing.CONSENT),
        ("Artistic-2.0 OR MIT", Standing.ALLOWED),
        ("Artistic-2.0 AND MIT", Standing.CONSENT),
        ("SSPL-1.0", Standing.CLOSED),
        ("SSPL-1.0 OR MIT", Standing.ALLOWED),
        ("SSPL-1.0 AND MIT", Standing.CLOSED),
        ("LicenseRef-own", Standing.UNCLEAR),
        ("NOASSERTION", Standing.UNCLEAR),
        ("MIT AND", Standing.UNCLEAR),
    ],
)
def test_how_a_licence_stands_under_the_list(expression: str, expected: Standing):
    assert standing(expression, a_policy()) is expected


@pytest.mark.parametrize("way", [Combination.SEPARATE, Combination.CONTAINER, Combination.TOOL])
def test_any_open_licence_will_do_for_what_stays_apart(way: Combination):
    assert standing("Artistic-2.0", a_policy(), way) is Standing.ALLOWED
    assert standing("SSPL-1.0", a_policy(), way) is Standing.CLOSED


def test_what_annex_2_names_is_approved_in_every_version_under_the_same_licence():
    policy = a_policy(
        mode=Mode.PRIOR_APPROVAL, approved=(Component("Vendor/Lib", "1.0", "Artistic-2.0"),)
    )
    watch, way = Watch(policy, DATA), Combination.DYNAMIC
    newer = Component("vendor/lib", "2.0", "Artistic-2.0", purl="pkg:composer/vendor/lib@2.0")

    assert watch.standing(newer, way) is Standing.ALLOWED
    assert watch.standing(newer._replace(license="MIT"), way) is Standing.CONSENT


def test_a_closed_part_is_allowed_only_where_annex_2_names_it():
    closed = Component("modul", "1", "SSPL-1.0")

    assert Watch(a_policy(), DATA).standing(closed, Combination.DYNAMIC) is Standing.CLOSED
    policy = a_policy().with_approved([closed])
    assert Watch(policy, DATA).standing(closed, Combination.DYNAMIC) is Standing.ALLOWED


def test_an_unapproved_component_under_an_approved_licence_may_be_a_needed_dependency():
    policy = a_policy(mode=Mode.PRIOR_APPROVAL, approved=(Component("lib", "1", "MIT"),))

    assert standing("MIT", policy) is Standing.UNCLEAR
    assert standing("ISC", policy) is Standing.CONSENT


def test_with_compatibility_reports_any_open_licence_is_allowed():
    policy = replace(a_policy(), mode=Mode.COMPATIBILITY_REPORT)

    assert standing("Artistic-2.0", policy) is Standing.ALLOWED
    assert standing("SSPL-1.0", policy) is Standing.CLOSED


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("MIT OR ISC", "ISC or MIT"),
        ("GPL-3.0", "GPL-3.0-only"),
        ("NOASSERTION", ""),
        ("(MIT AND ISC) OR EUPL-1.2", "EUPL-1.2 OR (ISC AND MIT)"),
    ],
)
def test_one_meaning_written_in_two_ways_is_one_licence(one: str, other: str):
    assert canonical(one, DATA) == canonical(other, DATA)


def test_an_exception_makes_another_licence():
    with_exception = "GPL-2.0-only WITH Classpath-exception-2.0"

    assert canonical("GPL-2.0-only", DATA) != canonical(with_exception, DATA)


def test_the_content_has_every_entry_that_the_program_needs():
    assert list(missing(DATA.contract)) == []
    assert list(strange_places(DATA.contract)) == []


def test_a_missing_entry_and_an_unknown_place_are_found():
    poorer = {key: item for key, item in DATA.contract.defects.items() if key != "not_open"}
    odd = replace(DATA.contract.defects[DefectKind.NOT_OPEN], wrong="{komponenta} je uzavřená")
    odder = {**poorer, DefectKind.NOT_OPEN: odd}

    assert list(missing(replace(DATA.contract, defects=poorer))) == ["defects: not_open"]
    assert list(strange_places(replace(DATA.contract, defects=odder))) == ["komponenta"]
