"""Where a rule comes from, when somebody last read it, and how sure we are."""

from datetime import date, timedelta
from enum import StrEnum

from procurement_kit.rules.models import Model, Text

DAYS_UNTIL_REVIEW = 365


class Confidence(StrEnum):
    """How well a source was checked."""

    VERIFIED = "verified"
    LIKELY = "likely"
    UNSURE = "unsure"


class Source(Model):
    """A provision, a judgment or a publication; by *review_by* it must be read again."""

    title: Text
    provision: str = ""
    url: Text
    checked_on: date
    review_by: date | None = None
    confidence: Confidence
    note: str = ""

    def is_stale(self, day: date) -> bool:
        """Whether the source must be read again before it is relied on after *day*."""
        return day > (self.review_by or self.checked_on + timedelta(days=DAYS_UNTIL_REVIEW))

    @property
    def citation(self) -> str:
        """The provision and the title, as a lawyer would cite them."""
        return f"{self.provision} – {self.title}" if self.provision else self.title
