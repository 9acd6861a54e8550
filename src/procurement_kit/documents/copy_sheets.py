"""Sheets to copy from: the fields of another program's form with the values of a procurement."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from procurement_kit.assessment import Assessment
from procurement_kit.documents.clauses import Placeholder
from procurement_kit.documents.document import RunKind, plain
from procurement_kit.documents.inline import InlineWriter, Library
from procurement_kit.documents.tables import table_for
from procurement_kit.rules.conditions import Condition, holds
from procurement_kit.rules.models import FactId, Model, Prose, SourceId, Text
from procurement_kit.rules.words import Words


class CopyField(Model):
    """A field of the form: its label there, its length, and what of ours belongs in it.

    *term* is its business term in eForms; *text* stands where we have no answer to offer.
    """

    id: FactId
    label: Text
    term: str = ""
    facts: tuple[FactId, ...] = ()
    table: FactId | None = None
    text: str = ""
    max_length: int | None = Field(default=None, gt=0)
    written: Literal["words", "number"] = "words"
    when: Condition | None = None
    note: Words = ""

    @model_validator(mode="after")
    def _has_one_value(self) -> "CopyField":
        if sum(map(bool, (self.facts, self.table, self.text))) > 1:
            raise PydanticCustomError("copy_field_value", "{id}", {"id": self.id})
        return self


class CopySheet(Model):
    """A file of templates/copy_sheets: one form of one program.

    *order* tells the reader how sure it is that the fields stand in this order there.
    """

    id: FactId
    title: Prose
    tool: Prose
    intro: Prose
    order: Prose
    sources: tuple[SourceId, ...] = Field(min_length=1)
    too_long: Prose
    fields: tuple[CopyField, ...] = Field(min_length=1)

    def conditions(self) -> Iterator[Condition]:
        """The condition of each field that has one."""
        yield from (field.when for field in self.fields if field.when)


class Filled(StrEnum):
    """What can be said of a value."""

    READY = "ready"
    OPEN = "open"
    BY_HAND = "by_hand"
    TOO_LONG = "too_long"


@dataclass(frozen=True)
class FilledField:
    """A field with its value; *questions* are those that an open one waits for."""

    field: CopyField
    value: str
    state: Filled
    repair: str = ""
    questions: tuple[str, ...] = ()

    @property
    def length(self) -> int:
        """How many characters the value has."""
        return len(self.value)


def filled(sheet: CopySheet, assessment: Assessment, library: Library) -> tuple[FilledField, ...]:
    """The fields of *sheet* that apply to the procurement, in the order of the form."""
    return tuple(
        _fill(field, sheet, assessment, library)
        for field in sheet.fields
        if holds(field.when, assessment.facts) is not False
    )


def _fill(
    field: CopyField, sheet: CopySheet, assessment: Assessment, library: Library
) -> FilledField:
    writer = InlineWriter(library, assessment, {})
    value = _spaced(_value(field, assessment, library, writer))
    if not (field.facts or field.table or field.text):
        return FilledField(field, "", Filled.BY_HAND)
    if not value:
        return FilledField(field, "", Filled.OPEN, questions=field.facts)
    if field.max_length is not None and len(value) > field.max_length:
        repair = sheet.too_long.format(limit=field.max_length, over=len(value) - field.max_length)
        return FilledField(field, value, Filled.TOO_LONG, repair, field.facts)
    return FilledField(field, value, Filled.READY)


def _value(field: CopyField, assessment: Assessment, library: Library, writer: InlineWriter) -> str:
    """The text to copy; empty while anything of it is open."""
    if field.text:
        return field.text
    if field.table:
        return _lines(field.table, assessment, library)
    if field.written == "number":
        return _number(field.facts[0], assessment)
    runs = [writer.value(Placeholder(name)) for name in field.facts]
    is_open = any(run.kind in {RunKind.GAP, RunKind.BLANK} for run in runs)
    return "" if is_open else ", ".join(run.text for run in runs)


def _number(name: str, assessment: Assessment) -> str:
    """Digits only, as forms want them."""
    value = assessment.facts.fact(name)
    return f"{value.normalize():f}" if isinstance(value, Decimal) else ""


def _lines(name: str, assessment: Assessment, library: Library) -> str:
    """A table as lines of text; empty while a cell of it is open."""
    table = table_for(name, assessment, library)
    if table is None:
        return ""
    cells = [run for row in table.rows for cell in row for run in cell]
    if any(run.kind in {RunKind.GAP, RunKind.BLANK} for run in cells):
        return ""
    rows = ([plain(cell) for cell in row if cell] for row in table.rows)
    return "\n".join(": ".join(row) for row in rows)


def _spaced(text: str) -> str:
    """*text* with plain spaces: no-break spaces confuse other programs."""
    return text.replace("\u00a0", " ")
