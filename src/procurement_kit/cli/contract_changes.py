"""The command that says how much a contract may still change."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from procurement_kit.cli.frame import LAWYER, NO, read_bytes, today
from procurement_kit.documents.wording import DocumentWords, write_amount, write_day
from procurement_kit.kit import Kit
from procurement_kit.methodology.reading import read_changes, read_money
from procurement_kit.procedures.change_rules import ChangeRules, Verdict
from procurement_kit.procedures.contract_changes import (
    BELOW_THRESHOLD,
    SMALL_SCALE,
    Contract,
    Judgement,
    judge,
)
from procurement_kit.rules.parameters import Unit

CODES = {Verdict.ALLOWED: 0, Verdict.NEEDS_LAWYER: LAWYER, Verdict.NOT_ALLOWED: NO}
REGIMES = (SMALL_SCALE, BELOW_THRESHOLD, "above_threshold")


@click.command("contract-change")
@click.argument("changes", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--price", required=True, help="The original price in CZK without VAT.")
@click.option("--regime", type=click.Choice(REGIMES), default=SMALL_SCALE, show_default=True)
@click.option("--buyer", type=click.Choice(["state", "other"]), default="other", show_default=True)
@click.option(
    "--subject",
    type=click.Choice(["services", "supplies", "works"]),
    default="services",
    show_default=True,
)
@click.pass_context
def contract_change(  # noqa: PLR0913, PLR0917 - one for each option
    context: click.Context, changes: Path, price: str, regime: str, buyer: str, subject: str
) -> None:
    """Judge the CHANGES of a contract (a file or "-"): "day; ground; increase; decrease; text".

    Ends with 1 when a change is not allowed, with 2 when a lawyer must judge one.
    """
    content = Kit.installed().content
    listed = read_changes(_text(changes))
    contract = Contract(read_money(price), regime, buyer, subject)
    judged = judge(content.contract_changes, content.parameters, contract, listed, today())
    for line in _lines(judged, content.contract_changes, content.words):
        click.echo(line)
    context.exit(CODES[judged.verdict])


def _text(path: Path) -> str:
    if str(path) == "-":
        return sys.stdin.read()
    return read_bytes(path).decode("utf-8", "replace")


def _lines(judged: Judgement, rules: ChangeRules, words: DocumentWords) -> Iterator[str]:
    for item in judged.changes:
        reasons = " ".join(rules.reasons[reason] for reason in item.reasons)
        day, verdict = write_day(item.change.day, words), rules.verdicts[item.verdict]
        yield f"{day}  {item.ground.label}: {verdict}. {reasons}"
    for error in judged.not_in_force:
        yield str(error)
    for gauge in judged.gauges:
        used, limit, room = (
            write_amount(amount, Unit.CZK, words)
            for amount in (gauge.used, gauge.limit, gauge.room)
        )
        sign = "\u2264" if gauge.is_included else "<"
        yield f"{rules.measures[gauge.measure]}: {used} {sign} {limit} ({gauge.percent} %, +{room})"
    yield rules.verdicts[judged.verdict]
