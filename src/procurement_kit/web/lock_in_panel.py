"""The lock-in score as pages show it: with its picture."""

from dataclasses import dataclass

from markupsafe import Markup

from procurement_kit.formats import radar
from procurement_kit.procedures.scores import Score
from procurement_kit.rules.values import Absent
from procurement_kit.web.access import Opened

PICTURE = "lock-in-radar"


@dataclass(frozen=True)
class Shown:
    """The score with its picture."""

    score: Score
    picture: Markup


def shown(work: Opened) -> Shown | None:
    """The score with its picture; None while there is nothing to score."""
    found = work.assessment.lock_in
    if isinstance(found, Absent):
        return None
    axes = [radar.Axis(item.dimension.label, item.low, item.high) for item in found.dimensions]
    words = radar.Words(found.sheet.title, found.sheet.picture)
    drawn = Markup(radar.write(axes, words, PICTURE))  # noqa: S704 - its writer escapes
    return Shown(found, drawn)
