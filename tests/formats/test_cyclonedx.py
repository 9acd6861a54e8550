"""CycloneDX, JSON and XML: components at any depth, licences in every form, scope and type."""

import json

import pytest
from tests.formats.bills import cyclonedx

from procurement_kit.formats import boms
from procurement_kit.licensing.components import Bom, BomProblem, Combination, Component
from procurement_kit.problems import KitError

XML = """<?xml version="1.0"?>
<bom xmlns="http://cyclonedx.org/schema/bom/1.6" version="1" serialNumber="urn:uuid:1">
 <metadata>
  <timestamp>2026-11-23T00:00:00Z</timestamp>
  <tools><components><component type="application"><name>syft</name><version>1.0</version>
  </component></components></tools>
  <authors><author><name>Jan Novák</name></author></authors>
  <component type="application" bom-ref="w"><name>dílo</name>
   <licenses><license><id>EUPL-1.2</id></license></licenses></component>
 </metadata>
 <components>
  <component type="library" bom-ref="a">
   <supplier><name>Firma</name></supplier><group>cz.firma</group><name>a</name><version>1</version>
   <scope>excluded</scope>
   <hashes><hash alg="SHA-256">bb</hash></hashes>
   <licenses><license acknowledgement="declared"><id>MIT</id></license>
    <license><name>LicenseRef-own</name><text>Smíte vše.</text></license></licenses>
   <purl>pkg:maven/cz.firma/a@1</purl>
   <modified>true</modified>
   <externalReferences><reference type="vcs"><url>https://example.org/a</url></reference>
   </externalReferences>
   <components><component type="container"><name>b</name>
    <licenses><expression>MIT OR ISC</expression></licenses></component></components>
  </component>
 </components>
 <dependencies><dependency ref="w"><dependency ref="a"/></dependency></dependencies>
 <compositions><composition><aggregate>complete</aggregate></composition></compositions>
</bom>
"""


def read(data: bytes) -> Bom:
    return boms.read("bom.json", data)


def license_of(*licenses: object) -> tuple[str, str]:
    (component,) = read(cyclonedx({"licenses": list(licenses)})).components
    return component.license, component.concluded


def test_every_field_of_a_component_is_kept():
    bom = read(
        cyclonedx(
            {
                "group": "@babel",
                "name": "core",
                "supplier": {"name": "Firma"},
                "purl": "pkg:npm/%40babel/core@1.0",
                "cpe": "cpe:2.3:a:x",
                "copyright": "© Firma",
                "hashes": [{"alg": "SHA-1", "content": "aa"}, {"alg": "SHA-512", "content": "bb"}],
                "externalReferences": [
                    {"type": "website", "url": "https://example.org"},
                    {"type": "vcs", "url": "https://example.org/git"},
                ],
                "pedigree": {"patches": [{"type": "backport"}]},
            }
        )
    )

    assert bom.components == (
        Component(
            name="@babel/core",
            version="1.0",
            license="MIT",
            supplier="Firma",
            key="r1",
            purl="pkg:npm/%40babel/core@1.0",
            cpe="cpe:2.3:a:x",
            checksum="SHA512:bb",
            copyright="© Firma",
            source="https://example.org/git",
            modified=True,
        ),
    )


@pytest.mark.parametrize(
    ("licenses", "expected"),
    [
        ([{"license": {"id": "MIT"}}], ("MIT", "")),
        ([{"license": {"name": "Apache License 2.0"}}], ("Apache License 2.0", "")),
        ([{"expression": "MIT OR ISC"}], ("MIT OR ISC", "")),
        ([{"license": {"id": "MIT"}}, {"license": {"id": "ISC"}}], ("MIT AND ISC", "")),
        ([{"license": {"id": "MIT"}}, {"license": {"id": "MIT"}}], ("MIT", "")),
        (
            [{"expression": "MIT OR ISC"}, {"license": {"id": "0BSD"}}],
            ("(MIT OR ISC) AND 0BSD", ""),
        ),
        ([{"license": {"id": "MIT", "acknowledgement": "concluded"}}], ("", "MIT")),
        (
            [{"expression": "ISC", "acknowledgement": "concluded"}, {"license": {"id": "MIT"}}],
            ("MIT", "ISC"),
        ),
        ([], ("", "")),
    ],
)
def test_licenses_are_read_in_every_form(licenses, expected):
    assert license_of(*licenses) == expected


def test_the_text_of_a_license_is_missed_only_if_it_is_not_there():
    text = {"content": "Smíte vše."}
    with_text = cyclonedx({"licenses": [{"license": {"name": "LicenseRef-a", "text": text}}]})
    without = cyclonedx({"licenses": [{"license": {"name": "LicenseRef-a"}}]})
    details = [{"licenseIdentifier": "LicenseRef-a", "text": text}]
    detailed = cyclonedx(
        {"licenses": [{"expression": "LicenseRef-a OR MIT", "expressionDetails": details}]}
    )

    assert read(with_text).problems == read(detailed).problems == ()
    assert read(without).components[0].texts_missing == ("LicenseRef-a",)


@pytest.mark.parametrize(
    ("component", "combination"),
    [
        ({}, None),
        ({"scope": "required"}, None),
        ({"scope": "optional"}, None),
        ({"scope": "excluded"}, Combination.TOOL),
        ({"type": "container"}, Combination.CONTAINER),
        ({"type": "operating-system"}, Combination.CONTAINER),
        ({"type": "data"}, Combination.DATA),
        ({"type": "machine-learning-model"}, Combination.DATA),
        ({"type": "data", "scope": "excluded"}, Combination.TOOL),
    ],
)
def test_scope_and_type_say_how_a_component_is_combined(component, combination):
    (found,) = read(cyclonedx(component)).components

    assert found.combination is combination


def test_components_inside_components_are_found():
    inner = {"name": "c", "components": [{"name": "d"}]}
    work = {"name": "dílo", "components": [{"name": "a"}]}
    bom = read(cyclonedx({"name": "b", "components": [inner]}, metadata={"component": work}))

    assert [item.name for item in bom.works] == ["dílo"]
    assert [item.name for item in bom.components] == ["a", "b", "c", "d"]


def test_the_list_says_what_it_is_about_and_how_complete():
    bom = read(
        cyclonedx(
            {},
            serialNumber="urn:uuid:1",
            metadata={
                "timestamp": "2026-11-23T00:00:00Z",
                "authors": [{"name": "Jan Novák"}],
                "manufacturer": {"name": "Firma"},
                "supplier": {"name": "Dodavatel"},
                "tools": [{"vendor": "x", "name": "syft", "version": "1.0"}],
                "component": {"name": "dílo", "bom-ref": "w", "type": "application"},
            },
            dependencies=[{"ref": "w", "dependsOn": ["r1"]}],
            compositions=[{"aggregate": "incomplete"}],
        )
    )

    assert (bom.format, bom.format_version, bom.name) == ("CycloneDX", "1.6", "dílo")
    assert (bom.namespace, bom.created) == ("urn:uuid:1", "2026-11-23T00:00:00Z")
    assert (bom.authors, bom.tools) == (("Jan Novák", "Firma"), ("syft 1.0",))
    assert bom.works[0].supplier == "Dodavatel"
    assert bom.related == {"w", "r1"}
    assert bom.completeness == "incomplete"


def test_xml_is_read_like_json():
    bom = boms.read("bom.xml", XML.encode())
    first, second = bom.components

    assert first == Component(
        name="cz.firma/a",
        version="1",
        license="MIT AND LicenseRef-own",
        supplier="Firma",
        key="a",
        purl="pkg:maven/cz.firma/a@1",
        checksum="SHA256:bb",
        source="https://example.org/a",
        combination=Combination.TOOL,
        modified=True,
    )
    assert (second.license, second.combination) == ("MIT OR ISC", Combination.CONTAINER)
    assert (bom.works[0].name, bom.authors, bom.tools) == ("dílo", ("Jan Novák",), ("syft 1.0",))
    assert (bom.related, bom.completeness) == ({"w", "a"}, "complete")
    assert [(item.component, item.code) for item in bom.problems] == [
        ("cz.firma/a", "sbom_several_licenses")
    ]


@pytest.mark.parametrize("version", ["1.2", "1.3", "1.4", "1.5", "1.6", "1.7"])
def test_every_version_in_use_is_read(version: str):
    bom = boms.read("bom.xml", XML.replace("1.6", version).encode())

    assert read(cyclonedx({}, specVersion=version)).format_version == version
    assert bom.format_version == version


def test_a_version_that_nobody_uses_is_refused():
    with pytest.raises(KitError) as caught:
        read(cyclonedx({}, specVersion="1.0"))

    assert caught.value.code == "sbom_version"


@pytest.mark.parametrize(
    ("component", "problem"),
    [
        ({"licenses": []}, ("licenses", "", "sbom_license_missing")),
        (
            {"licenses": [{"license": {"id": "MITT"}}]},
            ("licenses", "MITT", "sbom_license_unlisted"),
        ),
        ({"licenses": "MIT"}, ("licenses", "MIT", "sbom_field_type")),
        ({"licenses": ["MIT"]}, ("licenses", "MIT", "sbom_field_type")),
        ({"licenses": [{"license": {}}]}, ("licenses", "{…}", "sbom_license_empty")),
        ({"version": 1}, ("version", "1", "sbom_field_type")),
    ],
)
def test_a_problem_names_the_component_the_field_and_the_value(component, problem):
    assert read(cyclonedx(component)).problems == (BomProblem("knihovna", *problem),)


def test_a_dependency_that_leads_nowhere_is_a_problem():
    dependencies = [{"ref": "r1", "dependsOn": ["r9"]}, 7, {"ref": "r1", "dependsOn": "x"}]
    bom = read(cyclonedx({}, dependencies=dependencies))

    assert {problem.code for problem in bom.problems} == {
        "sbom_relationship_broken", "sbom_relationship_dangling",
    }  # fmt: skip


def test_one_malformed_component_does_not_sink_the_others():
    bom = read(cyclonedx(7, {"hashes": 3, "supplier": 4, "externalReferences": 5}, {"name": "b"}))

    assert [item.name for item in bom.components] == ["knihovna", "b"]
    assert [problem.code for problem in bom.problems] == ["sbom_component_broken"]


def test_odd_metadata_is_passed_over():
    bom = read(cyclonedx({}, metadata=7, compositions=3, dependencies="x", services=4))

    assert (bom.works, bom.authors, bom.problems) == ((), (), ())


def test_a_list_of_the_work_alone_is_what_somebody_wants_checked():
    data = json.loads(cyclonedx(metadata={"component": {"name": "dílo", "type": "library"}}))
    bom = read(json.dumps(data).encode())

    assert [item.name for item in bom.components] == ["dílo"]
