"""The command that checks a bill of materials against the licence of the work."""

from pathlib import Path
from typing import Any

import click

from procurement_kit.cli.frame import read_bytes, today
from procurement_kit.cli.licenses import CODES, use_of, use_options
from procurement_kit.cli.report_text import review_lines
from procurement_kit.formats import boms
from procurement_kit.formats.files import content_root
from procurement_kit.licensing.data import LicenseData
from procurement_kit.licensing.review import Review, review
from procurement_kit.store.license_database import opened

SIZE_LIMIT = 200 * 1024 * 1024
COMPONENT_LIMIT = 200_000


@click.command("check-sbom")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--outbound", required=True, help="SPDX id of the licence of the work.")
@use_options
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def check_sbom(file: Path, outbound: str, **options: Any) -> None:  # noqa: ANN401 - click's options
    """Check the components in FILE against the licence of the work.

    FILE is a bill of materials (SPDX 2.2 to 3.0, CycloneDX), a table (CSV, XLSX), a manifest or a
    lock file. The defaults are the strictest use. Ends with 0 when compatible (perhaps with
    duties), 1 when incompatible, 2 when a lawyer must decide, 3 when the file can't be read.
    """
    as_json, data = options.pop("as_json"), opened(content_root()).data
    bom = boms.read(
        file.name, read_bytes(file), size_limit=SIZE_LIMIT, component_limit=COMPONENT_LIMIT
    )
    found = review(bom, use_of(options), outbound, data)
    click.echo(as_text_or_json(found, data, as_json=as_json), nl=False)
    click.get_current_context().exit(CODES.get(found.report.worst, 0))


def as_text_or_json(found: Review, data: LicenseData, *, as_json: bool) -> str:
    """The review as the command prints it."""
    if as_json:
        from procurement_kit.formats import report_json

        return report_json.write(found, data, today()).decode()
    return "\n".join(review_lines(found, data)) + "\n"
