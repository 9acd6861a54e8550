"""The catalogue at 100,000 entries: search, and import against the bare YAML parser.

Both sides run in this process over the same files: ``yaml.load`` with the C loader does nothing
but parse; the import reads, validates, keeps and indexes. Both are measured in turn, in seconds of
the processor, so that a busy machine slows both. A search is measured by the clock and by the
processor. Run ``python benchmarks/catalogue.py``.
"""

import random
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import yaml

from procurement_kit.catalogue.search import Query
from procurement_kit.catalogue.solutions import Solution, Words
from procurement_kit.formats import catalogue_files, publiccode
from procurement_kit.formats.catalogue_sources import Sources
from procurement_kit.formats.files import content_root
from procurement_kit.store.catalogue_database import CatalogueDatabase
from procurement_kit.store.license_database import opened

ENTRIES = 100_000
FILES = 2_000
ROUNDS = 7
DAY = date(2026, 11, 25)
NOUNS = (  # noqa: SIM905 - a list of quoted words is harder to read
    "žádost dotace knihovna rozpočet smlouva faktura mapa občan úřad formulář archiv výuka škola"
    " jednání hlasování platba poplatek evidence majetek docházka sklad sbírka muzeum data"
    " portál zpráva kalendář pošta podpis"
).split()
QUERIES = (
    "dotace žádosti", "rozklikávací rozpočet", "knihovní katalog", "evidence majetku",
    "Förderung Antrag", "občané hlasování", "mapa poplatků", "archiv smluv",
)  # fmt: skip


def main() -> None:
    """Print the medians of both sides."""
    with TemporaryDirectory() as folder:
        known = catalogue_files.read(content_root())
        database = CatalogueDatabase(Path(folder) / "many.sqlite")
        functions = tuple(known.functions)
        begun = time.perf_counter()
        database.put(
            ((solution(number, functions), "") for number in range(ENTRIES)), known.functions
        )
        print(f"kept and indexed {ENTRIES:,} entries in {time.perf_counter() - begun:.1f} s")
        every = [searched(database, words) for words in QUERIES]
        clock, processor = (median(item) for item in zip(*every, strict=True))
        print(f"search, median of all: {clock * 1000:.1f} ms, processor {processor * 1000:.1f} ms")
        compare(Path(folder), known)


def searched(database: CatalogueDatabase, words: str) -> tuple[float, float]:
    """The median of a search by the clock and by the processor."""
    clock, found = timed(lambda: database.search(Query(words)))
    processor, _ = timed(lambda: database.search(Query(words)), clock=time.process_time)
    print(f"search {words!r}: {clock * 1000:.1f} ms, processor {processor * 1000:.1f} ms", end="")
    print(f" (medians of {ROUNDS}), {found.total:,} found")
    return clock, processor


def compare(folder: Path, known: catalogue_files.CatalogueContent) -> None:
    """The import against the bare parser over the same files."""
    functions = tuple(known.functions)
    for number in range(FILES):
        place = folder / "files" / str(number) / "publiccode.yml"
        place.parent.mkdir(parents=True)
        place.write_text(file_of(number, functions), "utf-8")
    names = opened(content_root()).data.names
    reader = publiccode.Reader(known.standard, DAY, publiccode.license_check(names))
    sources = Sources(reader, names, "benchmark", DAY)

    def bare() -> None:
        for path in publiccode_files():
            yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)  # noqa: TID251 - what is measured

    def publiccode_files() -> list[Path]:
        return sorted((folder / "files").rglob("publiccode.yml"))

    def ours() -> None:
        target = CatalogueDatabase(folder / f"{time.monotonic_ns()}.sqlite")
        items = (
            (item.solution, item.place) for item in sources.read(folder / "files") if item.solution
        )
        target.put(items, known.functions)

    pairs = [
        (timed(bare, 1, time.process_time)[0], timed(ours, 1, time.process_time)[0])
        for _ in range(5)
    ]
    parser, mine = median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)
    ratio = median(pair[1] / pair[0] for pair in pairs)
    print(
        f"bare C parser: {parser:.2f} s of the processor for {FILES:,} files; import: {mine:.2f} s"
    )
    print(f"import / bare parser: {ratio:.2f} (median of 5 pairs)")


def timed(
    work: Callable[[], object], rounds: int = ROUNDS, clock: Callable[[], float] = time.perf_counter
) -> tuple[float, object]:
    """The median time of *work* by *clock*, and its last answer."""
    taken, answer = [], None
    for _ in range(rounds):
        begun = clock()
        answer = work()
        taken.append(clock() - begun)
    return median(taken), answer


def sentence(chance: random.Random, count: int) -> str:
    """Words as people write them: with endings, and now and then one of its own."""
    endings = ("", "u", "y", "ů", "em", "ami")
    words = (
        chance.choice(NOUNS)[: chance.choice((4, 9))] + chance.choice(endings)
        if chance.random() < 0.4
        else f"slovo{chance.randrange(20_000)}"
        for _ in range(count)
    )
    return " ".join(words)


def solution(number: int, functions: tuple[str, ...]) -> Solution:
    """A made-up entry, the same for the same number."""
    chance = random.Random(number)
    return Solution(
        id=f"s{number}",
        name=sentence(chance, 2),
        repository=f"https://example.org/{number}",
        description={"cs": Words(short=sentence(chance, 10), long=sentence(chance, 60))},
        functions=(chance.choice(functions),),
        license=chance.choice(("MIT", "EUPL-1.2")),
        languages=("cs",),
    )


def file_of(number: int, functions: tuple[str, ...]) -> str:
    """A valid publiccode.yml of usual length."""
    chance = random.Random(number)
    features = "".join(f"      - {sentence(chance, 8)}\n" for _ in range(8))
    return f"""\
publiccodeYmlVersion: "0.5"
name: {sentence(chance, 2)}
url: https://example.org/{number}.git
landingURL: https://example.org/{number}
releaseDate: 2026-01-{chance.randrange(1, 29):02d}
softwareVersion: "1.{number}"
platforms:
  - web
  - linux
categories:
  - {chance.choice(functions)}
  - {chance.choice(functions)}
usedBy:
  - {sentence(chance, 3)}
  - {sentence(chance, 3)}
developmentStatus: stable
softwareType: standalone/web
intendedAudience:
  scope:
    - local-authorities
  countries:
    - CZ
description:
  cs:
    shortDescription: {sentence(chance, 10)}
    longDescription: >
      {sentence(chance, 90)}
    documentation: https://example.org/{number}/docs
    features:
{features}  en:
    shortDescription: {sentence(chance, 10)}
    longDescription: >
      {sentence(chance, 90)}
    features:
{features}legal:
  license: {chance.choice(("MIT", "EUPL-1.2", "AGPL-3.0-or-later"))}
  mainCopyrightOwner: {sentence(chance, 3)}
maintenance:
  type: community
  contacts:
    - name: {sentence(chance, 2)}
      email: nobody{number}@example.org
localisation:
  localisationReady: true
  availableLanguages:
    - cs
    - en
dependsOn:
  open:
    - name: PostgreSQL
      versionMin: "14"
"""


if __name__ == "__main__":
    sys.exit(main())
