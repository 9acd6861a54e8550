"""The folder catalogue_data: solutions that come with the program, and the words for functions."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from procurement_kit.catalogue.solutions import Entry, FunctionFile, FunctionWords
from procurement_kit.catalogue.standard import Standard
from procurement_kit.formats import publiccode
from procurement_kit.formats import yaml as content_yaml
from procurement_kit.problems import ContentError, Problem

FOLDER = "catalogue_data"


@dataclass(frozen=True)
class CatalogueContent:
    """What the program knows of reusable software before anything is imported."""

    standard: Standard
    functions: Mapping[str, FunctionWords]
    scopes: Mapping[str, FunctionWords]
    entries: Mapping[str, Entry]

    def shipped(self, origin: str) -> list[tuple[Entry, str]]:
        """The entries, each with its file."""
        return [
            (item.model_copy(update={"origin": origin}), path)
            for path, item in self.entries.items()
        ]


def read(root: Path) -> CatalogueContent:
    """The folder in *root*; ContentError with every mistake."""
    problems: list[Problem] = []
    standard = publiccode.standard(root)
    path = f"{FOLDER}/functions.yaml"
    named = content_yaml.read(path, (root / path).read_bytes(), FunctionFile)
    entries: dict[str, Entry] = {}
    for file in sorted((root / FOLDER / "solutions").glob("*.yaml")):
        name = file.relative_to(root).as_posix()
        try:
            entries[name] = content_yaml.read(name, file.read_bytes(), Entry)
        except ContentError as error:
            problems += error.problems
    content = CatalogueContent(standard, named.functions, named.scopes, entries)
    problems += [*_unnamed(content, path), *_misfits(content, root)]
    if problems:
        raise ContentError(problems)
    return content


def signature(root: Path) -> str:
    """Changes with every file of the folder."""
    digest = hashlib.sha256()
    for file in sorted((root / FOLDER).rglob("*.yaml")):
        stat = file.stat()
        digest.update(f"{file.name}\0{stat.st_mtime_ns}\0{stat.st_size}\0".encode())
    return digest.hexdigest()[:24]


def _unnamed(content: CatalogueContent, path: str) -> list[Problem]:
    """Functions of the standard that have no words, and words for none."""
    words = content.standard.vocabularies
    known = words["categories"].known | words["scope"].known
    return [
        Problem.of(path, 1, "catalogue_function", name=name)
        for name in sorted(known ^ {*content.functions, *content.scopes})
    ]


def _misfits(content: CatalogueContent, root: Path) -> list[Problem]:
    """Entries whose words are not in the vocabularies, or that stand twice."""
    problems: list[Problem] = []
    keys: dict[str, str] = {}
    words = content.standard.vocabularies
    for path, item in content.entries.items():
        text = (root / path).read_text("utf-8").splitlines()
        for name, values, vocabulary in (
            ("functions", item.functions, "categories"), ("scope", item.scope, "scope"),
            ("countries", item.countries, "countries"),
        ):  # fmt: skip
            line = next((n for n, row in enumerate(text, 1) if row.startswith(f"{name}:")), 1)
            known = words[vocabulary]
            problems += [
                Problem.of(
                    path, line, "publiccode_not_in_list", value=value, vocabulary=known.title
                )
                for value in values
                if value not in known.known
            ]
        if Path(path).stem != item.id:
            problems.append(Problem.of(path, 1, "catalogue_file_name", name=item.id))
        if item.key in keys:
            problems.append(Problem.of(path, 1, "catalogue_repository_twice", other=keys[item.key]))
        keys[item.key] = path
    return problems
