"""SPDX 3.0: the graph tells the same as an SPDX 2 document does."""

import json
from typing import Any

import pytest

from procurement_kit.formats import boms
from procurement_kit.licensing.components import Bom, Combination
from procurement_kit.problems import KitError

CONTEXT = "https://spdx.org/rdf/3.0.1/spdx-context.jsonld"
BASE = "https://example.org/soupis/"
HEAD = [
    {
        "@id": "_:info",
        "type": "CreationInfo",
        "specVersion": "3.0.1",
        "created": "2026-11-23T00:00:00Z",
        "createdBy": [f"{BASE}jan"],
        "createdUsing": [f"{BASE}tool"],
    },
    {"type": "Person", "spdxId": f"{BASE}jan", "name": "Jan Novák"},
    {"type": "Tool", "spdxId": f"{BASE}tool", "name": "sestavovač"},
    {
        "type": "SpdxDocument",
        "spdxId": f"{BASE}doc",
        "name": "soupis",
        "creationInfo": "_:info",
        "rootElement": [f"{BASE}work"],
    },
    {"type": "software_Package", "spdxId": f"{BASE}work", "name": "dílo"},
]
PACKAGE = {
    "type": "software_Package",
    "spdxId": f"{BASE}a",
    "name": "a",
    "software_packageVersion": "1.0",
    "software_copyrightText": "© Firma",
    "software_downloadLocation": "https://example.org/a.tgz",
    "software_packageUrl": "pkg:npm/a@1.0",
    "suppliedBy": f"{BASE}jan",
    "verifiedUsing": [{"type": "Hash", "algorithm": "sha256", "hashValue": "bb"}],
    "externalIdentifier": [{"externalIdentifierType": "cpe23", "identifier": "cpe:2.3:a:x"}],
}


def relation(first: str, kind: str, *others: str, **more: str) -> dict[str, Any]:
    to = [BASE + other for other in others]
    kind_of = "LifecycleScopedRelationship" if more else "Relationship"
    return {"type": kind_of, "spdxId": f"{BASE}{first}-{kind}", "from": BASE + first,
            "relationshipType": kind, "to": to, **more}  # fmt: skip


def element(key: str, kind: str, **fields: Any) -> dict[str, Any]:
    return {"spdxId": BASE + key, "type": kind, **fields}


def read(*elements: Any) -> Bom:
    graph = {"@context": CONTEXT, "@graph": [*HEAD, PACKAGE, *elements]}
    return boms.read("soupis.json", json.dumps(graph).encode())


def license_of(*elements: Any) -> str:
    return read(relation("a", "hasDeclaredLicense", "l"), *elements).components[0].license


def test_packages_become_components_with_their_fields():
    bom = read()
    (component,) = bom.components

    assert (bom.format, bom.format_version, bom.name) == ("SPDX", "3.0.1", "soupis")
    assert (bom.authors, bom.tools) == (("Jan Novák",), ("sestavovač",))
    assert [work.name for work in bom.works] == ["dílo"]
    assert component._replace(key="") == component._replace(
        name="a", version="1.0", key="", supplier="Jan Novák", purl="pkg:npm/a@1.0",
        cpe="cpe:2.3:a:x", checksum="SHA256:bb", copyright="© Firma",
        source="https://example.org/a.tgz",
    )  # fmt: skip


def test_declared_and_concluded_licenses_are_told_apart():
    bom = read(
        relation("a", "hasDeclaredLicense", "mit"),
        relation("a", "hasConcludedLicense", "isc"),
        element(
            "mit", "simplelicensing_LicenseExpression", simplelicensing_licenseExpression="MIT"
        ),
        element(
            "isc", "simplelicensing_LicenseExpression", simplelicensing_licenseExpression="ISC"
        ),
    )

    assert (bom.components[0].license, bom.components[0].concluded) == ("MIT", "ISC")


@pytest.mark.parametrize(
    ("elements", "expected"),
    [
        ([element("l", "simplelicensing_LicenseExpression",
                  simplelicensing_licenseExpression="MIT OR ISC")], "MIT OR ISC"),
        ([element("l", "expandedlicensing_DisjunctiveLicenseSet", expandedlicensing_member=[
            "https://spdx.org/licenses/MIT", BASE + "both"]),
          element("both", "expandedlicensing_ConjunctiveLicenseSet", expandedlicensing_member=[
            "https://spdx.org/licenses/ISC", "https://spdx.org/licenses/0BSD"])],
         "MIT OR (ISC AND 0BSD)"),
        ([element("l", "expandedlicensing_OrLaterOperator",
                  expandedlicensing_subjectLicense="https://spdx.org/licenses/GPL-2.0")],
         "GPL-2.0+"),
        ([element("l", "expandedlicensing_WithAdditionOperator",
                  expandedlicensing_subjectExtendableLicense="https://spdx.org/licenses/Apache-2.0",
                  expandedlicensing_subjectAddition="https://spdx.org/licenses/LLVM-exception")],
         "Apache-2.0 WITH LLVM-exception"),
        ([element("l", "expandedlicensing_CustomLicense",
                  simplelicensing_licenseText="Smíte vše.")],
         "LicenseRef-l"),
        ([element("l", "expandedlicensing_ConjunctiveLicenseSet",
                  expandedlicensing_member=[BASE + "l"])], ""),
    ],
)  # fmt: skip
def test_licenses_are_written_as_expressions(elements, expected: str):
    assert license_of(*elements) == expected


def test_a_license_that_nobody_asserts_is_unknown():
    own = "expandedlicensing_NoAssertionLicense"
    bom = read({**relation("a", "hasDeclaredLicense"), "to": [own]})

    assert bom.components[0].license == "NOASSERTION"


def test_the_text_of_an_own_license_is_found_by_its_address():
    expression = {
        "simplelicensing_licenseExpression": "LicenseRef-own",
        "simplelicensing_customIdToUri": [{"key": "LicenseRef-own", "value": BASE + "text"}],
    }
    stated = element("l", "simplelicensing_LicenseExpression", **expression)
    text = element(
        "text", "simplelicensing_SimpleLicensingText", simplelicensing_licenseText="Ano."
    )
    relationship = relation("a", "hasDeclaredLicense", "l")

    assert read(relationship, stated, text).components[0].texts_missing == ()
    assert read(relationship, stated).components[0].texts_missing == ("LicenseRef-own",)


@pytest.mark.parametrize(
    ("relationship", "combination"),
    [
        (relation("work", "hasStaticLink", "a"), Combination.STATIC),
        (relation("work", "hasDynamicLink", "a"), Combination.DYNAMIC),
        (relation("work", "hasDataFile", "a"), Combination.DATA),
        (relation("work", "hasTest", "a"), Combination.TOOL),
        (relation("work", "usesTool", "a"), Combination.TOOL),
        (relation("work", "dependsOn", "a", scope="development"), Combination.TOOL),
        (relation("work", "dependsOn", "a", scope="build"), Combination.TOOL),
        (relation("work", "dependsOn", "a", scope="runtime"), None),
        (relation("work", "dependsOn", "a"), None),
        (relation("work", "contains", "a"), None),
        (relation("work", "hasOptionalComponent", "a"), None),
    ],
)
def test_a_relationship_says_how_a_component_is_combined(relationship, combination):
    bom = read(relationship)

    assert bom.components[0].combination is combination
    assert bom.related == {f"{BASE}work", f"{BASE}a"}


def test_licenses_that_multiply_themselves_are_cut():
    sets = [
        element(f"s{number}" if number else "l", "expandedlicensing_ConjunctiveLicenseSet",
                expandedlicensing_member=[BASE + f"s{number + 1}", f"x{number}"] * 2)
        for number in range(300)
    ]  # fmt: skip
    bom = read(relation("a", "hasDeclaredLicense", "l"), *sets)

    assert len(bom.components[0].license) < 3000


def test_odd_elements_are_passed_over():
    assert len(read(7, {"type": ["x"]}, {"type": "Relationship", "to": 3}).components) == 1


def test_a_graph_without_packages_is_empty():
    with pytest.raises(KitError) as caught:
        boms.read("s.json", json.dumps({"@context": [CONTEXT], "@graph": []}).encode())

    assert caught.value.code == "sbom_empty"
