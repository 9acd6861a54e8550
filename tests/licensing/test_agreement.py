"""Our verdicts beside the published ones: every difference is listed with a reason and a source."""

from dataclasses import replace

from procurement_kit.licensing.agreement import check_statements, compare, idle_differences
from procurement_kit.licensing.data import SecondOpinion
from procurement_kit.licensing.opinions import Verdict
from procurement_kit.licensing.references import unknown_references
from tests.licensing.data import DATA

AGREEMENT = compare(DATA)


def test_every_cell_of_the_second_table_is_judged():
    assert len(AGREEMENT.cells) == len(DATA.second.cells) == 12_100


def test_every_yes_and_no_agrees_or_is_listed_with_a_reason():
    assert [(cell.inbound, cell.outbound) for cell in AGREEMENT.unexplained] == []


def test_nothing_is_listed_as_a_difference_that_agrees():
    assert idle_differences(AGREEMENT, DATA) == ()


def test_a_difference_that_is_not_listed_is_found():
    bare = replace(DATA, differences=())

    listed = {(cell.inbound, cell.outbound) for cell in AGREEMENT.differing}
    assert {(cell.inbound, cell.outbound) for cell in compare(bare).unexplained} == listed != set()


def test_a_changed_cell_shows_as_a_difference():
    cells = {**DATA.second.cells, ("MIT", "EUPL-1.2"): "no"}
    second = SecondOpinion(DATA.second.title, DATA.second.day, cells)

    pairs = [(cell.inbound, cell.outbound) for cell in
             compare(replace(DATA, second=second)).unexplained]  # fmt: skip
    assert pairs == [("MIT", "EUPL-1.2")]


def test_a_third_of_the_unknown_cells_gets_an_answer_from_terms():
    unknown = {ours: count for (theirs, ours), count in AGREEMENT.table.items()
               if theirs == "unknown"}  # fmt: skip
    answered = sum(count for ours, count in unknown.items() if ours is not Verdict.NEEDS_LAWYER)

    assert answered > sum(unknown.values()) / 3


def test_every_published_statement_of_a_steward_is_kept_or_contradicted_with_a_reason():
    checked = check_statements(DATA)

    assert len(checked) > 100
    assert [
        (item.inbound, item.outbound, item.statement.source)
        for item in checked
        if not item.agrees and not item.statement.differs
    ] == []


def test_everything_that_the_data_name_exists():
    assert list(unknown_references(DATA)) == []


def test_the_promised_number_of_licences_is_reviewed_and_dated():
    assert len(DATA.licenses) >= 80
    assert len(DATA.exceptions) >= 12
    assert all(item.sources and item.reviewed_on for item in DATA.licenses.values())
