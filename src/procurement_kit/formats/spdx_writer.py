"""SPDX 2.3 JSON with our verdicts, by the model and the writer of spdx-tools."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

import orjson
from spdx_tools.spdx.jsonschema.annotation_converter import AnnotationConverter
from spdx_tools.spdx.jsonschema.document_converter import DocumentConverter
from spdx_tools.spdx.model.actor import Actor, ActorType
from spdx_tools.spdx.model.annotation import Annotation, AnnotationType
from spdx_tools.spdx.model.document import CreationInfo, Document
from spdx_tools.spdx.model.package import Package
from spdx_tools.spdx.model.relationship import Relationship, RelationshipType
from spdx_tools.spdx.model.spdx_no_assertion import SpdxNoAssertion

from procurement_kit.formats.bom_fields import text_of, tidy
from procurement_kit.formats.spdx_values import (
    Licenses,
    actor,
    checksums,
    copyright_of,
    download_of,
    references,
)
from procurement_kit.licensing.components import Bom, Combination, Component

DOCUMENT = "SPDXRef-DOCUMENT"
KEY = re.compile(r"SPDXRef-[0-9A-Za-z.-]+")
UNNAMED = "NOASSERTION"
LINKS: Mapping[Combination | None, RelationshipType] = {
    Combination.STATIC: RelationshipType.STATIC_LINK,
    Combination.DYNAMIC: RelationshipType.DYNAMIC_LINK,
}
PARTS: Mapping[Combination | None, RelationshipType] = {
    Combination.TOOL: RelationshipType.DEV_TOOL_OF,
    Combination.DATA: RelationshipType.DATA_FILE_OF,
}


class Reviewed(NamedTuple):
    """A component with what we say of it, and what we concluded its licence to be."""

    component: Component
    verdict: str
    concluded: str


def write(  # noqa: PLR0913 - what a document must say
    bom_bytes: bytes | None,
    bom: Bom,
    findings: Iterable[tuple[Component, str, str]],
    *,
    created: datetime,
    tool: str,
    namespace: str,
) -> bytes:
    """A valid SPDX 2.3 document of the works and components, each finding an annotation.

    The texts of LicenseRefs and the relationships are taken over from *bom_bytes* if it is
    SPDX 2 JSON.
    """
    original = _original(bom_bytes)
    moment = created.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    author = Actor(ActorType.TOOL, tidy(tool) or UNNAMED)
    reviewed = [Reviewed(*finding) for finding in findings]
    keys = _Keys()
    licenses = Licenses(_texts(original))
    works = [_package(item, keys, licenses, "") for item in bom.works]
    parts = [_package(row.component, keys, licenses, row.concluded) for row in reviewed]
    document = Document(
        CreationInfo("SPDX-2.3", DOCUMENT, tidy(bom.name) or UNNAMED, namespace, [author], moment),
        packages=[*works, *parts],
        relationships=[*_described(works or parts), *_taken(original, keys)],
        extracted_licensing_info=licenses.extracted(),
    )
    if works and not original.get("relationships"):
        document.relationships += _combined(works[0], parts, reviewed)
    annotations = [
        Annotation(
            package.spdx_id, AnnotationType.REVIEW, author, moment, tidy(row.verdict) or UNNAMED
        )
        for package, row in zip(parts, reviewed, strict=True)
    ]
    return _json(document, annotations)


def _json(document: Document, annotations: list[Annotation]) -> bytes:
    """The annotations are put in by hand: the library looks at all of them for each package."""
    found = DocumentConverter().convert(document)
    converter = AnnotationConverter()
    by_key = {item.spdx_id: converter.convert(item) for item in annotations}
    for package in found["packages"]:
        if package["SPDXID"] in by_key:
            package["annotations"] = [by_key[package["SPDXID"]]]
    return orjson.dumps(found, option=orjson.OPT_INDENT_2)


def _original(data: bytes | None) -> Mapping[str, Any]:
    try:
        found = orjson.loads(data or b"{}")
    except orjson.JSONDecodeError:
        return {}
    return found if isinstance(found, dict) and "spdxVersion" in found else {}


def _rows(original: Mapping[str, Any], field: str) -> Iterator[Mapping[str, Any]]:
    rows = original.get(field)
    return (row for row in (rows if isinstance(rows, list) else ()) if isinstance(row, dict))


def _texts(original: Mapping[str, Any]) -> dict[str, str]:
    return {
        text_of(row.get("licenseId")): text_of(row.get("extractedText"))
        for row in _rows(original, "hasExtractedLicensingInfos")
    }


class _Keys:
    """Gives every component its own SPDX id: the one it has, if that is legal and free."""

    def __init__(self) -> None:
        self.kept: set[str] = set()
        self._taken = {DOCUMENT}

    def of(self, component: Component) -> str:
        """The id for *component*."""
        key = component.key
        if KEY.fullmatch(key) and key not in self._taken:
            self.kept.add(key)
        else:
            number = len(self._taken)
            while (key := f"SPDXRef-Package-{number}") in self._taken:
                number += 1
        self._taken.add(key)
        return key


def _package(component: Component, keys: _Keys, licenses: Licenses, concluded: str) -> Package:
    declared = licenses.read(component.license)
    conclusion = licenses.read(concluded or component.concluded)
    originals = {"licenseDeclared": declared, "licenseConcluded": conclusion}
    notes = [f"{field}: {value.replaced}" for field, value in originals.items() if value.replaced]
    return Package(
        spdx_id=keys.of(component),
        name=tidy(component.name) or tidy(component.purl) or UNNAMED,
        version=tidy(component.version) or None,
        download_location=download_of(component),
        supplier=actor(component) or SpdxNoAssertion(),
        files_analyzed=False,
        file_name=tidy(component.file_name) or None,
        license_declared=declared.value,
        license_concluded=conclusion.value,
        license_comment="\n".join(notes) or None,
        copyright_text=copyright_of(component),
        checksums=checksums(component),
        external_references=references(component),
    )


def _described(packages: Iterable[Package]) -> list[Relationship]:
    kind = RelationshipType.DESCRIBES
    return [Relationship(DOCUMENT, kind, package.spdx_id) for package in packages]


def _taken(original: Mapping[str, Any], keys: _Keys) -> Iterator[Relationship]:
    """The relationships of the original whose ends are both still there."""
    for row in _rows(original, "relationships"):
        first = text_of(row.get("spdxElementId"))
        second = text_of(row.get("relatedSpdxElement"))
        kind = text_of(row.get("relationshipType"))
        if {first, second} <= keys.kept and kind in RelationshipType.__members__:
            yield Relationship(first, RelationshipType[kind], second)


def _combined(work: Package, parts: list[Package], reviewed: list[Reviewed]) -> list[Relationship]:
    """How each component is combined with the work, as far as SPDX has a word for it."""
    found = []
    for package, row in zip(parts, reviewed, strict=True):
        way = row.component.combination
        if way in PARTS:
            found.append(Relationship(package.spdx_id, PARTS[way], work.spdx_id))
        else:
            kind = LINKS.get(way, RelationshipType.DEPENDS_ON)
            found.append(Relationship(work.spdx_id, kind, package.spdx_id))
    return found
