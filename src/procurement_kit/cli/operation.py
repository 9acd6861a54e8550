"""Commands for whoever runs an installation."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from procurement_kit.cli.data import data_option, opened_store, pack_option
from procurement_kit.cli.diagnosis import diagnose
from procurement_kit.cli.frame import NO
from procurement_kit.cli.server import Address, serve_site
from procurement_kit.generation.cache import DRAWN, tidy
from procurement_kit.problems import say
from procurement_kit.store.workshops import Workshops

PORT_LIMIT = 65535


@click.command("doctor")
@data_option
@click.pass_context
def doctor(context: click.Context, data: Path) -> None:
    """Check everything the program needs; say what is wrong and how to repair it."""
    findings = diagnose(data)
    for finding in findings:
        click.echo(str(finding))
    context.exit(0 if all(finding.is_well for finding in findings) else NO)


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, PORT_LIMIT), default=8000, show_default=True)
@pack_option
@data_option
def serve(host: str, port: int, data: Path) -> None:
    """Run the web site until Ctrl-C."""
    serve_site(Address(host, port), data)


@click.command("purge")
@click.option("--older-than", "days", required=True, type=click.IntRange(0), metavar="DAYS")
@data_option
def purge(days: int, data: Path) -> None:
    """Delete projects that nobody has used for DAYS days, and workshops whose day has come."""
    store, now = opened_store(data), datetime.now(UTC)
    Workshops(store).purge(now)
    count = store.purge(now - timedelta(days=days))
    tidy(data / DRAWN)
    click.echo(say("purged", count=count, days=days))


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@data_option
def backup(file: Path, data: Path) -> None:
    """Write a consistent copy of the database into the new FILE; the site may be running."""
    opened_store(data).backup(file)
    click.echo(say("backed_up", path=file))
