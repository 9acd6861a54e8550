"""The solution that a project's answers describe; this is the only place that reads them."""

import calendar
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from procurement_kit.assessment import Assessment
from procurement_kit.publication.solution import (
    DESCRIPTION_LIMIT,
    Contractor,
    Person,
    Solution,
    Upstream,
    person_of,
    shortened,
)
from procurement_kit.rules.values import Absent, Fact

DERIVED = frozenset({"extend_open_source", "third_party_oss"})
SCOPES: Mapping[str, tuple[str, ...]] = {
    "municipality": ("local-authorities",),
    "municipal_organisation": ("local-authorities",),
    "region": ("local-authorities",),
    "regional_organisation": ("local-authorities",),
    "public_university": ("education", "research"),
}
USUAL_SCOPE = ("government",)


def solution_of(assessment: Assessment) -> Solution:
    """What the answers of a project say of its solution; nothing is guessed."""
    read = _Reader(assessment)
    upstream = read.upstream()
    return Solution(
        name=read.text("software_name") or read.inherited_name() or read.text("contract_title"),
        url=read.text("publication_address") or read.text("repository_url"),
        summaries=read.summaries(),
        description=read.description(),
        features=read.lines("functional_requirements"),
        kind=read.text("software_kind"),
        category=read.text("software_category"),
        maturity=read.text("software_maturity"),
        scopes=SCOPES.get(read.text("authority_kind"), USUAL_SCOPE),
        license=read.text("outbound_license"),
        owner=read.text("authority_name"),
        owner_id=read.text("authority_id_number"),
        owner_url=read.text("authority_profile_url"),
        maintenance=read.text("software_maintenance"),
        contact=read.contact(),
        contractor=read.contractor(),
        upstream=upstream,
        security_email=read.text("security_contact"),
        version=read.text("accepted_release"),
        released_on=read.day("publication_day") or read.day("accepted_on"),
        handles_personal_data=read.text("personal_data") == "yes",
    )


class _Reader:
    """The facts of a project as plain values; what is unknown or does not apply is empty."""

    def __init__(self, assessment: Assessment) -> None:
        self._facts = assessment.facts

    def _fact(self, name: str) -> Fact:
        """A fact; content of before does not ask for all of them."""
        try:
            return self._facts.fact(name)
        except KeyError:
            return Absent.UNKNOWN

    def text(self, name: str) -> str:
        found = self._fact(name)
        return found if isinstance(found, str) else ""

    def lines(self, name: str) -> tuple[str, ...]:
        found = self._fact(name)
        return tuple(map(str, found)) if isinstance(found, tuple) else ()

    def day(self, name: str) -> date | None:
        found = self._fact(name)
        return found if isinstance(found, date) else None

    def number(self, name: str) -> int | None:
        found = self._fact(name)
        return int(found) if isinstance(found, Decimal) else None

    def inherited_name(self) -> str:
        return self.text("upstream_name") if self.text("chosen_path") in DERIVED else ""

    def upstream(self) -> Upstream | None:
        name = self.text("upstream_name")
        if not name or self.text("chosen_path") not in DERIVED:
            return None
        return Upstream(name, self.text("upstream_url"), self.text("upstream_license"))

    def summaries(self) -> Mapping[str, str]:
        told = {"cs": self.text("software_summary"), "en": self.text("software_summary_en")}
        return {language: text for language, text in told.items() if text}

    def description(self) -> str:
        parts = [self.text("need_description"), self.text("users_description")]
        return shortened(" ".join(filter(None, parts)), DESCRIPTION_LIMIT)

    def contact(self) -> Person | None:
        """The one who answers for the system technically; the office's e-mail, if there is one."""
        person = person_of(self.text("technical_administrator"))
        return replace(person, email=self.text("security_contact")) if person else None

    def contractor(self) -> Contractor | None:
        firm = self.text("selected_supplier")
        return Contractor(firm, self._support_end()) if firm else None

    def _support_end(self) -> date | None:
        signed, months = self.day("contract_signed_on"), self.number("support_months")
        return _months_after(signed, months) if signed and months else None


def _months_after(day: date, months: int) -> date:
    """The same day *months* later; the last of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
