"""SPDX 2 as JSON: every field that licensing needs, and what the relationships say."""

from pathlib import Path

import pytest
from tests.formats.bills import PACKAGE, spdx

from procurement_kit.formats import boms
from procurement_kit.licensing.components import Bom, BomProblem, Combination, Component
from procurement_kit.problems import KitError, say

SAMPLE = Path(__file__).parent / "samples" / "dsw2-like.spdx.json"


def read(data: bytes) -> Bom:
    return boms.read("soupis.json", data)


def codes(bom: Bom) -> list[str]:
    return [problem.code for problem in bom.problems]


def combination_of(*relationships: tuple[str, str, str]) -> Combination | None:
    """The combination of SPDXRef-2 in a document about SPDXRef-1."""
    described = ("SPDXRef-DOCUMENT", "DESCRIBES", "SPDXRef-1")
    rows = [described, *relationships]
    (component,) = read(spdx({"name": "dílo"}, {}, relationships=rows)).components
    return component.combination


def test_what_the_document_describes_is_the_work_and_the_rest_are_components():
    bom = read(SAMPLE.read_bytes())

    assert [work.name for work in bom.works] == ["dsw2"]
    assert len(bom.components) == 13


def test_every_field_of_a_package_is_kept():
    bom = read(
        spdx(
            {
                "supplier": "Organization: Firma (a@firma.cz)",
                "licenseConcluded": "GPL-3.0-only",
                "copyrightText": "© 2020 Firma\n© 2021 Jiná",
                "downloadLocation": "https://example.org/k.tgz",
                "packageFileName": "k.tgz",
                "checksums": [
                    {"algorithm": "SHA1", "checksumValue": "aa"},
                    {"algorithm": "SHA256", "checksumValue": "bb"},
                ],
                "externalRefs": [
                    {"referenceType": "purl", "referenceLocator": "pkg:npm/knihovna@1.0"},
                    {"referenceType": "cpe23Type", "referenceLocator": "cpe:2.3:a:x"},
                ],
            }
        )
    )

    assert bom.components == (
        Component(
            name="knihovna",
            version="1.0",
            license="MIT",
            concluded="GPL-3.0-only",
            supplier="Firma",
            key="SPDXRef-1",
            purl="pkg:npm/knihovna@1.0",
            cpe="cpe:2.3:a:x",
            checksum="SHA256:bb",
            copyright="© 2020 Firma\n© 2021 Jiná",
            source="https://example.org/k.tgz",
            file_name="k.tgz",
        ),
    )


def test_the_document_says_who_made_it_when_and_with_what():
    bom = read(spdx({}))

    assert (bom.format, bom.format_version, bom.name) == ("SPDX", "2.3", "soupis")
    assert bom.namespace == "https://example.org/soupis"
    assert bom.created == "2026-11-23T00:00:00Z"
    assert bom.tools == ("sestavovač",)
    assert bom.authors == ("Město Kocourkov",)


def test_a_concluded_license_goes_before_the_declared_one():
    (component,) = read(spdx({"licenseConcluded": "GPL-3.0-only"})).components

    assert component.expression == "GPL-3.0-only"


def test_a_work_without_components_is_what_somebody_wants_checked():
    bom = read(spdx({}, documentDescribes=["SPDXRef-1"]))

    assert bom.works == ()
    assert len(bom.components) == 1


@pytest.mark.parametrize(
    ("relationship", "combination"),
    [
        (("SPDXRef-1", "STATIC_LINK", "SPDXRef-2"), Combination.STATIC),
        (("SPDXRef-2", "STATIC_LINK", "SPDXRef-1"), Combination.STATIC),
        (("SPDXRef-1", "DYNAMIC_LINK", "SPDXRef-2"), Combination.DYNAMIC),
        (("SPDXRef-2", "DATA_FILE_OF", "SPDXRef-1"), Combination.DATA),
        (("SPDXRef-2", "BUILD_TOOL_OF", "SPDXRef-1"), Combination.TOOL),
        (("SPDXRef-2", "DEV_TOOL_OF", "SPDXRef-1"), Combination.TOOL),
        (("SPDXRef-2", "TEST_TOOL_OF", "SPDXRef-1"), Combination.TOOL),
        (("SPDXRef-2", "DEV_DEPENDENCY_OF", "SPDXRef-1"), Combination.TOOL),
        (("SPDXRef-2", "TEST_DEPENDENCY_OF", "SPDXRef-1"), Combination.TOOL),
        (("SPDXRef-2", "BUILD_DEPENDENCY_OF", "SPDXRef-1"), Combination.TOOL),
        (("SPDXRef-2", "TEST_OF", "SPDXRef-1"), Combination.TOOL),
        (("SPDXRef-2", "TEST_CASE_OF", "SPDXRef-1"), Combination.TOOL),
        (("SPDXRef-2", "DOCUMENTATION_OF", "SPDXRef-1"), Combination.TOOL),
        (("SPDXRef-1", "DEV_DEPENDENCY_OF", "SPDXRef-2"), None),
        (("SPDXRef-1", "DEPENDS_ON", "SPDXRef-2"), None),
        (("SPDXRef-1", "CONTAINS", "SPDXRef-2"), None),
        (("SPDXRef-2", "PROVIDED_DEPENDENCY_OF", "SPDXRef-1"), None),
        (("SPDXRef-2", "RUNTIME_DEPENDENCY_OF", "SPDXRef-1"), None),
        (("SPDXRef-2", "OPTIONAL_COMPONENT_OF", "SPDXRef-1"), None),
        (("SPDXRef-2", "OTHER", "SPDXRef-1"), None),
    ],
)
def test_a_relationship_says_how_a_component_is_combined(relationship, combination):
    assert combination_of(relationship) is combination


def test_the_closest_of_several_relationships_counts():
    tool = ("SPDXRef-2", "TEST_TOOL_OF", "SPDXRef-1")
    linked = ("SPDXRef-1", "DYNAMIC_LINK", "SPDXRef-2")
    needed = ("SPDXRef-1", "DEPENDS_ON", "SPDXRef-2")
    static = ("SPDXRef-1", "STATIC_LINK", "SPDXRef-2")

    assert combination_of(tool, needed) is None
    assert combination_of(needed, tool) is None
    assert combination_of(tool, needed, linked) is Combination.DYNAMIC
    assert combination_of(static, linked) is Combination.STATIC


def test_a_container_is_told_by_its_purpose():
    (component,) = read(spdx({"primaryPackagePurpose": "CONTAINER"})).components

    assert component.combination is Combination.CONTAINER


def test_the_components_that_stand_in_a_relationship_are_known():
    bom = read(spdx({}, {"name": "b"}, {"name": "c"},
                    relationships=[("SPDXRef-1", "DEPENDS_ON", "SPDXRef-2")]))  # fmt: skip

    assert bom.related == {"SPDXRef-1", "SPDXRef-2"}


@pytest.mark.parametrize(
    ("package", "problem"),
    [
        ({"licenseDeclared": ""}, ("licenseDeclared", "", "sbom_license_missing")),
        (
            {"licenseDeclared": "NOASSERTION"},
            ("licenseDeclared", "NOASSERTION", "sbom_license_missing"),
        ),
        ({"licenseDeclared": "NONE"}, ("licenseDeclared", "NONE", "sbom_license_missing")),
        ({"licenseDeclared": "MIT AND"}, ("licenseDeclared", "MIT AND", "sbom_license_broken")),
        (
            {"licenseDeclared": "Apatche-2"},
            ("licenseDeclared", "Apatche-2", "sbom_license_unlisted"),
        ),
        ({"licenseConcluded": "MITT"}, ("licenseConcluded", "MITT", "sbom_license_unlisted")),
        ({"licenseDeclared": 7}, ("licenseDeclared", "7", "sbom_field_type")),
        ({"versionInfo": ["1"]}, ("versionInfo", "[…]", "sbom_field_type")),
        (
            {"licenseDeclared": "LicenseRef-own"},
            ("LicenseRef-own", "LicenseRef-own", "sbom_text_missing"),
        ),
    ],
)
def test_a_problem_names_the_component_the_field_and_the_value(package, problem):
    bom = read(spdx(package))

    assert bom.problems == (BomProblem("knihovna", *problem),)
    sentence = say(problem[2], component="knihovna", field=problem[0], value=problem[1])
    assert "knihovna" in sentence
    assert problem[0] in sentence


@pytest.mark.parametrize(
    "license_",
    ["MIT", "mit", "GPL-2.0+", "Apache-2.0 WITH LLVM-exception", "(MIT OR ISC) AND 0BSD",
     "DocumentRef-x:LicenseRef-y"],
)  # fmt: skip
def test_a_license_of_the_list_is_no_problem(license_: str):
    assert read(spdx({"licenseDeclared": license_})).problems == ()


def test_a_missing_name_is_a_problem_and_the_component_goes_by_its_id():
    bom = read(spdx({"name": None}))

    assert [item.name for item in bom.components] == ["SPDXRef-1"]
    assert codes(bom) == ["sbom_name_missing"]


def test_a_text_that_is_there_is_not_missed():
    texts = [{"licenseId": "LicenseRef-own", "extractedText": "Smíte vše."}]
    bom = read(spdx({"licenseDeclared": "LicenseRef-own OR LicenseRef-b"},
                    hasExtractedLicensingInfos=texts))  # fmt: skip

    assert bom.components[0].texts_missing == ("LicenseRef-b",)


def test_a_component_listed_twice_is_a_problem():
    same = read(spdx({}, {}))
    key_twice = read(spdx({}, {"name": "b", "SPDXID": "SPDXRef-1"}))
    other_version = read(spdx({}, {"versionInfo": "2.0"}))

    assert codes(same) == codes(key_twice) == ["sbom_component_twice"]
    assert codes(other_version) == []


def test_a_relationship_that_leads_nowhere_is_a_problem():
    files = [{"SPDXID": "SPDXRef-file"}]
    rows = [("SPDXRef-1", "CONTAINS", "SPDXRef-file"), ("SPDXRef-1", "DEPENDS_ON", "SPDXRef-9"),
            ("SPDXRef-1", "DEPENDS_ON", "NONE"),
            ("SPDXRef-1", "DEPENDS_ON", "DocumentRef-x:SPDXRef-y")]  # fmt: skip
    bom = read(spdx({}, files=files, relationships=rows))

    assert bom.problems == (
        BomProblem("SPDXRef-9", "relationships", "SPDXRef-9", "sbom_relationship_dangling"),
    )


def test_one_malformed_package_does_not_sink_the_others():
    bom = read(spdx(7, {"licenseDeclared": {"a": 1}}, {"name": "b"}, [], "x"))

    assert [(item.name, item.license) for item in bom.components] == [
        ("knihovna", ""),
        ("b", "MIT"),
    ]
    assert codes(bom) == [
        "sbom_component_broken",
        "sbom_field_type",
        *["sbom_component_broken"] * 2,
    ]


def test_malformed_relationships_and_texts_are_passed_over():
    data = spdx({}, relationships=[], hasExtractedLicensingInfos=[7, {"licenseId": 3}])
    rows = b'"relationships": [7, {}, {"spdxElementId": [], "relatedSpdxElement": 1}]'
    bom = read(data.replace(b'"relationships": []', rows))

    assert set(codes(bom)) == {"sbom_relationship_broken"}


def test_invisible_characters_do_not_get_in():
    (component,) = read(spdx({"name": "a\x00b\u202ec", "licenseDeclared": "MIT\x07"})).components

    assert (component.name, component.license) == ("abc", "MIT")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (spdx(), "sbom_empty"),
        (spdx({}, packages={"a": 1}), "sbom_field_no_list"),
        (spdx({}).replace(b"SPDX-2.3", b"SPDX-1.2"), "sbom_version"),
        (spdx({}).replace(b'"SPDX-2.3"', b"2.3"), "sbom_version"),
    ],
)
def test_a_document_of_the_wrong_shape_gets_one_sentence(data: bytes, code: str):
    with pytest.raises(KitError) as caught:
        read(data)

    assert caught.value.code == code
    assert "soupis.json" in str(caught.value)


def test_more_components_than_allowed_are_refused():
    with pytest.raises(KitError) as caught:
        boms.read("soupis.json", spdx({}, {"name": "b"}), component_limit=1)

    assert caught.value.code == "sbom_too_many"


def test_the_builder_is_honest():
    assert read(spdx(PACKAGE)).problems == ()
