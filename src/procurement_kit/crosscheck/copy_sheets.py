"""Checks of the sheets to copy from: every field names what there is."""

from collections.abc import Iterator

from procurement_kit.assessment.rules import CALCULATED
from procurement_kit.crosscheck.content import Content, at
from procurement_kit.documents.copy_sheets import CopySheet
from procurement_kit.documents.tables import TABLES
from procurement_kit.problems import Problem


def _fields(content: Content) -> Iterator[Problem]:
    known = {*content.methodology.questions, *content.methodology.decisions, *CALCULATED}
    for sheet in content.copy_sheets.values():
        path = path_of(sheet)
        seen: set[str] = set()
        for field in sheet.fields:
            if field.id in seen:
                yield at(content, path, f"id: {field.id}", "id_twice", id=field.id)
            seen.add(field.id)
            for name in field.facts:
                if name not in known:
                    yield at(content, path, name, "copy_fact_unknown", field=field.id, id=name)
            if field.table and field.table not in TABLES:
                yield at(
                    content, path, field.table, "copy_table_unknown", field=field.id,
                    id=field.table, known=", ".join(sorted(TABLES)),
                )  # fmt: skip


def _mentions(content: Content) -> Iterator[Problem]:
    known = {*content.methodology.questions, *content.methodology.decisions, *CALCULATED}
    for sheet in content.copy_sheets.values():
        for condition in sheet.conditions():
            for _, name in condition.mentions():
                if name not in known:
                    yield at(content, path_of(sheet), name, "copy_fact_unknown", field="", id=name)


def _sources(content: Content) -> Iterator[Problem]:
    for sheet in content.copy_sheets.values():
        for name in sheet.sources:
            if name not in content.sources:
                yield at(content, path_of(sheet), name, "source_unknown", id=name)


def path_of(sheet: CopySheet) -> str:
    """The file of *sheet*, which has its name."""
    return f"templates/copy_sheets/{sheet.id}.yaml"


CHECKS = (_fields, _mentions, _sources)
