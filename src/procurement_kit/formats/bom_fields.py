"""The fields of a list of components, whatever its format: text, licences, noted problems."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from procurement_kit.licensing.components import (
    NO_STATEMENT,
    Bom,
    BomProblem,
    Combination,
    Component,
)
from procurement_kit.problems import KitError

MEBIBYTE_BYTES = 1024 * 1024
SIZE_LIMIT = 10 * MEBIBYTE_BYTES
COMPONENT_LIMIT = 20_000
PROBLEM_LIMIT = 5_000
SHOWN = 120
Json = Any
"""A parsed value of JSON, and of what is laid out like JSON: not to be trusted in any way."""

UNFIT = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""Control characters, what turns the direction of writing, and what is no character."""

CLOSENESS = (*(item for item in Combination if item is not Combination.TOOL), None,
             Combination.TOOL)  # fmt: skip
"""From the closest way to the loosest; a way not stated (None) is closer than a mere tool."""

RANKS = {combination: rank for rank, combination in enumerate(CLOSENESS)}
HASHES = {
    spelling: rank
    for rank, name in enumerate(
        ("SHA-512", "SHA-384", "SHA3-512", "SHA3-384", "BLAKE2b-512", "BLAKE2b-384", "SHA-256",
         "SHA3-256", "BLAKE2b-256", "BLAKE3", "SHA-224", "SHA-1", "MD5")
    )
    for spelling in (name, name.replace("SHA-", "SHA"), name.upper())
}  # fmt: skip
"""The strongest first, in the spellings of SPDX and of CycloneDX."""


class Upload(NamedTuple):
    """A file as it came, and how many components it may have."""

    name: str
    data: bytes
    component_limit: int = COMPONENT_LIMIT

    def check_size(self, size_limit: int) -> None:
        """KitError if the file is larger than *size_limit*."""
        size = len(self.data)
        if size > size_limit:
            shown = -(-size // MEBIBYTE_BYTES)
            limit = size_limit // MEBIBYTE_BYTES
            raise KitError("sbom_too_large", file=self.name, size=shown, limit=limit)

    def check_count(self, count: int) -> None:
        """KitError if there is no component, or more than allowed."""
        if not count:
            raise KitError("sbom_empty", file=self.name)
        if count > self.component_limit:
            limit = self.component_limit
            raise KitError("sbom_too_many", file=self.name, count=count, limit=limit)

    def list_of(self, document: Mapping[str, Any], field: str) -> list[Any]:
        """The list in *field*, empty if there is none; KitError if it holds something else."""
        found = document.get(field)
        if found is None:
            return []
        if not isinstance(found, list):
            raise KitError("sbom_field_no_list", file=self.name, field=field)
        return found


def decoded(upload: Upload) -> str:
    """The text of the file; KitError if it is not UTF-8."""
    try:
        return upload.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise KitError("sbom_not_utf8", file=upload.name) from error


class Notes:
    """The problems noted while a list is read: one for each field, PROBLEM_LIMIT at most."""

    def __init__(self) -> None:
        self._found: list[BomProblem] = []
        self._more = 0

    def add(self, component: str, field: str, value: object, code: str) -> None:
        """Note a problem, unless one with this field of it was noted just before."""
        found = self._found
        shown = component[:SHOWN]
        if component and found and found[-1][:2] == (shown, field):
            return
        if len(found) < PROBLEM_LIMIT:
            found.append(BomProblem(shown, field, show(value), code))
        else:
            self._more += 1

    @property
    def problems(self) -> tuple[BomProblem, ...]:
        """Everything noted; the last one says how many there was no room for."""
        more = BomProblem("", "", str(self._more), "sbom_more_problems")
        return (*self._found, more) if self._more else tuple(self._found)


def show(value: object) -> str:
    """*value* in a few characters, for a sentence."""
    match value:
        case str():
            return tidy(value[:SHOWN])
        case dict():
            return "{…}"
        case list():
            return "[…]"
        case _:
            return str(value)[:SHOWN]


def tidy(text: str) -> str:
    """*text* without characters that no reader would see."""
    return text if text.isprintable() else UNFIT.sub("", text)


def text_of(value: object) -> str:
    """*value* if it is text, else nothing."""
    return tidy(value) if isinstance(value, str) else ""


def texts_of(values: Iterable[object]) -> tuple[str, ...]:
    """Those *values* that are text."""
    return tuple(filter(None, map(text_of, values)))


def items_of(value: object) -> list[Any]:
    """*value* if it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def stated(text: str) -> str:
    """*text* unless it only says that nothing is known."""
    return "" if text in NO_STATEMENT else text


def joined(licenses: Iterable[str], operator: str) -> str:
    """One expression of several *licenses*; those with an operator inside get parentheses."""
    parts = list(dict.fromkeys(filter(None, licenses)))
    if len(parts) < 2:  # noqa: PLR2004 - one needs no joining
        return "".join(parts)
    return f" {operator} ".join(
        f"({part})" if re.search(r" (OR|AND) ", part, re.IGNORECASE) else part for part in parts
    )


class Seen:
    """Notes the components that a list has twice."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._keys: set[str] = set()
        self._rows: set[tuple[str, str, str, str]] = set()

    def note(self, component: Component) -> None:
        """Note *component* if its key, or all that tells it apart, was there before."""
        name, version = component.name, component.version
        key, row = component.key, (name, version, component.purl, component.file_name)
        if (key and key in self._keys) or row in self._rows:
            self._notes.add(name, "name", f"{name} {version}".strip(), "sbom_component_twice")
        self._keys.add(key)
        self._rows.add(row)


def finished(bom: Bom, upload: Upload) -> Bom:
    """*bom* as it is handed on: whoever checks a single thing wants that thing judged."""
    if not bom.components:
        bom = replace(bom, works=(), components=bom.works)
    upload.check_count(len(bom.components))
    return bom


def closest(ways: Iterable[Combination | None]) -> Combination | None:
    """The closest of *ways*; None (not stated) gives way to all but a mere tool."""
    return min(ways, key=RANKS.__getitem__, default=None)


def strongest(hashes: object, algorithm: str, value: str) -> str:
    """The strongest of *hashes* as "SHA256:…"; their keys are named *algorithm* and *value*."""
    found, best = "", len(HASHES) + 1
    for item in items_of(hashes):
        try:
            kind, digits = item[algorithm], item[value]
            rank = HASHES.get(kind, len(HASHES))
            if rank < best and digits.isalnum():
                found, best = f"{kind.replace('SHA-', 'SHA')}:{digits}", rank
        except (KeyError, TypeError, AttributeError):
            continue
    return tidy(found)
