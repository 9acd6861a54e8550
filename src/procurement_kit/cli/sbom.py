"""The command that checks a bill of materials against the licence of the work."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import click

from procurement_kit.cli.frame import LAWYER, NO, read_bytes
from procurement_kit.formats.files import content_root
from procurement_kit.formats.spdx import read_components
from procurement_kit.kit import Kit
from procurement_kit.licensing.compatibility import (
    Combination,
    Finding,
    Report,
    Use,
    Verdict,
    check,
)
from procurement_kit.problems import say
from procurement_kit.rules.sources import Confidence, Source

SIZE_LIMIT = 200 * 1024 * 1024
COMPONENT_LIMIT = 200_000
CODES = {Verdict.INCOMPATIBLE: NO, Verdict.NEEDS_LAWYER: LAWYER}
CONFIDENCE = {
    Confidence.VERIFIED: "confidence_verified",
    Confidence.LIKELY: "confidence_likely",
    Confidence.UNSURE: "confidence_unsure",
}
COMBINATIONS = [item.value for item in Combination]


@click.command("check-sbom")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--outbound", required=True, help="SPDX id of the licence of the work.")
@click.option(
    "--combination",
    type=click.Choice(COMBINATIONS),
    default=Combination.MERGED.value,
    show_default=True,
    help="How the components are combined with the work.",
)
@click.option(
    "--network/--no-network", default=True, show_default=True, help="Used over a network."
)
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.pass_context
def check_sbom(  # noqa: PLR0913 - one for each option
    context: click.Context,
    file: Path,
    outbound: str,
    combination: str,
    *,
    network: bool,
    as_json: bool,
) -> None:
    """Check the components in FILE (SPDX 2.3 JSON) against the licence of the work.

    The defaults are the strictest use. Ends with 0 when compatible (perhaps with duties),
    1 when incompatible, 2 when a lawyer must decide, 3 when the file can't be read.
    """
    components = read_components(file.name, read_bytes(file), SIZE_LIMIT, COMPONENT_LIMIT)
    kit = Kit.load(content_root())
    use = Use(network=network, combination=Combination(combination))
    report = check(components, use, outbound, kit.content.licenses)
    words, sources = kit.content.words.verdicts, kit.content.licenses.sources
    click.echo(_as_json(report) if as_json else _as_text(report, words, sources))
    context.exit(CODES.get(report.worst, 0))


def _as_text(report: Report, verdicts: dict[str, str], sources: Mapping[str, Source]) -> str:
    total = say(
        "sbom_verdict",
        verdict=verdicts[report.worst.value],
        outbound=report.outbound,
        count=len(report.findings),
    )
    found = [_finding_text(finding, verdicts, sources) for finding in report.findings]
    return "\n".join([total, *found, say("not_advice")])


def _finding_text(finding: Finding, verdicts: dict[str, str], sources: Mapping[str, Source]) -> str:
    component, opinion = finding.component, finding.opinion
    lines = [
        say(
            "sbom_component",
            name=f"{component.name} {component.version}".strip(),
            license=component.expression,
            verdict=verdicts[finding.verdict.value],
        )
    ]
    lines += [f"    {text}" for text in (*opinion.reasons, opinion.branch) if text]
    lines += [say("sbom_duty", text=duty) for duty in opinion.duties]
    for name in opinion.sources:
        source = sources[name]
        lines.append(
            say(
                "sbom_source",
                text=source.citation,
                url=source.url,
                sure=say(CONFIDENCE[source.confidence]),
            )
        )
    if opinion.way_out:
        lines.append(say("sbom_way_out", text=opinion.way_out))
    return "\n".join(lines)


def _as_json(report: Report) -> str:
    content = {
        "outbound": report.outbound,
        "use": asdict(report.use),
        "verdict": report.worst,
        "note": say("not_advice"),
        "components": [
            {**asdict(finding.component), **asdict(finding.opinion)} for finding in report.findings
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2)
