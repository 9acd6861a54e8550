"""The command that compares a delivery's bill of materials with the tender's and the contract."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import click

from procurement_kit.assessment import facts_of
from procurement_kit.assessment.licenses import use_of as use_from
from procurement_kit.cli.frame import LAWYER, NO, read_bytes, today
from procurement_kit.cli.licenses import use_of, use_options
from procurement_kit.cli.project_input import read_project
from procurement_kit.cli.report_text import written_day
from procurement_kit.cli.sbom import read_bom
from procurement_kit.formats import archive as archives
from procurement_kit.formats import reuse
from procurement_kit.formats.files import content_root
from procurement_kit.kit import Kit
from procurement_kit.licensing.acceptance import AcceptanceReport, SeenChange, accept
from procurement_kit.licensing.conformance import StandardResult, conformance
from procurement_kit.licensing.contract import Result
from procurement_kit.licensing.data import LicenseData
from procurement_kit.licensing.delivery import Archive, Delivery, ReuseResult
from procurement_kit.licensing.inspection import title
from procurement_kit.licensing.policy import Policy, policy_for, policy_of
from procurement_kit.licensing.uses import Use
from procurement_kit.problems import KitError, say
from procurement_kit.store.license_database import opened

ARCHIVE_LIMIT = 1024 * 1024 * 1024
CODES = {Result.MET: 0, Result.NOT_MET: NO, Result.NOT_KNOWN: LAWYER}


class Terms(NamedTuple):
    """What the delivery is judged by."""

    policy: Policy
    use: Use
    data: LicenseData


@click.command("compare-sboms")
@click.argument("tender", type=click.Path(dir_okay=False, path_type=Path))
@click.argument("delivery", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--outbound", help="SPDX id of the licence of the work.")
@click.option(
    "--policy",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Project file whose answers say what the contract demands (instead of --outbound).",
)
@click.option(
    "--archive",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The repository as ZIP or tar.gz: checks licence texts, and REUSE if reuse is installed.",
)
@click.option(
    "--handed-in",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day of the handover, from which deadlines run (default: today).",
)
@use_options
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.pass_context
def compare_sboms(
    context: click.Context,
    /,
    tender: Path,
    delivery: Path,
    **options: Any,  # noqa: ANN401 - click's options
) -> None:
    """Compare the components of DELIVERY with those of TENDER and with the contract.

    Both are bills of materials or lists, in any format that check-sbom reads. Ends with 0 when
    everything checked is met, 1 when something is not, 2 when something can't be known, 3 when a
    file can't be read.
    """
    terms = _terms(options)
    packed, reused = _archive(options.pop("archive"))
    given = options.pop("handed_in")
    day = given.date() if given else today()
    handed = Delivery(read_bom(delivery), day, read_bom(tender), packed, reused)
    report = accept(handed, terms.policy, terms.use, terms.data)
    standards = conformance(handed.bom, terms.data)
    if options["as_json"]:
        click.echo(_as_json(report, standards))
    else:
        click.echo("\n".join(_as_text(report, standards, terms.data)))
    context.exit(CODES[report.result])


def _terms(options: dict[str, Any]) -> Terms:
    """The terms of the project file, or those of the one licence that was named."""
    outbound, project, use = options.pop("outbound"), options.pop("policy"), use_of(options)
    if project is None:
        if not outbound:
            raise click.UsageError("One of --outbound and --policy is needed.")
        data = opened(content_root()).data
        return Terms(policy_for(outbound, data), use, data)
    kit = Kit.installed()
    found = read_project(project).procurement
    facts = facts_of(kit.rules, found.answers)
    policy = policy_of(facts, kit.content.licenses)
    if policy is None:
        raise KitError("policy_open", title=found.title)
    return Terms(policy, use_from(facts) or use, kit.content.licenses)


def _archive(path: Path | None) -> tuple[Archive | None, ReuseResult | None]:
    if path is None:
        return None, None
    data = read_bytes(path)
    found = archives.read(path.name, data, size_limit=ARCHIVE_LIMIT)
    return found, reuse.lint(data, found)


def _as_text(
    report: AcceptanceReport, standards: tuple[StandardResult, ...], data: LicenseData
) -> Iterator[str]:
    rules = data.contract
    for check in report.checks:
        words = {"result": rules.results[check.result], "label": check.label}
        yield say("acceptance_check", **words, evidence=check.evidence)
    for item in report.changes or ():
        if item.change.is_change:
            yield _change(item, data)
    for defect in report.defects:
        label = rules.deadlines[defect.severity].label
        yield say("acceptance_defect", severity=label, wrong=defect.wrong, clause=defect.clause,
                  due=written_day(defect.due), repair=defect.repair)  # fmt: skip
    if report.defects:
        yield rules.proposal
    for finding in report.questions:
        reasons = " ".join(finding.opinion.reasons)
        yield say("acceptance_question", name=title(finding.component), reason=reasons)
    for result in standards:
        standard = result.standard
        yield say("acceptance_standard", title=standard.title, version=standard.version,
                  met=result.met, known=result.known, total=len(result.requirements))  # fmt: skip
    yield say("not_advice")


def _change(item: SeenChange, data: LicenseData) -> str:
    kinds = ", ".join(data.contract.changes[kind] for kind in item.change.kinds)
    consequence = data.contract.consequences[item.consequence]
    name = title(item.change.component)
    return say("acceptance_change", name=name, change=kinds, consequence=consequence)


def _as_json(report: AcceptanceReport, standards: tuple[StandardResult, ...]) -> str:
    content = {
        "outbound": report.policy.outbound,
        "handed_in": report.delivery.handed_in,
        "result": report.result,
        "note": say("not_advice"),
        "checks": [_plain(item) for item in report.checks],
        "changes": [_plain_change(item) for item in report.changes or ()],
        "defects": [_plain(item) for item in report.defects],
        "questions": [
            {"component": title(item.component), "reasons": item.opinion.reasons}
            for item in report.questions
        ],
        "standards": [_plain_standard(item) for item in standards],
    }
    return json.dumps(content, ensure_ascii=False, indent=2, default=str)


def _plain(item: object) -> dict[str, object]:
    return {name: getattr(item, name) for name in item.__slots__}  # type: ignore[attr-defined]


def _plain_change(item: SeenChange) -> dict[str, object]:
    before, after = item.change.before, item.change.after
    return {
        "kinds": item.change.kinds,
        "before": before._asdict() if before else None,
        "after": after._asdict() if after else None,
        "consequence": item.consequence,
    }


def _plain_standard(item: StandardResult) -> dict[str, object]:
    return {
        "id": item.standard.id,
        "version": item.standard.version,
        "requirements": [
            {
                "id": one.requirement.id,
                "result": one.result,
                "met": one.met,
                "total": one.total,
                "missing": one.missing,
                "confidence": one.requirement.confidence,
            }
            for one in item.requirements
        ],
    }
