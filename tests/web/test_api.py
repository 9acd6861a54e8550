"""The interface for programs: what it answers, what it refuses, and what it never gives away."""

from datetime import timedelta

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from procurement_kit.formats import project_file
from procurement_kit.kit import Kit
from procurement_kit.methodology.procurement import Procurement
from procurement_kit.problems import KitError
from procurement_kit.web import create_app
from procurement_kit.web.settings import Settings
from procurement_kit.web.site import EXTENSION, Site

PROBLEM = "application/problem+json"
TOKEN = "X-Project-Token"


@pytest.fixture(scope="module")
def apps(kit: Kit, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Flask]:
    """One site for each setting of the operator."""
    return {
        mode: create_app(
            tmp_path_factory.mktemp(mode), kit=kit, testing=True, settings=Settings(api=mode)
        )
        for mode in ("off", "read", "full")
    }


@pytest.fixture
def reader(apps: dict[str, Flask]) -> FlaskClient:
    return apps["read"].test_client()


@pytest.fixture
def maker(apps: dict[str, Flask]) -> FlaskClient:
    return apps["full"].test_client()


@pytest.fixture(scope="module")
def shared(apps: dict[str, Flask], kit: Kit) -> str:
    """The secret of a link to a project."""
    site: Site = apps["read"].extensions[EXTENSION]
    at = site.now()
    site.store.create(Procurement("p1", "Sdílený", kit.hash), at=at, by="x")
    site.store.add_link("p1", "tajny-odkaz", at, at + timedelta(days=1), role="view")
    return "tajny-odkaz"


def refused(response, status: int, code: str) -> str:
    """The sentence of a refusal."""
    assert (response.status_code, response.mimetype) == (status, PROBLEM)
    told = response.get_json()
    assert (told["status"], told["code"]) == (status, code)
    return str(told["detail"])


def test_the_catalogue_is_searched_without_accents_and_says_where_each_fact_comes_from(reader):
    answer = reader.get("/api/v1/catalogue?words=zadosti+dotace").get_json()

    first = answer["entries"][0]
    assert answer["total"] >= 1
    assert first["name"].startswith("DSW2")
    assert first["license"] == ""
    assert first["license_note"]
    assert first["source"].startswith("http")
    assert first["confidence"] in {"verified", "likely", "unsure"}


def test_licences_are_judged_as_on_the_page(reader: FlaskClient):
    told = reader.get(
        "/api/v1/licenses/check?outbound=EUPL-1.2&expression=MIT&expression=GPL-3.0-only"
    ).get_json()

    verdicts = {item["expression"]: item["verdict"] for item in told["findings"]}
    assert verdicts["MIT"] in {"compatible", "with_duties"}
    assert verdicts["GPL-3.0-only"] == told["worst"] != verdicts["MIT"]
    assert all(item["reasons"] for item in told["findings"])


def test_a_licence_is_advised_for_a_kind_of_software(reader: FlaskClient):
    told = reader.get("/api/v1/licenses/choice?kind=library&expression=MIT").get_json()

    assert told["advice"]
    assert told["choices"][0]["license"]
    sentence = refused(reader.get("/api/v1/licenses/choice?kind=kolo"), 422, "kind_unknown")
    assert "library" in sentence


def test_the_methodology_is_told_whole_or_by_stage(reader: FlaskClient, kit: Kit):
    whole = reader.get("/api/v1/methodology").get_json()
    one = reader.get("/api/v1/methodology?stage=S5").get_json()

    asked = [item["id"] for stage in whole["stages"] for step in stage["steps"]
             for item in step["questions"]]  # fmt: skip
    assert asked == list(kit.methodology.questions)
    assert [stage["id"] for stage in one["stages"]] == ["S5"]
    assert whole["content_hash"] == kit.hash


def test_a_publiccode_file_is_checked_line_by_line(reader: FlaskClient):
    sent = "publiccodeYmlVersion: '0.7'\nname: A\nurl: nic\n"

    told = reader.post(
        "/api/v1/publiccode/check", data=sent, content_type="application/yaml"
    ).get_json()

    assert not told["valid"]
    assert {"line": 3, "key": "url"}.items() <= next(
        item for item in told["findings"] if item["key"] == "url"
    ).items()


def test_a_project_is_read_only_with_its_secret_link(reader: FlaskClient, shared: str):
    mine = reader.get("/api/v1/project", headers={TOKEN: shared})
    data = reader.get("/api/v1/project/open-data/ocds", headers={TOKEN: shared})

    assert mine.get_json()["title"] == "Sdílený"
    assert data.get_json()["releases"]
    refused(reader.get("/api/v1/project"), 403, "api_token")
    refused(reader.get("/api/v1/project", headers={TOKEN: "p1"}), 404, "link_unknown")


def test_what_makes_files_is_off_until_the_operator_allows_it(
    apps: dict[str, Flask], reader: FlaskClient
):
    sentence = refused(reader.post("/api/v1/documents", json={}), 403, "api_off")
    off = apps["off"].test_client().get("/api/v1/methodology")

    assert "PROCUREMENT_KIT_API" in sentence
    refused(off, 403, "api_off")
    with pytest.raises(KitError, match="off, read, nebo full"):
        Settings.read({"PROCUREMENT_KIT_API": "ano"})


def test_a_sent_project_becomes_open_data(maker: FlaskClient, kit: Kit):
    sent = project_file.write(kit.example("ministry-open"), ())

    told = maker.post("/api/v1/open-data/ocds", data=sent, content_type="application/json")

    assert told.get_json()["releases"][0]["tender"]["title"]
    refused(maker.post("/api/v1/open-data/ocds", json={"a": 1}), 422, "project_file_other")


def test_a_foreign_job_is_not_found_and_a_wrong_body_is_named(maker: FlaskClient):
    refused(maker.get("/api/v1/documents/" + "0" * 64 + ".x"), 404, "job_unknown")
    sentence = refused(maker.post("/api/v1/documents", data="x"), 415, "api_media")

    assert "application/json" in sentence


def test_a_mistake_in_the_query_is_named(reader: FlaskClient):
    missing = refused(reader.get("/api/v1/licenses/check?expression=MIT"), 400, "api_input")
    strange = refused(reader.get("/api/v1/methodology?x=1"), 400, "api_input")

    assert ("outbound" in missing, "x" in strange) == (True, True)


def test_every_refusal_is_a_problem_even_where_there_is_no_operation(reader: FlaskClient):
    refused(reader.get("/api/v1/nic"), 404, "http_404")
    refused(reader.delete("/api/v1/methodology"), 405, "http_405")
    large = reader.post("/api/v1/publiccode/check", data=b"x" * 1_100_000,
                        content_type="application/yaml")  # fmt: skip
    refused(large, 413, "too_large")


def test_a_form_of_another_site_is_refused_and_no_cookie_is_ever_set(
    reader: FlaskClient, shared: str
):
    foreign = reader.post("/api/v1/publiccode/check", data="a: b",
                          content_type="application/yaml",
                          headers={"Sec-Fetch-Site": "cross-site"})  # fmt: skip
    mine = reader.get("/api/v1/project", headers={TOKEN: shared})

    refused(foreign, 403, "foreign_origin")
    assert "Set-Cookie" not in mine.headers
    assert "Access-Control-Allow-Origin" not in mine.headers


def test_the_description_names_what_is_allowed_and_nothing_else(apps: dict[str, Flask]):
    told = {mode: app.test_client().get("/api/openapi.json").get_json()
            for mode, app in apps.items()}  # fmt: skip

    assert told["off"]["paths"] == {}
    assert "/api/v1/documents" not in told["read"]["paths"]
    assert "/api/v1/documents" in told["full"]["paths"]
    assert {item["openapi"] for item in told.values()} == {"3.1.0"}


def test_the_page_lists_every_operation_without_outside_help(reader: FlaskClient):
    page = reader.get("/api/").text

    assert "GET /api/v1/licenses/check" in page
    assert "POST /api/v1/documents" in page
    assert "vypnuto" in page
    assert "https://" not in page.partition("<main")[2].partition("</main")[0]


CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
PLAIN = {"Accept-Encoding": "identity"}
"""The caller of these tests does not unpack what it gets."""

STARTS_PROCESSES = "make_documents"
TRIED = settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::pytest.PytestWarning")
def test_whatever_is_sent_is_answered_as_the_description_says(apps: dict[str, Flask]):
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", apps["full"])
    operations = [found.ok() for found in schema.get_all_operations()]
    names = {item.definition.raw["operationId"]: item for item in operations}

    answered: list[int] = []
    for name in names.keys() - {STARTS_PROCESSES}:

        @TRIED
        @given(case=names[name].as_strategy())
        def whatever(case: schemathesis.Case) -> None:
            answer = case.call_and_validate(checks=CHECKS, headers=PLAIN)
            answered.append(answer.status_code)

        whatever()

    assert len(names) >= 10
    assert {200, 404} <= set(answered)
