"""Our readers find what the reference libraries find: spdx-tools and cyclonedx-python-lib."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom as Library
from cyclonedx.model.component import Component as Part
from cyclonedx.model.component import ComponentScope
from cyclonedx.model.contact import OrganizationalEntity
from cyclonedx.model.license import DisjunctiveLicense, LicenseAcknowledgement, LicenseExpression
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from hypothesis import given, settings
from hypothesis import strategies as st
from packageurl import PackageURL
from spdx_tools.spdx.model.actor import Actor
from spdx_tools.spdx.model.package import Package
from spdx_tools.spdx.parser.jsonlikedict.json_like_dict_parser import JsonLikeDictParser
from tests.formats.bills import spdx

from procurement_kit.formats import boms
from procurement_kit.licensing.components import NO_STATEMENT, Combination, Component

SAMPLE = Path(__file__).parent / "samples" / "dsw2-like.spdx.json"
Facts = tuple[str, ...]
NAMES = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), min_size=1, max_size=20
).map(str.strip)  # fmt: skip
EXPRESSIONS = st.sampled_from(
    ["MIT", "Apache-2.0", "MIT OR Apache-2.0", "GPL-2.0-only WITH Classpath-exception-2.0", "NONE",
     "LicenseRef-own", "NOASSERTION", "MIT AND (ISC OR 0BSD)", "EUPL-1.2"]
)  # fmt: skip
SUPPLIERS = st.sampled_from(
    ["NOASSERTION", "Organization: Firma", "Organization: Firma (a@firma.cz)", "Person: Jan Novák",
     "Person: Jan Novák ()", "Organization:Firma (ČR) (a@firma.cz)", "Organization:  Firma  "]
)  # fmt: skip
CHECKSUMS = st.sampled_from(["SHA1", "SHA256", "SHA512", "MD5", "SHA3-256", "BLAKE2b-256"]).map(
    lambda name: {"algorithm": name, "checksumValue": "ab" * 20}
)
REFERENCES = st.sampled_from(["purl", "cpe23Type", "cpe22Type"]).map(
    lambda kind: {
        "referenceCategory": "PACKAGE-MANAGER" if kind == "purl" else "SECURITY",
        "referenceType": kind,
        "referenceLocator": f"{kind}:a",
    }
)
PACKAGES = st.lists(
    st.fixed_dictionaries(
        {"name": NAMES},
        optional={
            "versionInfo": NAMES,
            "licenseDeclared": EXPRESSIONS,
            "licenseConcluded": EXPRESSIONS,
            "supplier": SUPPLIERS,
            "checksums": st.lists(CHECKSUMS, max_size=3),
            "externalRefs": st.lists(REFERENCES, max_size=3),
            "packageFileName": NAMES,
            "copyrightText": NAMES,
        },
    ),
    min_size=1,
    max_size=5,
)


def ours(component: Component) -> Facts:
    license_, concluded = (_plain(text) for text in (component.license, component.concluded))
    return (component.name, component.version, license_, concluded, component.supplier,
            component.purl, component.checksum, component.copyright,
            component.file_name)  # fmt: skip


def _plain(text: object) -> str:
    return "" if text is None or str(text) in NO_STATEMENT else str(text)


def theirs(package: Package) -> Facts:
    supplier = package.supplier.name if isinstance(package.supplier, Actor) else ""
    purls = [item.locator for item in package.external_references if item.reference_type == "purl"]
    order = ["SHA512", "SHA256", "SHA3_256", "BLAKE2B_256", "SHA1", "MD5"]
    sums = sorted(package.checksums, key=lambda item: order.index(item.algorithm.name))
    spelled = {"SHA3_256": "SHA3-256", "BLAKE2B_256": "BLAKE2b-256"}
    checksum = ""
    if sums:
        kind = sums[0].algorithm.name
        checksum = f"{spelled.get(kind, kind)}:{sums[0].value}"
    return (package.name, package.version or "", _plain(package.license_declared),
            _plain(package.license_concluded), supplier, purls[0] if purls else "", checksum,
            _plain(package.copyright_text), package.file_name or "")  # fmt: skip


def both(data: bytes) -> tuple[list[Facts], list[Facts]]:
    bom = boms.read("a", data)
    library = JsonLikeDictParser().parse(json.loads(data))
    found = [ours(item) for item in (*bom.works, *bom.components)]
    return sorted(found), sorted(map(theirs, library.packages))


def test_we_agree_with_spdx_tools_on_our_sample():
    found, expected = both(SAMPLE.read_bytes())

    assert found == expected


@settings(max_examples=60, deadline=None)
@given(PACKAGES)
def test_we_agree_with_spdx_tools_on_any_valid_document(packages: list[dict[str, Any]]):
    found, expected = both(spdx(*packages))

    assert found == expected


def parts() -> Iterator[Part]:
    yield Part(name="a", version="1", licenses=[DisjunctiveLicense(id="MIT")], bom_ref="a")
    yield Part(
        name="core",
        group="@babel",
        version="2",
        bom_ref="b",
        supplier=OrganizationalEntity(name="Firma"),
        purl=PackageURL("npm", "@babel", "core", "2"),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content="ab" * 32)],
        licenses=[LicenseExpression("MIT OR Apache-2.0")],
        scope=ComponentScope.EXCLUDED,
        copyright="© Firma",
        components=[Part(name="c", bom_ref="c", licenses=[DisjunctiveLicense(name="Vlastní")])],
    )


VERSIONS = [SchemaVersion.V1_2, SchemaVersion.V1_3, SchemaVersion.V1_4, SchemaVersion.V1_5,
            SchemaVersion.V1_6, SchemaVersion.V1_7]  # fmt: skip


@pytest.mark.parametrize("notation", [OutputFormat.JSON, OutputFormat.XML])
@pytest.mark.parametrize("version", VERSIONS)
def test_we_agree_with_the_cyclonedx_library(version: SchemaVersion, notation: OutputFormat):
    library = Library(components=list(parts()))
    library.metadata.component = Part(name="dílo", bom_ref="w")
    library.register_dependency(library.metadata.component, list(library.components))
    text = make_outputter(library, notation, version).output_as_string()
    found = boms.read("a", text.encode())
    by_name = {item.name: item for item in found.components}
    a, b, c = (by_name[name] for name in ("a", "@babel/core", "c"))

    assert found.works[0].name == "dílo"
    assert (a.name, a.version, a.license) == ("a", "1", "MIT")
    assert b._replace(key="") == Component(
        "@babel/core", "2", "MIT OR Apache-2.0", supplier="Firma", purl="pkg:npm/%40babel/core@2",
        checksum="SHA256:" + "ab" * 32, copyright="© Firma", combination=Combination.TOOL,
    )  # fmt: skip
    assert (c.name, c.license) == ("c", "Vlastní")
    assert found.related >= {"w", "a", "b"}


def test_we_agree_with_the_cyclonedx_library_on_what_was_concluded():
    concluded = LicenseAcknowledgement.CONCLUDED
    part = Part(name="a", licenses=[DisjunctiveLicense(id="MIT", acknowledgement=concluded)])
    library = Library(components=[part])
    text = make_outputter(library, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string()
    (component,) = boms.read("a", text.encode()).components

    assert (component.license, component.concluded) == ("", "MIT")
