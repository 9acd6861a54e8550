"""Quick questions on licences: look one up, check expressions, choose one for new work.

These commands read only the built licence database, so that they answer at once.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import click

from procurement_kit.cli.frame import LAWYER, NO
from procurement_kit.cli.report_text import (
    LABELS,
    choice_lines,
    finding_line,
    footing,
    opinion_lines,
)
from procurement_kit.formats.files import content_root
from procurement_kit.licensing.compatibility import Finding, Report, check
from procurement_kit.licensing.components import Combination, Component
from procurement_kit.licensing.data import LicenseData
from procurement_kit.licensing.licenses import License, LicenseException
from procurement_kit.licensing.names import Spelling
from procurement_kit.licensing.opinions import Verdict
from procurement_kit.licensing.outbound import choices
from procurement_kit.licensing.second_opinion import difference
from procurement_kit.licensing.terms import CLAIMS, IN_THE_WORK
from procurement_kit.licensing.uses import Recipients, Use
from procurement_kit.problems import KitError, say
from procurement_kit.store.license_database import LicenseDatabase, opened

CODES = {Verdict.INCOMPATIBLE: NO, Verdict.NEEDS_LAWYER: LAWYER}
Command = TypeVar("Command", bound=Callable[..., Any])
SHOWN = 10


def use_options(command: Command) -> Command:
    """The options that describe the use; the defaults are the strictest use."""
    options = (
        click.option(
            "--combination",
            type=click.Choice([item.value for item in Combination]),
            default=Combination.MERGED.value,
            show_default=True,
            help="How the components are combined with the work.",
        ),
        click.option(
            "--recipients",
            type=click.Choice([item.value for item in Recipients]),
            default=Recipients.PUBLISHED.value,
            show_default=True,
            help="Who receives the software.",
        ),
        click.option(
            "--network/--no-network", default=True, show_default=True, help="Used over a network."
        ),
        click.option(
            "--modified/--unmodified", default=None, help="Whether components are changed."
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def use_of(options: dict[str, Any]) -> Use:
    """The use that the options describe; they are taken out of *options*."""
    return Use(
        network=options.pop("network"),
        combination=Combination(options.pop("combination")),
        recipients=Recipients(options.pop("recipients")),
        modified=options.pop("modified"),
    )


@click.command("check-licenses")
@click.argument("expressions", nargs=-1, required=True, metavar="EXPRESSION...")
@click.option("--outbound", required=True, help="SPDX id of the licence of the work.")
@use_options
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
def check_licenses(
    expressions: tuple[str, ...],
    outbound: str,
    **options: Any,  # noqa: ANN401 - click's options
) -> None:
    """Check whether code under each EXPRESSION may go into a work under the licence --outbound.

    The defaults are the strictest use. Ends with 0 when compatible (perhaps with duties),
    1 when incompatible, 2 when a lawyer must decide.
    """
    as_json, data = options.pop("as_json"), _database().data
    components = [Component(text, license=text) for text in expressions]
    report = check(components, use_of(options), outbound, data)
    lines = _as_json(report.findings) if as_json else _as_text(report, data)
    click.echo("\n".join(lines))
    click.get_current_context().exit(CODES.get(report.worst, 0))


def _as_text(report: Report, data: LicenseData) -> Iterator[str]:
    for finding in report.findings:
        yield finding_line(finding, data)
        yield from opinion_lines(finding.opinion, data)
        if report.use.combination is Combination.MERGED:
            yield from _second_opinion(finding, report.outbound, data)
    yield from footing(data)


def _second_opinion(finding: Finding, outbound: str, data: LicenseData) -> Iterator[str]:
    """What the second table says of the pair, where it says something else."""
    found = difference(finding.component.expression, finding.opinion, outbound, data)
    if found is not None:
        theirs = say(LABELS[found.theirs])
        yield say("second_opinion", title=data.second.title, theirs=theirs, reason=found.reason)


def _as_json(findings: tuple[Finding, ...]) -> Iterator[str]:
    content = [
        {
            "expression": finding.component.license,
            "verdict": finding.verdict.value,
            "branch": finding.opinion.branch,
            "reasons": finding.opinion.reasons,
            "rules": [step.rule for step in finding.opinion.steps],
            "duties": finding.opinion.duties,
            "way_out": finding.opinion.way_out,
            "sources": finding.opinion.sources,
        }
        for finding in findings
    ]
    yield json.dumps(content, ensure_ascii=False, indent=2)


@click.command("choose-license")
@click.argument("expressions", nargs=-1, metavar="[EXPRESSION...]")
@click.option("--kind", default="other", help="What mainly comes into being (see below).")
@click.option("--upstream", help="SPDX id of the program that is being changed or extended.")
@click.option("--all", "show_all", is_flag=True, help="Show every candidate.")
@use_options
def choose_license(expressions: tuple[str, ...], **options: Any) -> None:  # noqa: ANN401 - click's options
    """Rank the licences under which new work with components under EXPRESSION... may come out.

    Kinds: web_application, library, other, documentation.
    """
    kind, upstream = options.pop("kind"), options.pop("upstream")
    show_all, data = options.pop("show_all"), _database().data
    if kind not in data.choice:
        raise KitError("kind_unknown", kind=kind, known=", ".join(data.choice))
    advice = data.choice[kind]
    preferred = (upstream, *advice.prefer) if upstream else advice.prefer
    components = [Component(text, license=text) for text in expressions]
    found = choices(components, use_of(options), data, preferred)
    click.echo(say("choice_advice", kind=advice.label, reason=advice.reason))
    click.echo("\n".join(choice_lines(found if show_all else found[:SHOWN], data)))
    click.echo("\n".join(footing(data)))


@click.command("licenses")
@click.argument("words", nargs=-1, metavar="[ID or WORDS...]")
@click.option("--left-out", is_flag=True, help="List what the licence data do not judge, and why.")
def licenses(words: tuple[str, ...], *, left_out: bool) -> None:
    """Show a licence, or search all of them; without words, list those that are judged."""
    database, text = _database(), " ".join(words)
    if left_out:
        click.echo("\n".join(f"{what}: {why}" for what, why in database.left_out))
        return
    click.echo("\n".join(_answer(database, text)))


def _answer(database: LicenseDatabase, text: str) -> Iterator[str]:
    data = database.data
    found = data.names.license(text)
    if text and found.spelling is not Spelling.UNKNOWN and found.id in data.licenses:
        yield from _shown(data.licenses[found.id], data)
        return
    if exception := data.exceptions.get(data.names.exception(text)):
        yield from _shown_exception(exception)
        return
    names = database.search(text, SHOWN) if text else (*data.licenses, *data.exceptions)
    if not names:
        raise KitError("license_not_found", text=text)
    for name in names:
        item = data.licenses.get(name) or data.exceptions.get(name)
        yield say("license_line", id=name, note=item.note if item else say("left_out_unreviewed"))


def _shown(item: License, data: LicenseData) -> Iterator[str]:
    yield f"{item.id} – {item.name}"
    yield item.note
    reach = [
        data.vocabulary.combinations[way.value]
        for way in Combination
        if way in IN_THE_WORK and way in CLAIMS[item.copyleft] and way not in item.reach
    ]
    yield say("license_reach", ways="; ".join(reach) or say("nothing"))
    for label, ids, phrases in (
        ("license_duty", item.duties, {k: v.text for k, v in data.vocabulary.duties.items()}),
        ("license_demand", item.demands, {k: v.text for k, v in data.vocabulary.demands.items()}),
        ("license_trait", item.traits, {k: v.text for k, v in data.vocabulary.traits.items()}),
    ):
        yield from (say(label, text=phrases[name]) for name in ids)
    for permission in item.permits:
        names = ", ".join(permission.outbound)
        yield say("license_permits", names=names, clause=permission.clause)
    yield from _source_lines(item.sources, data)
    yield say("license_reviewed", day=f"{item.reviewed_on:%-d. %-m. %Y}")


def _shown_exception(item: LicenseException) -> Iterator[str]:
    yield f"{item.id} – {item.name}"
    yield item.note
    yield say("exception_attaches", names=", ".join(item.attaches_to))


def _source_lines(names: tuple[str, ...], data: LicenseData) -> Iterator[str]:
    for name in names:
        source = data.sources[name]
        yield f"    {source.citation} ({source.url})"


def _database() -> LicenseDatabase:
    return opened(content_root())
