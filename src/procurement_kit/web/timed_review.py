"""The review of a list within the time that one request may take."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

from procurement_kit.licensing.compatibility import Finding, Judgement, Report
from procurement_kit.licensing.components import Bom
from procurement_kit.licensing.data import LicenseData
from procurement_kit.licensing.outbound import Choice, change_sets, choices, parts_of
from procurement_kit.licensing.review import Review
from procurement_kit.licensing.uses import Use
from procurement_kit.methodology.reading import EXPRESSIONS_LIMIT
from procurement_kit.problems import KitError

SECONDS_FOR_REPORT = 8
SECONDS_FOR_CHOICES = 4
PARTS_LIMIT = EXPRESSIONS_LIMIT
JUDGED_AT_ONCE = 1000


class ReviewTooSlowError(KitError):
    """The list has too many different licences to be judged while somebody waits for the page."""


def timed_review(
    bom: Bom, use: Use, outbound: str, data: LicenseData, preferred: Sequence[str] = ()
) -> Review:
    """The review of *bom*; ReviewTooSlowError, or fewer choices, if it takes too long."""
    report = timed_report(bom, use, outbound, data)
    names = tuple(dict.fromkeys((*preferred, *data.outbound_choices)))
    order = {name: place for place, name in enumerate(names)}
    found = [
        replace(item, advised=order[item.outbound]) for item in _choices(bom, use, data, names)
    ]
    found.sort(key=lambda item: item.rank)
    return Review(bom, report, tuple(found), change_sets(found), tuple(preferred))


def timed_report(bom: Bom, use: Use, outbound: str, data: LicenseData) -> Report:
    """The report on *bom*; ReviewTooSlowError if it takes too long."""
    parts, end = refuse_too_varied(bom), time.monotonic() + SECONDS_FOR_REPORT
    judgement, findings = Judgement(data, outbound, use), []
    for item in bom.components:
        if time.monotonic() > end:
            raise ReviewTooSlowError("review_too_slow", count=parts)
        findings.append(Finding(item, judgement.of(item)))
    return Report(outbound, use, tuple(findings))


def refuse_too_varied(bom: Bom) -> int:
    """How many parts *bom* has; ReviewTooSlowError if they are more than a page can wait for."""
    if (parts := len(parts_of(bom.components))) > PARTS_LIMIT:
        raise ReviewTooSlowError("review_too_slow", count=parts)
    return parts


def _choices(bom: Bom, use: Use, data: LicenseData, names: Sequence[str]) -> Iterator[Choice]:
    """The licences that there is time for, the most advised first."""
    end = time.monotonic() + SECONDS_FOR_CHOICES
    step = max(1, JUDGED_AT_ONCE // max(1, len(parts_of(bom.components))))
    for start in range(0, len(names), step):
        yield from choices(bom.components, use, data, candidates=names[start : start + step])
        if time.monotonic() > end:
            return
