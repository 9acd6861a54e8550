"""What was handed over: the list of components, the files of the repository, the REUSE result."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import PurePosixPath

from procurement_kit.licensing.components import Bom

LICENSE_FILES = ("license*", "licence*", "copying*", "unlicense*")
AUTHOR_FILES = ("authors*", "contributors*", "credits*", "maintainers*")
NOTICE_FILES = ("notice*", "third*party*", "*third-party*", "*thirdparty*", "copyright*")
REUSE_FILE = "reuse.toml"
TEXTS_FOLDER = "licenses"
ROOT_PATTERNS = (*LICENSE_FILES, *AUTHOR_FILES, *NOTICE_FILES, REUSE_FILE)


def is_paper(path: str) -> bool:
    """Whether a file of a repository, by its path, tells of licences and authors."""
    parts = PurePosixPath(path.lower()).parts
    if not parts:
        return False
    return _is_like(parts[-1], ROOT_PATTERNS) or TEXTS_FOLDER in parts[:-1]


def _is_like(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)


@dataclass(frozen=True)
class Archive:
    """The paths in the archive of a repository, and the texts of the files that is_paper names."""

    names: tuple[str, ...]
    texts: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def root(self) -> str:
        """The one folder that everything lies in; empty if there is none."""
        tops = {name.partition("/")[0] for name in self.names}
        is_wrapped = len(tops) == 1 and all("/" in name for name in self.names)
        return f"{tops.pop()}/" if is_wrapped else ""

    @cached_property
    def papers(self) -> tuple[str, ...]:
        """The files about licences and authors, as paths from the root."""
        paths = (name.removeprefix(self.root) for name in self.names)
        return tuple(sorted(path for path in paths if is_paper(path)))

    def at_root(self, patterns: tuple[str, ...]) -> tuple[str, ...]:
        """The papers in the root folder whose names are like *patterns*."""
        return tuple(
            path for path in self.papers if "/" not in path and _is_like(path.lower(), patterns)
        )

    def has_file_for(self, license_id: str) -> bool:
        """Whether the folder of licence texts has one for this licence, as REUSE names it."""
        wanted = f"{TEXTS_FOLDER}/{license_id.lower()}.txt"
        return any(path.lower() == wanted for path in self.papers)

    def has_text_of(self, license_id: str, name: str) -> bool:
        """Whether the repository carries the text of a licence, or a paper that names it."""
        if self.has_file_for(license_id):
            return True
        words = [re.escape(word) for word in (license_id, name) if word]
        wanted = re.compile(rf"(?<![\w.-])(?:{'|'.join(words)})(?![\w-])", re.IGNORECASE)
        return any(wanted.search(text) for text in self._shown_texts())

    def _shown_texts(self) -> Iterator[str]:
        return (" ".join(text.split()) for text in self.texts.values())


@dataclass(frozen=True)
class ReuseResult:
    """What the command "reuse lint" said; *problems* are its lines, none if all is well."""

    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Delivery:
    """Everything that one handover is judged by; None is what nobody handed in or could find out.

    *tender* is the list that became annex 2 of the contract.
    """

    bom: Bom
    handed_in: date
    tender: Bom | None = None
    archive: Archive | None = None
    reuse: ReuseResult | None = None
