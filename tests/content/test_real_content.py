"""The content that is shipped: complete, cited, consistent in every state of the answers."""

from datetime import date

import pytest

from procurement_kit.kit import Kit
from procurement_kit.methodology.procurement import Procurement
from procurement_kit.rules.parameters import Unit
from procurement_kit.rules.sources import Confidence


def test_no_state_of_the_answers_breaks_a_document(kit: Kit):
    assert [str(problem) for problem in kit.prove()] == []


def test_every_source_has_an_address_and_was_read_within_twelve_months(kit: Kit):
    day = date(2026, 11, 23)

    stale = [name for name, source in kit.content.sources.items() if source.is_stale(day)]

    assert stale == []
    assert all(source.url.startswith("http") for source in kit.content.sources.values())


def test_a_source_that_is_not_verified_says_what_is_doubtful(kit: Kit):
    silent = [
        name
        for name, source in kit.content.sources.items()
        if source.confidence is Confidence.UNSURE and not source.note
    ]

    assert silent == []


def test_the_twelve_stages_stand_in_order(kit: Kit):
    assert [stage.id for stage in kit.methodology.stages] == [f"S{n}" for n in range(12)]


@pytest.mark.parametrize(
    "document",
    [
        "D1",
        "D2",
        "D2L",
        "D2R",
        "D3",
        "D4",
        "D5",
        "D6",
        "D7T",
        "D8",
        "D10",
        "D11",
        "D12",
        "D13",
        "D15",
        "D16",
        "D16K",
        "D17",
        "D19",
        "D16L",
        "D16S",
        "D16C",
        "D16F",
        "D18",
        "D24",
        "D31",
    ],
)
def test_every_document_of_the_method_exists(kit: Kit, document: str):
    assert document in kit.content.templates


@pytest.mark.parametrize(
    "clause",
    ["C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "C9", "C12", "C15", "C16", "C17", "C19",
     "C21", "C24", "C25", "C26", "C29", "C30", "C31"],
)  # fmt: skip
def test_every_contract_holds_every_clause_of_the_method(kit: Kit, clause: str):
    contracts = [item for item in kit.content.templates.values() if item.group == "contract"]

    assert len(contracts) == 5
    assert [
        item.id for item in contracts if clause not in {part.id for part in item.inclusions()}
    ] == []


@pytest.mark.parametrize(
    ("clause", "count"), [("C2", 3), ("C4", 4), ("C5", 3), ("C6", 3), ("C16", 3), ("C9", 3)]
)
def test_a_clause_offers_the_alternatives_of_the_method(kit: Kit, clause: str, count: int):
    assert len(kit.content.clauses[clause].alternatives) >= count


def test_the_example_can_be_made_final(kit: Kit):
    for name in kit.content.examples:
        ready = kit.readiness(kit.assess(kit.example(name)))

        assert [item.question.id for item in ready.missing] == []
        assert [gap.question for gap in ready.gaps] == []
        assert [flag.flag.id for flag in ready.flags] == []
        assert ready.is_ready


def test_an_empty_project_is_a_draft_with_gaps_and_never_final(kit: Kit):
    empty = kit.assess(Procurement(id="p", title="t", content_hash=kit.hash))

    ready = kit.readiness(empty)

    assert not ready.is_ready
    assert "contract_title" in {item.question.id for item in ready.missing}


def test_no_text_repeats_a_figure_that_the_law_may_change(kit: Kit):
    """The texts name figures by their parameters; parameters, cases and examples hold them."""
    stems = {Unit.CZK: " Kč", Unit.MONTHS: " měsíc"}
    figures = {f"{int(value.value):,}".replace(",", " ") + stems[parameter.unit]
               for parameter in kit.content.parameters.values() if parameter.unit in stems
               for value in parameter.values}  # fmt: skip
    places = [
        (path, figure)
        for folder in ("templates", "methodology/stages", "license_data")
        for suffix in (".md", ".yaml")
        for path, data in kit.content.files.under(folder, suffix)
        for figure in figures
        if figure in data.decode()
    ]

    assert places == []
