"""SPDX 2 as YAML, XML, tag-value and RDF: the same document, whatever it is written in."""

from dataclasses import replace
from pathlib import Path

import pytest
from spdx_tools.spdx.parser.parse_anything import parse_file
from spdx_tools.spdx.writer.write_anything import write_file
from tests.formats.bills import read_here, spdx

from procurement_kit.licensing.components import Bom, Combination
from procurement_kit.problems import KitError

RICH = spdx(
    {"name": "dílo"},
    {
        "licenseDeclared": "LicenseRef-own OR MIT",
        "licenseConcluded": "MIT",
        "supplier": "Organization: Firma (a@firma.cz)",
        "copyrightText": "© 2020 Firma",
        "downloadLocation": "https://example.org/k.tgz",
        "checksums": [{"algorithm": "SHA256", "checksumValue": "b" * 64}],
        "externalRefs": [
            {
                "referenceCategory": "PACKAGE-MANAGER",
                "referenceType": "purl",
                "referenceLocator": "pkg:npm/knihovna@1.0",
            }
        ],
    },
    relationships=[
        ("SPDXRef-DOCUMENT", "DESCRIBES", "SPDXRef-1"),
        ("SPDXRef-1", "STATIC_LINK", "SPDXRef-2"),
    ],
    hasExtractedLicensingInfos=[{"licenseId": "LicenseRef-own", "extractedText": "Smíte vše."}],
)


def written_as(suffix: str, folder: Path) -> bytes:
    """RICH in another notation, written by the reference library."""
    source, target = folder / "a.spdx.json", folder / f"a.{suffix}"
    source.write_bytes(RICH)
    write_file(parse_file(str(source)), str(target), validate=False)
    return target.read_bytes()


def with_sorted_license(bom: Bom) -> Bom:
    """RDF knows no order in an expression."""
    (component,) = bom.components
    license_ = " OR ".join(sorted(component.license.split(" OR ")))
    return replace(bom, components=(component._replace(license=license_),))


@pytest.mark.parametrize("suffix", ["yaml", "xml", "spdx", "rdf.xml"])
def test_the_same_document_is_read_from_every_notation(suffix: str, tmp_path: Path):
    expected = read_here("a.json", RICH)
    found = read_here("soupis", written_as(suffix, tmp_path))

    assert with_sorted_license(found) == with_sorted_license(expected)
    assert found.components[0].combination is Combination.STATIC


@pytest.mark.parametrize("ending", [b"\n", b"\r\n"])
def test_tag_value_may_have_the_line_ends_of_windows(ending: bytes, tmp_path: Path):
    data = written_as("spdx", tmp_path).replace(b"\n", ending)

    assert len(read_here("soupis.spdx", data).components) == 1


@pytest.mark.parametrize(
    ("suffix", "old", "new", "code"),
    [
        ("spdx", b"PackageLicenseDeclared: MIT", b"PackageLicenseDeclared: (MIT", "sbom_faulty"),
        ("spdx", b"SPDXVersion: SPDX-2.3", b"SPDXVersion: SPDX-2.3\nNonsense", "sbom_faulty"),
        ("spdx", "dílo".encode(), b"d\xedlo", "sbom_not_utf8"),
        ("yaml", b"name: ", b"name: [", "sbom_not_yaml"),
        ("xml", b"</packages>", b"", "sbom_not_xml"),
        ("rdf.xml", b"spdx:SpdxDocument", b"spdx:Something", "sbom_unreadable"),
    ],
)
def test_a_broken_document_gets_a_sentence(
    suffix: str, old: bytes, new: bytes, code: str, tmp_path: Path
):
    data = written_as(suffix, tmp_path)
    assert old in data

    with pytest.raises(KitError) as caught:
        read_here("soupis", data.replace(old, new))

    assert caught.value.code == code


def test_a_list_version_of_three_numbers_is_no_reason_to_refuse_a_file(tmp_path: Path):
    """Generators in use write 3.28.0; the reference library knows only two numbers."""
    head = b"SPDXVersion: SPDX-2.3\n"
    data = written_as("spdx", tmp_path).replace(head, head + b"LicenseListVersion: 3.28.0\n")
    assert b"3.28.0" in data

    (component,) = read_here("a.spdx", data).components

    assert component.concluded == "MIT"


def test_a_yaml_document_may_use_flow_style_and_quotes():
    data = b'"spdxVersion": "SPDX-2.2"\nname: s\npackages: [{SPDXID: SPDXRef-1, name: a}]\n'
    bom: Bom = read_here("soupis.yaml", data)

    assert (bom.format_version, [item.name for item in bom.components]) == ("2.2", ["a"])
