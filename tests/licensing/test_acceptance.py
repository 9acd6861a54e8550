"""What a handover meets of the contract, what is not known, and what is to be mended by when."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procurement_kit.licensing.components import Combination, Component
from procurement_kit.licensing.contract import CheckId, Consequence, Result, Severity
from procurement_kit.licensing.delivery import Archive, Delivery, ReuseResult
from procurement_kit.licensing.policy import Mode, Notices
from tests.licensing.data import DATA, DYNAMIC, TOOL
from tests.licensing.handover import (
    ARCHIVE,
    FULL,
    HANDED_IN,
    a_bom,
    a_policy,
    handed,
    kinds_of,
    report_on,
    result_of,
)

EMPTY = a_bom()


def lib(name: str, expression: str, **changes: object) -> Component:
    return FULL._replace(
        name=name,
        license=expression,
        concluded=expression,
        key=name,
        purl=f"pkg:npm/{name}@1.0",
        **changes,
    )


def test_a_clean_handover_meets_everything_and_has_no_defect():
    report = report_on(handed())

    assert {check.result for check in report.checks} == {Result.MET}
    assert (report.result, report.defects, report.questions) == (Result.MET, (), ())


def test_what_was_not_handed_in_is_not_known_and_never_met():
    report = report_on(Delivery(a_bom(), HANDED_IN), a_policy(bom_format=None))

    for check in (CheckId.FORMAT, CheckId.CHANGES, CheckId.NOTICES, CheckId.REUSE):
        assert result_of(report, check) is Result.NOT_KNOWN
    assert report.result is Result.NOT_KNOWN
    assert report.defects == ()
    assert report.changes is None


@pytest.mark.parametrize(
    ("found", "version", "result"),
    [
        ("SPDX", "2.3", Result.MET),
        ("SPDX", "3.0.1", Result.MET),
        ("SPDX", "2.2", Result.NOT_MET),
        ("CycloneDX", "1.6", Result.NOT_MET),
        ("csv", "", Result.NOT_MET),
    ],
)
def test_the_list_must_come_in_the_agreed_format_and_version(found, version, result):
    delivery = replace(handed(), bom=a_bom(format=found, format_version=version))
    report = report_on(delivery)

    assert result_of(report, CheckId.FORMAT) is result
    assert ("wrong_format" in kinds_of(report)) is (result is Result.NOT_MET)


@pytest.mark.parametrize(
    ("field", "word"),
    [("version", "verze"), ("checksum", "kontrolní součet"), ("concluded", "zjištěná licence")],
)
def test_a_missing_field_is_one_defect_however_many_components_miss_it(field: str, word: str):
    poor = [lib(name, "MIT")._replace(**{field: ""}) for name in ("a", "b")]
    report = report_on(handed(FULL, *poor))

    (defect,) = report.defects
    assert defect.kind == "field_missing"
    assert f"{word} u 2 z 3" in defect.wrong
    assert result_of(report, CheckId.COMPLETE) is Result.NOT_MET


def test_a_place_of_origin_is_as_good_as_a_supplier():
    report = report_on(handed(FULL._replace(supplier="")))
    nowhere = report_on(handed(FULL._replace(supplier="", purl="", source="NOASSERTION")))

    assert report.defects == ()
    assert kinds_of(nowhere) == ["field_missing"]


def test_a_list_in_cyclonedx_owes_no_concluded_licence():
    bom = a_bom(FULL._replace(concluded=""), format="CycloneDX", format_version="1.6")
    policy = a_policy(bom_format=DATA.contract.formats["cyclonedx"])

    assert report_on(replace(handed(), bom=bom), policy).defects == ()


def test_an_incompatible_component_is_a_critical_defect_of_the_outbound_clause():
    bad = lib("gpl", "GPL-2.0-only")
    report = report_on(handed(bad, archive=None), a_policy("AGPL-3.0-or-later"))

    (defect,) = report.critical
    assert (defect.kind, defect.clause, defect.component) == ("incompatible", "C4", "gpl 1.0")
    assert result_of(report, CheckId.COMPATIBLE) is Result.NOT_MET
    assert kinds_of(report).count("incompatible") == len(report.defects) == 1


def test_a_licence_outside_the_list_needs_a_documented_consent():
    report = report_on(handed(lib("new", "Artistic-2.0"), tender=EMPTY, archive=None))

    assert kinds_of(report) == ["not_listed"]
    assert result_of(report, CheckId.POLICY) is Result.NOT_MET


def test_a_component_that_the_tender_named_needs_no_further_consent():
    report = report_on(handed(lib("old", "Artistic-2.0"), archive=None))

    assert "not_listed" not in kinds_of(report)
    assert result_of(report, CheckId.POLICY) is Result.MET


def test_with_prior_approval_a_new_component_is_a_defect_even_under_a_listed_licence():
    policy = a_policy(mode=Mode.PRIOR_APPROVAL)
    report = report_on(handed(FULL, lib("new", "ISC"), tender=EMPTY, archive=None), policy)

    assert kinds_of(report) == ["not_approved"]


def test_a_part_without_an_open_licence_is_critical_unless_annex_2_names_it():
    use = replace(DYNAMIC, combination=Combination.SEPARATE)
    closed = lib("closed", "SSPL-1.0")
    report = report_on(handed(closed, tender=EMPTY, archive=None), use=use)

    assert {item.severity for item in report.defects} == {Severity.CRITICAL}
    assert "not_open" in kinds_of(report) or "incompatible" in kinds_of(report)


@pytest.mark.parametrize(
    ("expression", "kind"),
    [("NOASSERTION", "license_missing"), ("", "license_missing"),
     ("Public Domain", "license_unclear"), ("MIT AND", "license_unclear")],
)  # fmt: skip
def test_a_licence_that_nobody_can_name_is_a_defect_and_is_never_taken_for_allowed(
    expression: str, kind: str
):
    report = report_on(handed(lib("x", expression), tender=EMPTY, archive=None))

    assert kind in kinds_of(report)
    assert result_of(report, CheckId.KNOWN) is Result.NOT_MET
    assert result_of(report, CheckId.POLICY) is Result.NOT_KNOWN
    assert result_of(report, CheckId.COMPATIBLE) is Result.NOT_KNOWN


def test_a_licence_of_its_own_without_text_is_named_with_its_component():
    own = lib("x", "LicenseRef-own", texts_missing=("LicenseRef-own",))
    report = report_on(handed(own, archive=None))

    defect = next(item for item in report.defects if item.kind == "text_missing")
    assert "LicenseRef-own" in defect.wrong
    assert defect.component == "x 1.0"


def test_what_a_lawyer_must_decide_is_a_question_and_no_defect_of_the_supplier():
    report = report_on(handed(lib("x", "LicenseRef-own"), archive=None))

    assert [item.component.name for item in report.questions] == ["x"]
    assert report.defects == ()


def test_what_is_new_since_the_tender_must_be_shown_to_be_announced():
    report = report_on(handed(FULL, lib("new", "MIT"), tender=EMPTY))

    assert result_of(report, CheckId.CHANGES) is Result.NOT_KNOWN
    assert report.changes is not None
    found = {item.change.component.name: item.consequence for item in report.changes}
    assert found == {"new": Consequence.ANNOUNCE, "knihovna": Consequence.NONE}


def test_another_version_under_the_same_licence_need_not_be_announced():
    report = report_on(handed(FULL, tender=a_bom(FULL._replace(version="0.9"))))

    assert result_of(report, CheckId.CHANGES) is Result.MET


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("repo/LICENSE", "license_file_missing"),
        ("repo/AUTHORS", "authors_missing"),
        ("repo/LICENSES/MIT.txt", "license_text_missing"),
    ],
)
def test_each_paper_that_the_repository_lacks_is_a_defect(path: str, kind: str):
    names = tuple(name for name in ARCHIVE.names if name != path)
    texts = {name: text for name, text in ARCHIVE.texts.items() if name != path}
    report = report_on(handed(archive=Archive(names, texts)))

    assert kinds_of(report) == [kind]
    assert result_of(report, CheckId.NOTICES) is Result.NOT_MET


def test_the_text_of_a_licence_may_stand_in_an_overview_of_notices():
    names = ("LICENSE", "AUTHORS", "THIRD-PARTY-NOTICES.md")
    texts = {"THIRD-PARTY-NOTICES.md": "knihovna\nMIT License\nPermission is hereby granted"}

    assert report_on(handed(archive=Archive(names, texts))).defects == ()


def test_naming_one_licence_is_not_naming_a_longer_one():
    archive = Archive(("LICENSE", "AUTHORS", "NOTICE"), {"NOTICE": "GPL-2.0-only-like, MIT-0"})
    report = report_on(handed(archive=archive))

    assert kinds_of(report) == ["license_text_missing"]


def test_of_a_choice_of_licences_the_text_of_one_is_enough():
    report = report_on(handed(lib("x", "Apache-2.0 OR MIT"), tender=EMPTY))

    assert "license_text_missing" not in kinds_of(report)


def test_the_text_of_a_tool_that_nobody_gets_is_not_owed():
    tool = lib("x", "Apache-2.0", combination=Combination.TOOL)

    assert report_on(handed(tool)).defects == ()
    assert report_on(handed(lib("x", "Apache-2.0")), use=TOOL).defects == ()


@pytest.mark.parametrize(
    ("notices", "problems", "expected"),
    [
        (Notices.PER_FILE, (), Result.MET),
        (Notices.PER_FILE, ("src/a.py: no license identifier",), Result.NOT_MET),
    ],
)
def test_reuse_is_judged_by_what_its_command_said(notices, problems, expected):
    delivery = replace(handed(), reuse=ReuseResult(problems))
    report = report_on(delivery, a_policy(notices=notices))

    assert result_of(report, CheckId.REUSE) is expected


def test_reuse_is_not_checked_where_the_contract_does_not_ask_for_it():
    report = report_on(handed(), a_policy(notices=Notices.PER_REPOSITORY))

    assert CheckId.REUSE not in [check.id for check in report.checks]


def test_deadlines_run_in_days_of_the_data_from_the_day_of_the_handover():
    deadlines = DATA.contract.deadlines
    report = report_on(
        handed(lib("gpl", "GPL-2.0-only", checksum=""), archive=None),
        a_policy("AGPL-3.0-or-later"),
    )

    assert [item.severity for item in report.defects] == [Severity.CRITICAL, Severity.OTHER]
    for item in report.defects:
        assert item.due == HANDED_IN + timedelta(days=deadlines[item.severity].days)


EXPRESSIONS = ["MIT", "GPL-2.0-only", "Artistic-2.0", "NOASSERTION", "SSPL-1.0", "LicenseRef-x"]
BILLS = st.lists(
    st.builds(lib, st.sampled_from("abc"), st.sampled_from(EXPRESSIONS)), min_size=1, max_size=6
)


@given(BILLS, st.randoms())
def test_the_order_of_the_list_does_not_change_the_verdicts(listed, random):
    def told(components):
        report = report_on(handed(*components, tender=EMPTY))
        checks = [(item.id, item.result) for item in report.checks]
        return checks, {(item.kind, item.component) for item in report.defects}

    before = told(listed)
    random.shuffle(listed)
    assert told(listed) == before


@given(BILLS)
def test_every_defect_belongs_to_a_check_that_is_not_met(listed):
    report = report_on(handed(*listed, tender=EMPTY, archive=None))
    results = {check.result for check in report.checks}

    assert bool(report.defects) is (Result.NOT_MET in results)
    assert len(report.defects) == len(set(report.defects))
