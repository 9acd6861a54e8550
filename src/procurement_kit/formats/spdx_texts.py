"""Full texts of licences and exceptions, from the package spdx (CC0-1.0); none are kept here."""

from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from procurement_kit.formats.files import content_root

SUFFIXES = ("", "-only", "-or-later", "+")
EXCEPTIONS = {
    "Autoconf-exception-2.0": "GPL-2.0-with-autoconf-exception",
    "Autoconf-exception-3.0": "GPL-3.0-with-autoconf-exception",
    "Bison-exception-2.2": "GPL-2.0-with-bison-exception",
    "Classpath-exception-2.0": "GPL-2.0-with-classpath-exception",
    "Font-exception-2.0": "GPL-2.0-with-font-exception",
    "GCC-exception-2.0": "GPL-2.0-with-GCC-exception",
    "GCC-exception-3.1": "GPL-3.0-with-GCC-exception",
}
"""Exceptions whose text the package holds only under an old name of licence and exception."""

PLACEHOLDER = "insert GPL v"
NO_LICENSE = "README"


def text_of(name: str) -> str | None:
    """The full text of the SPDX id *name*, old ids and variants included; None if it is missing."""
    bases = (name.removesuffix(suffix) for suffix in SUFFIXES)
    return next(filter(None, map(_stored, bases)), None)


def texts_of(names: Iterable[str]) -> dict[str, str]:
    """The texts of *names*, without those that are missing."""
    return {name: text for name in names if (text := text_of(name)) is not None}


def full_text(name: str) -> str | None:
    """Like text_of; what the package does not hold may be among the licences of this program."""
    return text_of(name) or _own_text(name)


def _own_text(name: str) -> str | None:
    path = content_root() / "LICENSES" / f"{name}.txt"
    is_name = Path(name).name == name
    return path.read_text("utf-8").strip() if is_name and path.is_file() else None


@cache
def _stored(name: str) -> str:
    """The text kept under *name*; empty if there is none."""
    if old := EXCEPTIONS.get(name):
        lines = _read(f"deprecated_{old}").split("\n")
        return "\n".join(lines[1:] if lines[0].startswith(PLACEHOLDER) else lines).strip()
    return _read(name)


def _read(name: str) -> str:
    """The file *name*; empty if there is none. Only names in the package are opened."""
    path = _files().get(name)
    if path is None:
        return ""
    data = path.read_bytes()
    try:
        return data.decode("utf-8").strip()
    except UnicodeDecodeError:
        return data.decode("latin-1").strip()


@cache
def _files() -> dict[str, Path]:
    """The stored texts by name; the package itself is not run."""
    spec = find_spec("spdx")
    if spec is None or spec.origin is None:
        return {}
    texts = (Path(spec.origin).parent / "data").glob("*.txt")
    return {path.stem: path for path in texts if path.stem != NO_LICENSE}
