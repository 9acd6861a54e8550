"""Tables that are worked out from the answers: value, criteria, components."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial

from procurement_kit.assessment import Assessment
from procurement_kit.documents import criteria_tables, score_tables, tender_tables
from procurement_kit.documents.checklist_tables import CHECKLISTS, checklist_table
from procurement_kit.documents.contract_change_tables import changes_table
from procurement_kit.documents.contract_change_tables import limits_table as contract_limits_table
from procurement_kit.documents.cost_tables import whole_life_cost_table
from procurement_kit.documents.document import Run, RunKind, Runs, Table
from procurement_kit.documents.inline import Library
from procurement_kit.documents.lots_table import lots_table
from procurement_kit.documents.procedures_table import procedures_table
from procurement_kit.documents.time_limits import limits_table
from procurement_kit.documents.value_picture import value_limits_table
from procurement_kit.documents.weights_table import weights_table
from procurement_kit.documents.wording import DocumentWords, glue, write_amount
from procurement_kit.procedures.estimated_value import WorkedLine
from procurement_kit.rules.parameters import Unit
from procurement_kit.rules.values import ListedComponent

DAY_AT_END = re.compile(r"\d{1,2}\.\s*\d{1,2}\.\s*\d{4}$|\d{4}-\d{2}-\d{2}$")


def table_for(name: str, assessment: Assessment, library: Library) -> Table | None:
    """The table that placeholder *name* stands for; None if it is not a table."""
    maker = {**TABLES, **LISTS}.get(name)
    return maker(assessment, library) if maker else None


def _estimate(assessment: Assessment, library: Library) -> Table:
    words = library.words
    rows = [_estimate_row(line, library) for line in assessment.estimate.lines]
    total = assessment.estimate.total
    shown = _money(total, words) if total is not None else _gap(words.gap.format(label=words.total))
    rows.append((_strong(words.total), (), (), shown))
    header = (_text(words.item), _text(words.provision), _text(words.monthly), _text(words.amount))
    return Table(header, tuple(rows), numeric=frozenset({3}))


def _estimate_row(worked: WorkedLine, library: Library) -> tuple[Runs, ...]:
    words, line = library.words, worked.line
    months = ""
    if worked.monthly is not None and worked.months is not None:
        times = write_amount(worked.months, Unit.MONTHS, words)
        months = f"{write_amount(worked.monthly, Unit.CZK, words)} \u00d7 {times}"
    source = library.sources[line.provision]
    return (
        _text(line.label),
        _text(source.provision),
        _text(months),
        _money(worked.amount, words),
    )


def _components(assessment: Assessment, library: Library) -> Table | None:
    words = library.words
    listed = assessment.facts.fact("components")
    if not isinstance(listed, tuple):
        return None
    rows = tuple(
        (_answer(item.name), _answer(item.version), _answer(item.license))
        for item in listed
        if isinstance(item, ListedComponent)
    )
    return Table((_text(words.component), _text(words.version), _text(words.license)), rows)


def _defects(assessment: Assessment, library: Library) -> Table | None:
    words = library.words
    listed = assessment.facts.fact("acceptance_defects")
    if not isinstance(listed, tuple):
        return None
    header = (_text(words.defect), _text(words.severity), _text(words.due))
    rows = [defect_cells(str(line)) for line in listed]
    return Table(header, tuple(tuple(_defect(cell, words) for cell in row) for row in rows))


def defect_cells(line: str) -> tuple[str, str, str]:
    """The defect, its severity and its deadline, of a line "defect; severity; deadline".

    The deadline may stand in a few words; what is not there is empty and is filled in by hand.
    """
    cells = [cell.strip() for cell in line.split(";")]
    found = DAY_AT_END.search(cells[-1]) if len(cells) > 1 else None
    if found is None:
        return line.strip(), "", ""
    *rest, _ = cells
    severity = rest.pop() if len(rest) > 1 and rest[-1].isalpha() else ""
    return "; ".join(rest), severity, found.group()


def _defect(text: str, words: DocumentWords) -> Runs:
    if not text:
        return (Run(words.blank, RunKind.BLANK, target="acceptance_defects"),)
    return (Run(glue(text), RunKind.ANSWER, target="acceptance_defects"),)


def _text(text: str) -> Runs:
    return (Run(glue(text)),) if text else ()


def _strong(text: str) -> Runs:
    return (Run(text, strong=True),)


def _answer(text: str) -> Runs:
    return (Run(text, RunKind.ANSWER, target="components"),) if text else ()


def _gap(text: str) -> Runs:
    return (Run(text, RunKind.GAP),)


def _money(amount: Decimal, words: DocumentWords) -> Runs:
    return (Run(write_amount(amount, Unit.CZK, words), RunKind.ANSWER),)


Maker = Callable[[Assessment, Library], Table | None]
TABLES: Mapping[str, Maker] = {
    "estimated_value_table": _estimate,
    "value_limits_table": value_limits_table,
    "whole_life_cost_table": whole_life_cost_table,
    "procedures_table": procedures_table,
    "time_limits_table": limits_table,
    "lock_in_table": score_tables.lock_in,
    "lock_in_unknown_table": score_tables.lock_in_unknown,
    "criteria_table": criteria_tables.criteria,
    "own_criteria_table": criteria_tables.own,
    "evaluation_table": criteria_tables.evaluation,
    "weights_table": weights_table,
    "contract_changes_table": changes_table,
    "contract_limits_table": contract_limits_table,
    "opened_tenders_table": tender_tables.opened,
    "assessed_tenders_table": tender_tables.assessed,
    "exclusions_table": tender_tables.excluded,
    "evaluated_data_table": tender_tables.evaluated,
    "committee_table": tender_tables.committee,
    "committee_signatures_table": tender_tables.committee_signatures,
    "opening_signatures_table": tender_tables.opening_signatures,
    "relations_table": tender_tables.relations,
    "explanations_table": tender_tables.explanations,
    "award_limits_table": tender_tables.award_limits,
    "result_limits_table": tender_tables.result_limits,
    "publication_limits_table": tender_tables.publication_limits,
    **{f"checklist_{name}_table": partial(checklist_table, name) for name in CHECKLISTS},
}
"""Tables that are no answer; a clause names them like a placeholder."""
LISTS: Mapping[str, Maker] = {
    "components": _components,
    "acceptance_defects": _defects,
    "lots_description": lots_table,
}
"""Answers that a document shows as a table."""
