"""How long DOCX and PDF take, beside the bare libraries with the same words.

Run ``python benchmarks/documents.py``. Both sides work in turn in one process, so that a busy
machine slows both; medians and their ratio are printed. The bare side has no numbering, no
contents, no tags, no references: it shows what those cost.
"""

import argparse
import statistics
import time
from collections.abc import Callable, Iterator
from html import escape
from io import BytesIO

import docx as python_docx
import weasyprint
from docx.document import Document as WordDocument

from procurement_kit.documents.document import (
    BulletList,
    Document,
    Heading,
    Paragraph,
    Part,
    Run,
    Runs,
    Table,
    Trace,
    Words,
    plain,
)
from procurement_kit.formats import docx, pdf
from procurement_kit.formats.files import content_root
from procurement_kit.kit import Kit
from procurement_kit.problems import KitError

EXAMPLE, CONTRACT = "dsw2-extension", "D16"
SENTENCE = (
    "The supplier hands over the source code continuously, so that the authority can at any time "
    "build and deploy the last finished version together with its documentation and tests. "
)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=7)
    rounds = options.parse_args().rounds
    document, source = contract()
    pages = pdf.write(document).pages
    words = sum(len(text.split()) for text in texts(document))
    print(f"{source}: {words} words, {max(pages.values())} pages, {rounds} rounds")
    report("DOCX", rounds, lambda: docx.write(document, pages), lambda: bare_docx(document))
    report("PDF", rounds, lambda: pdf.write(document), lambda: bare_pdf(document))


def contract() -> tuple[Document, str]:
    """The contract of the example project; a document of that size until there is one."""
    try:
        kit = Kit.load(content_root())
        documents = kit.documents(kit.assess(kit.example(EXAMPLE)), final=True)
        found = {document.id: document for document in documents}
        return found[CONTRACT], f"{CONTRACT} of {EXAMPLE}"
    except (KitError, KeyError):
        return sample_document(), "made-up contract"


def report(name: str, rounds: int, ours: Callable[[], object], bare: Callable[[], object]) -> None:
    """One line with both medians."""
    our_times, bare_times = [], []
    for _ in range(rounds + 1):
        our_times.append(seconds(ours))
        bare_times.append(seconds(bare))
    our, other = statistics.median(our_times[1:]), statistics.median(bare_times[1:])
    print(f"{name}: ours {our:.3f} s, bare {other:.3f} s, ratio {our / other:.2f}")


def seconds(work: Callable[[], object]) -> float:
    """How long *work* takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


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
    for row, texts_of_row in zip(table.rows, (block.header, *block.rows), strict=True):
        for cell, runs in zip(row.cells, texts_of_row, strict=False):
            cell.text = plain(runs)


def bare_pdf(document: Document) -> bytes:
    """The same words by WeasyPrint with its default style sheet."""
    body = "".join(bare_html(document))
    page = f"<html lang=cs><title>{escape(document.title)}</title>{body}</html>"
    data: bytes = weasyprint.HTML(string=page).write_pdf()
    return data


def bare_html(document: Document) -> Iterator[str]:
    """The blocks as plain elements."""
    yield f"<h1>{escape(document.title)}</h1>"
    for block in document.blocks():
        match block:
            case Heading():
                yield f"<h{block.level + 1}>{line(block.runs)}</h{block.level + 1}>"
            case Paragraph():
                yield f"<p>{line(block.runs)}</p>"
            case BulletList():
                yield f"<ul>{''.join(f'<li>{line(item)}</li>' for item in block.items)}</ul>"
            case Table():
                rows = (block.header, *block.rows)
                cells = ("".join(f"<td>{line(runs)}</td>" for runs in row) for row in rows)
                yield f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def line(runs: Runs) -> str:
    """The text of *runs* for HTML."""
    return escape(plain(runs))


def texts(document: Document) -> Iterator[str]:
    """Every piece of text."""
    for block in document.blocks():
        match block:
            case Heading() | Paragraph():
                yield plain(block.runs)
            case BulletList():
                yield from map(plain, block.items)
            case Table():
                yield from (plain(runs) for row in (block.header, *block.rows) for runs in row)


def sample_document() -> Document:
    """A contract of about twelve pages that no content is needed for."""
    words = Words("Contents", "Draft", "Page", "of", "Table")
    return Document(
        id=CONTRACT,
        title="Contract for work",
        file_name="contract",
        language="cs",
        owner="City",
        matter="Plans",
        audience="public",
        form="contract",
        has_contents=True,
        is_draft=False,
        notice="",
        parts=tuple(map(sample_part, range(1, 25))),
        gaps=(),
        words=words,
    )


def sample_part(article: int) -> Part:
    """An article with paragraphs, letters, and sometimes a table."""
    name = f"C{article}"
    paragraphs = [
        Paragraph((Run(SENTENCE * 2),), 1, f"{article}.{number}") for number in range(1, 6)
    ]
    letters = [Paragraph((Run(SENTENCE),), 2, f"{letter})") for letter in "abc"]
    cell = (Run("a cell of text"),)
    table = [Table((cell,) * 3, ((cell,) * 3,) * 8)] if article % 5 == 0 else []
    heading = Heading(1, str(article), (Run("Handover of the code"),), f"clause-{name}", name)
    trace = Trace(name, "", "", "", "", (), ())
    return Part(name, (heading, *paragraphs, *letters, *table), trace)


if __name__ == "__main__":
    main()
