"""Licence reports as the command line prints them."""

from collections.abc import Iterable, Iterator
from datetime import date

from procurement_kit.licensing.compatibility import Finding
from procurement_kit.licensing.data import LicenseData
from procurement_kit.licensing.opinions import Opinion, Verdict
from procurement_kit.licensing.outbound import Choice, Obstacle
from procurement_kit.licensing.review import Review
from procurement_kit.problems import say
from procurement_kit.rules.sources import Confidence

CONFIDENCE = {
    Confidence.VERIFIED: "confidence_verified",
    Confidence.LIKELY: "confidence_likely",
    Confidence.UNSURE: "confidence_unsure",
}
LABELS = {
    "yes": "agreement_yes",
    "no": "agreement_no",
    "depends": "agreement_depends",
    "unknown": "agreement_unknown",
}
"""The words for a verdict of the second table."""

NAMED = 5


def opinion_lines(opinion: Opinion, data: LicenseData) -> Iterator[str]:
    """The reasons, duties, sources and ways out of one opinion."""
    yield from (f"    {text}" for text in opinion.reasons)
    if opinion.branch:
        yield say("sbom_branch", license=opinion.branch)
    for name in opinion.duties:
        yield say("sbom_duty", text=data.vocabulary.duties[name].text)
    for name in opinion.sources:
        source = data.sources[name]
        yield say(
            "sbom_source",
            text=source.citation,
            url=source.url,
            day=written_day(source.checked_on),
            sure=say(CONFIDENCE[source.confidence]),
        )
    yield from (say("sbom_way_out", text=text) for text in opinion.way_out)


def review_lines(review: Review, data: LicenseData) -> Iterator[str]:
    """The whole report: the verdict, the parts from the worst, the lists, what it rests on."""
    report = review.report
    counts = ", ".join(
        f"{data.vocabulary.verdicts[verdict.value]}: {count}"
        for verdict in reversed(Verdict)
        if (count := report.count(verdict))
    )
    verdict = data.vocabulary.verdicts[report.worst.value]
    yield say("sbom_verdict", verdict=verdict, outbound=report.outbound, counts=counts)
    for group in review.groups:
        yield from _group_lines(group, data)
    for problem in review.bom.problems:
        place = {"component": problem.component, "field": problem.field, "value": problem.value}
        yield say("sbom_problem", text=say(problem.code, **place))
    yield from footing(data)


def _group_lines(group: Obstacle, data: LicenseData) -> Iterator[str]:
    opinion = group.opinion
    yield say(
        "sbom_component",
        name=_names(f"{item.name} {item.version}".strip() for item in group.components),
        license=group.part.expression or say("license_unknown_label"),
        verdict=data.vocabulary.verdicts[opinion.verdict.value],
    )
    yield from opinion_lines(opinion, data)


def _names(names: Iterable[str]) -> str:
    listed = list(names)
    shown = ", ".join(listed[:NAMED])
    rest = len(listed) - NAMED
    return shown if rest <= 0 else say("and_others", names=shown, count=rest)


def finding_line(finding: Finding, data: LicenseData) -> str:
    """One line for one expression."""
    return say(
        "sbom_component",
        name=finding.component.name,
        license=finding.component.expression,
        verdict=data.vocabulary.verdicts[finding.verdict.value],
    )


def choice_lines(choices: Iterable[Choice], data: LicenseData) -> Iterator[str]:
    """The candidate licences, the best first, each with what stands against it."""
    for place, choice in enumerate(choices, start=1):
        verdict = data.vocabulary.verdicts[choice.verdict.value]
        yield say("choice_line", place=place, license=choice.outbound, verdict=verdict)
        for obstacle in (*choice.conflicts, *choice.open_questions):
            names = _names(item.name or obstacle.part.expression for item in obstacle.components)
            yield say("choice_against", names=names, reason=obstacle.opinion.reasons[-1])


def footing(data: LicenseData) -> Iterator[str]:
    """What the report rests on: the lists, the age of the sources, and that it is no advice."""
    oldest = min(source.checked_on for source in data.sources.values())
    yield say(
        "report_footing",
        version=data.names.spdx.version,
        second=data.second.title,
        day=written_day(data.second.day),
        oldest=written_day(oldest),
    )
    yield say("not_advice")


def written_day(day: date) -> str:
    """The day as Czech writes it."""
    return f"{day.day}. {day.month}. {day.year}"
