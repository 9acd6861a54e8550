"""Lists of components as people write them: pasted lines, CSV, a workbook."""

import csv
import io
import tomllib
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import islice
from typing import Any, NamedTuple

from procurement_kit.formats.bom_fields import (
    MEBIBYTE_BYTES,
    Notes,
    Seen,
    Upload,
    finished,
    tidy,
)
from procurement_kit.formats.license_texts import LicenseTexts
from procurement_kit.licensing.components import Bom, Combination, Component
from procurement_kit.problems import KitError
from procurement_kit.rules.expressions import parse

SEPARATOR = ";"
DELIMITERS = (";", ",", "\t", "|")
ENCODINGS = ("utf-8-sig", "cp1250")
HEADING_ROWS = 20
COLUMN_LIMIT = 60
CELL_LIMIT = 4_000
UNPACKED_LIMIT = 60 * MEBIBYTE_BYTES
PART_LIMIT = 2_000
WORKBOOK = b"PK\x03\x04"
Row = Sequence[str]


class Line(NamedTuple):
    """A pasted line and its number."""

    number: int
    text: str


def read_pasted(text: str) -> Bom:
    """The components in lines "name; version; licence; combination", or bare expressions."""
    lines = [Line(number, line.strip()) for number, line in enumerate(text.split("\n"), start=1)]
    rows = _Rows()
    for line in lines:
        if line.text:
            rows.add(_pasted(line))
    if not rows.components:
        raise KitError("nothing_to_check")
    return rows.bom("pasted")


def _pasted(line: Line) -> Mapping[str, str]:
    cells = [tidy(cell).strip() for cell in line.text.split(SEPARATOR)]
    match cells:
        case [expression]:
            parse(expression)
            return {"name": expression, "license": expression}
        case [name, expression]:
            return {"name": name, "license": expression}
        case [name, version, expression]:
            return {"name": name, "version": version, "license": expression}
        case [name, version, expression, way]:
            return {"name": name, "version": version, "license": expression, "combination": way}
        case _:
            raise KitError("component_line", number=line.number, text=line.text)


def table(data: bytes) -> list[Row] | None:
    """The rows of CSV from its headings on, however it is separated; None if it has no headings."""
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        for delimiter in DELIMITERS:
            rows = _from_headings(csv.reader(io.StringIO(text), delimiter=delimiter))
            if rows:
                return rows
    return None


def read_table(rows: Sequence[Row], upload: Upload, form: str) -> Bom:
    """The components in *rows*, the first of which are the headings."""
    headings = [_heading(cell) for cell in rows[0]]
    upload.check_count(len(rows) - 1)
    found = _Rows()
    for row in rows[1:]:
        cells = {name: cell for name, cell in zip(headings, row, strict=False) if name and cell}
        if cells:
            found.add(cells)
    return finished(found.bom(form), upload)


def read_workbook(upload: Upload) -> Bom:
    """The components in the first sheet of an XLSX workbook that has headings."""
    _check_unpacked(upload)
    import openpyxl  # type: ignore[import-untyped]  # slow, and seldom needed

    try:
        book = openpyxl.load_workbook(
            io.BytesIO(upload.data), read_only=True, data_only=True, keep_links=False
        )
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            last = upload.component_limit + HEADING_ROWS
            cells = sheet.iter_rows(max_row=last + 1, values_only=True)
            if rows := _from_headings(map(_texts, cells)):
                return read_table(rows, upload, "XLSX")
    except (KitError, MemoryError):
        raise
    except Exception as error:  # the library raises whatever it stumbles over
        raise KitError("sbom_workbook", file=upload.name) from error
    raise KitError("sbom_no_headings", file=upload.name)


def _check_unpacked(upload: Upload) -> None:
    """The declared sizes bind: no more than that is ever unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(upload.data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise KitError("sbom_workbook", file=upload.name) from error
    if len(parts) > PART_LIMIT or sum(part.file_size for part in parts) > UNPACKED_LIMIT:
        raise KitError("sbom_workbook", file=upload.name)


def _texts(cells: Iterable[Any]) -> list[str]:
    return ["" if cell is None else str(cell) for cell in islice(cells, COLUMN_LIMIT)]


def _from_headings(rows: Iterator[Row]) -> list[Row]:
    """The rows that are not empty, from the headings on; nothing if there are no headings."""
    try:
        for row in islice(rows, HEADING_ROWS):
            names = {_heading(cell) for cell in row[:COLUMN_LIMIT]}
            if {"name", "license"} <= names:
                return [row, *(item for item in rows if any(item))]
    except csv.Error:
        return []
    return []


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """The headings and the values that we know, folded, with what they mean."""
    source = resources.files("procurement_kit.formats").joinpath("component_words.toml")
    groups = tomllib.loads(source.read_text("utf-8"))
    return {
        group: {fold(word): meaning for meaning, found in meanings.items() for word in found}
        for group, meanings in groups.items()
    }


def fold(text: str) -> str:
    """*text* in lower case, without accents, with single spaces."""
    plain = unicodedata.normalize("NFKD", text[:CELL_LIMIT].lower())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(letters.replace("_", " ").replace("-", " ").split())


def _heading(cell: str) -> str:
    return words()["headings"].get(fold(cell), "")


class _Rows:
    """Turns rows of named cells into components."""

    def __init__(self) -> None:
        self.components: list[Component] = []
        self._notes, self._licenses = Notes(), LicenseTexts()
        self._seen = Seen(self._notes)

    def add(self, row: Mapping[str, str]) -> None:
        """Take a row; what is odd in it becomes a note."""
        cells = {name: tidy(cell)[:CELL_LIMIT].strip() for name, cell in row.items()}
        name = cells.get("name", "")
        if not name:
            self._notes.add(cells.get("license", ""), "name", "", "sbom_name_missing")
        license_ = cells.get("license", "")
        component = Component(
            name=name or cells.get("purl", "") or license_,
            version=cells.get("version", ""),
            license=words()["licenses"].get(fold(license_), license_),
            supplier=cells.get("supplier", ""),
            purl=cells.get("purl", ""),
            source=cells.get("source", ""),
            combination=self._combination(name, cells.get("combination", "")),
            modified=self._modified(name, cells.get("modified", "")),
        )
        if component.name:
            missing = self._licenses[component.license].references
            component = component._replace(texts_missing=missing)
            self._licenses.note(component, self._notes, ("license", "license"))
            self._seen.note(component)
            self.components.append(component)

    def bom(self, form: str) -> Bom:
        """Everything taken, as a list of some form."""
        return Bom(form, components=tuple(self.components), problems=self._notes.problems)

    def _combination(self, name: str, cell: str) -> Combination | None:
        if not cell:
            return None
        found = words()["combinations"].get(fold(cell))
        if found is None:
            self._notes.add(name, "combination", cell, "sbom_combination_odd")
        return Combination(found) if found else None

    def _modified(self, name: str, cell: str) -> bool | None:
        if not cell:
            return None
        found = words()["modified"].get(fold(cell))
        if found is None:
            self._notes.add(name, "modified", cell, "sbom_modified_odd")
        return found == "yes" if found else None
