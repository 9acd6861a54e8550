"""A project as open data: valid by the standards, and honest about what must not be published."""

import hashlib
import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner
from rdflib import DCAT, DCTERMS, FOAF, RDF, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic

from procurement_kit.cli import main
from procurement_kit.cli.content import schema_files
from procurement_kit.formats import dcat, project_file, text
from procurement_kit.kit import Kit
from procurement_kit.methodology.procurement import Procurement
from procurement_kit.problems import KitError
from procurement_kit.publication.solution import Solution
from procurement_kit.publication_outputs.ocds import Register, package
from procurement_kit.publication_outputs.open_data import FORMS, Order, register_of
from procurement_kit.publication_outputs.record import record_of

DAY = date(2026, 11, 25)
ADMS = Namespace("http://www.w3.org/ns/adms#")
OCDS = json.loads((Path(__file__).parent / "ocds-1.1.5-used.schema.json").read_text("utf-8"))
CHECKER = jsonschema.Draft4Validator.FORMAT_CHECKER


def exported(kit: Kit, example: str, *, prefix: str = "", **answers: str) -> dict:
    procurement = kit.example(example)
    assessment = kit.assess(procurement.apply(procurement.changes(answers)))
    found = package(assessment, kit.templates(assessment), DAY, Register(prefix))
    return json.loads(json.dumps(found))


def mistakes(found: dict) -> list[str]:
    checker = jsonschema.Draft4Validator(OCDS, format_checker=CHECKER)
    return [f"{error.json_path}: {error.message}" for error in checker.iter_errors(found)]


EXAMPLES = ("dsw2-extension", "locked-town", "ministry-awarded", "ministry-open",
            "university-module")  # fmt: skip


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_is_a_valid_release_package(kit: Kit, example: str):
    assert mistakes(exported(kit, example)) == []


def test_a_project_in_which_nothing_was_answered_is_a_valid_package_too(kit: Kit):
    assessment = kit.assess(Procurement("x", "Nový", kit.hash))

    found = package(assessment, kit.templates(assessment), DAY, Register())

    assert mistakes(json.loads(json.dumps(found))) == []


def test_the_schema_refuses_what_it_must():
    broken = {"releases": [{"id": "1", "date": "včera", "tag": ["call"], "tender": {}}]}

    assert len(mistakes(broken)) >= 5


def test_without_a_prefix_of_the_register_the_package_says_that_it_is_not_for_publication(kit: Kit):
    fake, real = (
        exported(kit, "ministry-open"),
        exported(kit, "ministry-open", prefix="ocds-a1b2c3"),
    )

    assert fake["releases"][0]["ocid"].startswith("ocds-000000-")
    assert "NEZVEŘEJŇOVAT" in fake["x_notForPublication"]
    assert real["releases"][0]["ocid"].startswith("ocds-a1b2c3-")
    assert "x_notForPublication" not in real


def test_an_awarded_contract_has_its_award_and_its_supplier(kit: Kit):
    release = exported(kit, "ministry-awarded")["releases"][0]

    assert release["tag"] == ["tender", "award", "contract"]
    assert release["tender"]["procurementMethod"] == "open"
    assert release["tender"]["status"] == "complete"
    assert release["tender"]["tenderPeriod"]["endDate"].startswith("2026-06-18T")
    supplier = release["awards"][0]["suppliers"][0]
    assert supplier == {"id": "CZ-ICO-00000019", "name": "Otevřené úřady s. r. o."}
    assert supplier["id"] in {party["id"] for party in release["parties"]}
    assert release["contracts"][0]["awardID"] == release["awards"][0]["id"]


def test_a_cancelled_tender_is_cancelled_and_one_that_has_not_begun_is_planned(kit: Kit):
    cancelled = exported(kit, "ministry-awarded", award_cancelled="yes")["releases"][0]
    planned = exported(kit, "dsw2-extension", decisive_day="7. 12. 2026")["releases"][0]

    assert cancelled["tender"]["status"] == "cancelled"
    assert planned["tender"]["status"] == "planned"
    assert planned["tender"]["mainProcurementCategory"] == "services"


def test_the_identifier_opens_no_project(kit: Kit):
    procurement = kit.example("ministry-open")

    assert procurement.id not in json.dumps(exported(kit, "ministry-open"))


def test_a_prefix_that_no_register_gives_is_refused():
    with pytest.raises(KitError, match="PROCUREMENT_KIT_OCID_PREFIX"):
        register_of({"PROCUREMENT_KIT_OCID_PREFIX": "moje"})


@pytest.mark.parametrize("example", ["ministry-awarded", "locked-town"])
def test_the_record_fits_its_published_schema(kit: Kit, example: str):
    schema = json.loads(schema_files()["decision-record.schema.json"])
    found = record_of(kit, kit.assess(kit.example(example)), DAY).model_dump(mode="json")

    checker = jsonschema.Draft202012Validator(schema, format_checker=CHECKER)
    assert [error.message for error in checker.iter_errors(found)] == []


def test_the_record_says_why_on_which_day_and_by_which_provision(kit: Kit):
    assessment = kit.assess(kit.example("ministry-awarded"))
    found = record_of(kit, assessment, DAY)

    decisions = {item.id: item for item in found.decisions}
    regime = decisions["regime"]
    assert (regime.state, regime.value) == ("decided", assessment.facts.fact("regime"))
    assert regime.reason
    assert all(item.url.startswith("http") for item in regime.sources)
    assert found.decisive_day == assessment.facts.fact("decisive_day")
    answers = {item.id: item for item in found.answers}
    assert answers["subject_kind"].words == "služby"
    assert answers["software_maturity"].words == "Ve zkušebním provozu"


def test_the_hash_of_a_document_is_that_of_its_text(kit: Kit):
    assessment = kit.assess(kit.example("ministry-open"))
    document = kit.documents(assessment, final=False)[0]

    found = {item.id: item for item in record_of(kit, assessment, DAY).documents}

    expected = hashlib.sha256(text.write(document).encode()).hexdigest()
    assert found[document.id].text_sha256 == expected


def test_an_open_decision_is_open_and_not_a_silent_no(kit: Kit):
    found = record_of(kit, kit.assess(Procurement("x", "Nový", kit.hash)), DAY)

    assert next(item for item in found.decisions if item.id == "regime").state == "open"


SOLUTION = Solution(
    name="Přehled", url="https://git.example/x", summaries={"cs": "Popis.", "en": "Text."},
    license="EUPL-1.2", owner="Obec", owner_id="99999994", category="other",
    released_on=DAY, version="1.0",
)  # fmt: skip


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # inside rdflib
def test_both_notations_of_rdf_say_the_same_and_say_where_the_code_is():
    linked = Graph().parse(data=dcat.write(SOLUTION, "jsonld"), format="json-ld")
    turtle = Graph().parse(data=dcat.write(SOLUTION, "ttl"), format="turtle")

    assert isomorphic(linked, turtle)
    about = URIRef("https://git.example/x")
    assert (about, RDF.type, DCAT.Dataset) in turtle
    assert (about, RDF.type, ADMS.Asset) in turtle
    assert (about, DCTERMS.title, Literal("Přehled", lang="cs")) in turtle
    copy = turtle.value(about, DCAT.distribution)
    assert turtle.value(copy, DCAT.accessURL) == about
    assert turtle.value(copy, DCTERMS.license) == URIRef("https://spdx.org/licenses/EUPL-1.2")
    assert turtle.value(turtle.value(about, DCTERMS.publisher), FOAF.name).value == "Obec"


def test_an_address_that_is_none_does_not_break_the_description():
    strange = Solution(name="A", url="javascript:alert(1) <x>", owner="B")

    found = Graph().parse(data=dcat.write(strange, "ttl"), format="turtle")

    assert Literal("A", lang="cs") in set(found.objects(None, DCTERMS.title))
    assert "javascript" not in dcat.write(strange, "jsonld").decode()


def test_the_command_writes_a_file_or_prints(kit: Kit, tmp_path: Path):
    project, out = tmp_path / "project.json", tmp_path / "ocds.json"
    project.write_bytes(project_file.write(kit.example("ministry-open"), ()))

    saved = CliRunner().invoke(
        main, ["open-data", str(project), "--format", "ocds", "--out", str(out)]
    )

    assert saved.exit_code == 0
    assert mistakes(json.loads(out.read_bytes())) == []


def test_equal_projects_give_equal_bytes(kit: Kit):
    assessment = kit.assess(kit.example("ministry-open"))
    order = Order(kit, assessment, DAY, Register())

    for form in FORMS.values():
        assert form.make(order) == form.make(order)
