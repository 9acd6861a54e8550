"""What the panel and the page of time limits show."""

from dataclasses import dataclass

from procurement_kit.documents.time_limits import LimitRow, limit_rows
from procurement_kit.web.access import Opened


@dataclass(frozen=True)
class Shown:
    """What the panel and the page show."""

    rows: tuple[LimitRow, ...]

    @property
    def has_days(self) -> bool:
        """Whether there is a day to put into a calendar."""
        return any(row.timed.last for row in self.rows)


def time_limits(opened: Opened) -> Shown | None:
    """The limits of the project; None while there are none."""
    rows = limit_rows(opened.assessment, opened.kit.library)
    return Shown(rows) if rows else None
