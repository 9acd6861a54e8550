"""CycloneDX bills of materials, 1.2 to 1.7, as JSON lays them out: one pass over the document."""

from collections.abc import Iterator, Mapping
from typing import Any

from procurement_kit.formats.bom_fields import (
    Json,
    Notes,
    Seen,
    Upload,
    finished,
    items_of,
    strongest,
    text_of,
    texts_of,
    tidy,
)
from procurement_kit.formats.cyclonedx_licenses import Licenses
from procurement_kit.licensing.components import Bom, Combination, Component
from procurement_kit.problems import KitError

VERSIONS = frozenset({"1.2", "1.3", "1.4", "1.5", "1.6", "1.7"})
FIELDS = ("name", "group", "version", "bom-ref", "purl", "cpe", "copyright", "type", "scope")
KINDS = {
    "container": Combination.CONTAINER,
    "operating-system": Combination.CONTAINER,
    "data": Combination.DATA,
    "machine-learning-model": Combination.DATA,
}
SOURCES = {"distribution": 0, "vcs": 1, "website": 2}
MODIFIED = {True: True, False: False, "true": True, "false": False}  # text comes from XML
Texts = tuple[str, ...]


def read(document: Mapping[str, Any], upload: Upload) -> Bom:
    """The bill of materials in *document*; KitError if its outermost structure is wrong."""
    version = text_of(document.get("specVersion"))
    if version not in VERSIONS:
        raise KitError("sbom_version", file=upload.name, version=version)
    notes = Notes()
    metadata = _dict(document.get("metadata"))
    works, inside = _works(metadata, notes)
    parts = [*inside, *upload.list_of(document, "components")]
    components = tuple(_components(parts, upload, notes))
    bom = Bom(
        format="CycloneDX",
        format_version=version,
        name=works[0].name if works else "",
        namespace=text_of(document.get("serialNumber")),
        created=text_of(metadata.get("timestamp")),
        authors=_authors(metadata),
        tools=_tools(metadata.get("tools")),
        works=works,
        components=components,
        related=_related(document, {item.key for item in (*works, *components)}, notes),
        completeness=_completeness(document),
        problems=notes.problems,
    )
    return finished(bom, upload)


def _works(metadata: Mapping[str, Any], notes: Notes) -> tuple[tuple[Component, ...], list[Any]]:
    """What the list describes, and the components nested in it."""
    item = _dict(metadata.get("component"))
    if not item:
        return (), []
    work = _Components(notes).read({"supplier": metadata.get("supplier"), **item})
    return (work,) if work else (), items_of(item.get("components"))


def _components(items: list[Any], upload: Upload, notes: Notes) -> Iterator[Component]:
    """Every one of *items* and of those nested in them; the nested ones come later."""
    reader = _Components(notes)
    for item in items:
        if component := reader.read(item):
            yield component
        nested = item.get("components") if isinstance(item, dict) else None
        if isinstance(nested, list):
            items.extend(nested)
            upload.check_count(len(items))


class _Components:
    """Reads the components of one list."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._licenses, self._seen = Licenses(notes), Seen(notes)

    def read(self, item: Json) -> Component | None:
        """The component that *item* is; None, and a note, if it has nothing to go by."""
        texts = self._texts(item)
        if not texts:
            return None
        name, group, version, key, purl, cpe, copyright_, kind, scope = texts
        shown = f"{group}/{name}" if group and name else name or key or purl
        license_, concluded, missing = self._licenses.read(item.get("licenses"), shown)
        component = Component(
            shown,
            version,
            license_,
            concluded,
            _supplier(item),
            key,
            purl,
            cpe,
            strongest(item.get("hashes"), "alg", "content"),
            copyright_,
            _source(item.get("externalReferences")),
            "",
            Combination.TOOL if scope == "excluded" else KINDS.get(kind),
            _modified(item),
            missing,
        )
        return self._checked(component, name)

    def _texts(self, item: Json) -> Texts:
        try:
            get = item.get
            texts = (
                get("name", ""),
                get("group", ""),
                get("version", ""),
                get("bom-ref", ""),
                get("purl", ""),
                get("cpe", ""),
                get("copyright", ""),
                get("type", ""),
                get("scope", ""),
            )
            if "".join(texts).isprintable():
                return texts
        except (AttributeError, TypeError):
            return self._mended(item)
        return tuple(map(tidy, texts))

    def _mended(self, item: object) -> Texts:
        """The fields of a malformed component that are text; what is wrong becomes a note."""
        if not isinstance(item, dict):
            self._notes.add("", "components", item, "sbom_component_broken")
            return ()
        label = text_of(item.get("name")) or text_of(item.get("bom-ref"))
        for field in FIELDS:
            value = item.get(field)
            if value is not None and not isinstance(value, str):
                self._notes.add(label, field, value, "sbom_field_type")
        return tuple(text_of(item.get(field)) for field in FIELDS)

    def _checked(self, component: Component, name: str) -> Component | None:
        if not name:
            self._notes.add(component.name, "name", "", "sbom_name_missing")
        if not component.name:
            return None
        self._licenses.note(component)
        self._seen.note(component)
        return component


def _dict(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _name(value: object) -> str:
    return text_of(value.get("name")) if isinstance(value, dict) else text_of(value)


def _supplier(item: Mapping[str, Any]) -> str:
    """The supplier; without one, who else stands behind the component."""
    for field in ("supplier", "manufacturer", "publisher", "author"):
        if (value := item.get(field)) and (name := _name(value)):
            return name
    return ""


def _source(references: object) -> str:
    """Where the component comes from: its download, else its repository, else its pages."""
    found, best = "", len(SOURCES)
    for item in items_of(references):
        try:
            rank = SOURCES.get(item["type"], best)
            if rank < best:
                found, best = text_of(item["url"]), rank
        except (KeyError, TypeError):
            continue
    return found


def _modified(item: Mapping[str, Any]) -> bool | None:
    if "pedigree" in item and _dict(item["pedigree"]).get("patches"):
        return True
    stated = item.get("modified")
    return MODIFIED.get(stated) if isinstance(stated, bool | str) else None


def _authors(metadata: Mapping[str, Any]) -> tuple[str, ...]:
    people = map(_name, items_of(metadata.get("authors")))
    return texts_of([*people, _name(metadata.get("manufacturer"))])


def _tools(tools: object) -> tuple[str, ...]:
    """The tools as "name version": a list until 1.4, an object with components from 1.5."""
    listed = tools.get("components") if isinstance(tools, dict) else tools
    rows = [item for item in items_of(listed) if isinstance(item, dict)]
    return texts_of(f"{_name(row)} {text_of(row.get('version'))}".strip() for row in rows)


def _completeness(document: Mapping[str, Any]) -> str:
    rows = items_of(document.get("compositions"))
    found = texts_of(_dict(row).get("aggregate") for row in rows)
    return ", ".join(sorted(set(found)))


def _related(document: Mapping[str, Any], keys: set[str], notes: Notes) -> frozenset[str]:
    """The keys that stand in a dependency; those that lead nowhere become a note."""
    ends: set[str] = set()
    for row in items_of(document.get("dependencies")):
        targets = _dict(row).get("dependsOn") or []
        if not isinstance(row, dict) or not isinstance(targets, list):
            notes.add("", "dependencies", row, "sbom_relationship_broken")
            continue
        ends.update(texts_of([row.get("ref"), *targets]))
    services = items_of(document.get("services"))
    lost = ends - keys - {text_of(_dict(item).get("bom-ref")) for item in services}
    for key in sorted(lost):
        notes.add(key, "dependencies", key, "sbom_relationship_dangling")
    return frozenset(ends & keys)
