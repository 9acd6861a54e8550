"""The command that checks a bill of materials against the licence of the work."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from procurement_kit.cli.frame import read_bytes, today, write_bytes
from procurement_kit.cli.licenses import CODES, use_of, use_options
from procurement_kit.cli.report_text import review_lines
from procurement_kit.formats import boms
from procurement_kit.formats.files import content_root
from procurement_kit.licensing.components import Bom
from procurement_kit.licensing.data import LicenseData
from procurement_kit.licensing.review import Review, review
from procurement_kit.problems import KitError, say
from procurement_kit.store.license_database import opened

SIZE_LIMIT = 200 * 1024 * 1024
COMPONENT_LIMIT = 200_000


@click.command("check-sbom")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--outbound", required=True, help="SPDX id of the licence of the work.")
@use_options
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Folder for files.")
@click.option(
    "--format", "formats", multiple=True, metavar="KIND", help="Only this kind of file; repeatable."
)
def check_sbom(file: Path, outbound: str, **options: Any) -> None:  # noqa: ANN401 - click's options
    """Check the components in FILE against the licence of the work.

    FILE is a bill of materials (SPDX 2.2 to 3.0, CycloneDX), a table (CSV, XLSX), a manifest or a
    lock file. With --out the report is also written as files of the kinds docx, pdf, text, json,
    spdx (with our conclusions), notice, third_party, third_party_docx, third_party_pdf.

    The defaults are the strictest use. Ends with 0 when compatible (perhaps with
    duties), 1 when incompatible, 2 when a lawyer must decide, 3 when the file can't be read.
    """
    as_json, out = options.pop("as_json"), options.pop("out")
    kinds, data = options.pop("formats"), opened(content_root()).data
    found = review(read_bom(file), use_of(options), outbound, data)
    click.echo(as_text_or_json(found, data, as_json=as_json), nl=False)
    if out is not None:
        _write(out, kinds, found, read_bytes(file))
    click.get_current_context().exit(CODES.get(found.report.worst, 0))


def read_bom(path: Path) -> Bom:
    """The list in a file that the user named, with the limits of the command line."""
    data = read_bytes(path)
    return boms.read(path.name, data, size_limit=SIZE_LIMIT, component_limit=COMPONENT_LIMIT)


def as_text_or_json(found: Review, data: LicenseData, *, as_json: bool) -> str:
    """The review as the command prints it."""
    if as_json:
        from procurement_kit.formats import report_json

        return report_json.write(found, data, today()).decode()
    return "\n".join(review_lines(found, data)) + "\n"


def _write(out: Path, kinds: tuple[str, ...], found: Review, raw: bytes) -> None:
    """The review as files in folder *out*, each told when it is done."""
    # Documents need the whole content, which a bare answer does not.
    from procurement_kit.kit import Kit
    from procurement_kit.license_outputs import OUTPUTS, Order

    if unknown := set(kinds) - set(OUTPUTS):
        raise KitError("output_unknown", kinds=", ".join(unknown), known=", ".join(OUTPUTS))
    now = datetime.now(UTC)
    order = Order(found, Kit.installed(), now, today(), uploaded=raw)
    wanted = [OUTPUTS[kind] for kind in kinds or OUTPUTS]
    for place, output in enumerate(wanted, start=1):
        write_bytes(out / output.file_name, output.make(order))
        path = out / output.file_name
        click.echo(say("output_written", place=place, count=len(wanted), path=path), err=True)
