"""XML lists of components: checked for bombs, and laid out as the JSON of the same format."""

from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]

from procurement_kit.formats.bom_fields import Json, Upload
from procurement_kit.problems import KitError

BYTE_ORDER_MARKS = b"\xef\xbb\xbf\xff\xfe\xfe\xff\x00"
START = 256
CYCLONEDX = "http://cyclonedx.org/schema/bom/"
SPDX_LISTS = frozenset(
    {"packages", "files", "snippets", "relationships", "documentDescribes", "checksums", "creators",
     "externalRefs", "hasExtractedLicensingInfos"})  # fmt: skip
CYCLONEDX_LISTS = frozenset(
    {"components", "licenses", "hashes", "authors", "tools", "externalReferences", "dependencies",
     "compositions", "patches", "services"})  # fmt: skip
TEXT_KEYS = {"hash": "content", "expression": "expression", "text": "content"}


def is_xml(data: bytes) -> bool:
    """Whether *data* begins as XML does, in any encoding."""
    return data[:START].replace(b"\x00", b"").lstrip(BYTE_ORDER_MARKS).lstrip()[:1] == b"<"


def root(upload: Upload) -> Element:
    """The outermost element; KitError if it declares a DTD or entities, or is no XML."""
    try:
        found: Element = fromstring(upload.data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise KitError("sbom_dtd", file=upload.name) from error
    except ParseError as error:
        line, column = error.position
        raise KitError("sbom_not_xml", file=upload.name, line=line, column=column) from error
    except (ValueError, LookupError) as error:  # an encoding that does not exist
        raise KitError("sbom_not_xml", file=upload.name, line=1, column=1) from error
    return found


def tag(element: Element) -> str:
    """The name of *element* without its namespace."""
    return element.tag.rpartition("}")[2]


def text(element: Element | None) -> str:
    """The text directly in *element*."""
    return (element.text or "").strip() if element is not None else ""


def spdx(element: Element, upload: Upload) -> dict[str, Any]:
    """An SPDX document as its JSON would be."""
    try:
        found = _spdx(element)
    except RecursionError as error:
        raise KitError("sbom_too_deep", file=upload.name) from error
    return found if isinstance(found, dict) else {}


def _spdx(element: Element) -> Json:
    if not len(element):
        return text(element)
    found: dict[str, Any] = {}
    for child in element:
        name, value = tag(child), _spdx(child)
        if name in SPDX_LISTS:
            found.setdefault(name, []).append(value)
        else:
            found[name] = value
    return found


def cyclonedx(element: Element, upload: Upload) -> dict[str, Any]:
    """A CycloneDX document as its JSON would be."""
    try:
        found = _cyclonedx(element)
    except RecursionError as error:
        raise KitError("sbom_too_deep", file=upload.name) from error
    version = element.tag.partition("}")[0].rpartition("/")[2]
    return {**(found if isinstance(found, dict) else {}), "specVersion": version}


def _cyclonedx(element: Element) -> Json:
    name = tag(element)
    if name == "licenses":
        return [_choice(child) for child in element]
    if name == "dependencies":
        return [{"ref": row.get("ref"), "dependsOn": [item.get("ref") for item in row]}
                for row in element]  # fmt: skip
    if name in CYCLONEDX_LISTS and not _holds_components(element):
        return [_cyclonedx(child) for child in element]
    found: dict[str, Any] = dict(element.attrib)
    found.update((tag(child), _cyclonedx(child)) for child in element)
    if not found:
        return text(element)
    if name in TEXT_KEYS:
        found[TEXT_KEYS[name]] = text(element)
    return found


def _choice(element: Element) -> dict[str, Any]:
    """An entry of <licenses>: a licence, or an expression."""
    if tag(element) == "expression":
        return {**element.attrib, "expression": text(element)}
    found = _cyclonedx(element)
    return {"license": found}


def _holds_components(element: Element) -> bool:
    """Whether <tools> is laid out as from 1.5, with components inside."""
    return tag(element) == "tools" and any(tag(child) == "components" for child in element)
