"""Whether LibreOffice reads a document as it was meant: its headings, tables and list items.

``python -m tests.formats.libreoffice`` asks it of every document of every example, as DOCX and ODT,
for a release; it takes some minutes. The tests ask it of one document that has everything.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from lxml import etree
from tests.formats.odt_reader import NAMES

from procurement_kit.documents.document import (
    BulletList,
    Document,
    Heading,
    Paragraph,
    Table,
    plain,
)
from procurement_kit.formats import docx, odt
from procurement_kit.formats.files import content_root
from procurement_kit.kit import Kit

SOFFICE = shutil.which("soffice")
AT_ONCE = 40
COUNTABLE = re.compile(r"\d+(\.\d+)*|[a-z]\)")
"""Numbers that an office program counts itself; others are written as text."""
WRITERS = {"docx": docx.write, "odt": odt.write}


class Structure(NamedTuple):
    """The headings with their levels, the number of tables, the number of list items."""

    headings: tuple[tuple[int, str], ...]
    tables: int
    items: int


def meant(document: Document) -> Structure:
    """The structure of *document* in the model."""
    headings, tables, items = [], 0, 0
    for block in document.blocks():
        match block:
            case Heading():
                headings.append((block.level, _folded(plain(block.runs))))
            case Table():
                tables += 1
            case BulletList():
                items += len(block.items)
            case Paragraph():
                items += bool(COUNTABLE.fullmatch(block.number))
    return Structure(tuple(headings), tables, items)


def read(documents: Mapping[str, Document], folder: Path) -> Iterator[tuple[str, Structure]]:
    """What LibreOffice read of each of *documents*, by name and format, in few calls."""
    for suffix, write in WRITERS.items():
        paths = [folder / f"{name}.{suffix}" for name in documents]
        for path, document in zip(paths, documents.values(), strict=True):
            path.write_bytes(write(document, {}))
        saved = folder / suffix
        _save(paths, saved, folder / "profile")
        for path in paths:
            yield path.name, _structure(saved / f"{path.stem}.odt")


def _save(paths: Sequence[Path], to: Path, profile: Path) -> None:
    for first in range(0, len(paths), AT_ONCE):
        some = paths[first : first + AT_ONCE]
        command = [SOFFICE, f"-env:UserInstallation=file://{profile}", "--headless",
                   "--convert-to", "odt:writer8", "--outdir", to, *some]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=600)


def _structure(path: Path) -> Structure:
    with zipfile.ZipFile(path) as package:
        content = etree.fromstring(package.read("content.xml"))
    (body,) = content.iterfind(".//office:text", NAMES)
    level = f"{{{NAMES['text']}}}outline-level"
    headings = tuple(
        (int(item.get(level)), _folded("".join(item.itertext())))
        for item in body.iterfind(".//text:h", NAMES)
    )
    items = [item for item in body.iterfind(".//text:list-item", NAMES)
             if item.find("text:p", NAMES) is not None]  # fmt: skip
    return Structure(headings, len(body.findall(".//table:table", NAMES)), len(items))


def _folded(words: str) -> str:
    return " ".join(words.split())


def main() -> None:
    """Write out every file that LibreOffice reads otherwise; exit with 1 if there is one."""
    kit = Kit.load(content_root())
    documents = {
        f"{name}-{document.id}": document
        for name in kit.content.examples
        for document in kit.documents(kit.assess(kit.example(name)), final=False)
    }
    with tempfile.TemporaryDirectory() as folder:
        count, wrong = 0, 0
        for name, found in read(documents, Path(folder)):
            expected = meant(documents[name.rpartition(".")[0]])
            count += 1
            if found != expected:
                wrong += 1
                sys.stdout.write(f"{name}: {found}\n  meant: {expected}\n")
    sys.stdout.write(f"{count} files, {wrong} read otherwise\n")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
