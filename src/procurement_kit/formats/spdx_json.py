"""SPDX 2.2 and 2.3 bills of materials, as JSON lays them out: one pass over a parsed document."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, TypedDict

from procurement_kit.formats.bom_fields import (
    CLOSENESS,
    Json,
    Notes,
    Seen,
    Upload,
    finished,
    items_of,
    stated,
    strongest,
    text_of,
    tidy,
)
from procurement_kit.formats.license_texts import LicenseTexts
from procurement_kit.formats.spdx_relationships import NOT_STATED, Relationships
from procurement_kit.licensing.components import Bom, Combination, Component
from procurement_kit.problems import KitError

VERSIONS = ("SPDX-2.2", "SPDX-2.3")
FIELDS = (
    "name", "versionInfo", "licenseDeclared", "licenseConcluded", "supplier", "SPDXID",
    "copyrightText", "downloadLocation", "packageFileName", "primaryPackagePurpose",
)  # fmt: skip
LICENSE_FIELDS = ("licenseDeclared", "licenseConcluded")
TOOL = "Tool:"
CPES = frozenset({"cpe23Type", "cpe22Type"})
ACTOR = re.compile(r"(?:Person|Organization|Tool):\s*(.*?)\s*(?:\([^()]*\)\s*)?", re.DOTALL)
PURPOSES = dict.fromkeys(
    ("CONTAINER", "OPERATING-SYSTEM", "OPERATING_SYSTEM"), Combination.CONTAINER
)
Texts = tuple[str, str, str, str, str, str, str, str, str, str]


def read(document: Mapping[str, Any], upload: Upload) -> Bom:
    """The bill of materials in *document*; KitError if its outermost structure is wrong."""
    version = document.get("spdxVersion")
    if version not in VERSIONS:
        raise KitError("sbom_version", file=upload.name, version=text_of(version))
    packages = upload.list_of(document, "packages")
    upload.check_count(len(packages))
    notes = Notes()
    ways = Relationships.read(document, upload)
    found = _Packages(upload.list_of(document, "hasExtractedLicensingInfos"), ways, notes)
    components = [item for package in packages if (item := found.read(package))]
    ways.note_dangling(document, components, notes)
    bom = Bom(
        format="SPDX",
        format_version=str(version).removeprefix("SPDX-"),
        name=text_of(document.get("name")),
        namespace=text_of(document.get("documentNamespace")),
        works=tuple(item for item in components if item.key in ways.works),
        components=tuple(item for item in components if item.key not in ways.works),
        related=ways.related(components),
        problems=notes.problems,
        **_creation(document.get("creationInfo")),
    )
    return finished(bom, upload)


class _Actors(dict[str, str]):
    """The name of every distinct supplier or creator."""

    def __missing__(self, text: str) -> str:
        found = ACTOR.fullmatch(text)
        name = self[text] = stated(found.group(1) if found else text)
        return name


class _Packages:
    """Turns packages into components, with what the rest of the document says of them."""

    def __init__(self, texts: Iterable[object], ways: Relationships, notes: Notes) -> None:
        self._known_texts = {
            item.get("licenseId")
            for item in texts
            if isinstance(item, dict) and stated(text_of(item.get("extractedText")))
        }
        self._ranks, self._notes = ways.ranks, notes
        self._licenses, self._actors, self._seen = LicenseTexts(), _Actors(), Seen(notes)

    def read(self, package: Json) -> Component | None:
        """The component that *package* is; None, and a note, if it has nothing to go by."""
        texts = self._texts(package)
        if texts is None:
            return None
        name, version, license_, concluded, supplier, key, copyright_, source, file, purpose = texts
        purl, cpe = self._references(package)
        rank = self._ranks.get(key, NOT_STATED)
        component = Component(
            name or key,
            version,
            license_,
            concluded,
            self._actors[supplier],
            key,
            purl,
            cpe,
            strongest(package.get("checksums"), "algorithm", "checksumValue"),
            stated(copyright_),
            stated(source),
            file,
            CLOSENESS[rank] if rank != NOT_STATED else PURPOSES.get(purpose),
            None,
            self._missing(license_, concluded),
        )
        return self._checked(component, name)

    def _texts(self, package: Json) -> Texts | None:
        try:
            get = package.get
            texts = (
                get("name", ""),
                get("versionInfo", ""),
                get("licenseDeclared", ""),
                get("licenseConcluded", ""),
                get("supplier", ""),
                get("SPDXID", ""),
                get("copyrightText", ""),
                get("downloadLocation", ""),
                get("packageFileName", ""),
                get("primaryPackagePurpose", ""),
            )
            if "".join(texts).isprintable():
                return texts
        except (AttributeError, TypeError):
            return self._mended(package)
        return _ten(map(tidy, texts))

    def _mended(self, package: object) -> Texts | None:
        """The fields of a malformed package that are text; what is wrong becomes a note."""
        if not isinstance(package, dict):
            self._notes.add("", "packages", package, "sbom_component_broken")
            return None
        label = text_of(package.get("name")) or text_of(package.get("SPDXID"))
        for field in FIELDS:
            value = package.get(field)
            if value is not None and not isinstance(value, str):
                self._notes.add(label, field, value, "sbom_field_type")
        return _ten(text_of(package.get(field)) for field in FIELDS)

    def _references(self, package: Mapping[str, Any]) -> tuple[str, str]:
        """The purl and the CPE among the external references."""
        purl = cpe = ""
        for item in items_of(package.get("externalRefs")):
            if not isinstance(item, dict):
                continue
            kind = text_of(item.get("referenceType"))
            if kind == "purl":
                purl = purl or text_of(item.get("referenceLocator"))
            elif kind in CPES:
                cpe = cpe or text_of(item.get("referenceLocator"))
        return purl, cpe

    def _missing(self, license_: str, concluded: str) -> tuple[str, ...]:
        """The LicenseRefs of a package whose text the document does not carry."""
        named = self._licenses[license_].references + self._licenses[concluded].references
        if not named:
            return ()
        return tuple(dict.fromkeys(name for name in named if name not in self._known_texts))

    def _checked(self, component: Component, name: str) -> Component | None:
        if not name:
            self._notes.add(component.key, "name", "", "sbom_name_missing")
        if not component.name:
            return None
        self._licenses.note(component, self._notes, LICENSE_FIELDS)
        self._seen.note(component)
        return component


def _ten(texts: Iterable[str]) -> Texts:
    name, version, declared, concluded, supplier, key, rights, source, file, purpose = texts
    return name, version, declared, concluded, supplier, key, rights, source, file, purpose


class Creation(TypedDict):
    """When a bill of materials was made, by whom, with what."""

    created: str
    authors: tuple[str, ...]
    tools: tuple[str, ...]


def _creation(info: object) -> Creation:
    info = info if isinstance(info, dict) else {}
    texts = [text_of(creator) for creator in items_of(info.get("creators"))]
    tools = tuple(text[len(TOOL) :].strip() for text in texts if text.startswith(TOOL))
    actors = _Actors()
    authors = tuple(actors[text] for text in texts if text and not text.startswith(TOOL))
    return {"created": text_of(info.get("created")), "authors": authors, "tools": tools}
