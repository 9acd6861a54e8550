"""Bills of materials: read with the reference library, and never able to harm the server."""

import json
from pathlib import Path

import pytest

from procurement_kit.formats.spdx import SIZE_LIMIT, read_components, read_components_guarded
from procurement_kit.licensing.components import Component
from procurement_kit.problems import KitError

SAMPLE = Path(__file__).parent / "samples" / "dsw2-like.spdx.json"


def an_sbom(**changes: object) -> bytes:
    return json.dumps({**json.loads(SAMPLE.read_bytes()), **changes}).encode()


def test_every_package_becomes_a_component_with_its_declared_license():
    found = read_components(SAMPLE.name, SAMPLE.read_bytes())

    assert len(found) == 14
    assert found[0] == Component("dsw2", "2.0", "NOASSERTION", "NOASSERTION")
    assert found[10].expression == "Apache-2.0"


def test_a_concluded_license_goes_before_the_declared_one():
    packages = json.loads(SAMPLE.read_bytes())["packages"][:1]
    packages[0] |= {"licenseDeclared": "MIT", "licenseConcluded": "GPL-3.0-only"}

    found = read_components("a.json", an_sbom(packages=packages, relationships=[]))

    assert found[0].expression == "GPL-3.0-only"


def test_the_guarded_reader_finds_the_same():
    data = SAMPLE.read_bytes()

    assert read_components_guarded(SAMPLE.name, data) == read_components(SAMPLE.name, data)


@pytest.mark.parametrize("read", [read_components, read_components_guarded])
@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7 not an sbom", "sbom_not_json"),
        (b"[1, 2]", "sbom_not_spdx"),
        (b'{"hello": "world"}', "sbom_not_spdx"),
        (b'{"bomFormat": "CycloneDX", "components": []}', "sbom_cyclonedx"),
        (b'{"spdxVersion": "SPDX-2.3", "packages": []}', "sbom_empty"),
        (b"[" * 100_000, "sbom_too_deep"),
        (b'{"spdxVersion": "SPDX-2.3", "packages": [{}]}', "sbom_faulty"),
        (b'{"spdxVersion": "SPDX-2.3", "packages": [7]}', "sbom_unreadable"),
        (b" " * (SIZE_LIMIT + 1), "sbom_too_large"),
    ],
)
def test_a_file_that_is_no_sbom_gets_a_sentence_that_names_it(read, data: bytes, code: str):
    with pytest.raises(KitError) as caught:
        read("soupis.json", data)

    assert caught.value.code == code
    assert "soupis.json" in str(caught.value)
