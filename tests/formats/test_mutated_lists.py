"""Whatever is changed in a list of components, it is read or refused with a sentence."""

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.bills import cyclonedx, read_here, spdx
from tests.formats.test_manifests import COMPOSER, NPM
from tests.formats.test_spdx3 import CONTEXT, HEAD, PACKAGE, element, relation
from tests.licensing.data import DATA, DYNAMIC

from procurement_kit.licensing.components import Bom
from procurement_kit.licensing.review import review
from procurement_kit.problems import KitError

SAMPLE = Path(__file__).parent / "samples" / "dsw2-like.spdx.json"
ODD = (None, 1, -1.5, True, [], {}, "", [[]], {"a": None}, "x" * 3000, "\0", "MIT AND",
       "LicenseRef-x", [1, None, "a"], [{}], 10**30)  # fmt: skip
GRAPH = [*HEAD, PACKAGE, element("lic", "simplelicensing_LicenseExpression"),
         relation("pkg", "hasDeclaredLicense", "lic")]  # fmt: skip
LISTS: dict[str, Any] = {
    "spdx": json.loads(SAMPLE.read_bytes()),
    "spdx of one": json.loads(
        spdx(
            {"externalRefs": [{"referenceType": "purl", "referenceLocator": "pkg:npm/a@1"}]},
            relationships=[("SPDXRef-1", "STATIC_LINK", "SPDXRef-2")],
        )
    ),
    "spdx 3": {"@context": CONTEXT, "@graph": GRAPH},
    "cyclonedx": json.loads(
        cyclonedx(
            {"licenses": [{"license": {"id": "MIT"}}], "hashes": [{"alg": "MD5", "content": "a"}]},
            {"licenses": [{"expression": "MIT OR ISC"}], "components": [{"name": "inside"}]},
            metadata={"tools": [{"name": "x"}], "component": {"name": "w", "bom-ref": "w"}},
            dependencies=[{"ref": "w", "dependsOn": ["r1"]}],
            compositions=[{"aggregate": "complete"}],
        )
    ),
    "npm": NPM,
    "composer": COMPOSER,
}


def changed(value: Any, chance: random.Random) -> Any:
    """*value* with one thing in it, at any depth, replaced by something odd or left out."""
    if isinstance(value, dict) and value and chance.random() < 0.9:
        key = chance.choice(sorted(value))
        if chance.random() < 0.1:
            return {name: item for name, item in value.items() if name != key}
        return {**value, key: changed(value[key], chance)}
    if isinstance(value, list) and value and chance.random() < 0.9:
        place = chance.randrange(len(value))
        return [*value[:place], changed(value[place], chance), *value[place + 1 :]]
    return chance.choice(ODD)


def spoiled(data: bytes, chance: random.Random) -> bytes:
    """*data* with a few bytes changed, or cut short."""
    found = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        found[chance.randrange(len(found))] = chance.randrange(256)
    return bytes(found[: chance.randrange(len(found))] if chance.random() < 0.2 else found)


def read_or_refused(data: bytes) -> Bom | str:
    try:
        return read_here("soupis.json", data)
    except KitError as error:
        return str(error)


@pytest.mark.parametrize("name", LISTS)
@given(seed=st.integers(0, 10**9))
def test_a_changed_list_is_judged_or_refused_with_a_sentence(name: str, seed: int):
    chance = random.Random(seed)
    document = LISTS[name]
    for _ in range(chance.randint(1, 4)):
        document = changed(document, chance)
    data = json.dumps(document).encode()
    data = spoiled(data, chance) if chance.random() < 0.2 else data

    found = read_or_refused(data)

    if isinstance(found, str):
        assert "soupis.json" in found
    else:
        judged = review(found, DYNAMIC, "EUPL-1.2", DATA).report.findings
        assert len(judged) == len(found.components)
