"""A report as JSON: complete, and as its published schema says."""

import json
from pathlib import Path

import jsonschema
import pytest
from tests.licensing.data import DATA, INTERNAL, MERGED
from tests.licensing.reviews import DAY, crowd, reviewed, under

from procurement_kit.formats import report_json
from procurement_kit.licensing.components import Bom, BomProblem, Combination, Component
from procurement_kit.licensing.review import Review, review

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "schemas/license-report.schema.json").read_text("utf-8")
)


def written(found: Review) -> dict:
    return json.loads(report_json.write(found, DATA, DAY))


@pytest.mark.parametrize(
    "found",
    [
        under(),
        under("MIT"),
        under("SSPL-1.0", "NOASSERTION", "MIT AND", use=INTERNAL),
        under("LGPL-2.1-only", "GPL-2.0-only OR MIT", outbound="MIT"),
        under("MIT", outbound="EUPL-1.2 OR MIT", use=MERGED),
        under("MIT", outbound="neznámá"),
        crowd(200, 60),
    ],
    ids=["empty", "one", "trouble", "differing", "two results", "unknown result", "crowd"],
)
def test_every_report_is_as_the_published_schema_says(found: Review):
    jsonschema.Draft202012Validator(SCHEMA).validate(written(found))


def test_the_schema_refuses_a_report_without_its_day():
    report = written(under("MIT"))
    del report["made_on"]

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(SCHEMA).validate(report)


def test_each_component_has_a_verdict_and_the_reasons_of_its_part():
    report = written(under("GPL-2.0-only OR MIT", "SSPL-1.0"))

    first, second = report["components"]
    assert (first["verdict"], first["branch"]) == ("with_duties", "MIT")
    part = next(part for part in report["parts"] if part["id"] == second["part"])
    assert part["verdict"] == second["verdict"] == "incompatible"
    assert all(step["rule"] and step["text"] for step in part["steps"])
    assert part["ways_out"]


def test_counts_and_obligations_are_those_of_the_whole():
    report = written(under("MIT", "ISC", "SSPL-1.0"))

    assert report["counts"] == {
        "compatible": 0, "with_duties": 2, "needs_lawyer": 0, "incompatible": 1,
    }  # fmt: skip
    assert [duty["id"] for duty in report["obligations"]] == ["keep_notice"]
    assert report["verdict"] == "incompatible"


def test_every_source_of_a_step_is_listed_with_its_age():
    report = written(crowd(100, 60))

    named = {name for part in report["parts"] for step in part["steps"] for name in step["sources"]}
    listed = {source["id"]: source for source in report["sources"]}
    assert named == set(listed)
    assert all(source["age_months"] >= 0 for source in listed.values())


def test_candidates_and_change_sets_name_parts_of_the_report():
    report = written(under("GPL-2.0-only", "GPL-3.0-only", "MIT"))

    known = {part["id"] for part in report["parts"]}
    lists = [item["conflicts"] for item in report["candidates"]]
    lists += [item["parts"] for item in report["change_sets"]]
    assert {number for numbers in lists for number in numbers} <= known
    assert report["change_sets"]


def test_the_versions_of_the_lists_are_stated():
    report = written(under("MIT"))

    assert report["spdx_list"] == DATA.names.spdx.version
    assert report["second_opinion"]["day"] == DATA.second.day.isoformat()
    assert report["notice"] == DATA.words.shared.not_advice


def test_problems_of_the_list_are_told_in_sentences():
    problem = BomProblem("a", "licenseDeclared", "", "sbom_license_missing")
    bom = Bom("SPDX", "2.3", components=(Component("a", license="MIT"),), problems=(problem,))

    (told,) = written(review(bom, MERGED, "EUPL-1.2", DATA))["bom"]["problems"]

    assert told["code"] == "sbom_license_missing"
    assert told["text"]


def test_a_component_is_reported_as_it_is_combined():
    tool = Component("linter", license="GPL-3.0-only", combination=Combination.TOOL)

    (part,) = written(reviewed(tool))["parts"]

    assert part["combination"] == "tool"
