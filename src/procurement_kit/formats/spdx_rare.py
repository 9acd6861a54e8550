"""SPDX 2 as tag-value, YAML, XML and RDF/XML: laid out as the JSON of the same document."""

import io
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import yaml

from procurement_kit.formats.bom_fields import Json, Upload, decoded
from procurement_kit.problems import KitError

if TYPE_CHECKING:
    from spdx_tools.spdx.model.document import Document
    from spdx_tools.spdx.model.package import Package

TAG_VALUE = re.compile(rb"^SPDXVersion:", re.MULTILINE)
YAML = re.compile(rb"""^["']?spdxVersion["']?:""", re.MULTILINE)
LIST_VERSION = re.compile(r"^LicenseListVersion:.*$", re.MULTILINE)
NODE_LIMIT = 1_000_000
DEPTH_LIMIT = 64
NOTHING = frozenset({"", "~", "null"})
CAUSES = 3
CAUSE_LENGTH = 400


def is_tag_value(data: bytes) -> bool:
    """Whether a line states the version as tag-value does."""
    return TAG_VALUE.search(data) is not None


def is_yaml(data: bytes) -> bool:
    """Whether a line states the version as YAML does."""
    return YAML.search(data) is not None


def from_yaml(upload: Upload) -> dict[str, Any]:
    """The document that the YAML holds, all scalars as text; KitError for aliases and tags."""
    try:
        found = _built(upload)
    except yaml.MarkedYAMLError as error:
        line = _line(error.problem_mark)
        raise KitError("sbom_not_yaml", file=upload.name, line=line) from error
    except (yaml.YAMLError, ValueError, TypeError) as error:  # TypeError: a key that is no scalar
        raise KitError("sbom_not_yaml", file=upload.name, line=1) from error
    if not isinstance(found, dict):
        raise KitError("sbom_unknown", file=upload.name)
    return found


def _built(upload: Upload) -> Json:
    """What the events build; loaders would follow aliases and tags before anybody could look."""
    stack: list[list[Json]] = [[]]
    for event in _events(upload):
        match event:
            case yaml.ScalarEvent():
                is_nothing = event.style is None and event.value in NOTHING
                stack[-1].append(None if is_nothing else event.value)
            case yaml.CollectionStartEvent():
                stack.append([])
            case yaml.MappingEndEvent():
                items = stack.pop()
                stack[-1].append(dict(zip(items[::2], items[1::2], strict=True)))
            case yaml.SequenceEndEvent():
                items = stack.pop()
                stack[-1].append(items)
    return stack[0][0] if len(stack[0]) == 1 else None


def _events(upload: Upload) -> Iterator[yaml.Event]:
    """The events of the file; KitError for an alias, a tag, too many or too deep."""
    depth = 0
    for count, event in enumerate(yaml.parse(upload.data, Loader=yaml.CSafeLoader)):
        if isinstance(event, yaml.AliasEvent):
            raise KitError("sbom_alias", file=upload.name)
        if getattr(event, "tag", None):
            raise KitError("sbom_not_yaml", file=upload.name, line=_line(event.start_mark))
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEPTH_LIMIT:
            raise KitError("sbom_too_deep", file=upload.name)
        if count > NODE_LIMIT:
            raise KitError("sbom_too_heavy", file=upload.name)
        yield event


def _line(mark: Json) -> int:
    return mark.line + 1 if mark else 1


def from_tag_value(upload: Upload) -> dict[str, Any]:
    """The document that the tag-value text holds."""
    from spdx_tools.common.spdx_licensing import spdx_licensing
    from spdx_tools.spdx.parser.tagvalue import parser

    # It would read the whole list of licences again for every licence: 33 s for 1,000 packages.
    vars(parser)["get_spdx_licensing"] = lambda: spdx_licensing
    # It refuses the three numbers that the list's versions have had since 3.28; nobody needs them.
    text = LIST_VERSION.sub("", decoded(upload).replace("\r\n", "\n"))
    return _imported(lambda: parser.Parser(write_tables=False, debug=False).parse(text), upload)


def from_rdf(upload: Upload) -> dict[str, Any]:
    """The document that the RDF/XML holds; whoever calls has refused DTDs before."""
    from rdflib import Graph
    from spdx_tools.spdx.parser.rdf.rdf_parser import translate_graph_to_document

    def parsed() -> "Document":
        graph = Graph()
        graph.parse(io.BytesIO(upload.data), format="xml")
        return translate_graph_to_document(graph)

    return _imported(parsed, upload)


def _imported(parse: "Callable[[], Document]", upload: Upload) -> dict[str, Any]:
    from spdx_tools.spdx.parser.error import SPDXParsingError

    try:
        document = parse()
    except SPDXParsingError as error:
        cause = "; ".join(map(str, error.get_messages()[:CAUSES]))
        raise KitError("sbom_faulty", file=upload.name, cause=cause[:CAUSE_LENGTH]) from error
    except MemoryError:
        raise
    except (Exception, SystemExit) as error:  # the importer leaves the process if it is confused
        raise KitError("sbom_unreadable", file=upload.name) from error
    return _laid_out(document)


def _laid_out(document: "Document") -> dict[str, Any]:
    """*document* as JSON has it; the library's own way looks at every pair of elements."""
    info = document.creation_info
    return {
        "spdxVersion": info.spdx_version,
        "SPDXID": info.spdx_id,
        "name": info.name,
        "documentNamespace": info.document_namespace,
        "creationInfo": {
            "created": info.created.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "creators": [item.to_serialized_string() for item in info.creators],
        },
        "packages": list(map(_package, document.packages)),
        "files": [{"SPDXID": item.spdx_id} for item in document.files],
        "snippets": [{"SPDXID": item.spdx_id} for item in document.snippets],
        "relationships": [
            {
                "spdxElementId": item.spdx_element_id,
                "relationshipType": item.relationship_type.name,
                "relatedSpdxElement": str(item.related_spdx_element_id),
            }
            for item in document.relationships
        ],
        "hasExtractedLicensingInfos": [
            {"licenseId": item.license_id, "extractedText": item.extracted_text}
            for item in document.extracted_licensing_info
        ],
    }


def _package(package: "Package") -> dict[str, Any]:
    supplier, purpose = package.supplier, package.primary_package_purpose
    return {
        "name": package.name,
        "SPDXID": package.spdx_id,
        "versionInfo": package.version,
        "packageFileName": package.file_name,
        "supplier": _text(getattr(supplier, "name", None)),
        "licenseDeclared": _text(package.license_declared),
        "licenseConcluded": _text(package.license_concluded),
        "copyrightText": _text(package.copyright_text),
        "downloadLocation": _text(package.download_location),
        "primaryPackagePurpose": purpose.name if purpose else None,
        "checksums": [
            {"algorithm": item.algorithm.name.replace("SHA3_", "SHA3-").replace("_", "-"),
             "checksumValue": item.value}
            for item in package.checksums
        ],
        "externalRefs": [
            {"referenceType": item.reference_type, "referenceLocator": item.locator}
            for item in package.external_references
        ],
    }  # fmt: skip


def _text(value: object) -> str | None:
    return None if value is None else str(value)
