"""Where entries of the catalogue come from: files and folders that the operator names."""

import csv
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

import orjson

from procurement_kit.catalogue.solutions import Entry, Solution, of_publiccode
from procurement_kit.formats import catalogue_json
from procurement_kit.formats import yaml as content_yaml
from procurement_kit.formats.publiccode import NAMES, SIZE_LIMIT, Reader
from procurement_kit.licensing.names import Names
from procurement_kit.problems import ContentError, KitError, Problem

FILE_LIMIT = 300 * 1024 * 1024
YAML = frozenset({".yml", ".yaml"})
ADDRESSES = frozenset({"url", "repository", "repo", "web_url", "html_url"})
PLACES = frozenset({"path", "file", "folder", "local_path"})


class Item(NamedTuple):
    """One entry, its place, and what is wrong with it; a bad one has no solution."""

    solution: Solution | None
    place: str
    said: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Sources:
    """Reads entries for one catalogue, on one day."""

    reader: Reader
    names: Names
    origin: str
    day: date

    def read(self, path: Path) -> Iterator[Item]:
        """Every entry that *path* holds; KitError if it is of no kind that we know."""
        if path.is_dir():
            for file in found_in(path):
                yield self._publiccode(str(file), _bytes(file, SIZE_LIMIT + 1))
        elif path.suffix.lower() in YAML:
            yield self._yaml(path)
        elif path.suffix.lower() == ".json":
            yield from self.json(str(path), _bytes(path, FILE_LIMIT))
        elif path.suffix.lower() in {".csv", ".txt"}:
            yield from self._list(path)
        else:
            raise KitError("catalogue_kind", path=path)

    def json(self, path: str, data: bytes) -> Iterator[Item]:
        """The entries of a recorded answer of a catalogue."""
        try:
            tree = orjson.loads(data)
        except orjson.JSONDecodeError as error:
            raise KitError("catalogue_json", path=path, line=error.lineno) from error
        listed = catalogue_json.listed(tree)
        if not listed:
            raise KitError("catalogue_json_kind", path=path)
        for raw in listed:
            yield self._raw(path, data, raw)

    def _raw(self, path: str, data: bytes, raw: object) -> Item:
        if not isinstance(raw, dict):
            return Item(None, path, (Problem.of(path, 1, "catalogue_entry"),))
        address = catalogue_json.address_of(raw)
        text = raw.get("publiccodeYml")
        if isinstance(text, str):
            return self._publiccode(f"{path} ({address})", text.encode(), raw)
        if folder := next((raw[name] for name in PLACES if isinstance(raw.get(name), str)), ""):
            return self._local(Path(path).parent / folder, address, path)
        found = catalogue_json.solution(raw, self.names, self.origin, self.day)
        if found is None:
            line = catalogue_json.line_of(data, raw)
            return Item(None, f"{path}:{line}", (Problem.of(path, line, "catalogue_entry"),))
        return Item(found, f"{path} ({address})")

    def _yaml(self, path: Path) -> Item:
        data = _bytes(path, SIZE_LIMIT + 1)
        is_standard = path.name in NAMES or b"ublic" in data[:SIZE_LIMIT].split(b":")[0]
        if is_standard or b"publiccodeYmlVersion" in data:
            return self._publiccode(str(path), data)
        try:
            entry = content_yaml.read(str(path), data, Entry)
        except ContentError as error:
            return Item(None, str(path), error.problems)
        return Item(
            entry.model_copy(update={"origin": self.origin, "imported_on": self.day}), str(path)
        )

    def _publiccode(self, path: str, data: bytes, raw: dict[str, object] | None = None) -> Item:
        reading = self.reader.read(path, data)
        said = tuple(item.problem for item in reading.said if item.is_error)
        code = reading.code
        if code is None or not code.name or not code.url:
            missing = Problem.of(path, 1, "catalogue_unnamed")
            return Item(None, path, said or (missing,))
        item = of_publiccode(code, origin=self.origin, source=code.url, day=self.day)
        if raw is not None:
            item = item.model_copy(update=catalogue_json.around(raw))
        return Item(item, path, said)

    def _list(self, path: Path) -> Iterator[Item]:
        """A list of repositories with the folders where the operator keeps their files."""
        text = _bytes(path, FILE_LIMIT).decode("utf-8-sig", "replace")
        for line, address, folder in rows(text, is_table=path.suffix.lower() == ".csv"):
            if not folder:
                problem = Problem.of(str(path), line, "catalogue_row", value=address)
                yield Item(None, f"{path}:{line}", (problem,))
            else:
                yield self._local(path.parent / folder, address, f"{path}:{line}")

    def _local(self, place: Path, address: str, listed_at: str) -> Item:
        """The file for a repository of a list; its folder, or the file itself."""
        files = found_in(place) if place.is_dir() else [place]
        file = next(iter(files), place)
        try:
            data = _bytes(file, SIZE_LIMIT + 1)
        except KitError:
            file_path, _, line = listed_at.rpartition(":")
            problem = Problem.of(file_path or listed_at, int(line) if line.isdigit() else 1,
                                 "catalogue_no_file", place=place, value=address)  # fmt: skip
            return Item(None, listed_at, (problem,))
        return self._publiccode(str(file), data)


def rows(text: str, *, is_table: bool) -> Iterator[tuple[int, str, str]]:
    """Line, address and folder of each repository in a CSV or a plain list."""
    if not is_table:
        for number, line in enumerate(text.splitlines(), start=1):
            address, _, folder = line.strip().partition(" ")
            if address and not address.startswith("#"):
                yield number, address, folder.strip()
        return
    first = text.split("\n", 1)[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=";" if ";" in first else ",")
    for row in reader:
        known = {str(key).strip().lower(): str(value or "").strip() for key, value in row.items()}
        address = next((known[name] for name in known if name in ADDRESSES), "")
        folder = next((known[name] for name in known if name in PLACES), "")
        yield reader.line_num, address, folder


def found_in(folder: Path) -> Iterator[Path]:
    """Every publiccode.yml below *folder*, in order of the paths; links are not followed."""
    for base, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != ".git")
        for name in sorted(files):
            if name in NAMES or name.endswith((".publiccode.yml", ".publiccode.yaml")):
                yield Path(base) / name


def _bytes(path: Path, limit: int) -> bytes:
    """The beginning of a file up to *limit*; one byte more tells that it goes on."""
    try:
        with path.open("rb") as file:
            return file.read(limit + 1)
    except OSError as error:
        raise KitError("file_unreadable", path=path, cause=error.strerror) from error
