"""Clauses and document templates as drafters write them."""

import re
from dataclasses import dataclass
from enum import StrEnum

from pydantic import Field

from procurement_kit.rules.conditions import Condition
from procurement_kit.rules.models import Model, Prose, SourceId, Text, YesNo
from procurement_kit.rules.words import Words


class Stance(StrEnum):
    """What the method thinks of an alternative."""

    PREFERRED = "preferred"
    FALLBACK = "fallback"
    RISKY = "risky"


class AlternativeContent(Model):
    """One of several texts of a clause, and when it is the right one."""

    id: str
    label: Prose
    stance: Stance = Stance.PREFERRED
    when: Condition | None = None
    rationale: Words = ""
    risks: Words = ""


class ClauseContent(Model):
    """The front matter of a clause file."""

    id: Text
    title: Prose
    numbered: YesNo = "yes"
    heading: YesNo = "yes"
    rationale: Prose
    risks: Words = ""
    sources: tuple[SourceId, ...] = Field(min_length=1)
    requires: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    alternatives: tuple[AlternativeContent, ...] = ()


@dataclass(frozen=True)
class Wording:
    """Fixed text of one look."""

    text: str
    strong: bool = False
    emphasis: bool = False


@dataclass(frozen=True)
class Placeholder:
    """The place of an answer or of a decision's label."""

    name: str
    strong: bool = False
    emphasis: bool = False


@dataclass(frozen=True)
class ClauseReference:
    """A reference to the article of another clause."""

    clause: str


@dataclass(frozen=True)
class BlankLine:
    """A line to be filled in by hand."""

    text: str


Piece = Wording | Placeholder | ClauseReference | BlankLine
Pieces = tuple[Piece, ...]


@dataclass(frozen=True)
class TextParagraph:
    """A paragraph; level 1 and 2 are numbered."""

    pieces: Pieces
    level: int
    line: int


@dataclass(frozen=True)
class TextBullets:
    """A list of bullets."""

    items: tuple[Pieces, ...]
    line: int


@dataclass(frozen=True)
class TextTable:
    """A table with a header row."""

    header: tuple[Pieces, ...]
    rows: tuple[tuple[Pieces, ...], ...]
    line: int


@dataclass(frozen=True)
class TextHeading:
    """A subheading inside a clause."""

    pieces: Pieces
    line: int


TextBlock = TextParagraph | TextBullets | TextTable | TextHeading


@dataclass(frozen=True)
class Alternative:
    """An alternative with its text."""

    content: AlternativeContent
    blocks: tuple[TextBlock, ...]


@dataclass(frozen=True)
class Clause:
    """A clause with all its alternatives; *path* is its file."""

    path: str
    content: ClauseContent
    alternatives: tuple[Alternative, ...]

    @property
    def id(self) -> str:
        """The clause's id, such as C4."""
        return self.content.id


class Inclusion(Model):
    """A clause in a document, and when it belongs there."""

    id: Text
    when: Condition | None = None


class Requirement(Model):
    """What a law demands of a document, and the clauses of which at least one fulfils it.

    A clause of another document is written with that document's id, such as D13/criteria_method.
    """

    id: Text
    text: Prose
    sources: tuple[SourceId, ...] = Field(min_length=1)
    when: Condition | None = None
    fulfilled_by: tuple[str, ...] = Field(min_length=1)

    def ways(self, own: str) -> tuple[tuple[str, str], ...]:
        """The (document, clause) pairs that fulfil it; *own* is the document that lists it."""
        names = (name.rpartition("/") for name in self.fulfilled_by)
        return tuple((document or own, clause) for document, _, clause in names)


ROW = re.compile(r"row_[1-9]")
"""A cell of the line for which a repeated document is written."""


class DocumentTemplate(Model):
    """A document as a list of clauses; *roles* says which role of roles.yaml becomes which.

    With *repeat*, a question with lines, the clauses are written once for each of its lines, each
    time on a new page; $row_1, $row_2 are the cells of that line, which semicolons separate.

    At most one document of a *group* is made in any state.
    """

    id: Text
    title: Prose
    file_name: Text
    audience: str
    form: str
    toc: YesNo = "no"
    group: str = ""
    when: Condition | None = None
    purpose: Prose
    sources: tuple[SourceId, ...] = Field(min_length=1)
    roles: dict[str, str] = Field(default_factory=dict)
    repeat: str = ""
    requirements: tuple[Requirement, ...] = ()
    clauses: tuple[str | Inclusion, ...] = Field(min_length=1)

    def inclusions(self) -> tuple[Inclusion, ...]:
        """Every clause of the document with its condition."""
        return tuple(Inclusion(id=item) if isinstance(item, str) else item for item in self.clauses)


def pieces_of(block: TextBlock) -> tuple[Piece, ...]:
    """Every piece of *block* in reading order."""
    match block:
        case TextParagraph() | TextHeading():
            return block.pieces
        case TextBullets():
            return tuple(piece for item in block.items for piece in item)
        case TextTable():
            cells = (*block.header, *(cell for row in block.rows for cell in row))
            return tuple(piece for cell in cells for piece in cell)


def placeholders(alternative: Alternative) -> dict[str, int]:
    """Every placeholder of the text with the line of its block."""
    return {
        piece.name: block.line
        for block in alternative.blocks
        for piece in pieces_of(block)
        if isinstance(piece, Placeholder)
    }
