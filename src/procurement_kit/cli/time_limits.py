"""The command that counts the time limits of a project, or of answers typed on the spot."""

from datetime import UTC, datetime
from pathlib import Path

import click

from procurement_kit.assessment import facts_of
from procurement_kit.assessment.rules import PROCEDURE
from procurement_kit.cli.data import data_option, kit_of
from procurement_kit.cli.frame import NO, write_bytes
from procurement_kit.cli.project_input import read_project
from procurement_kit.documents.time_limits import LimitRow, limit_rows, rows_of
from procurement_kit.kit import Kit
from procurement_kit.limit_outputs import calendar_file
from procurement_kit.methodology.facts import DECISIVE_DAY
from procurement_kit.problems import KitError, say

REGIMES = ("small_scale", "below_threshold", "above_threshold")


@click.command("time-limits")
@click.argument("project", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--procedure", help="Without PROJECT: the procedure.")
@click.option("--regime", type=click.Choice(REGIMES), help="Without PROJECT: the regime.")
@click.option("--start", help="Without PROJECT: the day on which the procedure starts.")
@click.option("--answer", multiple=True, help="Another answer, QUESTION=VALUE; may be repeated.")
@click.option("--ical", type=click.Path(dir_okay=False, path_type=Path), help="Calendar to write.")
@data_option
@click.pass_context
def time_limits(  # noqa: PLR0913, PLR0917 - one for each option
    context: click.Context,
    project: Path | None,
    procedure: str | None,
    regime: str | None,
    start: str | None,
    answer: tuple[str, ...],
    ical: Path | None,
    data: Path,
) -> None:
    """Count the time limits of PROJECT (a project file), or of a procedure and its start.

    Exit code 1 if a planned day breaks a limit.
    """
    current = Kit.installed()
    if project is not None:
        name, rows = _of_project(current, project, data)
    else:
        name = procedure or ""
        typed = {DECISIVE_DAY: start or "", **_typed(current, answer)}
        rows = _of_answers(current, typed, {PROCEDURE: procedure, "regime": regime})
    for row in rows:
        click.echo(_line(row))
    if ical is not None:
        write_bytes(ical, calendar_file(rows, name, name, datetime.now(UTC)))
        click.echo(say("written", path=ical))
    if any(row.timed.is_broken for row in rows):
        context.exit(NO)


def _of_project(current: Kit, path: Path, data: Path) -> tuple[str, tuple[LimitRow, ...]]:
    procurement = read_project(path).procurement
    kit = kit_of(procurement, current, data)
    return procurement.title, limit_rows(kit.assess(procurement), kit.library)


def _of_answers(
    kit: Kit, answers: dict[str, str], given: dict[str, str | None]
) -> tuple[LimitRow, ...]:
    known = {name: value for name, value in given.items() if value is not None}
    if PROCEDURE not in known:
        raise KitError("time_limits_nothing")
    decision = kit.methodology.decisions[PROCEDURE]
    outcomes = tuple(str(case.value) for case in decision.cases)
    if known[PROCEDURE] not in outcomes:
        raise KitError("time_limits_procedure", name=known[PROCEDURE], known=", ".join(outcomes))
    facts = facts_of(kit.rules, answers, known)
    return rows_of(kit.rules.counting.timetable(facts), kit.library)


def _typed(kit: Kit, answers: tuple[str, ...]) -> dict[str, str]:
    """The answers as a mapping; KitError for a question that there is not."""
    pairs = dict(item.partition("=")[::2] for item in answers)
    for name in pairs:
        if name not in kit.methodology.questions:
            raise KitError("answer_unknown", name=name)
    return pairs


def _line(row: LimitRow) -> str:
    parts = (row.label, row.last, row.length, row.status, row.provision)
    return " | ".join(filter(None, parts))
