"""The bills of materials that the benchmark of licensing reads: made up, yet like real ones.

Every file comes out the same on every run. A package takes about 590 bytes of compact JSON with
its relationship; the first 60 have 60 distinct expressions, the others mostly the common ones.
"""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import orjson

Json = Mapping[str, Any]
REFERENCE = "LicenseRef-vendor-terms"
EXPRESSIONS = (
    "MIT",
    "Apache-2.0",
    "BSD-3-Clause",
    "ISC",
    "BSD-2-Clause",
    "MIT OR Apache-2.0",
    "NOASSERTION",
    "GPL-2.0-or-later",
    "LGPL-2.1-or-later",
    "0BSD",
    "MPL-2.0",
    "Zlib",
    "GPL-3.0-or-later",
    "LGPL-2.1-only",
    "CC0-1.0",
    "Unlicense",
    "EPL-2.0",
    "PSF-2.0",
    "GPL-2.0-only",
    "LGPL-3.0-or-later",
    "EPL-2.0 OR GPL-2.0-only WITH Classpath-exception-2.0",
    "BSL-1.0",
    "GPL-2.0-only WITH Classpath-exception-2.0",
    "Python-2.0",
    "MIT AND BSD-3-Clause",
    "CDDL-1.0 OR GPL-2.0-only WITH Classpath-exception-2.0",
    "(MIT OR GPL-3.0-or-later) AND BSD-2-Clause",
    "EPL-1.0",
    "LGPL-3.0-only",
    "GPL-3.0-only",
    "MIT-0",
    "BlueOak-1.0.0",
    "GPL-3.0-or-later WITH GCC-exception-3.1",
    "Artistic-2.0",
    "AGPL-3.0-or-later",
    "curl",
    "OpenSSL",
    "CC-BY-4.0",
    "Unicode-3.0",
    "Apache-2.0 WITH LLVM-exception",
    "Artistic-1.0-Perl OR GPL-1.0-or-later",
    "X11",
    "HPND",
    "PostgreSQL",
    "CDDL-1.0",
    "AGPL-3.0-only",
    "EUPL-1.2",
    "NCSA",
    "W3C",
    "MPL-1.1 OR GPL-2.0-or-later OR LGPL-2.1-or-later",
    "Ruby OR BSD-2-Clause",
    "BSD-3-Clause AND (MIT OR Apache-2.0) AND Zlib",
    "GPL-2.0+",
    "BSD-4-Clause",
    "CC-BY-SA-4.0",
    "OFL-1.1",
    "WTFPL",
    "BUSL-1.1",
    "SSPL-1.0",
    REFERENCE,
)
SUPPLIERS = ("Apache Software Foundation", "Example s.r.o.", "OpenJS Foundation", "Jana Nov\u00e1")
KINDS = ("DEPENDS_ON",) * 16 + ("DYNAMIC_LINK", "STATIC_LINK", "CONTAINS", "DEV_DEPENDENCY_OF")
"""How packages hang on the work, by their share in twenty."""

WORDS = ("core", "http", "json", "util", "parser", "client", "stream", "crypto", "color", "test")


def spdx_file(folder: Path, count: int) -> Path:
    """The file with *count* packages in SPDX 2.3, made unless it is there."""
    path = folder / f"spdx-{count}.spdx.json"
    if not path.exists():
        path.write_bytes(orjson.dumps(_spdx(count)))
    return path


def cyclonedx_file(folder: Path, count: int) -> Path:
    """The file with *count* components in CycloneDX 1.5, made unless it is there."""
    path = folder / f"cyclonedx-{count}.cdx.json"
    if not path.exists():
        path.write_bytes(orjson.dumps(_cyclonedx(count)))
    return path


def _names(count: int) -> Iterator[tuple[int, str, str, str]]:
    """The number, name, version and licence of every component."""
    random = Random(count)
    for number in range(count):
        name = f"{random.choice(WORDS)}-{random.choice(WORDS)}-{number}"
        version = f"{random.randrange(9)}.{random.randrange(30)}.{random.randrange(20)}"
        place = (
            number if number < len(EXPRESSIONS) else int(len(EXPRESSIONS) * random.random() ** 4)
        )
        yield number, name, version, EXPRESSIONS[place]


def _spdx(count: int) -> Json:
    work = "SPDXRef-work"
    root = {
        "SPDXID": work,
        "name": "register-of-plans",
        "versionInfo": "1.0",
        "downloadLocation": "NOASSERTION",
        "licenseDeclared": "EUPL-1.2",
        "filesAnalyzed": False,
    }
    packages = list(map(_package, _names(count)))
    return {
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": "SPDXRef-DOCUMENT",
        "name": "register-of-plans",
        "documentNamespace": f"https://example.org/spdx/{count}",
        "creationInfo": {"created": "2026-01-02T03:04:05Z", "creators": ["Tool: benchmark-1"]},
        "documentDescribes": [work],
        "packages": [root, *packages],
        "relationships": [_relationship(work, item["SPDXID"]) for item in packages],
        "hasExtractedLicensingInfos": [
            {"licenseId": REFERENCE, "name": "Terms", "extractedText": "Ask the vendor."}
        ],
    }


def _package(described: tuple[int, str, str, str]) -> Json:
    number, name, version, license_ = described
    return {
        "SPDXID": f"SPDXRef-{number}",
        "name": name,
        "versionInfo": version,
        "supplier": f"Organization: {SUPPLIERS[number % len(SUPPLIERS)]}",
        "downloadLocation": "NOASSERTION",
        "filesAnalyzed": False,
        "licenseConcluded": license_ if number % 10 == 0 else "NOASSERTION",
        "licenseDeclared": license_,
        "checksums": [{"algorithm": "SHA256", "checksumValue": _digest(number)}],
        "externalRefs": [
            {
                "referenceCategory": "PACKAGE-MANAGER",
                "referenceType": "purl",
                "referenceLocator": f"pkg:npm/{name}@{version}",
            }
        ],
    }


def _relationship(work: str, key: str) -> Json:
    kind = KINDS[int(key.rpartition("-")[2]) % len(KINDS)]
    ends = (key, work) if kind.endswith("_OF") else (work, key)
    return {
        "spdxElementId": ends[0],
        "relationshipType": kind,
        "relatedSpdxElement": ends[1],
    }


def _cyclonedx(count: int) -> Json:
    components = list(map(_component, _names(count)))
    keys = [item["bom-ref"] for item in components]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:3e671687-395b-41f5-a30f-{count:012}",
        "version": 1,
        "metadata": {
            "timestamp": "2026-01-02T03:04:05+00:00",
            "component": {"type": "application", "bom-ref": "work", "name": "register-of-plans"},
        },
        "components": components,
        "dependencies": [{"ref": "work", "dependsOn": keys}, *({"ref": key} for key in keys)],
    }


def _component(described: tuple[int, str, str, str]) -> Json:
    number, name, version, license_ = described
    purl = f"pkg:npm/{name}@{version}"
    return {
        "type": "library",
        "bom-ref": f"{purl}?package-id={number}",
        "name": name,
        "version": version,
        "purl": purl,
        "publisher": SUPPLIERS[number % len(SUPPLIERS)],
        "hashes": [{"alg": "SHA-256", "content": _digest(number)}],
        "externalReferences": [{"type": "website", "url": f"https://example.org/{name}"}],
        **_licenses(license_),
    }


def _licenses(text: str) -> Json:
    """The licence as CycloneDX lays it out."""
    if text == "NOASSERTION":
        return {}
    if " " in text or text.startswith("LicenseRef-"):
        return {"licenses": [{"expression": text}]}
    return {"licenses": [{"license": {"id": text}}]}


def _digest(number: int) -> str:
    return sha256(str(number).encode()).hexdigest()
