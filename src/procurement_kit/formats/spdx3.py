"""SPDX 3.0 JSON-LD: the graph laid out as an SPDX 2 document, so that one reader serves both."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from procurement_kit.formats.bom_fields import Upload, joined, text_of
from procurement_kit.formats.spdx3_licenses import Licenses, key_of, listed

CONTEXT = "spdx.org/rdf/3."
PACKAGE = "software_Package"
RELATIONSHIPS = frozenset({"Relationship", "LifecycleScopedRelationship"})
TOOL_SCOPES = frozenset({"build", "development", "test"})
PURPOSES = {"container": "CONTAINER", "operatingSystem": "OPERATING_SYSTEM"}
IDENTIFIERS = {"packageUrl": "purl", "purl": "purl", "cpe23": "cpe23Type", "cpe22": "cpe22Type"}
LICENSES = {"hasDeclaredLicense": "licenseDeclared", "hasConcludedLicense": "licenseConcluded"}


class Meaning(NamedTuple):
    """The SPDX 2 name of a relationship, and whether its ends change places."""

    name: str
    is_turned: bool = False


MEANINGS = {
    "contains": Meaning("CONTAINS"),
    "dependsOn": Meaning("DEPENDS_ON"),
    "describes": Meaning("DESCRIBES"),
    "hasStaticLink": Meaning("STATIC_LINK"),
    "hasDynamicLink": Meaning("DYNAMIC_LINK"),
    "hasOptionalComponent": Meaning("OPTIONAL_COMPONENT_OF", is_turned=True),
    "hasOptionalDependency": Meaning("OPTIONAL_DEPENDENCY_OF", is_turned=True),
    "hasProvidedDependency": Meaning("PROVIDED_DEPENDENCY_OF", is_turned=True),
    "hasPrerequisite": Meaning("HAS_PREREQUISITE"),
    "hasDataFile": Meaning("DATA_FILE_OF", is_turned=True),
    "hasDocumentation": Meaning("DOCUMENTATION_OF", is_turned=True),
    "hasTest": Meaning("TEST_OF", is_turned=True),
    "hasTestCase": Meaning("TEST_CASE_OF", is_turned=True),
    "usesTool": Meaning("BUILD_TOOL_OF", is_turned=True),
}
SCOPED = Meaning("DEV_DEPENDENCY_OF", is_turned=True)


def is_spdx3(document: Mapping[str, Any]) -> bool:
    """Whether the context of the JSON-LD is that of SPDX 3."""
    context = document.get("@context")
    return CONTEXT in (context if isinstance(context, str) else "") or (
        isinstance(context, list) and any(CONTEXT in text_of(item) for item in context)
    )


def laid_out(document: Mapping[str, Any], upload: Upload) -> dict[str, Any]:
    """The graph of *document* as an SPDX 2.3 document."""
    graph = _Graph(upload.list_of(document, "@graph"))
    header = next(graph.of("SpdxDocument"), {})
    info = graph.inner(header.get("creationInfo")) or next(graph.of("CreationInfo"), {})
    return {
        "spdxVersion": "SPDX-2.3",
        "name": header.get("name"),
        "documentNamespace": header.get("spdxId"),
        "SPDXID": header.get("spdxId"),
        "creationInfo": {"created": info.get("created"), "creators": list(graph.creators(info))},
        "documentDescribes": sorted(graph.roots(header)),
        "packages": [graph.package(item) for item in graph.of(PACKAGE)],
        "files": [{"SPDXID": key} for key in graph.others(header)],
        "relationships": list(graph.relationships()),
        "hasExtractedLicensingInfos": list(graph.licenses.texts()),
    }


def version(document: Mapping[str, Any]) -> str:
    """The version that the creation information states."""
    graph = document["@graph"]
    found = (text_of(item.get("specVersion")) for item in graph if isinstance(item, dict))
    return next(filter(None, found), "3.0")


class _Graph:
    """The elements of the graph, and what their relationships say."""

    def __init__(self, elements: list[Any]) -> None:
        self._elements = [item for item in elements if isinstance(item, dict)]
        self._by_key = {key: item for item in self._elements if (key := key_of(item))}
        self.licenses = Licenses(self._by_key)
        self._stated: dict[str, dict[str, list[Any]]] = {}
        for item in self.of(*RELATIONSHIPS):
            if field := LICENSES.get(text_of(item.get("relationshipType"))):
                stated = self._stated.setdefault(text_of(item.get("from")), {})
                stated.setdefault(field, []).extend(listed(item.get("to")))

    def of(self, *kinds: str) -> Iterator[Mapping[str, Any]]:
        """The elements of some *kinds*."""
        return (item for item in self._elements if item.get("type", item.get("@type")) in kinds)

    def inner(self, value: object) -> Mapping[str, Any]:
        """The element that *value* is, or is the key of."""
        if isinstance(value, dict):
            return value
        return self._by_key.get(value, {}) if isinstance(value, str) else {}

    def creators(self, info: Mapping[str, Any]) -> Iterator[str]:
        """Who made the document, as SPDX 2 writes it."""
        for field, kind in (("createdBy", "Organization"), ("createdUsing", "Tool")):
            for value in listed(info.get(field)):
                if name := text_of(self.inner(value).get("name")):
                    yield f"{kind}: {name}"

    def roots(self, header: Mapping[str, Any]) -> set[str]:
        """What the document is about: its roots, or those of the bill of materials inside."""
        found = set(filter(None, map(text_of, listed(header.get("rootElement")))))
        inside = {key for root in found for key in listed(self.inner(root).get("rootElement"))
                  if isinstance(key, str)}  # fmt: skip
        return {key for key in found | inside if self.inner(key).get("type") == PACKAGE}

    def others(self, header: Mapping[str, Any]) -> Iterator[str]:
        """The keys of everything that is no package, here or in an imported document."""
        for key, item in self._by_key.items():
            if item.get("type") != PACKAGE:
                yield key
        for item in listed(header.get("import")):
            yield text_of(self.inner(item).get("externalSpdxId"))

    def relationships(self) -> Iterator[dict[str, Any]]:
        """The relationships between things, one for each pair."""
        for item in self.of(*RELATIONSHIPS):
            kind = text_of(item.get("relationshipType"))
            meaning = MEANINGS.get(kind)
            if meaning is None:
                continue
            if kind == "dependsOn" and item.get("scope") in TOOL_SCOPES:
                meaning = SCOPED
            for target in listed(item.get("to")):
                ends = item.get("from"), target
                first, second = reversed(ends) if meaning.is_turned else ends
                yield {
                    "spdxElementId": first,
                    "relationshipType": meaning.name,
                    "relatedSpdxElement": second,
                }

    def package(self, item: Mapping[str, Any]) -> dict[str, Any]:
        """A package as SPDX 2 lays it out."""
        supplier = text_of(self.inner(item.get("suppliedBy")).get("name"))
        key = key_of(item)
        licenses = {
            field: joined(map(self.licenses.text, values), "AND")
            for field, values in self._stated.get(key, {}).items()
        }
        return {
            **licenses,
            "name": item.get("name"),
            "SPDXID": key,
            "versionInfo": item.get("software_packageVersion"),
            "downloadLocation": item.get("software_downloadLocation"),
            "copyrightText": item.get("software_copyrightText"),
            "primaryPackagePurpose": _purpose(item.get("software_primaryPurpose")),
            "supplier": f"Organization: {supplier}" if supplier else None,
            "checksums": list(_checksums(item.get("verifiedUsing"))),
            "externalRefs": list(_references(item)),
        }


def _purpose(value: object) -> object:
    return PURPOSES.get(value, value) if isinstance(value, str) else value


def _checksums(hashes: object) -> Iterator[dict[str, str]]:
    for item in listed(hashes):
        if isinstance(item, dict) and isinstance(kind := item.get("algorithm"), str):
            name = kind.upper().replace("_", "-").replace("BLAKE2B", "BLAKE2b-")
            yield {"algorithm": name, "checksumValue": text_of(item.get("hashValue"))}


def _references(item: Mapping[str, Any]) -> Iterator[dict[str, object]]:
    yield {"referenceType": "purl", "referenceLocator": item.get("software_packageUrl")}
    for entry in listed(item.get("externalIdentifier")):
        kind = entry.get("externalIdentifierType") if isinstance(entry, dict) else None
        if isinstance(kind, str) and (name := IDENTIFIERS.get(kind)):
            yield {"referenceType": name, "referenceLocator": entry.get("identifier")}
