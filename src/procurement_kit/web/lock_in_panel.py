"""The lock-in score as pages show it: with its picture."""

from dataclasses import dataclass

from markupsafe import Markup

from procurement_kit.documents import radar
from procurement_kit.procedures.scores import Score
from procurement_kit.rules.values import Absent
from procurement_kit.web.access import Opened
from procurement_kit.web.drawn import drawn

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
    pictures = radar.both(axes, found.sheet.title, found.sheet.picture)
    return Shown(found, drawn(PICTURE, pictures))
