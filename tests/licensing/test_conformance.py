"""How far a list of components meets the standards, and who misses what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procurement_kit.licensing.components import Bom, Component
from procurement_kit.licensing.conformance import (
    COMPONENT_CHECKS,
    DOCUMENT_CHECKS,
    SHOWN,
    RequirementResult,
    at_least,
    conformance,
)
from procurement_kit.licensing.contract import Result
from procurement_kit.licensing.standards import FieldCheck, Level
from procurement_kit.rules.sources import Confidence
from tests.licensing.data import DATA
from tests.licensing.handover import FULL, a_bom

EMPTY = Component("x")
RICH = a_bom(
    FULL._replace(source="https://example.org"),
    format_version="3.0.1",
    created="2026-11-24T10:00:00Z",
    authors=("Město",),
    tools=("syft 1.0",),
    namespace="urn:x",
    completeness="complete",
)


def found(bom: Bom, standard: str) -> dict[str, RequirementResult]:
    result = next(item for item in conformance(bom, DATA) if item.standard.id == standard)
    return {item.requirement.id: item for item in result.requirements}


def test_every_requirement_names_a_check_of_its_level():
    for standard in DATA.standards:
        for item in standard.requirements:
            checks = DOCUMENT_CHECKS if item.level is Level.DOCUMENT else COMPONENT_CHECKS
            assert item.check in checks or item.check is FieldCheck.NOT_READ, item.id


def test_the_three_standards_are_there_with_a_version_and_a_source_that_says_how_sure_we_are():
    assert {"ntia", "cisa", "bsi"} <= {item.id for item in DATA.standards}
    for standard in DATA.standards:
        assert standard.version
        assert DATA.sources[standard.source].confidence in set(Confidence)


def test_what_we_did_not_read_ourselves_is_never_called_verified():
    for name in ("ntia", "cisa", "bsi"):
        standard = next(item for item in DATA.standards if item.id == name)
        assert DATA.sources[standard.source].confidence is not Confidence.VERIFIED
        assert all(item.confidence is not Confidence.VERIFIED for item in standard.requirements)


@pytest.mark.parametrize("standard", ["ntia", "cisa", "bsi"])
def test_a_rich_list_meets_everything_that_can_be_looked_up(standard: str):
    results = {item.result for item in found(RICH, standard).values()}

    assert Result.NOT_MET not in results


def test_what_the_program_does_not_read_is_not_known_rather_than_missing():
    result = found(RICH, "bsi")["5.2.2-creator"]

    assert (result.result, result.met, result.total) == (Result.NOT_KNOWN, 0, 0)


@pytest.mark.parametrize(
    ("requirement", "change"),
    [
        ("supplier", {"supplier": "NOASSERTION"}),
        ("version", {"version": ""}),
        ("identifier", {"purl": "", "cpe": ""}),
    ],
)
def test_a_component_without_the_field_is_named(requirement: str, change: dict[str, str]):
    result = found(a_bom(FULL, FULL._replace(name="chudá", **change)), "ntia")[requirement]

    assert (result.met, result.total, result.missing_count) == (1, 2, 1)
    assert result.missing[0].startswith("chudá")


def test_only_the_first_misses_are_listed_and_all_are_counted():
    result = found(a_bom(*[EMPTY._replace(name=f"x{n}") for n in range(50)]), "ntia")["supplier"]

    assert (len(result.missing), result.missing_count) == (SHOWN, 50)


def test_the_software_itself_counts_among_the_components():
    bom = a_bom(FULL, works=(Component("dílo"),))

    assert found(bom, "ntia")["supplier"].missing == ("dílo",)


@pytest.mark.parametrize(
    ("found_format", "version", "result"),
    [
        ("SPDX", "2.3", Result.NOT_MET),
        ("SPDX", "3.0.1", Result.MET),
        ("CycloneDX", "1.5", Result.NOT_MET),
        ("CycloneDX", "1.6", Result.MET),
        ("CycloneDX", "1.10", Result.MET),
    ],
)
def test_the_bsi_accepts_only_recent_formats(found_format, version, result):
    bom = a_bom(format=found_format, format_version=version)

    assert found(bom, "bsi")["4"].result is result


def test_the_bsi_wants_sha_512():
    weaker = a_bom(FULL._replace(checksum="SHA256:ab"))

    assert found(a_bom(), "bsi")["5.2.2-hash"].result is Result.MET
    assert found(weaker, "bsi")["5.2.2-hash"].result is Result.NOT_MET
    assert found(weaker, "cisa")["hash"].result is Result.MET


@pytest.mark.parametrize(
    ("requirement", "component"),
    [
        ("stated", FULL._replace(license="", concluded="NONE")),
        ("readable", FULL._replace(license="BSD", concluded="")),
        ("agreed", FULL._replace(license="MIT", concluded="ISC")),
        ("texts", FULL._replace(texts_missing=("LicenseRef-x",))),
    ],
)
def test_each_trouble_with_licence_fields_is_found(requirement: str, component: Component):
    assert found(a_bom(), "licences")[requirement].result is Result.MET
    assert found(a_bom(component), "licences")[requirement].result is Result.NOT_MET


@given(st.lists(st.integers(0, 30), min_size=1, max_size=4))
def test_a_version_is_at_least_itself_and_less_than_the_next(numbers: list[int]):
    text = ".".join(map(str, numbers))
    later = ".".join(map(str, [*numbers[:-1], numbers[-1] + 1]))

    assert at_least(text, text)
    assert at_least(later, text)
    assert not at_least(text, later)


def test_a_version_that_is_no_number_meets_no_minimum():
    assert not at_least("", "0")
    assert not at_least("draft", "1")


@given(st.lists(st.sampled_from([FULL, EMPTY, FULL._replace(name="y", supplier="")]), min_size=1))
def test_met_and_missing_add_up(listed: list[Component]):
    for result in conformance(a_bom(*listed), DATA):
        for item in result.requirements:
            assert item.met + item.missing_count == item.total
            assert len(item.missing) == (
                min(item.missing_count, SHOWN) if item.requirement.level is Level.COMPONENT else 0
            )
