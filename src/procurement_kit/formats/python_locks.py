"""The dependency files of Python: they name packages and versions, but no licences."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from procurement_kit.formats.bom_fields import Upload, decoded, text_of
from procurement_kit.formats.manifests import UNKNOWN, checked, rows_of, tool_if
from procurement_kit.licensing.components import Bom, Component
from procurement_kit.problems import KitError

PACKAGES = re.compile(rb"^\[\[packages?\]\]", re.MULTILINE)
REQUIREMENT = re.compile(
    r"(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[[^\]]*\])?\s*"
    r"(?:(?P<operator>===?|~=|!=|[<>]=?|@)\s*(?P<version>[^\s;,#\\]+))?(?P<rest>.*)"
)
EXACT = frozenset({"==", "==="})
HASH = re.compile(r"--hash=(\w+):([0-9a-f]+)")
LINE_LIMIT = 20_000
WORD = re.compile(r"[A-Za-z0-9._-]+")
LOCAL = ("editable", "virtual", "workspace")


def is_lock(data: bytes) -> bool:
    """Whether *data* has packages as poetry.lock, uv.lock and pylock.toml have them."""
    return PACKAGES.search(data) is not None


def read_lock(upload: Upload) -> Bom:
    """The packages of a poetry.lock, uv.lock or pylock.toml."""
    try:
        document = tomllib.loads(decoded(upload))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise KitError("sbom_not_toml", file=upload.name) from error
    if "packages" in document:
        rows, form = rows_of(document, "packages", upload), "pylock.toml"
    else:
        rows = rows_of(document, "package", upload)
        metadata = document.get("metadata")
        form = "uv.lock"
        if isinstance(metadata, dict):
            document, form = {**document, **metadata}, "poetry.lock"
    upload.check_count(len(rows))
    used = _used(rows)
    works = [row for row in rows if _is_local(row)]
    parts = [row for row in rows if not _is_local(row)]
    return checked(
        Bom(
            form,
            text_of(document.get("lock-version")) or str(document.get("version", "")),
            text_of(works[0].get("name")) if works else "",
            works=tuple(_component(row, used) for row in works),
            components=tuple(_component(row, used) for row in parts),
        ),
        upload,
    )


def _is_local(row: Mapping[str, Any]) -> bool:
    """Whether a package of uv.lock is the work itself."""
    source = row.get("source")
    return isinstance(source, dict) and any(kind in source for kind in LOCAL)


def _used(rows: list[Mapping[str, Any]]) -> frozenset[str] | None:
    """In uv.lock, the names that the works need to run; None where nothing is said of that."""
    works = [row for row in rows if _is_local(row)]
    if not works:
        return None
    needs = {text_of(row.get("name")): set(_needs(row)) for row in rows}
    found: set[str] = set()
    waiting = [name for work in works for name in _needs(work)]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(needs.get(name, ()))
    return frozenset(found)


def _needs(row: Mapping[str, Any]) -> Iterator[str]:
    optional = row.get("optional-dependencies")
    groups = list(optional.values()) if isinstance(optional, dict) else []
    for group in (row.get("dependencies"), *groups):
        for item in group if isinstance(group, list) else ():
            if isinstance(item, dict):
                yield text_of(item.get("name"))


def _component(row: Mapping[str, Any], used: frozenset[str] | None) -> Component:
    name, version = text_of(row.get("name")), text_of(row.get("version"))
    groups = row.get("groups")
    is_dev = row.get("category") == "dev" or (isinstance(groups, list) and "main" not in groups)
    is_unused = used is not None and not _is_local(row) and name not in used
    return _python(name, version)._replace(combination=tool_if(is_dev or is_unused))


def _python(name: str, version: str, checksum: str = "") -> Component:
    folded = re.sub(r"[-_.]+", "-", name).lower()
    purl = f"pkg:pypi/{folded}@{version}" if version else f"pkg:pypi/{folded}"
    return Component(name, version, UNKNOWN, purl=purl, checksum=checksum)


def requirements(text: str) -> list[Component]:
    """The packages of a requirements.txt; empty if *text* is anything else."""
    found: list[Component] = []
    pinned = False
    for line in _logical_lines(text):
        if line.startswith("-"):
            continue
        match = REQUIREMENT.fullmatch(line)
        if match is None or not _is_tail(match["rest"]):
            return []
        pinned = pinned or match["operator"] is not None
        version = match["version"] if match["operator"] in EXACT else ""
        hashed = HASH.search(match["rest"])
        checksum = f"{hashed[1].upper()}:{hashed[2]}" if hashed else ""
        found.append(_python(match["name"], version or "", checksum))
    return found if pinned else []


def _is_tail(rest: str) -> bool:
    """Whether *rest* can stand behind a requirement: more versions, a marker, options."""
    return not rest.strip() or rest.lstrip()[0] in ",;-"


def _logical_lines(text: str) -> Iterator[str]:
    """The lines without comments; a backslash at the end continues a line."""
    for line in text.replace("\\\r\n", " ").replace("\\\n", " ").splitlines():
        plain = re.sub(r"(?:^|\s)#.*$", "", line[:LINE_LIMIT]).strip()
        if plain:
            yield plain


def read_requirements(components: list[Component], upload: Upload) -> Bom:
    """The list of the packages of a requirements.txt."""
    upload.check_count(len(components))
    return checked(Bom("requirements.txt", components=tuple(components)), upload)
