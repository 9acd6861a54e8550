"""The SPDX document that we write: our verdicts in it, and not one complaint of the validator."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spdx_tools.spdx.parser.jsonlikedict.json_like_dict_parser import JsonLikeDictParser
from spdx_tools.spdx.validation.document_validator import validate_full_spdx_document
from tests.formats.bills import cyclonedx, spdx

from procurement_kit.formats import boms, spdx_writer
from procurement_kit.licensing.components import Bom, Combination, Component

ODD = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            "MIT", "MIT AND", "LicenseRef-a", "LicenseRef-a_b", "LicenseRef-a:b", "MIT WITH ISC",
            "DocumentRef-a:LicenseRef-b", "GPL-2.0-only WITH Classpath-exception-2.0", "NONE",
            "Classpath-exception-2.0", "GPL-2.0-only WITH LicenseRef-b", "(" * 900 + "MIT",
            "LicenseRef-a+", "mit or apache-2.0", "SPDXRef-1", "SPDXRef-DOCUMENT", "SPDXRef-1\n",
            "pkg:npm/a@1", "cpe:2.3:a", "cpe:/a:b", "https://example.org/a", "git+https://x.cz/a",
            "SHA256:" + "a" * 64, "SHA256:zz", "MD5:" + "A" * 32, "FOO:1", "a\x00b\ud800",
        ]
    ),
)  # fmt: skip
COMPONENTS = st.builds(
    Component, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD, ODD,
    st.sampled_from([None, *Combination]),
)  # fmt: skip


def written(
    bom: Bom, data: bytes | None = None, verdict: str = "Lze užít.", concluded: str = ""
) -> dict[str, Any]:
    findings = [(component, verdict, concluded) for component in bom.components]
    made = spdx_writer.write(
        data,
        bom,
        findings,
        created=datetime(2026, 11, 23, 1, 2, 3, 4, tzinfo=UTC),
        tool="procurement_kit 1.0",
        namespace="https://example.org/posudek",
    )
    document: dict[str, Any] = json.loads(made)
    assert complaints(document) == []
    return document


def complaints(document: dict[str, Any]) -> list[str]:
    parsed = JsonLikeDictParser().parse(document)
    return [found.validation_message for found in validate_full_spdx_document(parsed)]


def test_every_verdict_is_a_review_by_our_tool():
    document = written(boms.read("a", spdx({})))
    (package,) = document["packages"]

    assert package["annotations"] == [
        {
            "annotationDate": "2026-11-23T01:02:03Z",
            "annotationType": "REVIEW",
            "annotator": "Tool: procurement_kit 1.0",
            "comment": "Lze užít.",
        }
    ]
    assert document["creationInfo"]["creators"] == ["Tool: procurement_kit 1.0"]


def test_the_conclusion_stands_beside_what_was_declared():
    (package,) = written(boms.read("a", spdx({})), concluded="GPL-3.0-only")["packages"]

    assert (package["licenseDeclared"], package["licenseConcluded"]) == ("MIT", "GPL-3.0-only")


def test_what_the_list_knows_of_a_component_is_kept():
    fields = {
        "supplier": "Organization: Firma",
        "downloadLocation": "https://example.org/a.tgz",
        "checksums": [{"algorithm": "SHA256", "checksumValue": "b" * 64}],
        "externalRefs": [
            {
                "referenceCategory": "PACKAGE-MANAGER",
                "referenceType": "purl",
                "referenceLocator": "pkg:npm/a@1",
            }
        ],
    }
    data = spdx({"name": "dílo"}, fields, documentDescribes=["SPDXRef-1"])
    bom = boms.read("a", data)
    found = boms.read("b", json.dumps(written(bom, data)).encode())

    assert (found.works, found.components) == (bom.works, bom.components)


def test_texts_and_relationships_come_from_the_original():
    data = spdx(
        {"name": "dílo"},
        {"licenseDeclared": "LicenseRef-own"},
        relationships=[
            ("SPDXRef-DOCUMENT", "DESCRIBES", "SPDXRef-1"),
            ("SPDXRef-1", "STATIC_LINK", "SPDXRef-2"),
            ("SPDXRef-1", "DEPENDS_ON", "SPDXRef-9"),
        ],
        hasExtractedLicensingInfos=[{"licenseId": "LicenseRef-own", "extractedText": "Smíte."}],
    )
    document = written(boms.read("a", data), data)

    assert document["hasExtractedLicensingInfos"] == [
        {"extractedText": "Smíte.", "licenseId": "LicenseRef-own"}
    ]
    assert [row["relationshipType"] for row in document["relationships"]] == [
        "DESCRIBES", "STATIC_LINK",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("combination", "relationship"),
    [
        (None, ("SPDXRef-Package-1", "DEPENDS_ON", "SPDXRef-Package-2")),
        (Combination.STATIC, ("SPDXRef-Package-1", "STATIC_LINK", "SPDXRef-Package-2")),
        (Combination.DYNAMIC, ("SPDXRef-Package-1", "DYNAMIC_LINK", "SPDXRef-Package-2")),
        (Combination.TOOL, ("SPDXRef-Package-2", "DEV_TOOL_OF", "SPDXRef-Package-1")),
        (Combination.DATA, ("SPDXRef-Package-2", "DATA_FILE_OF", "SPDXRef-Package-1")),
    ],
)
def test_the_way_of_combination_is_written_where_spdx_has_a_word_for_it(combination, relationship):
    part = Component("a", license="MIT", combination=combination)
    document = written(Bom("pasted", works=(Component("dílo"),), components=(part,)))
    row = document["relationships"][-1]

    assert (
        row["spdxElementId"],
        row["relationshipType"],
        row["relatedSpdxElement"],
    ) == relationship


def test_a_cyclonedx_list_becomes_spdx_as_well():
    data = cyclonedx({"name": "a"}, {"name": "b", "licenses": [{"license": {"name": "Own 1.0"}}]})
    document = written(boms.read("a", data), data)

    assert [package["licenseDeclared"] for package in document["packages"]] == [
        "MIT",
        "NOASSERTION",
    ]
    assert document["packages"][1]["licenseComments"] == "licenseDeclared: Own 1.0"


@settings(max_examples=60, deadline=None)
@given(st.lists(COMPONENTS, min_size=1, max_size=6), st.lists(COMPONENTS, max_size=2), ODD)
def test_whatever_comes_in_a_valid_document_comes_out(components, works, text: str):
    bom = Bom("pasted", name=text, works=tuple(works), components=tuple(components))

    written(bom, text.encode("utf-8", "replace"), verdict=text, concluded=text)


@pytest.mark.parametrize("supplier", ["Firma\nPraha", "(Firma)", "( ( a )", "Firma (a@b.cz)"])
def test_a_supplier_in_brackets_or_on_two_lines_can_be_read_again(supplier: str):
    component = Component("a", "1", "MIT", supplier=supplier)

    assert written(Bom("pasted", components=(component,)))["packages"][0]["supplier"].startswith(
        "Organization: "
    )
