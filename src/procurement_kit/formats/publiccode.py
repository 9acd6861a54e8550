"""publiccode.yml files: read with every finding at its line, or refused with the reason."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import yaml

from procurement_kit.catalogue.publiccode import PublicCode, described
from procurement_kit.catalogue.standard import Standard, StandardKeys, VocabularyFile, joined
from procurement_kit.catalogue.validation import Finding, Place, claimed_version, findings
from procurement_kit.catalogue.values import Judge, Proposal
from procurement_kit.formats import yaml as content_yaml
from procurement_kit.licensing.names import Names, Spelling
from procurement_kit.problems import ContentError, KitError, Problem
from procurement_kit.rules.expressions import parse

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
SIZE_LIMIT = 1024 * 1024
PLAIN_SIZE = 64 * 1024
"""Up to this size a file without brackets can't be nested too deep for the parser."""
BRACKETS = 60
DEPTH_LIMIT = 40
NAMES = frozenset({"publiccode.yml", "publiccode.yaml"})
FOLDER = "catalogue_data/publiccode"
WORDS = ("vocabularies.yaml", "countries.yaml")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

Content = TypeVar("Content")


class Said(NamedTuple):
    """One finding with its line; a warning is no error."""

    line: int
    key: str
    is_error: bool
    problem: Problem


@dataclass(frozen=True)
class Reading:
    """What a file says and what is wrong with it; an unreadable one has no *code*."""

    path: str
    code: PublicCode | None
    said: tuple[Said, ...]

    @property
    def errors(self) -> tuple[Said, ...]:
        """What makes the file invalid."""
        return tuple(item for item in self.said if item.is_error)

    @property
    def is_valid(self) -> bool:
        """Whether the standard takes the file."""
        return self.code is not None and not self.errors


@dataclass(frozen=True)
class Reader:
    """Reads files by one standard, on one day, with one list of licences."""

    standard: Standard
    day: date
    license: Callable[[str], Proposal]

    def read(self, path: str, data: bytes) -> Reading:
        """The file *data*; nothing in it makes this hang or fail."""
        try:
            node = _composed(path, data)
        except ContentError as error:
            said = tuple(Said(item.line, "", True, item) for item in error.problems)
            return Reading(path, None, said)
        tree, doubles = _plain(node)
        found = findings(tree, self._judge(tree))
        said = (*_doubled(path, doubles), *(_said(path, node, item) for item in found))
        code = described(tree) if isinstance(tree, dict) else None
        return Reading(path, code, tuple(sorted(said, key=lambda item: item.line)))

    def _judge(self, tree: object) -> Judge:
        version = claimed_version(tree if isinstance(tree, dict) else {}, self.standard)
        return Judge(self.standard, version, self.day, self.license)


def standard(root: Path) -> Standard:
    """The standard as the content in *root* describes it; ContentError if it has mistakes."""

    def found(name: str, model: type[Content]) -> Content:
        path = f"{FOLDER}/{name}"
        return content_yaml.read(path, (root / path).read_bytes(), model)

    words = tuple(found(name, VocabularyFile) for name in WORDS)
    return joined(found("standard.yaml", StandardKeys), words)


def license_check(names: Names) -> Callable[[str], Proposal]:
    """What the SPDX list says of an expression; remembered, as files repeat their licences."""
    return lru_cache(maxsize=4096)(lambda text: _license(names, text))


def _license(names: Names, text: str) -> Proposal:
    try:
        tree: Any = parse(text)
    except KitError:
        return Proposal("publiccode_license_broken")
    said = [_symbol(names, symbol) for symbol in tree.symbols]
    faults = [item for item in said if item.code]
    if faults:
        return min(faults, key=lambda item: not item.is_error)
    return Proposal("")


def _symbol(names: Names, symbol: Any) -> Proposal:  # noqa: ANN401 - the library has no types
    license_part = getattr(symbol, "license_symbol", symbol)
    exception = getattr(symbol, "exception_symbol", None)
    if exception is not None and not names.exception(exception.key):
        return Proposal("publiccode_license_unknown", name=exception.key)
    name = str(license_part.key)
    if name.startswith(("LicenseRef-", "DocumentRef-")):
        return Proposal("publiccode_license_own", is_error=False, name=name)
    found = names.license(name)
    if found.spelling is Spelling.DEPRECATED:
        return Proposal("publiccode_license_old", False, name, found.id)
    if not found.id or found.id not in names.spdx.licenses or found.spelling is Spelling.ALIAS:
        better = found.id or ", ".join(found.proposals)
        code = "publiccode_license_near" if better else "publiccode_license_unknown"
        return Proposal(code, True, name, better)
    entry = names.spdx.licenses[found.id]
    if entry.osi or entry.fsf:
        return Proposal("")
    return Proposal("publiccode_license_not_open", False, name)


def _composed(path: str, data: bytes) -> yaml.Node:
    """The nodes of the file; ContentError for what can't be read or must not be followed."""
    if len(data) > SIZE_LIMIT:
        size = f"{len(data) / SIZE_LIMIT:.1f}".replace(".", ",")
        raise _refused(path, 1, "publiccode_large", size=size, limit=SIZE_LIMIT // SIZE_LIMIT)
    text = _decoded(path, data)
    if _is_suspicious(data):
        _look_first(path, text)
    try:
        node = yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise _refused(path, line, "yaml_syntax", cause=error.problem) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise _refused(path, 1, "yaml_unreadable") from error
    if node is None:
        raise _refused(path, 1, "yaml_empty")
    return node


def _decoded(path: str, data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _refused(path, line, "publiccode_encoding") from error
    if found := CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise _refused(path, line, "publiccode_control", sign=f"U+{ord(found.group()):04X}")
    return text


def _is_suspicious(data: bytes) -> bool:
    """Whether the file may hold references or be nested deep, and must be looked at first."""
    return (
        len(data) > PLAIN_SIZE
        or b"&" in data
        or b"*" in data
        or data.count(b"[") + data.count(b"{") > BRACKETS
        or b"- - - -" in data
        or b"? ? " in data
    )


def _look_first(path: str, text: str) -> None:
    """Refuse references and deep nesting before anything is built."""
    depth = 0
    try:
        for event in yaml.parse(text, Loader=LOADER):
            line = event.start_mark.line + 1 if event.start_mark else 1
            if isinstance(event, yaml.AliasEvent):
                raise _refused(path, line, "yaml_alias")
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > DEPTH_LIMIT:
                raise _refused(path, line, "publiccode_deep", limit=DEPTH_LIMIT)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise _refused(path, line, "yaml_syntax", cause=error.problem) from error
    except yaml.YAMLError as error:
        raise _refused(path, 1, "yaml_unreadable") from error


def _refused(path: str, line: int, why: str, **details: object) -> ContentError:
    return ContentError([Problem.of(path, line, why, **details)])


Doubles = list[tuple[int, str]]


def _plain(node: yaml.Node) -> tuple[object, Doubles]:
    """The file's values, all scalars as text, and the keys that stand twice with their lines."""
    doubles: Doubles = []
    return _value(node, doubles), doubles


def _value(node: yaml.Node, doubles: Doubles) -> object:
    value = node.value
    if isinstance(node, yaml.ScalarNode):
        return value if value or node.style is not None else None
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, doubles) for item in value]
    found = {str(key.value): _value(item, doubles) for key, item in value}
    if len(found) != len(value):
        seen: set[str] = set()
        for key, _ in value:
            if str(key.value) in seen:
                doubles.append((key.start_mark.line + 1, str(key.value)))
            seen.add(str(key.value))
    return found


def _doubled(path: str, doubles: Doubles) -> tuple[Said, ...]:
    return tuple(
        Said(line, key, True, Problem.of(path, line, "yaml_duplicate_key", key=key))
        for line, key in doubles
    )


def _said(path: str, node: yaml.Node, finding: Finding) -> Said:
    line, key, fault = _line(node, finding.place), finding.key_path, finding.fault
    problem = Problem.of(path, line, fault.code, key=key, **fault.details)
    return Said(line, key, fault.is_error, problem)


def _line(node: yaml.Node, place: Place) -> int:
    """The line of *place*; the last of equal keys counts, as it does for the value."""
    line = int(node.start_mark.line) + 1
    for part in place:
        if isinstance(node, yaml.MappingNode):
            pairs = [pair for pair in node.value if str(pair[0].value) == str(part)]
            if not pairs:
                return line
            line, node = int(pairs[-1][0].start_mark.line) + 1, pairs[-1][1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int):
            node = node.value[part]
            line = int(node.start_mark.line) + 1
    return line
