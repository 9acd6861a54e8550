"""Maven's pom.xml: the project with its licences, and the dependencies that it names."""

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from procurement_kit.formats.bom_fields import Upload, joined, tidy
from procurement_kit.formats.bom_xml import tag, text
from procurement_kit.formats.manifests import UNKNOWN, checked, tool_if
from procurement_kit.licensing.components import Bom, Component

PROPERTY = re.compile(r"\$\{([^${}]+)\}")
NAME_LIMIT = 300


def read(project: Element, upload: Upload) -> Bom:
    """The dependencies of a pom.xml; it carries the licences of the project alone."""
    rows = _children(project, "dependencies")
    upload.check_count(len(rows) + 1)
    values = _values(project)
    licenses = [text(_child(item, "name")) for item in _children(project, "licenses")]
    work = _component(*(values[f"project.{name}"] for name in ("groupId", "artifactId", "version")))
    work = work._replace(license=joined(map(tidy, licenses), "OR") or UNKNOWN)
    found = Bom(
        "pom.xml",
        name=work.name,
        works=(work,),
        components=tuple(_dependency(row, values) for row in rows),
    )
    return checked(found, upload)


def _values(project: Element) -> dict[str, str]:
    """What a ${property} stands for."""
    parent = _child(project, "parent")
    values = {tag(item): text(item) for item in _children(project, "properties")}
    for name in ("groupId", "artifactId", "version"):
        values[f"project.{name}"] = text(_child(project, name)) or text(_child(parent, name))
    return values


def _dependency(row: Element, values: Mapping[str, str]) -> Component:
    def value(name: str) -> str:
        written = text(_child(row, name))[:NAME_LIMIT]
        return PROPERTY.sub(lambda match: values.get(match[1], match[0])[:NAME_LIMIT], written)

    component = _component(value("groupId"), value("artifactId"), value("version"))
    return component._replace(combination=tool_if(value("scope") == "test"))


def _component(group: str, name: str, version: str) -> Component:
    group, name, version = (tidy(part)[:NAME_LIMIT] for part in (group, name, version))
    return Component(
        name=f"{group}:{name}" if group else name,
        version=version,
        license=UNKNOWN,
        purl=f"pkg:maven/{group}/{name}@{version}" if group and version else "",
    )


def _child(element: Element | None, name: str) -> Element | None:
    rows = element if element is not None else ()
    return next((item for item in rows if tag(item) == name), None)


def _children(element: Element, name: str) -> list[Element]:
    found = _child(element, name)
    return list(found) if found is not None else []
