"""The folder license_data: licences, exceptions, rules, rulings, words and sources."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TypeVar

from pydantic import RootModel

from procurement_kit.formats import osadl, spdx_list, yaml
from procurement_kit.formats.files import ContentFiles
from procurement_kit.licensing.contract import ContractRules
from procurement_kit.licensing.data import Advice, Difference, LicenseData, Statement, text_source
from procurement_kit.licensing.licenses import (
    License,
    LicenseException,
    Rule,
    Ruling,
    RulingFile,
    Vocabulary,
)
from procurement_kit.licensing.names import Aliases, Names
from procurement_kit.licensing.standards import StandardFile
from procurement_kit.licensing.words import LicenseWords
from procurement_kit.problems import ContentError, Problem
from procurement_kit.rules.sources import Confidence, Source

FOLDER = "license_data"
SPDX_LIST = "https://spdx.org/licenses/"
SPDX_TEXT = SPDX_LIST + "{id}.html"
Item = TypeVar("Item")
Named = TypeVar("Named", License, LicenseException)


class Sources(RootModel[dict[str, Source]]):
    """A file of sources by id."""


class Rules(RootModel[dict[str, Rule]]):
    """The file of named rules."""


class Choice(RootModel[dict[str, Advice]]):
    """The file of advice on the licence of new work."""


class Differences(RootModel[tuple[Difference, ...]]):
    """The file of pairs on which we differ from another table."""


class Statements(RootModel[tuple[Statement, ...]]):
    """The file of what licence stewards themselves have published."""


def read(files: ContentFiles) -> LicenseData:
    """The licence data in *files*; ContentError with every mistake."""
    problems: list[Problem] = []
    licenses = _folder(files, "licenses", License, problems)
    exceptions = _folder(files, "exceptions", LicenseException, problems)
    rulings = _rulings(files, problems)
    rules = _one(files, "rules.yaml", Rules, problems)
    vocabulary = _one(files, "vocabulary.yaml", Vocabulary, problems)
    sources = _one(files, "sources.yaml", Sources, problems)
    aliases = _one(files, "aliases.yaml", Aliases, problems)
    choice = _one(files, "choice.yaml", Choice, problems)
    words = _one(files, "report.yaml", LicenseWords, problems)
    differences = _one(files, "differences.yaml", Differences, problems)
    statements = _one(files, "statements.yaml", Statements, problems)
    contract = _one(files, "policy.yaml", ContractRules, problems)
    standards = _one(files, "conformance.yaml", StandardFile, problems)
    if problems or not (rules and vocabulary and sources and aliases and words):
        raise ContentError(problems)
    licenses = {name: _with_text(item) for name, item in licenses.items()}
    return LicenseData(
        licenses=licenses,
        exceptions=exceptions,
        rules=rules.root,
        rulings=rulings,
        vocabulary=vocabulary,
        words=words,
        sources={**sources.root, **_texts(licenses)},
        names=Names(spdx_list.read(), tuple(licenses), tuple(exceptions), aliases),
        second=osadl.read(),
        choice=choice.root if choice else {},
        differences=differences.root if differences else (),
        statements=statements.root if statements else (),
        contract=contract or ContractRules(),
        standards=standards.standards if standards else (),
    )


def _folder(
    files: ContentFiles, folder: str, model: type[Named], problems: list[Problem]
) -> dict[str, Named]:
    """The pieces of a folder, named after their files."""
    found = {}
    for path, data in files.under(f"{FOLDER}/{folder}", ".yaml"):
        try:
            item = yaml.read(path, data, model)
        except ContentError as error:
            problems.extend(error.problems)
            continue
        name = PurePosixPath(path).name.removesuffix(".yaml")
        found[name] = replace(item, id=name)
    return found


def _rulings(files: ContentFiles, problems: list[Problem]) -> tuple[Ruling, ...]:
    found: list[Ruling] = []
    for path, data in files.under(f"{FOLDER}/compatibility", ".yaml"):
        try:
            found += yaml.read(path, data, RulingFile).rulings
        except ContentError as error:
            problems.extend(error.problems)
    return tuple(found)


def _one(files: ContentFiles, name: str, model: type[Item], problems: list[Problem]) -> Item | None:
    path = f"{FOLDER}/{name}"
    if path not in files.files:
        problems.append(Problem.of(path, 1, "file_missing"))
        return None
    try:
        return yaml.read(path, files.files[path], model)
    except ContentError as error:
        problems.extend(error.problems)
        return None


def _with_text(item: License) -> License:
    """The licence with its own text as its first source."""
    return replace(item, sources=(text_source(item.id), *item.sources))


def _texts(licenses: Mapping[str, License]) -> dict[str, Source]:
    """The text of each licence as a source, read on the day of its review."""
    return {text_source(name): _text(item) for name, item in licenses.items()}


def _text(item: License) -> Source:
    is_listed = not item.id.startswith("LicenseRef-")
    return Source(
        title=item.name,
        url=SPDX_TEXT.format(id=item.id) if is_listed else SPDX_LIST,
        checked_on=item.reviewed_on,
        confidence=Confidence.VERIFIED if is_listed else Confidence.LIKELY,
    )
