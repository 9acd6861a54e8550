"""From answers to documents: gaps are visible, numbers follow, every clause explains itself."""

import re
from dataclasses import replace

import pytest

from procurement_kit.documents.document import Document, Heading, Paragraph, RunKind, plain
from procurement_kit.formats import text
from procurement_kit.kit import Kit
from procurement_kit.methodology.procurement import Procurement


def documents(kit: Kit, *, final: bool = False, **answers: str) -> dict[str, Document]:
    example = kit.example("dsw2-extension")
    changed = example.apply(example.changes(answers))
    return {item.id: item for item in kit.documents(kit.assess(changed), final=final)}


def clause(document: Document, name: str) -> str:
    part = next(part for part in document.parts if part.clause == name)
    return "\n".join(plain(block.runs) for block in part.blocks if isinstance(block, Paragraph))


def test_a_missing_answer_is_a_visible_gap_that_names_its_question(kit: Kit):
    call = documents(kit, contact_email="")["D8"]

    gaps = [run for part in call.parts for block in part.blocks for run in runs_of(block)
            if run.kind is RunKind.GAP]  # fmt: skip
    assert {gap.question for gap in call.gaps} == {"contact_email"}
    assert gaps
    assert all("[" in run.text and run.target == "contact_email" for run in gaps)


def runs_of(block: object) -> list:
    if hasattr(block, "runs"):
        return list(block.runs)
    if hasattr(block, "items"):
        return [run for item in block.items for run in item]
    return [run for row in (block.header, *block.rows) for cell in row for run in cell]


def test_an_answer_that_may_wait_is_a_line_to_fill_in_and_no_gap(kit: Kit):
    record = documents(kit)["D31"]

    assert record.gaps == ()
    assert any(run.kind is RunKind.BLANK for part in record.parts for block in part.blocks
               for run in runs_of(block))  # fmt: skip


def test_an_undecided_clause_names_the_question_that_decides_it(kit: Kit):
    contract = documents(kit, rights_model="")["D16"]

    assert "rights_model" in {gap.question for gap in contract.gaps}


@pytest.mark.parametrize(
    ("model", "words"),
    [("license_with_publication", "nevýhradní"), ("exclusive_license", "výhradní"),
     ("assignment", "postupuje")],
)  # fmt: skip
def test_the_model_of_rights_chooses_the_text_of_its_clause(kit: Kit, model: str, words: str):
    contract = documents(kit, rights_model=model)["D16"]

    trace = next(part.trace for part in contract.parts if part.clause == "C2")
    assert len(trace.other_alternatives) == 2
    assert contract.gaps == ()
    assert words in text.write(contract).lower()


def test_articles_and_paragraphs_are_numbered_without_a_hole(kit: Kit):
    contract = documents(kit, final=True)["D16"]

    articles = [int(h.number) for h in contract.headings() if h.number]
    assert articles == list(range(1, len(articles) + 1))
    numbers = [block.number for block in contract.blocks()
               if isinstance(block, Paragraph) and block.level == 1]  # fmt: skip
    for article in articles:
        inside = [int(n.split(".")[1]) for n in numbers if n.split(".")[0] == str(article)]
        assert inside == list(range(1, len(inside) + 1))


def test_every_reference_names_the_number_of_the_article_it_points_to(kit: Kit):
    contract = documents(kit, final=True)["D16"]
    numbers = {f"clause-{part.clause}": number for part, number in numbered_parts(contract)}

    references = [run for block in contract.blocks() for run in runs_of(block)
                  if run.kind is RunKind.REFERENCE]  # fmt: skip
    assert references
    assert all(re.search(rf"\b{numbers[run.target]}$", run.text) for run in references)


def numbered_parts(document: Document):
    number = ""
    for part in document.parts:
        heading = next((b for b in part.blocks if isinstance(b, Heading) and b.level == 1), None)
        number = heading.number if heading else number
        yield part, number


def test_every_clause_says_why_it_is_there_and_cites_its_source(kit: Kit):
    for document in documents(kit).values():
        for part in document.parts:
            assert part.trace.rationale, part.clause
            assert part.trace.sources, part.clause


def test_a_conditional_clause_names_the_answers_that_chose_it(kit: Kit):
    contract = documents(kit)["D16"]

    trace = next(part.trace for part in contract.parts if part.clause == "C5")
    assert trace.because


def test_changing_the_published_licence_changes_the_clause_on_publication(kit: Kit):
    own = documents(kit, chosen_path="new_build", outbound_choice="eupl")["D16"]

    assert "EUPL-1.2" in clause(own, "C4")
    assert "AGPL" not in clause(own, "C4")


def test_a_draft_says_so_and_a_final_document_does_not(kit: Kit):
    assert documents(kit)["D16"].is_draft
    assert not documents(kit, final=True)["D16"].is_draft


def test_what_the_user_typed_is_never_read_as_a_placeholder(kit: Kit):
    call = documents(kit, need_description="Cena $authority_name a [[C9]] ____ stojí málo.")["D8"]

    assert "$authority_name a [[C9]] ____" in text.write(call)


def test_below_the_threshold_the_call_follows_the_simplified_procedure(kit: Kit):
    found = documents(kit, value_development="2 400 001")

    assert {"D5", "D6", "D8"} <= set(found)
    assert "zjednodušené podlimitní řízení" in text.write(found["D6"]).lower()
    assert "podle § 53 zákona" in text.write(found["D8"]).replace("\xa0", " ")


@pytest.mark.parametrize("example", ["university-module", "ministry-open"])
def test_no_document_of_a_procedure_under_the_act_speaks_of_a_small_scale_contract(
    kit: Kit, example: str
):
    made = kit.documents(kit.assess(kit.example(example)), final=True)
    suppliers = [item for item in made if item.audience == "public"]

    speaking = [item.id for item in suppliers if "malého rozsahu" in text.write(item)]
    outside = [item.id for item in suppliers if "mimo zadávací řízení" in text.write(item)]

    assert {"D11", "D14", "D16", "D17", "D16K", "D18", "D19"} <= {item.id for item in suppliers}
    assert (speaking, outside) == ([], [])


@pytest.mark.parametrize(
    ("procedure", "has_rounds", "needs_lawyer"),
    [
        ("open_procedure", False, False),
        ("restricted_procedure", True, False),
        ("negotiated_procedure_with_publication", True, False),
        ("competitive_dialogue", True, True),
        ("innovation_partnership", True, True),
        ("dynamic_purchasing_system", True, True),
    ],
)
def test_the_course_of_rounds_is_written_and_only_what_is_not_known_is_left_to_a_lawyer(
    kit: Kit, procedure: str, has_rounds: bool, needs_lawyer: bool
):
    example = kit.example("ministry-open")
    assessment = kit.assess(example.apply(example.changes({"chosen_procedure": procedure})))
    (found,) = [item for item in kit.documents(assessment, final=False) if item.id == "D10"]
    flags = {item.flag.id for item in kit.readiness(assessment).flags}

    included = {part.clause for part in found.parts}
    assert ("docs_specific" in included, "lawyer_must_complete" in flags) == (
        has_rounds, needs_lawyer,
    )  # fmt: skip
    assert ("doplní právník" in text.write(found).replace("\xa0", " ")) == needs_lawyer


def test_equal_answers_give_equal_documents(kit: Kit):
    first, second = documents(kit, final=True), documents(kit, final=True)

    assert first == second


def test_a_day_without_known_law_blocks_the_final_documents(kit: Kit):
    example = kit.example("dsw2-extension")
    later = replace(example, answers={**example.answers, "decisive_day": "11. 1. 2027"})

    ready = kit.readiness(kit.assess(later))

    assert not ready.is_ready
    assert {error.parameter for error in ready.not_in_force} >= {"small_scale_limit_services"}


def test_a_red_flag_blocks_the_final_documents_until_a_reason_is_given(kit: Kit):
    example = kit.example("dsw2-extension")
    silent = Procurement("p", "t", kit.hash, answers=example.answers)

    blocked = kit.readiness(kit.assess(silent))
    flag = blocked.flags[0].flag.id
    noted = silent.apply(silent.acknowledge(flag, "Ověříme před odesláním."))

    assert not blocked.is_ready
    assert flag not in {item.flag.id for item in kit.readiness(kit.assess(noted)).flags}


def test_a_criterion_without_weight_does_not_stand_in_the_table(kit: Kit):
    criteria = documents(kit, weight_team="0", weight_price="70")["D13"]

    words = kit.content.words.criteria
    written = text.write(criteria)
    assert words["weight_price"] in written
    assert words["weight_team"] not in written


def test_a_figure_of_law_is_printed_as_it_was_on_the_decisive_day(kit: Kit):
    """Act 134/2016, section 21: the reference period of services for an indefinite term."""
    record = documents(kit, support_term="indefinite")["D3"]
    later = documents(kit, support_term="indefinite", decisive_day="11. 1. 2027")["D3"]

    assert "za 48\u00a0měs." in clause(record, "value_support")
    assert "service_reference_months" in {gap.question for gap in later.gaps}


@pytest.mark.parametrize(("answer", "expected"), [("yes", True), ("no", False), ("unknown", True)])
def test_not_knowing_about_the_network_counts_as_use_over_it(kit: Kit, answer: str, expected: bool):
    example = kit.example("dsw2-extension")
    changed = example.apply(example.changes({"network_use": answer}))

    report = kit.assess(changed).components

    assert report is not None
    assert report.use.network is expected
