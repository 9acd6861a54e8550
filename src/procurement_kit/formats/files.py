"""The content as a set of files: read from a folder, hashed, and searchable for a line."""

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

FOLDERS = ("methodology", "templates", "license_data")
SUFFIXES = {".yaml", ".md"}
PACK_VARIABLE = "PROCUREMENT_KIT_PACK"


def content_root() -> Path:
    """The folder of the content: PROCUREMENT_KIT_CONTENT, the installed copy, or the checkout."""
    if chosen := os.environ.get("PROCUREMENT_KIT_CONTENT"):
        return Path(chosen)
    installed = Path(str(resources.files("procurement_kit"))) / "_content"
    return installed if installed.is_dir() else Path(__file__).parents[3]


def locale_root() -> Path:
    """The folder of translations beside the content that is installed."""
    return content_root() / "locale"


def pack_path() -> Path | None:
    """The office's pack: PROCUREMENT_KIT_PACK, or none."""
    chosen = os.environ.get(PACK_VARIABLE)
    return Path(chosen) if chosen else None


@dataclass(frozen=True)
class ContentFiles:
    """Every content file by its path ("methodology/law/cz/sources.yaml")."""

    files: Mapping[str, bytes]

    @classmethod
    def load(cls, root: Path) -> "ContentFiles":
        """The content files under *root*."""
        found = {
            path.relative_to(root).as_posix(): path.read_bytes()
            for folder in FOLDERS
            for path in sorted((root / folder).rglob("*"))
            if path.is_file() and path.suffix in SUFFIXES
        }
        return cls(found)

    def with_pack(self, pack: Mapping[str, bytes]) -> "ContentFiles":
        """These files with those of an office's pack, which stand in a folder of their own."""
        return ContentFiles({**self.files, **pack})

    @property
    def hash(self) -> str:
        """The SHA-256 of all paths and contents; the same content has the same hash anywhere."""
        digest = hashlib.sha256()
        for path in sorted(self.files):
            data = self.files[path]
            digest.update(f"{path}\0{len(data)}\0".encode() + data)
        return digest.hexdigest()

    def under(self, folder: str, suffix: str) -> Iterator[tuple[str, bytes]]:
        """The files below *folder* that end with *suffix*, in order of their paths."""
        for path in sorted(self.files):
            if path.startswith(folder + "/") and path.endswith(suffix):
                yield path, self.files[path]

    def line_of(self, path: str, word: str) -> int:
        """The first line of *path* that holds *word* as a whole; 1 if none does."""
        pattern = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")
        text = self.files.get(path, b"").decode("utf-8", "replace")
        for number, line in enumerate(text.splitlines(), start=1):
            if pattern.search(line):
                return number
        return 1
