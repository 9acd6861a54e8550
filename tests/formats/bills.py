"""Bills of materials for the tests, in the shortest form that is still honest."""

import json
from typing import Any

from procurement_kit.formats import bom_formats
from procurement_kit.formats.bom_fields import Upload
from procurement_kit.licensing.components import Bom

PACKAGE = {
    "SPDXID": "SPDXRef-1",
    "name": "knihovna",
    "versionInfo": "1.0",
    "licenseDeclared": "MIT",
    "licenseConcluded": "NOASSERTION",
    "downloadLocation": "NOASSERTION",
    "copyrightText": "NOASSERTION",
    "filesAnalyzed": False,
}
DOCUMENT = {
    "spdxVersion": "SPDX-2.3",
    "dataLicense": "CC0-1.0",
    "SPDXID": "SPDXRef-DOCUMENT",
    "name": "soupis",
    "documentNamespace": "https://example.org/soupis",
    "creationInfo": {
        "created": "2026-11-23T00:00:00Z",
        "creators": ["Tool: sestavovač", "Organization: Město Kocourkov (it@kocourkov.cz)"],
    },
}


def spdx(*packages: Any, relationships: Any = (), **changes: Any) -> bytes:
    """An SPDX 2.3 document; each package is PACKAGE with its own id and changes."""
    rows = [
        {**PACKAGE, "SPDXID": f"SPDXRef-{number}", **package} if type(package) is dict else package
        for number, package in enumerate(packages, start=1)
    ]
    rows_of = [
        dict(zip(("spdxElementId", "relationshipType", "relatedSpdxElement"), row, strict=True))
        for row in relationships
    ]
    return json.dumps(
        {**DOCUMENT, "packages": rows, "relationships": rows_of, **changes}, ensure_ascii=False
    ).encode()


def cyclonedx(*components: Any, **changes: Any) -> bytes:
    """A CycloneDX 1.6 document."""
    rows = [
        {"type": "library", "name": "knihovna", "version": "1.0", "bom-ref": f"r{number}",
         "licenses": [{"license": {"id": "MIT"}}], **component}
        if type(component) is dict else component
        for number, component in enumerate(components, start=1)
    ]  # fmt: skip
    return json.dumps(
        {
            "bomFormat": "CycloneDX",
            "specVersion": "1.6",
            "version": 1,
            "components": rows,
            **changes,
        },
        ensure_ascii=False,
    ).encode()


def read_here(name: str, data: bytes) -> Bom:
    """What the child would read, in this process."""
    return bom_formats.read(Upload(name, data))
