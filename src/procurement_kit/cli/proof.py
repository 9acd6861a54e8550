"""The command that proves the content: what is wrong with its place, and how much was tried."""

import sys
import time
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path

import click

from procurement_kit.cli.frame import today
from procurement_kit.crosscheck.content import Content
from procurement_kit.formats import catalogue_files
from procurement_kit.formats.files import content_root
from procurement_kit.kit import Kit
from procurement_kit.licensing.data import text_source
from procurement_kit.methodology.plain_language import PlainWords, measure, stage_texts
from procurement_kit.problems import ContentError, Problem, say
from procurement_kit.proofs import Proof, prove
from procurement_kit.proofs.workers import Walked, gathered, walking
from procurement_kit.rules.sources import Source
from procurement_kit.translations import checking
from procurement_kit.translations.speech import spoken_languages

DEFAULT_WALKS_LIMIT = 12_000
SEED = 1
SHOWN = 12
"""Names listed of what is too wide for an exact proof."""


@click.command("check-content")
@click.argument("path", required=False, type=click.Path(exists=True, path_type=Path))
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="Judge sources on this day.")
@click.option(
    "--walks", type=click.IntRange(0), default=DEFAULT_WALKS_LIMIT, show_default=True,
    help="Whole walks through the questions; 100000 before a release.",
)  # fmt: skip
@click.option("--seed", type=click.IntRange(0), default=SEED, show_default=True)
def check_content(path: Path | None, day: datetime | None, walks: int, seed: int) -> None:
    """Prove that the content in PATH fits together; list every mistake as file:line."""
    begun = time.monotonic()
    root = path or content_root()
    kit, locale = Kit.load(root), root / "locale"
    catalogue = catalogue_files.read(root) if (root / catalogue_files.FOLDER).is_dir() else None
    on = day.date() if day else today()
    for problem in sorted(due_soon(kit, on)):
        click.echo(str(problem), err=True)
    with walking(kit.content, walks, seed) as parts:
        proof = prove(kit.content)
        broken = translation_problems(locale)
        if problems := [*overdue(kit, on), *proof.problems, *broken]:
            raise ContentError(problems)
        found = _gathered(parts, walks)
    if found.problems:
        raise ContentError(found.problems.values())
    click.echo(say("content_sound", documents=len(kit.content.templates), hash=kit.hash[:12]))
    if catalogue is not None:
        click.echo(say("catalogue_sound", count=len(catalogue.entries)))
    for line in figures(kit, proof, found, seed):
        click.echo(line)
    for line in translated(kit, locale):
        click.echo(line)
    click.echo(say("proof_took", seconds=round(time.monotonic() - begun)))


def figures(kit: Kit, proof: Proof, found: Walked, seed: int) -> Iterator[str]:
    """How much was proved, and which of it only by samples."""
    content, tally = kit.content, proof.tally
    texts = {
        f"{clause.id}/{item.content.id}"
        for clause in content.clauses.values()
        for item in clause.alternatives
    }
    flags = {flag.id for _, flag in content.methodology.red_flags()}
    questions = set(content.methodology.questions)
    yield say(
        "proof_covered", questions=len(questions), documents=len(content.templates),
        clauses=len(content.clauses), alternatives=len(texts), flags=len(flags),
    )  # fmt: skip
    if rules := content.plain_words:
        yield say("proof_reading", stages=", ".join(_reading(content, rules)))
    yield say("proof_exact", checks=tally.exact, states=tally.states, cases=tally.cases)
    if found.walks:
        yield say(
            "proof_walks", walks=found.walks, seed=seed, questions=len(questions & found.seen),
            alternatives=len(texts & found.seen), flags=len(flags & found.seen),
        )  # fmt: skip
    if wide := tally.sampled:
        more = "" if len(wide) <= SHOWN else f" +{len(wide) - SHOWN}"
        yield say("proof_sampled", names=", ".join(wide[:SHOWN]) + more)


def _reading(content: Content, rules: PlainWords) -> Iterator[str]:
    """How hard the texts of each stage are to read."""
    mark = content.words.decimal_mark
    for stage in content.methodology.stages:
        found = measure(stage_texts(stage), rules)
        figures = f"{stage.id} {found.words_in_sentence} / {found.long_percent} %"
        yield figures.replace(".", mark)


def translation_problems(locale: Path) -> Iterator[Problem]:
    """Every translation in folder *locale* that would break a page or a document."""
    for language in spoken_languages(locale)[1:]:
        yield from checking.problems(locale, language)


def translated(kit: Kit, locale: Path) -> Iterator[str]:
    """How much of the program and its content each language has."""
    for language in spoken_languages(locale)[1:]:
        state = checking.coverage(kit.content, locale, language)
        yield say(
            "translation_language", language=language, texts=state.texts,
            missing=state.missing, fuzzy=state.fuzzy,
        )  # fmt: skip


def due_soon(kit: Kit, day: date) -> Iterator[Problem]:
    """A warning for the sources of each file that must be read again by the same day."""
    found: dict[tuple[str, date], list[tuple[str, str, Source]]] = {}
    for path, name, source in _sources(kit):
        if source.is_due_soon(day):
            found.setdefault((path, source.due), []).append((path, name, source))
    for (path, due), items in found.items():
        line = min(_line(kit, item) for item in items)
        names = ", ".join(name for _, name, _ in items)
        more = {"due": _day(due), "count": len(items), "names": names}
        yield Problem.of(path, line, "source_due", **more)


def overdue(kit: Kit, day: date) -> Iterator[Problem]:
    """Every source that should have been read again."""
    for path, name, source in _sources(kit):
        if source.is_stale(day):
            line = _line(kit, (path, name, source))
            days = {"due": _day(source.due), "checked": _day(source.checked_on)}
            yield Problem.of(path, line, "source_overdue", id=name, **days)


def _gathered(parts: Iterator[Walked], walks: int) -> Walked:
    """What the walks find, with a bar on a terminal."""
    is_seen = sys.stderr.isatty()
    with click.progressbar(length=max(walks, 1), file=sys.stderr, hidden=not is_seen) as bar:
        return gathered(parts, bar.update)


def _sources(kit: Kit) -> Iterator[tuple[str, str, Source]]:
    """Every source with its file."""
    named: dict[str, Mapping[str, Source]] = {
        "methodology/law/cz/sources.yaml": kit.content.sources,
        "license_data/sources.yaml": kit.content.licenses.sources,
    }
    texts = {
        text_source(name): f"license_data/licenses/{name}.yaml"
        for name in kit.content.licenses.licenses
    }
    for path, sources in named.items():
        for name, source in sources.items():
            yield texts.get(name, path), name, source


def _line(kit: Kit, found: tuple[str, str, Source]) -> int:
    """The line of a source in its file."""
    path, name, _ = found
    is_named = name in kit.content.files.files.get(path, b"").decode()
    return kit.content.files.line_of(path, name if is_named else "reviewed_on")


def _day(day: date) -> str:
    return f"{day.day}. {day.month}. {day.year}"
