"""A theme for the web site, from a package that the operator has downloaded."""

from pathlib import Path

import click

from procurement_kit.cli.data import data_option
from procurement_kit.cli.frame import read_bytes
from procurement_kit.formats import theme_package
from procurement_kit.problems import say
from procurement_kit.web import themes


@click.group("theme")
def theme() -> None:
    """Add a look to the web site; without one it has its own."""


@theme.command("add")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--sha256", default="", help="Refuse the file if its SHA-256 is another.")
@data_option
def add(file: Path, sha256: str, data: Path) -> None:
    """Take the colours out of FILE, the npm package @gov-design-system-ce/styles (.tgz)."""
    wanted = theme_package.named_colours(themes.MAP.read_text(encoding="utf-8"))
    package = theme_package.read(file.name, read_bytes(file), wanted, sha256)
    folder = themes.keep(data, package)
    click.echo(say("theme_added", folder=folder, version=package.version))
