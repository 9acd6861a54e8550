"""Whether every file of a repository says its licence and holder, by the basics of REUSE 3.3.

This is a small check of our own; where the command "reuse" is installed, its word goes first.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

IGNORED_NAMES = re.compile(
    r"(LICEN[CS]E|COPYING)([-.].*)?|.*\.license|REUSE\.toml|\.git|\.gitkeep|\.hgtags"
    r"|.*\.spdx(\.(rdf|json|xml|ya?ml))?"
)
IGNORED_FOLDERS = frozenset({".git", ".hg", ".sl", "LICENSES", ".reuse"})
LICENSES = "LICENSES"
HOLDER = re.compile(r"SPDX-(File|Snippet)CopyrightText:|\u00a9|Copyright\s+(\([Cc]\)\s*)?\d{4}")
LICENSE = re.compile(r"SPDX-License-" r"Identifier:[ \t]*([A-Za-z0-9.+() -]+)")
IGNORED_TEXT = re.compile(r"REUSE-IgnoreStart.*?(REUSE-IgnoreEnd|\Z)", re.DOTALL)
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*")
OPERATORS = frozenset({"AND", "OR", "WITH"})


class Precedence(StrEnum):
    """What counts when both the file and a table speak of it."""

    CLOSEST = "closest"
    AGGREGATE = "aggregate"
    OVERRIDE = "override"


@dataclass(frozen=True)
class Tags:
    """What is said of a file: whether somebody holds the rights, and the licences."""

    has_holder: bool = False
    licenses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Annotation:
    """What REUSE.toml or dep5 says of the files that match."""

    matches: Callable[[str], bool]
    tags: Tags
    precedence: Precedence = Precedence.CLOSEST


@dataclass(frozen=True)
class Repository:
    """The names in a repository, what its files say of themselves, and what its tables say."""

    names: tuple[str, ...]
    empty: frozenset[str]
    tags: Mapping[str, Tags]
    annotations: tuple[Annotation, ...] = ()


class Lack(StrEnum):
    """What is wrong."""

    NO_LICENSE = "no_license"
    NO_HOLDER = "no_holder"
    TEXT_MISSING = "text_missing"
    TEXT_UNUSED = "text_unused"


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong, and the file or the licence that it concerns."""

    lack: Lack
    subject: str


def tags_of(text: str) -> Tags:
    """What the text of a file says of its holder and licences."""
    read = IGNORED_TEXT.sub("", text)
    found = (match.group(1).strip() for match in LICENSE.finditer(read))
    return Tags(bool(HOLDER.search(read)), tuple(dict.fromkeys(found)))


def ids_of(expression: str) -> Iterator[str]:
    """The licences and exceptions in an SPDX expression."""
    yield from (word for word in ID.findall(expression) if word not in OPERATORS)


def is_covered(name: str) -> bool:
    """Whether REUSE wants the file to say its licence."""
    *folders, last = name.split("/")
    return not set(folders) & IGNORED_FOLDERS and not IGNORED_NAMES.fullmatch(last)


def faults(repository: Repository) -> tuple[Fault, ...]:
    """Everything that is wrong, the missing statements of files first."""
    used: set[str] = set()
    found: list[Fault] = []
    for name in repository.names:
        if name in repository.empty or not is_covered(name):
            continue
        said = _said(name, repository)
        used.update(word for text in said.licenses for word in ids_of(text))
        if not said.licenses:
            found.append(Fault(Lack.NO_LICENSE, name))
        if not said.has_holder:
            found.append(Fault(Lack.NO_HOLDER, name))
    return (*found, *_texts(used, repository.names))


def _said(name: str, repository: Repository) -> Tags:
    """What holds for a file: its neighbour .license or itself, and the last table that matches."""
    neighbour = repository.tags.get(f"{name}.license")
    own = neighbour if neighbour is not None else repository.tags.get(name, Tags())
    matching = [item for item in repository.annotations if item.matches(name)]
    if not matching:
        return own
    table = matching[-1]
    if table.precedence is Precedence.OVERRIDE:
        return table.tags
    licenses = own.licenses or table.tags.licenses
    if table.precedence is Precedence.AGGREGATE:
        licenses = (*own.licenses, *table.tags.licenses)
    return Tags(own.has_holder or table.tags.has_holder, licenses)


def _texts(used: Iterable[str], names: tuple[str, ...]) -> Iterator[Fault]:
    """Every licence has its text in LICENSES, and every text there is of a licence in use."""
    kept = {
        name.removeprefix(f"{LICENSES}/").rpartition(".")[0] or name.removeprefix(f"{LICENSES}/")
        for name in names
        if name.startswith(f"{LICENSES}/") and not name.endswith(".license")
    }
    wanted = {word.removesuffix("+") for word in used}
    yield from (Fault(Lack.TEXT_MISSING, name) for name in sorted(wanted - kept))
    yield from (Fault(Lack.TEXT_UNUSED, name) for name in sorted(kept - wanted))
