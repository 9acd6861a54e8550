"""Each demand of the law on a document: where it is met, or why nothing can be said of it."""

from dataclasses import replace

import pytest

from procurement_kit.documents.compose import compose
from procurement_kit.documents.requirements import Row, Standing, requirement_rows
from procurement_kit.kit import Kit
from procurement_kit.methodology.procurement import Procurement

EXAMPLES = ("dsw2-extension", "locked-town", "university-module", "ministry-open")


def rows(kit: Kit, procurement: Procurement, document: str) -> dict[str, Row]:
    assessment, templates = kit.assess(procurement), kit.content.templates
    made = compose(templates[document], kit.library, assessment, final=False)
    return {row.id: row for row in requirement_rows(made, templates, kit.library, assessment)}


def changed(kit: Kit, **answers: str) -> Procurement:
    example = kit.example("dsw2-extension")
    return example.apply(example.changes(answers))


def test_a_demand_names_the_article_that_the_document_prints(kit: Kit):
    acceptance = rows(kit, kit.example("dsw2-extension"), "D16")["acceptance"]

    made = kit.documents(kit.assess(kit.example("dsw2-extension")), final=False)
    contract = next(item for item in made if item.id == "D16")
    printed = {item.clause: item.number for item in contract.headings() if item.level == 1}
    (place,) = acceptance.places
    assert acceptance.standing is Standing.MET
    assert (place.clause, place.number) == ("C19", printed["C19"])
    assert place.number


def test_a_demand_of_the_contract_on_personal_data_is_met_by_its_annex(kit: Kit):
    row = rows(kit, changed(kit, personal_data="yes"), "D16")["processing_annex"]

    (place,) = row.places
    assert (place.document, place.is_here, place.number) == ("D17", False, "")


def test_a_demand_whose_condition_fails_does_not_apply(kit: Kit):
    row = rows(kit, changed(kit, personal_data="no"), "D16")["processing_annex"]

    assert (row.standing, row.places) == (Standing.NOT_DEMANDED, ())


def test_a_demand_whose_condition_is_not_answered_is_open(kit: Kit):
    row = rows(kit, changed(kit, personal_data=""), "D16")["processing_annex"]

    assert row.standing is Standing.OPEN


def test_a_clause_whose_text_is_not_chosen_yet_meets_nothing(kit: Kit):
    row = rows(kit, changed(kit, rights_model=""), "D16")["exercise_of_rights"]

    assert (row.standing, row.places) == (Standing.OPEN, ())


def test_a_demand_that_no_clause_meets_is_said_to_be_unmet(kit: Kit):
    assessment, templates = kit.assess(changed(kit, personal_data="no")), kit.content.templates
    demand = next(item for item in templates["D16"].requirements if item.id == "processing_annex")
    bare = templates["D16"].model_copy(update={"requirements": (
        demand.model_copy(update={"when": None}),)})  # fmt: skip
    made = compose(bare, kit.library, assessment, final=False)

    (row,) = requirement_rows(made, {**templates, "D16": bare}, kit.library, assessment)

    assert row.standing is Standing.UNMET


def test_a_place_with_a_missing_answer_says_so(kit: Kit):
    before = rows(kit, kit.example("dsw2-extension"), "D16")["parties"]
    after = rows(kit, changed(kit, authority_name=""), "D16")["parties"]

    assert [place.has_gap for place in before.places] == [False]
    assert [place.has_gap for place in after.places] == [True]


def test_each_demand_carries_its_provisions(kit: Kit):
    row = rows(kit, kit.example("dsw2-extension"), "D16")["licence_extent"]

    assert [source.provision for source in row.sources] == ["§ 2376"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_documents_of_an_example_meet_every_demand(kit: Kit, name: str):
    example = kit.example(name)
    found = {
        (template.id, row.id): row.standing
        for template in kit.templates(kit.assess(example))
        for row in rows(kit, example, template.id).values()
    }

    assert Standing.MET in found.values()
    assert {key for key, value in found.items() if value is Standing.UNMET} == set()


def test_every_document_lists_what_the_law_demands_of_it(kit: Kit):
    assert {item.id for item in kit.content.templates.values() if not item.requirements} == set()


def test_a_project_without_answers_has_no_demand_met_by_an_undecided_document(kit: Kit):
    empty = replace(kit.example("dsw2-extension"), answers={})
    met = rows(kit, empty, "D10")

    assert met["technical_conditions"].standing is Standing.OPEN
