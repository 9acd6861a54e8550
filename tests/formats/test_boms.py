"""Any file with components: recognised by its content, bounded, the same here and in the child."""

import json
from pathlib import Path

import pytest
from tests.formats.bills import cyclonedx, spdx

from procurement_kit.formats import boms
from procurement_kit.problems import KitError, messages

SAMPLE = Path(__file__).parent / "samples" / "dsw2-like.spdx.json"
MARK = b"\xef\xbb\xbf"


@pytest.mark.parametrize(
    "data",
    [
        SAMPLE.read_bytes(),
        spdx(
            {}, {}, {"licenseDeclared": "LicenseRef-x"}, relationships=[("a", "STATIC_LINK", "b")]
        ),
        cyclonedx({"scope": "excluded", "modified": True}, metadata={"component": {"name": "w"}}),
    ],
)
def test_the_child_finds_the_same(data: bytes):
    assert boms.read_guarded("a", data) == boms.read("a", data)


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (spdx({}), "SPDX"),
        (MARK + spdx({}), "SPDX"),
        (b"\n  " + spdx({}), "SPDX"),
        (json.dumps({"sbom": json.loads(spdx({}))}).encode(), "SPDX"),
        (cyclonedx({}), "CycloneDX"),
        (b"a; 1; MIT\n", "pasted"),
        (b"name,license\na,MIT\n", "CSV"),
        (b"a==1.0\n", "requirements.txt"),
    ],
)
def test_the_content_tells_the_format_and_the_name_does_not(data: bytes, form: str):
    assert boms.read("seznam.bin", data).format == form


@pytest.mark.parametrize("data", [b"[1, 2]", b'{"hello": "world"}', b"hello\n", b"{}"])
def test_a_file_that_is_none_of_these_gets_one_sentence(data: bytes):
    with pytest.raises(KitError) as caught:
        boms.read("dopis.txt", data)

    assert caught.value.code == "sbom_unknown"
    assert "dopis.txt" in str(caught.value)


def test_a_larger_limit_is_for_whoever_asks_for_it():
    data = spdx({}) + b" " * boms.SIZE_LIMIT

    assert len(boms.read("a", data, size_limit=2 * boms.SIZE_LIMIT).components) == 1
    with pytest.raises(KitError) as caught:
        boms.read("a", data)
    assert caught.value.code == "sbom_too_large"


def test_a_large_honest_file_passes_the_limits_of_the_web():
    data = spdx(*({"name": f"knihovna {number}", "SPDXID": f"SPDXRef-{number}"}
                  for number in range(20_000)))  # fmt: skip

    assert len(boms.read_guarded("velky.json", data).components) == 20_000


def test_every_sentence_about_a_component_takes_its_three_facts():
    codes = [code for code in messages() if code.startswith("sbom_")]
    for code in codes:
        text = messages()[code]
        if "{component}" in text or "{value}" in text:
            assert text.format(component="a", field="b", value="c")
