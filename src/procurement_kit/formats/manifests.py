"""The dependency files of developers: what they list, with licences where they carry them."""

import base64
import binascii
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from procurement_kit.formats.bom_fields import (
    Notes,
    Seen,
    Upload,
    finished,
    joined,
    show,
    text_of,
    texts_of,
)
from procurement_kit.formats.license_texts import LicenseTexts
from procurement_kit.licensing.components import NO_STATEMENT, Bom, Combination, Component
from procurement_kit.problems import KitError

UNKNOWN = "NOASSERTION"
LICENSE_FIELDS = ("license", "license")
MODULES = "node_modules/"


def tool_if(is_tool: object) -> Combination | None:
    """A tool, or not stated."""
    return Combination.TOOL if is_tool is True else None


def checked(bom: Bom, upload: Upload, notes: Notes | None = None) -> Bom:
    """*bom* with a note for every licence that is missing or wrong, or one if there is none."""
    notes = notes or Notes()
    texts, seen = LicenseTexts(), Seen(notes)
    has_licenses = any(item.license not in NO_STATEMENT for item in bom.components)
    if not has_licenses:
        notes.add("", "license", bom.format, "sbom_no_licenses")
    for item in bom.components:
        if has_licenses:
            texts.note(item, notes, LICENSE_FIELDS)
        seen.note(item)
    found = Bom(bom.format, bom.format_version, bom.name, works=bom.works,
                components=bom.components, problems=notes.problems)  # fmt: skip
    return finished(found, upload)


def rows_of(document: Mapping[str, Any], field: str, upload: Upload) -> list[Mapping[str, Any]]:
    """The objects in a list of *document*; KitError if there is something else."""
    rows = upload.list_of(document, field)
    for row in rows:
        if not isinstance(row, dict):
            raise KitError("sbom_faulty", file=upload.name, cause=f"{field}: {show(row)}")
    return rows


def is_npm(document: Mapping[str, Any]) -> bool:
    """Whether *document* is a package-lock.json."""
    return "lockfileVersion" in document


def read_npm(document: Mapping[str, Any], upload: Upload) -> Bom:
    """The packages of a package-lock.json, versions 1 to 3."""
    packages = document.get("packages")
    rows = list(_npm_packages(packages) if isinstance(packages, dict) else _npm_tree(document))
    upload.check_count(len(rows))
    root = packages.get("") if isinstance(packages, dict) else None
    about = {**document, **root} if isinstance(root, dict) else document
    work = _npm_component(text_of(document.get("name")), about)
    return checked(
        Bom(
            "package-lock.json",
            str(document["lockfileVersion"])[:9],
            text_of(document.get("name")),
            works=(work,) if work.name else (),
            components=tuple(_npm_component(name, row) for name, row in rows),
        ),
        upload,
    )


def _npm_packages(packages: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Versions 2 and 3: by the folder that a package is installed in."""
    for folder, row in packages.items():
        if folder and isinstance(row, dict) and not row.get("link"):
            yield text_of(row.get("name")) or folder.rpartition(MODULES)[2], row


def _npm_tree(document: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Version 1: by name, with the packages that one keeps for itself inside it."""
    waiting = [document]
    while waiting:
        inside = waiting.pop().get("dependencies")
        for name, row in (inside if isinstance(inside, dict) else {}).items():
            if isinstance(row, dict):
                yield name, row
                waiting.append(row)


def _npm_component(name: str, row: Mapping[str, Any]) -> Component:
    version = text_of(row.get("version"))
    return Component(
        name=name,
        version=version,
        license=_npm_license(row) or UNKNOWN,
        purl=f"pkg:npm/{name.replace('@', '%40')}@{version}" if name and version else "",
        checksum=_integrity(row.get("integrity")),
        source=text_of(row.get("resolved")),
        combination=tool_if(row.get("dev")),
    )


def _npm_license(row: Mapping[str, Any]) -> str:
    """The licence: an expression, or as packages wrote it before there were expressions."""
    stated = row.get("license") or row.get("licenses")
    several = stated if isinstance(stated, list) else [stated]
    names = (item.get("type") if isinstance(item, dict) else item for item in several)
    return joined(texts_of(names), "OR")


def _integrity(value: object) -> str:
    """The first checksum of a Subresource Integrity value, in hexadecimal digits."""
    kind, _, digits = text_of(value).partition(" ")[0].partition("-")
    try:
        return f"{kind.upper()}:{base64.b64decode(digits, validate=True).hex()}" if digits else ""
    except (binascii.Error, ValueError):
        return ""


def is_composer(document: Mapping[str, Any]) -> bool:
    """Whether *document* is a composer.lock."""
    return "packages-dev" in document or "content-hash" in document


def read_composer(document: Mapping[str, Any], upload: Upload) -> Bom:
    """The packages of a composer.lock; several licences of one are a choice."""
    used = rows_of(document, "packages", upload)
    tools = rows_of(document, "packages-dev", upload)
    upload.check_count(len(used) + len(tools))
    components = (*_composer(used, is_tool=False), *_composer(tools, is_tool=True))
    return checked(Bom("composer.lock", components=components), upload)


def _composer(rows: Iterable[Mapping[str, Any]], *, is_tool: bool) -> Iterator[Component]:
    for row in rows:
        name, version = text_of(row.get("name")), text_of(row.get("version"))
        stated = row.get("license")
        place = row.get("source") if isinstance(row.get("source"), dict) else row.get("dist")
        yield Component(
            name=name,
            version=version,
            license=joined(texts_of(stated if isinstance(stated, list) else [stated]), "OR")
            or UNKNOWN,
            purl=f"pkg:composer/{name}@{version}" if name else "",
            source=text_of(place.get("url")) if isinstance(place, dict) else "",
            combination=tool_if(is_tool),
        )
