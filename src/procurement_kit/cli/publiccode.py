"""The command that checks publiccode.yml files by the standard of their own version."""

from pathlib import Path

import click

from procurement_kit.cli.frame import NO, read_bytes, today
from procurement_kit.formats import publiccode
from procurement_kit.formats.files import content_root
from procurement_kit.problems import say
from procurement_kit.store.license_database import opened


@click.command("check-publiccode")
@click.argument("files", nargs=-1, required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="Judge contracts on this day.")
def check_publiccode(files: tuple[Path, ...], day: click.DateTime | None) -> None:
    """Check publiccode.yml FILES; list every mistake with its line and key.

    Every version of the standard from 0 to 0.7 is known; each file is judged by its own. Ends with
    0 when all files are valid (perhaps with warnings), 1 when one is not, 3 when one can't be read.
    """
    root = content_root()
    names = opened(root).data.names
    reader = publiccode.Reader(
        publiccode.standard(root),
        day.date() if day else today(),  # type: ignore[attr-defined]
        publiccode.license_check(names),
    )
    readings = [reader.read(str(path), read_bytes(path)) for path in files]
    for reading in readings:
        for line in report_lines(reading):
            click.echo(line)
    if not all(reading.is_valid for reading in readings):
        click.get_current_context().exit(NO)


def report_lines(reading: publiccode.Reading) -> list[str]:
    """The findings of one file, then the verdict."""
    lines = [
        say(
            "publiccode_error" if item.is_error else "publiccode_warning",
            path=reading.path, line=item.line, key=item.key or "–", message=item.problem.message,
        )
        for item in reading.said
    ]  # fmt: skip
    errors = len(reading.errors)
    warnings = len(reading.said) - errors
    if reading.is_valid:
        version = reading.code.version if reading.code else ""
        verdict = say("publiccode_valid", path=reading.path, version=version, warnings=warnings)
    else:
        verdict = say("publiccode_invalid", path=reading.path, errors=errors, warnings=warnings)
    return [*lines, verdict]
