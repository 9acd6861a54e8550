"""The catalogue of reusable software: import, search, show, export and count."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import orjson

from procurement_kit.catalogue.search import PAGE, Query
from procurement_kit.catalogue.solutions import Solution
from procurement_kit.cli.data import data_option
from procurement_kit.cli.frame import NO, Commands, today, write_bytes
from procurement_kit.formats import publiccode
from procurement_kit.formats.catalogue_sources import Item, Sources
from procurement_kit.formats.files import content_root
from procurement_kit.problems import KitError, say
from procurement_kit.store import catalogue_shipped
from procurement_kit.store.catalogue_database import CatalogueDatabase, Counts
from procurement_kit.store.license_database import opened

STEP = 500
"""After so many entries the import says how far it is."""
PLACES = {
    "import": "catalogue:import_entries",
    "search": "catalogue:search",
    "show": "catalogue:show",
    "export": "catalogue:export",
    "count": "catalogue:count",
}


@click.group(cls=Commands, places=PLACES)
def catalogue() -> None:
    """Find software that a public body can take over instead of having it written.

    The entries that come with the program are always there; others are imported from files.
    """


@click.command("import")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--origin", required=True, help="Name of the catalogue that the entries come from.")
@click.option(
    "--url", "addresses", multiple=True, help="Fetch a JSON list from this https address."
)
@data_option
def import_entries(
    paths: tuple[Path, ...], origin: str, addresses: tuple[str, ...], data: Path
) -> None:
    """Import entries from PATHS: all of them, or none if you stop it.

    A path is a folder of publiccode.yml files, one such file, an entry of our own in YAML, a list
    of repositories with local folders (CSV, TXT, JSON), or the recorded answer (JSON) of GitLab,
    Developers Italia, the EU catalogue (publiccode.yml as JSON) or SILL.

    Nothing is fetched from the network unless you name an address with --url: https only, public
    addresses only, at most 50 MB and one minute. Ends with 1 when some entry could not be read.
    """
    if not paths and not addresses:
        raise KitError("catalogue_nothing")
    root = content_root()
    database = _opened(data)
    names, known = opened(root).data.names, catalogue_shipped.content(root)
    reader = publiccode.Reader(known.standard, today(), publiccode.license_check(names))
    progress = _Progress(Sources(reader, names, origin, today()))
    counts = database.put(progress.items(paths, addresses), known.functions)
    _report(counts, progress.faulty)
    click.get_current_context().exit(NO if progress.faulty else 0)


class _Progress:
    """The entries of all sources, with what is wrong told at once and the progress now and then."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self.read = self.faulty = 0

    def items(
        self, paths: tuple[Path, ...], addresses: tuple[str, ...]
    ) -> Iterator[tuple[Solution, str]]:
        """What can be imported, each with its place."""
        for item in self._all(paths, addresses):
            self.read += 1
            for problem in item.said:
                click.echo(str(problem), err=True)
            if self.read % STEP == 0:
                click.echo(say("catalogue_progress", count=self.read), err=True)
            if item.solution is None:
                self.faulty += 1
            else:
                yield item.solution, item.place

    def _all(self, paths: tuple[Path, ...], addresses: tuple[str, ...]) -> Iterator[Item]:
        for path in paths:
            yield from self.sources.read(path)
        for address in addresses:
            from procurement_kit.formats.web_files import fetch

            yield from self.sources.json(address, fetch(address))


@click.command("search")
@click.argument("words", nargs=-1)
@click.option("--function", default="", help="A category of publiccode.yml: grant-management.")
@click.option("--scope", default="", help="A scope of publiccode.yml: local-authorities.")
@click.option("--country", default="", help="A country that the software is meant for: CZ.")
@click.option("--license", default="", help="An SPDX id: AGPL-3.0-or-later.")
@click.option("--language", default="", help="A language that the software speaks: cs.")
@click.option("--cpv", default="", help="The beginning of a CPV code: 48.")
@click.option("--origin", default="", help="Only entries of this catalogue.")
@click.option("--limit", default=PAGE, show_default=True, type=click.IntRange(1, 1000))
@click.option("--json", "as_json", is_flag=True, help="One entry a line, as JSON.")
@data_option
def search(words: tuple[str, ...], data: Path, *, as_json: bool, **filters: Any) -> None:  # noqa: ANN401 - click's options
    """Find software by WORDS; accents, capitals and endings don't matter. Ends with 1 for none."""
    found = _opened(data).search(Query(" ".join(words), **filters))
    for item in found.items:
        click.echo(_json(item).decode() if as_json else _line(item))
    if not as_json:
        click.echo(say("catalogue_found", shown=len(found.items), count=found.total))
    click.get_current_context().exit(0 if found.items else NO)


@click.command("show")
@click.argument("name")
@data_option
def show(name: str, data: Path) -> None:
    """Print the entry with the id NAME as JSON, with its sources."""
    click.echo(orjson.dumps(_entry(data, name).model_dump(mode="json"), option=orjson.OPT_INDENT_2))


@click.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@data_option
def export(file: Path, data: Path) -> None:
    """Write every entry into FILE, one a line, as JSON."""
    lines = [_json(item) + b"\n" for item in _opened(data).all()]
    write_bytes(file, b"".join(lines))
    click.echo(say("catalogue_exported", count=len(lines), path=file))


@click.command("count")
@data_option
def count(data: Path) -> None:
    """Say how many entries there are, by the catalogue they came from."""
    origins = _opened(data).origins()
    for origin, number in origins.items():
        click.echo(f"{number:7d}  {origin}")
    click.echo(f"{sum(origins.values()):7d}")


def _opened(data: Path) -> CatalogueDatabase:
    return catalogue_shipped.opened(data, content_root())


def _entry(data: Path, name: str) -> Solution:
    if (found := _opened(data).get(name)) is None:
        raise KitError("catalogue_unknown", name=name)
    return found


def _json(item: Solution) -> bytes:
    return orjson.dumps(item.model_dump(mode="json", exclude_defaults=True))


def _line(item: Solution) -> str:
    licence = item.license or item.license_note or "?"
    return "  ".join((item.id, item.name, licence, item.words().short)).rstrip()


def _report(counts: Counts, faulty: int) -> None:
    for name, first, second in counts.twice:
        click.echo(say("catalogue_twice", name=name, first=first, second=second), err=True)
    numbers = {"added": counts.added, "renewed": counts.renewed, "merged": counts.merged}
    click.echo(say("catalogue_imported", **numbers, faulty=faulty))
