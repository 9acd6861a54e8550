"""Commands that make documents and project files."""

import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import click

from procurement_kit.cli.data import data_option, kit_of, pack_option
from procurement_kit.cli.frame import today, write_bytes
from procurement_kit.cli.project_input import read_project
from procurement_kit.formats import project_file
from procurement_kit.generation.cache import USUAL_BYTES, DrawnFiles
from procurement_kit.generation.drawing import USUAL, chosen
from procurement_kit.generation.making import Generated, LawyerCopy, Means, Progress, generate
from procurement_kit.generation.pool import MEBIBYTE, MOST_WORKERS, Pool, usable_workers
from procurement_kit.kit import Kit
from procurement_kit.methodology.notes import open_notes
from procurement_kit.problems import KitError, say
from procurement_kit.upgrade import declared, require_review

AGAIN_SECONDS = 0.05


@click.command("generate")
@click.argument("project", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path))
@click.option("--draft", is_flag=True, help="Make drafts with visible gaps; always works.")
@click.option("--only", multiple=True, help="Make only this document (D16); may be repeated.")
@click.option("--for-lawyer", is_flag=True, help="Make drafts with the open notes as comments.")
@click.option("--training", is_flag=True, help="Mark every page as made in a training.")
@click.option("--with-reasons", is_flag=True, help="Comment on the reason of each clause, too.")
@click.option(
    "--formats",
    default=",".join(USUAL),
    show_default=True,
    callback=lambda _context, _option, names: chosen(tuple(filter(None, names.split(",")))),
    help="File formats, separated by commas.",
)
@click.option(
    "--cache",
    type=click.Path(file_okay=False, path_type=Path),
    help="Keep drawn files here and take over what has not changed.",
)
@click.option("--cache-for", default="", help="Keep them apart under this name.")
@click.option(
    "--cache-limit",
    type=click.IntRange(0),
    default=USUAL_BYTES // MEBIBYTE,
    envvar="PROCUREMENT_KIT_CACHE_MB",
    show_default=True,
    help="Megabytes kept at most.",
)
@click.option(
    "--workers",
    type=click.IntRange(1),
    default=MOST_WORKERS,
    show_default=True,
    envvar="PROCUREMENT_KIT_WORKERS",
    help="At most so many processes draw at a time.",
)
@click.option("--progress-file", type=click.Path(path_type=Path), help="Keep progress here (JSON).")
@click.option("--time-limit", type=click.IntRange(1), help="Give up after so many seconds.")
@pack_option
@data_option
def generate_documents(  # noqa: PLR0913, PLR0917 - one for each option
    project: Path,
    out: Path,
    only: tuple[str, ...],
    formats: tuple[str, ...],
    cache: Path | None,
    cache_for: str,
    cache_limit: int,
    workers: int,
    progress_file: Path | None,
    time_limit: int | None,
    data: Path,
    *,
    draft: bool,
    for_lawyer: bool,
    with_reasons: bool,
    training: bool,
) -> None:
    """Make the documents of PROJECT (a project file) in folder OUT, as DOCX and PDF by default."""
    draft = draft or for_lawyer
    pool = Pool(usable_workers(workers))
    with _reporting(progress_file) as progress, _stoppable(time_limit), pool:
        found = read_project(project)
        current = Kit.installed()
        kit = kit_of(found.procurement, current, data)
        notes, words = tuple(open_notes(found.procurement)), kit.content.training
        if not draft:
            require_review(found.procurement, declared(kit.content.files, current))
        kept = DrawnFiles(cache, cache_for, cache_limit * MEBIBYTE) if cache else None
        made = generate(
            kit,
            found.procurement,
            out,
            final=not draft,
            only=frozenset(only),
            history=found.history,
            day=today(),
            lawyer=LawyerCopy(notes, explained=with_reasons) if for_lawyer else None,
            mark=words.training_mark if training and words else "",
            progress=progress,
            means=Means(formats, pool, kept),
        )
    _tell(made, out)


@click.command("export-example")
@click.argument("name")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
def export_example(name: str, out: Path) -> None:
    """Write the ready-made project NAME as a project file."""
    kit = Kit.installed()
    if name not in kit.content.examples:
        raise KitError("example_unknown", name=name, known=", ".join(kit.content.examples))
    write_bytes(out, project_file.write(kit.example(name), ()))
    click.echo(say("written", path=out))


def _tell(made: Generated, out: Path) -> None:
    for warning in made.warnings:
        click.echo(warning, err=True)
    for path in made.files:
        click.echo(path.name)
    if made.reused:
        click.echo(say("reused", count=made.reused))
    click.echo(say("written", path=out))


@contextmanager
def _stoppable(seconds: int | None) -> Iterator[None]:
    """SIGTERM ends the work as Ctrl-C does; after *seconds* it ends with an error."""
    waiting: list[BaseException] = []

    def end(error: BaseException, frame: FrameType | None) -> None:
        """Raise *error*, or soon: Python drops what is raised while an object is taken apart."""
        if "__del__" in _functions(frame):
            waiting[:] = [error]
            signal.setitimer(signal.ITIMER_REAL, AGAIN_SECONDS)
            return
        raise error

    def stop(_number: int, frame: FrameType | None) -> None:
        end(KeyboardInterrupt(), frame)

    def give_up(_number: int, frame: FrameType | None) -> None:
        end(waiting[0] if waiting else KitError("render_slow", seconds=seconds), frame)

    handlers = {signal.SIGTERM: stop, signal.SIGALRM: give_up}
    before = {number: signal.signal(number, handler) for number, handler in handlers.items()}
    signal.alarm(seconds or 0)
    try:
        yield
    finally:
        signal.alarm(0)
        for number, handler in before.items():
            signal.signal(number, handler)


def _functions(frame: FrameType | None) -> Iterator[str]:
    """The names of the functions that are running, the innermost first."""
    while frame is not None:
        yield frame.f_code.co_name
        frame = frame.f_back


@contextmanager
def _reporting(file: Path | None) -> Iterator[Callable[[Progress], None]]:
    """What tells the user, and *file*, how far the work is; an error goes to the file too."""
    is_seen = sys.stderr.isatty()
    with click.progressbar(length=1, file=sys.stderr, hidden=not is_seen) as bar:

        def told(progress: Progress) -> None:
            bar.length, bar.pos, bar.label = progress.total, progress.done, progress.current
            bar.render_progress()
            _write_progress(file, {**vars(progress)})

        try:
            yield told
        except KitError as error:
            _write_progress(file, {"error": str(error)})
            raise


def _write_progress(file: Path | None, content: dict[str, object]) -> None:
    if file is None:
        return
    hidden = file.with_name(f".{file.name}.{os.getpid()}")
    hidden.write_text(json.dumps(content), "utf-8")
    hidden.replace(file)
