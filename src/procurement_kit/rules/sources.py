"""Where a rule comes from, when somebody last read it, and how sure we are."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from procurement_kit.rules.words import Words

DAYS_UNTIL_REVIEW = 365
DAYS_OF_NOTICE = 90
"""So long before it must be read again, a source is announced."""


class Confidence(StrEnum):
    """How well a source was checked."""

    VERIFIED = "verified"
    LIKELY = "likely"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A provision, a judgment or a publication; by *review_by* it must be read again."""

    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012 - read by pydantic

    title: str
    provision: str = ""
    url: str
    checked_on: date
    review_by: date | None = None
    confidence: Confidence
    note: Words = ""

    @property
    def due(self) -> date:
        """The last day on which the source may be relied on without reading it again."""
        return self.review_by or self.checked_on + timedelta(days=DAYS_UNTIL_REVIEW)

    def is_stale(self, day: date) -> bool:
        """Whether the source should have been read again before *day*."""
        return day > self.due

    def is_due_soon(self, day: date) -> bool:
        """Whether the source must be read again within the days of notice from *day*."""
        return not self.is_stale(day) and self.due - day <= timedelta(days=DAYS_OF_NOTICE)

    def age(self, day: date) -> int:
        """The age on *day* in whole months."""
        months = (day.year - self.checked_on.year) * 12 + day.month - self.checked_on.month
        return max(months - (day.day < self.checked_on.day), 0)

    @property
    def citation(self) -> str:
        """The provision and the title, as a lawyer would cite them."""
        return f"{self.provision} – {self.title}" if self.provision else self.title
