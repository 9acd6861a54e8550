"""How long the documents of a procurement take, beside the bare libraries.

Run ``python benchmarks/documents.py``. Both sides work in turn in one run, so that a busy machine
slows both; medians and their ratio are printed. What one process does is measured in seconds of
the processor; one process against several in seconds of the clock, each time started afresh.
"""

import argparse
import gc
import multiprocessing
import os
import pickle
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

import docx as python_docx
import weasyprint
from docx.document import Document as WordDocument
from weasyprint.text.fonts import FontConfiguration

from procurement_kit.documents.document import (
    BulletList,
    Document,
    Heading,
    Paragraph,
    Table,
    plain,
)
from procurement_kit.formats import docx, html, layout, pdf
from procurement_kit.formats.files import content_root
from procurement_kit.generation.cache import DrawnFiles
from procurement_kit.generation.drawing import USUAL, Order
from procurement_kit.generation.pool import MEBIBYTE, Done, Pool, draw_here, usable_workers
from procurement_kit.kit import Kit

EXAMPLE = "university-module"
ONE, WORKERS = "one", "workers"
AFRESH = (
    "import sys; sys.path.append(sys.argv[1]); import documents; documents.draw_set(*sys.argv[2:])"
)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--example", default=EXAMPLE)
    chosen = options.parse_args()
    kit = Kit.load(content_root())
    documents = kit.documents(kit.assess(kit.example(chosen.example)), final=True)
    print(f"{chosen.example}: {len(documents)} documents, {chosen.rounds} rounds, medians")
    compare_docx(documents, chosen.rounds)
    compare_processes(documents, chosen.rounds)
    compare_cache(documents, chosen.rounds)
    compare_pdf(documents, chosen.rounds)


def compare_docx(documents: Sequence[Document], rounds: int) -> None:
    """The whole set in Word, beside python-docx with the same paragraphs and tables."""
    ours, bare = in_turn(
        rounds,
        lambda: [docx.write(document, {}) for document in documents],
        lambda: [bare_docx(document) for document in documents],
    )
    row("DOCX, whole set", "ours", ours, "bare python-docx", bare)


def compare_pdf(documents: Sequence[Document], rounds: int) -> None:
    """Each document as PDF, beside WeasyPrint with the same HTML, styles and variant."""
    worst, sums = 0.0, (0.0, 0.0)
    for document in documents:
        ours, bare = in_turn(
            rounds, lambda one=document: pdf.write(one), lambda one=document: bare_pdf(one)
        )
        row(f"PDF of {document.id}", "ours", ours, "bare WeasyPrint", bare)
        worst, sums = max(worst, ours / bare), (sums[0] + ours, sums[1] + bare)
    row("PDF, sum", "ours", sums[0], "bare WeasyPrint", sums[1])
    print(f"PDF, worst ratio of a document: {worst:.2f}")


def compare_processes(documents: Sequence[Document], rounds: int) -> None:
    """The set in Word and PDF by workers, beside one process; and what a worker needs."""
    times: dict[str, list[tuple[float, ...]]] = {ONE: [], WORKERS: []}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "set"
        path.write_bytes(pickle.dumps(documents))
        for _ in range(rounds):
            for way in (ONE, WORKERS):
                command = [sys.executable, "-c", AFRESH, str(Path(__file__).parent), str(path), way]
                told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
                times[way].append(tuple(map(float, told.stdout.split())))
    for column, name in enumerate(("clock", "longest share")):
        middle = {
            way: statistics.median(each[column] for each in found) for way, found in times.items()
        }
        row(f"DOCX + PDF, {name}", "workers", middle[WORKERS], "one process", middle[ONE])
    peak = max(each[-1] for each in times[WORKERS]) / MEBIBYTE
    print(f"workers: {usable_workers()}, peak memory of the largest: {peak:.0f} MB")


def draw_set(path: str, way: str) -> None:
    """Print the seconds of a set by the clock and of its longest share, and the peak memory.

    The longest share is the processor's time of the caller with that of its busiest worker: what
    the set would take if nothing else ran. Workers load the renderer while the content is read.
    """
    with Pool(usable_workers()) if way == WORKERS else tempfile.TemporaryDirectory() as pool:
        Kit.load(content_root())
        orders = [Order(document, USUAL) for document in pickle.loads(Path(path).read_bytes())]
        draw = pool.draw if isinstance(pool, Pool) else draw_here
        begun, worked = time.perf_counter(), time.process_time()
        peaks = [event.peak for event in draw(orders) if isinstance(event, Done)]
        clock, share = time.perf_counter() - begun, time.process_time() - worked
        print(clock, share + max(map(worked_by, workers()), default=0), max(peaks))


def workers() -> list[int]:
    """The processes that draw for this one."""
    return [child.pid for child in multiprocessing.active_children() if child.pid]


def worked_by(process: int) -> float:
    """The processor's time that *process* has had."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def compare_cache(documents: Sequence[Document], rounds: int) -> None:
    """The set drawn, beside the set found in the cache; both in this process."""
    orders = [Order(document, USUAL) for document in documents]
    with tempfile.TemporaryDirectory() as folder:
        kept = DrawnFiles(Path(folder) / "drawn", EXAMPLE)

        def drawn() -> None:
            for event in draw_here(orders):
                if isinstance(event, Done):
                    kept.keep(orders[event.position], event.drawn)

        def found() -> None:
            assert all(kept.find(order) for order in orders)

        first, second = in_turn(rounds, drawn, found)
    row("DOCX + PDF, again", "from cache", second, "drawn", first)


def in_turn(
    rounds: int, one: Callable[[], object], other: Callable[[], object]
) -> tuple[float, float]:
    """The median seconds of both, after a round that does not count."""
    times = [(seconds(one), seconds(other)) for _ in range(rounds + 1)][1:]
    first, second = zip(*times, strict=True)
    return statistics.median(first), statistics.median(second)


def seconds(work: Callable[[], object]) -> float:
    """How long *work* keeps the processor busy; it does not pay for what others left behind."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def row(what: str, one: str, first: float, other: str, second: float) -> None:
    """One line with both medians."""
    ratio = f"ratio {first / second:.2f} (1 : {second / first:.2f})"
    print(f"{what:24} {one} {first:7.3f} s   {other} {second:7.3f} s   {ratio}", flush=True)


def bare_pdf(document: Document) -> bytes:
    """The same page with the same styles and variant by WeasyPrint as its manual shows it."""
    fonts = FontConfiguration()
    style = pdf._font_faces() + layout.read("print.css")
    sheet = weasyprint.CSS(string=style, font_config=fonts)
    page = weasyprint.HTML(string=html.page(document))
    data: bytes = page.write_pdf(
        stylesheets=[sheet], font_config=fonts, pdf_variant=pdf.VARIANT, pdf_tags=True
    )
    return data


def bare_docx(document: Document) -> bytes:
    """The same words by python-docx with its default styles."""
    made = python_docx.Document()
    made.add_heading(document.title, 0)
    for block in document.blocks():
        match block:
            case Heading():
                made.add_heading(plain(block.runs), block.level)
            case Paragraph():
                made.add_paragraph(plain(block.runs))
            case BulletList():
                for item in block.items:
                    made.add_paragraph(plain(item), "List Bullet")
            case Table():
                add_bare_table(made, block)
    target = BytesIO()
    made.save(target)
    return target.getvalue()


def add_bare_table(made: WordDocument, block: Table) -> None:
    """A table without widths, in the way that python-docx is quickest."""
    table = made.add_table(len(block.rows) + 1, len(block.header))
    for line, texts in zip(table.rows, (block.header, *block.rows), strict=True):
        for cell, runs in zip(line.cells, texts, strict=False):
            cell.text = plain(runs)


if __name__ == "__main__":
    main()
