"""What an official may expect of the timetable."""

import re

from icalendar import Calendar

from tests.web.visitor import Visitor

SIGNED = {"contract_signature_day": "5. 1. 2027"}


def test_a_small_scale_contract_has_no_statutory_deadline_but_duties_to_publish(
    real_visitor: Visitor,
) -> None:
    project = real_visitor.example()

    page = real_visitor.open(f"{project}timetable/")

    assert page.status == 200
    assert "Zákon u malého rozsahu nejkratší lhůtu neurčuje" in page.words
    assert "zatím nelze určit; chybí: Kdy smlouvu uzavřete?" in page.words
    assert page.links("Odpovědět: Kdy smlouvu uzavřete?")
    assert not page.links("Stáhnout do kalendáře")


def test_a_date_answered_on_the_step_gives_its_last_days(real_visitor: Visitor) -> None:
    project = real_visitor.example()
    real_visitor.answer(project, "timetable", **SIGNED)

    step, page = (
        real_visitor.open(f"{project}{name}") for name in ("step/timetable", "timetable/")
    )

    for shown in (step, page):
        assert "čtvrtek 4. 2. 2027" in shown.words.replace("\u00a0", " ")
    assert page.links("Stáhnout do kalendáře")
    drawn = page.tree.findall(".//svg")
    assert len(drawn) == 2
    for svg in drawn:
        names = (svg.get("aria-labelledby") or "").split()
        assert next(page.tree.get_element_by_id(name).text for name in names) == "Časová osa lhůt"


def test_the_calendar_file_holds_the_days_and_not_the_secret_link(real_visitor: Visitor) -> None:
    project = real_visitor.example()
    real_visitor.answer(project, "timetable", **SIGNED)

    response = real_visitor.client.get(f"{project}timetable/calendar")

    assert response.mimetype == "text/calendar"
    assert "attachment" in response.headers["Content-Disposition"]
    days = {str(item["SUMMARY"]): item["DTSTART"].dt.isoformat()
            for item in Calendar.from_ical(response.data).walk("VEVENT")}  # fmt: skip
    assert days["Smlouvu uveřejnit v registru smluv nejpozději"] == "2027-02-04"
    secret = re.search(r"/project/([^/]+)/", project)
    assert secret
    assert secret.group(1).encode() not in response.data


def test_a_deadline_shorter_than_the_act_allows_is_a_warning(real_visitor: Visitor) -> None:
    project = real_visitor.example()
    real_visitor.answer(project, "value", value_development="2 400 001")

    real_visitor.answer(project, "procedure", tender_deadline="21. 12. 2026")

    page = real_visitor.open(f"{project}timetable/")
    assert "nedodrženo, doba je příliš krátká" in page.words
    assert "Lhůta pro nabídky je kratší" in real_visitor.open(f"{project}step/timetable").words


def test_a_stranger_sees_neither_timetable_nor_calendar(
    real_visitor: Visitor, real_app: object
) -> None:
    project = real_visitor.example()
    stranger = Visitor(real_app.test_client())  # type: ignore[attr-defined]

    for name in ("timetable/", "timetable/calendar"):
        assert stranger.open(f"{project}{name}").status in {403, 404}


def test_content_without_time_limits_says_so(visitor: Visitor) -> None:
    project = visitor.start()

    assert "není co spočítat" in visitor.open(f"{project}timetable/").words
