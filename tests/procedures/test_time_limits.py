"""What an official may expect of the time limits of a procurement."""

from datetime import date

import pytest

from procurement_kit.assessment import facts_of
from procurement_kit.documents.time_limits import rows_of
from procurement_kit.kit import Kit
from procurement_kit.procedures.timetable import Status, Timed
from procurement_kit.rules.values import Absent, Fact

BELOW, ABOVE = "below_threshold", "above_threshold"
SIMPLIFIED, OPEN = "simplified_below_threshold_procedure", "open_procedure"
RESTRICTED = "restricted_procedure"
NORMAL = {
    "decisive_day": "1. 6. 2026",
    "prior_notice": "no",
    "urgency": "no",
    "electronic_tenders": "yes",
    "documents_downloadable": "yes",
    "objections_earlier": "no",
    "authority_kind": "state_body",
    "subject_kind": "services",
}
EARLY = {"prior_notice": "yes", "prior_notice_day": "2. 3. 2026"}


def limits(kit: Kit, procedure: str, regime: str, **answers: str) -> dict[str, Timed]:
    """The limits by id."""
    given: dict[str, Fact] = {"procedure": procedure, "regime": regime}
    facts = facts_of(kit.rules, {**NORMAL, **answers}, given)
    return {item.limit.id: item for item in kit.rules.counting.timetable(facts)}


def fact(kit: Kit, name: str, procedure: str, regime: str, **answers: str) -> Fact:
    given: dict[str, Fact] = {"procedure": procedure, "regime": regime}
    return facts_of(kit.rules, {**NORMAL, **answers}, given).fact(name)


@pytest.mark.parametrize(
    ("where", "limit", "answers", "last"),
    [
        ((SIMPLIFIED, BELOW), "tenders_simplified", {}, date(2026, 6, 16)),
        ((OPEN, BELOW), "tenders_open_below", {}, date(2026, 6, 22)),
        ((OPEN, BELOW), "tenders_open_below", EARLY, date(2026, 6, 15)),
        ((OPEN, ABOVE), "tenders_open_above", {}, date(2026, 7, 1)),
        ((OPEN, ABOVE), "tenders_open_above", EARLY, date(2026, 6, 16)),
        ((OPEN, ABOVE), "tenders_open_above", {"urgency": "yes"}, date(2026, 6, 16)),
        ((OPEN, ABOVE), "tenders_open_above",
         {"electronic_tenders": "no", "documents_downloadable": "no"}, date(2026, 7, 13)),
        ((RESTRICTED, BELOW), "requests_below", {}, date(2026, 6, 22)),
        ((RESTRICTED, ABOVE), "requests_above", {}, date(2026, 7, 1)),
        ((RESTRICTED, ABOVE), "requests_above", {"urgency": "yes"}, date(2026, 6, 16)),
        ((RESTRICTED, ABOVE), "tenders_second_round_above",
         {"tender_invitation_day": "7. 8. 2026"}, date(2026, 9, 1)),
        ((RESTRICTED, ABOVE), "tenders_second_round_above",
         {"tender_invitation_day": "7. 8. 2026", "urgency": "yes"}, date(2026, 8, 17)),
        (("negotiated_procedure_with_publication", ABOVE), "requests_above", {},
         date(2026, 7, 1)),
        (("competitive_dialogue", ABOVE), "requests_dialogue", {}, date(2026, 7, 1)),
        (("dynamic_purchasing_system", ABOVE), "requests_dynamic", {}, date(2026, 7, 1)),
        ((OPEN, BELOW), "explanation_below", {"tender_deadline": "26. 6. 2026"},
         date(2026, 6, 22)),
        ((OPEN, ABOVE), "explanation_above", {"tender_deadline": "10. 7. 2026"},
         date(2026, 7, 2)),
        ((OPEN, ABOVE), "explanation_above",
         {"tender_deadline": "10. 7. 2026", "urgency": "yes"}, date(2026, 7, 3)),
        ((OPEN, ABOVE), "explanation_request_above", {"tender_deadline": "10. 7. 2026"},
         date(2026, 6, 29)),
        ((OPEN, ABOVE), "objections_terms", {"tender_deadline": "10. 7. 2026"},
         date(2026, 7, 10)),
        ((OPEN, ABOVE), "objections_terms",
         {"tender_deadline": "10. 7. 2026", "objections_earlier": "yes"}, date(2026, 7, 7)),
        ((OPEN, ABOVE), "standstill", {"selection_notice_day": "3. 8. 2026"}, date(2026, 8, 18)),
        ((OPEN, ABOVE), "objection_decision", {"selection_notice_day": "3. 8. 2026"},
         date(2026, 9, 2)),
        ((OPEN, ABOVE), "petition", {"selection_notice_day": "3. 8. 2026"}, date(2026, 9, 14)),
        ((OPEN, ABOVE), "standstill_review", {"review_started_day": "3. 8. 2026"},
         date(2026, 10, 2)),
        ((OPEN, ABOVE), "award_notice", {"contract_signature_day": "3. 9. 2026"},
         date(2026, 10, 5)),
        ((OPEN, ABOVE), "written_report", {"contract_signature_day": "3. 9. 2026"},
         date(2026, 10, 16)),
        ((OPEN, ABOVE), "change_notice", {"contract_change_day": "3. 9. 2026"},
         date(2026, 10, 5)),
    ],
)  # fmt: skip
def test_a_limit_ends_on_the_day_that_the_act_says(
    kit: Kit, where: tuple[str, str], limit: str, answers: dict[str, str], last: date
) -> None:
    assert limits(kit, *where, **answers)[limit].last == last


@pytest.mark.parametrize("name", ["prior_notice", "urgency", "electronic_tenders"])
def test_what_nobody_knows_leaves_the_limit_open_and_is_named(kit: Kit, name: str) -> None:
    found = limits(kit, OPEN, ABOVE, **{name: "unknown"})["tenders_open_above"]

    assert found.status is Status.OPEN
    assert found.last is None
    assert found.missing


@pytest.mark.parametrize(
    ("sent", "verdict"),
    [("27. 4. 2026", "kept"), ("28. 4. 2026", "too_short"), ("31. 5. 2025", "too_long")],
)
def test_a_prior_notice_counts_only_inside_its_window(kit: Kit, sent: str, verdict: str) -> None:
    answers = {"prior_notice": "yes", "prior_notice_day": sent}
    full = date(2026, 6, 16) if verdict == "kept" else date(2026, 7, 1)

    assert fact(kit, "prior_notice_check", OPEN, ABOVE, **answers) == verdict
    assert limits(kit, OPEN, ABOVE, **answers)["tenders_open_above"].last == full


@pytest.mark.parametrize(
    ("day", "verdict"), [("16. 6. 2026", "kept"), ("15. 6. 2026", "too_short")]
)
def test_a_deadline_is_compared_with_the_shortest_one(kit: Kit, day: str, verdict: str) -> None:
    found = fact(kit, "tender_deadline_check", SIMPLIFIED, BELOW, tender_deadline=day)

    assert found == verdict


def test_a_deadline_that_is_not_answered_is_not_called_kept(kit: Kit) -> None:
    assert fact(kit, "tender_deadline_check", SIMPLIFIED, BELOW) is Absent.UNKNOWN


@pytest.mark.parametrize(
    ("day", "verdict"), [("18. 8. 2026", "too_short"), ("19. 8. 2026", "kept")]
)
def test_a_contract_may_be_signed_only_after_the_standstill(
    kit: Kit, day: str, verdict: str
) -> None:
    answers = {"selection_notice_day": "3. 8. 2026", "contract_signature_day": day}

    assert fact(kit, "contract_signature_check", OPEN, ABOVE, **answers) == verdict


@pytest.mark.parametrize(
    ("day", "kind"),
    [("24. 12. 2026", "holiday"), ("20. 12. 2026", "weekend"), ("21. 12. 2026", "working")],
)
def test_the_day_of_the_deadline_is_judged(kit: Kit, day: str, kind: str) -> None:
    found = fact(kit, "tender_deadline_day", "small_scale_call", "small_scale", tender_deadline=day)

    assert found == kind


@pytest.mark.parametrize(
    ("start", "deadline", "season"),
    [
        ("7. 12. 2026", "21. 12. 2026", "none"),
        ("7. 12. 2026", "4. 1. 2027", "christmas"),
        ("2. 1. 2026", "20. 1. 2026", "none"),
        ("1. 1. 2026", "20. 1. 2026", "christmas"),
        ("20. 6. 2026", "1. 7. 2026", "summer"),
        ("31. 8. 2026", "20. 9. 2026", "none"),
    ],
)
def test_tendering_over_holidays_is_noticed(
    kit: Kit, start: str, deadline: str, season: str
) -> None:
    answers = {"decisive_day": start, "tender_deadline": deadline}

    found = fact(kit, "tender_period_season", "small_scale_call", "small_scale", **answers)

    assert found == season


def test_for_a_small_scale_contract_the_act_sets_no_shortest_deadline(kit: Kit) -> None:
    found = limits(kit, "small_scale_call", "small_scale", tender_deadline="2. 6. 2026")

    assert found["tenders_small_scale"].status is Status.FREE
    assert not any(item.limit.checks == "tender_deadline" for item in found.values())
    name = "tender_deadline_check"
    assert fact(kit, name, "small_scale_call", "small_scale") is Absent.NOT_APPLICABLE


@pytest.mark.parametrize("procedure", ["innovation_partnership", "competitive_dialogue"])
def test_a_limit_that_nobody_has_read_is_said_to_be_unverified(kit: Kit, procedure: str) -> None:
    assert limits(kit, procedure, ABOVE)["tenders_not_read"].status is Status.UNVERIFIED


def test_in_a_year_whose_law_is_unknown_no_length_is_guessed(kit: Kit) -> None:
    found = limits(kit, SIMPLIFIED, BELOW, decisive_day="4. 1. 2027")["tenders_simplified"]

    assert (found.status, found.last) == (Status.OPEN, None)


def test_the_last_days_of_the_calendar_are_left_open(kit: Kit) -> None:
    answers = {"contract_signature_day": "31. 12. 9999", "authority_kind": "region"}
    given: dict[str, Fact] = {"procedure": OPEN, "regime": ABOVE, "estimated_value": Absent.UNKNOWN}
    facts = facts_of(kit.rules, {**NORMAL, **answers}, {**given, "contracts_register": "required"})

    found = {item.limit.id: item for item in kit.rules.counting.timetable(facts)}

    assert found["register_contract"].status is Status.OPEN


@pytest.mark.parametrize("regime", ["small_scale", BELOW, ABOVE])
def test_every_procedure_has_its_table_even_when_nothing_is_answered(kit: Kit, regime: str) -> None:
    for case in kit.methodology.decisions["procedure"].cases:
        facts = facts_of(kit.rules, {}, {"procedure": str(case.value), "regime": regime})

        rows = rows_of(kit.rules.counting.timetable(facts), kit.library)

        assert rows, case.value
        assert all(row.status and row.provision for row in rows)
        assert not any(row.last for row in rows)
