"""The command that measures how our verdicts agree with the published ones."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from procurement_kit.cli.frame import NO, write_bytes
from procurement_kit.cli.report_text import LABELS, written_day
from procurement_kit.formats.files import content_root
from procurement_kit.licensing.agreement import (
    Agreement,
    Cell,
    Checked,
    check_statements,
    compare,
)
from procurement_kit.licensing.data import LicenseData
from procurement_kit.licensing.opinions import Verdict
from procurement_kit.problems import say
from procurement_kit.store.license_database import opened

RULE = "|---|"


@click.command("license-agreement")
@click.option("--write", "out", type=click.Path(dir_okay=False, path_type=Path), help="Page file.")
@click.pass_context
def license_agreement(context: click.Context, out: Path | None) -> None:
    """Compare our verdicts with the OSADL matrix and with the statements of licence stewards.

    Prints the table of agreement and every difference with its reason; ends with 1 when a
    difference has no reason.
    """
    data = opened(content_root()).data
    agreement = compare(data)
    page = "\n".join(page_lines(agreement, check_statements(data), data)) + "\n"
    if out is None:
        click.echo(page, nl=False)
    else:
        write_bytes(out, page.encode())
        click.echo(say("written", path=out))
    context.exit(NO if agreement.unexplained else 0)


def page_lines(
    agreement: Agreement, checked: tuple[Checked, ...], data: LicenseData
) -> Iterator[str]:
    """The page on agreement, in Markdown."""
    second = data.second
    day = written_day(second.day)
    yield say("agreement_title")
    yield ""
    yield say("agreement_intro", title=second.title, day=day, version=data.names.spdx.version)
    yield ""
    yield from _table(agreement, data)
    yield ""
    yield from _statements(checked, data)
    yield ""
    yield from _differences(agreement.differing, data)


def _table(agreement: Agreement, data: LicenseData) -> Iterator[str]:
    totals = Counter(cell.theirs for cell in agreement.cells)
    decided, differ = totals["yes"] + totals["no"], len(agreement.differing)
    open_ = agreement.table["unknown", Verdict.NEEDS_LAWYER]
    yield say(
        "agreement_cells",
        count=len(agreement.cells),
        agree=decided - differ,
        decided=decided,
        percent=f"{100 * (decided - differ) / decided:.1f}".replace(".", ","),
        differ=differ,
        unknown=totals["unknown"],
        answered=totals["unknown"] - open_,
    )
    yield ""
    verdicts = " | ".join(data.vocabulary.verdicts[verdict.value] for verdict in Verdict)
    yield say("agreement_head", verdicts=verdicts)
    yield RULE + "---:|" * len(Verdict)
    for theirs in LABELS:
        counts = " | ".join(str(agreement.table[theirs, verdict]) for verdict in Verdict)
        yield say("agreement_row", theirs=_label(theirs), counts=counts)


def _statements(checked: tuple[Checked, ...], data: LicenseData) -> Iterator[str]:
    agreeing = [item for item in checked if item.agrees]
    yield say("agreement_statements", count=len(checked), agree=len(agreeing))
    yield ""
    yield say("agreement_statement_head")
    yield RULE + "---:|---:|"
    counts = Counter(item.statement.source for item in checked)
    agrees = Counter(item.statement.source for item in agreeing)
    for name, count in counts.items():
        source = data.sources[name]
        yield say(
            "agreement_statement_row",
            text=source.citation,
            url=source.url,
            count=count,
            agree=agrees[name],
        )
    for item in checked:
        if not item.agrees:
            yield say(
                "agreement_statement_differs",
                inbound=item.inbound,
                outbound=item.outbound,
                says=_label(item.statement.says),
                ours=data.vocabulary.verdicts[item.ours.verdict.value],
                reason=item.statement.differs,
            )


def _differences(cells: Iterable[Cell], data: LicenseData) -> Iterator[str]:
    yield say("agreement_differences")
    yield ""
    yield say("agreement_difference_head")
    yield RULE + "---|" * 5
    for cell in sorted(cells, key=lambda item: (item.inbound, item.outbound)):
        reason = cell.difference.reason if cell.difference else ""
        names = cell.difference.sources if cell.difference else ()
        yield say(
            "agreement_difference_row",
            inbound=cell.inbound,
            outbound=cell.outbound,
            theirs=_label(cell.theirs),
            ours=data.vocabulary.verdicts[cell.ours.verdict.value],
            reason=reason,
            sources="; ".join(data.sources[name].citation for name in names),
        )


def _label(theirs: str) -> str:
    return say(LABELS[theirs])
