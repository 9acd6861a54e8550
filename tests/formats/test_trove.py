"""Classifiers of the Python package index are read as licences."""

import json

import pytest
from tests.licensing.data import DATA

from procurement_kit.formats import boms, trove
from procurement_kit.formats.trove import PREFIX
from procurement_kit.licensing.names import Spelling


def test_every_classifier_leads_to_a_licence_or_to_a_general_name():
    names = set(trove._names().values())

    found = {name: DATA.names.license(name) for name in names}
    unknown = {name for name, item in found.items() if item.spelling is Spelling.UNKNOWN}
    assert unknown == set()
    assert {item.id for item in found.values() if item.id} <= set(DATA.licenses)


@pytest.mark.parametrize(
    ("listed", "expression"),
    [
        ([{"name": f"{PREFIX} OSI Approved :: MIT License"}], "MIT"),
        ([{"name": f"{PREFIX} OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)"}], "MPL-2.0"),
        ([{"id": "BSD-3-Clause"}, {"name": f"{PREFIX} OSI Approved :: BSD License"}],
         "BSD-3-Clause AND BSD"),
        ([{"name": "Our own terms"}], "Our own terms"),
    ],
)  # fmt: skip
def test_a_component_named_by_classifiers_gets_an_expression(listed: list, expression: str):
    component = {"type": "library", "name": "a", "version": "1",
                 "licenses": [{"license": item} for item in listed]}  # fmt: skip
    data = json.dumps({"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [component]})

    (found,) = boms.read("a.json", data.encode()).components

    assert found.license == expression
