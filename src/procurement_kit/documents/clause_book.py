"""The clauses of contracts as a book: every wording of each, without a procurement."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from procurement_kit.documents.annex import Cover, Frame, framed
from procurement_kit.documents.clauses import (
    Alternative,
    BlankLine,
    Clause,
    ClauseReference,
    DocumentTemplate,
    Inclusion,
    Piece,
    Pieces,
    Placeholder,
    TextBlock,
    TextBullets,
    TextHeading,
    TextParagraph,
    TextTable,
    Wording,
)
from procurement_kit.documents.condition_words import Speaker
from procurement_kit.documents.document import (
    Block,
    BulletList,
    Document,
    Heading,
    Paragraph,
    Part,
    Run,
    RunKind,
    Runs,
    Table,
    Trace,
)
from procurement_kit.documents.inline import EXPLANATIONS, Library
from procurement_kit.documents.wording import glue
from procurement_kit.rules.conditions import Condition

CONTRACT = "contract"
NUMBERED = re.compile(r"C(\d+)([A-Z]*)")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Use:
    """A document that a clause stands in; *when* says when, and is empty where it always does."""

    template: DocumentTemplate
    when: str


@dataclass(frozen=True)
class BookWording:
    """One wording of a clause; *when* is empty where it is the only one."""

    alternative: Alternative
    when: str
    part: Part


@dataclass(frozen=True)
class BookEntry:
    """A clause with the documents that it stands in and its wordings."""

    clause: Clause
    uses: tuple[Use, ...]
    wordings: tuple[BookWording, ...]

    @property
    def is_numbered(self) -> bool:
        """Whether it is one of the clauses that the methodology numbers, such as C4."""
        return NUMBERED.fullmatch(self.clause.id) is not None


@dataclass(frozen=True)
class ClauseBook:
    """All clauses of contracts, the numbered ones first; their parts belong to *document*."""

    entries: tuple[BookEntry, ...]
    document: Document


def clause_book(
    library: Library, templates: Iterable[DocumentTemplate], speaker: Speaker, cover: Cover
) -> ClauseBook:
    """The clauses that stand in any contract of *templates*."""
    contracts = [template for template in templates if template.form == CONTRACT]
    found: dict[str, list[tuple[DocumentTemplate, Inclusion]]] = {}
    for template in contracts:
        for inclusion in template.inclusions():
            found.setdefault(inclusion.id, []).append((template, inclusion))
    writer = _Writer(library, speaker)
    order = sorted(found, key=_place)
    entries = tuple(
        BookEntry(
            library.clauses[name],
            tuple(Use(template, writer.say(item.when)) for template, item in found[name]),
            tuple(writer.wordings(library.clauses[name])),
        )
        for name in order
    )
    return ClauseBook(entries, _document(entries, cover))


def _place(name: str) -> tuple[bool, int, str]:
    """Numbered clauses by their number, then the others as the contracts have them."""
    match = NUMBERED.fullmatch(name)
    return (False, int(match[1]), match[2]) if match else (True, 0, "")


def _document(entries: tuple[BookEntry, ...], cover: Cover) -> Document:
    headings = [_heading(entry.clause) for entry in entries]
    parts = [wording.part for entry in entries for wording in entry.wordings]
    return framed(Frame("clauses", "", "clauses", "public"), cover, (*headings, *parts))


def _heading(clause: Clause) -> Part:
    title = (Run(clause.content.title),)
    heading = Heading(1, clause.id, title, f"clause-{clause.id}", clause.id)
    return Part(clause.id, (heading,), _no_trace(clause.id))


def _no_trace(clause: str) -> Trace:
    return Trace(clause, "", "", "", "", (), ())


@dataclass
class _Writer:
    """Writes wordings; the name of a question stands where its answer will be."""

    library: Library
    speaker: Speaker
    item: int = 0
    letter: int = 0

    def say(self, condition: Condition | None) -> str:
        """*condition* in words; empty where there is none."""
        return "" if condition is None else self.speaker.say(condition)

    def wordings(self, clause: Clause) -> Iterator[BookWording]:
        """Every wording of *clause* in the drafter's order."""
        for alternative in clause.alternatives:
            self.item = self.letter = 0
            name = f"{clause.id}-{alternative.content.id}"
            blocks = tuple(self._block(clause, block) for block in alternative.blocks)
            part = Part(name, blocks, _no_trace(clause.id))
            yield BookWording(alternative, self.say(alternative.content.when), part)

    def _block(self, clause: Clause, block: TextBlock) -> Block:
        match block:
            case TextParagraph():
                return self._paragraph(block)
            case TextHeading():
                anchor = f"clause-{clause.id}-{block.line}"
                return Heading(3, "", self._runs(block.pieces), anchor, clause.id)
            case TextBullets():
                return BulletList(tuple(self._runs(item) for item in block.items))
            case TextTable():
                rows = tuple(tuple(self._runs(cell) for cell in row) for row in block.rows)
                return Table(tuple(self._runs(cell) for cell in block.header), rows)

    def _paragraph(self, block: TextParagraph) -> Paragraph:
        number = ""
        if block.level == 1:
            self.item, self.letter = self.item + 1, 0
            number = f"{self.item}."
        elif block.level > 1:
            self.letter += 1
            number = f"{LETTERS[self.letter - 1]})"
        return Paragraph(self._runs(block.pieces), block.level, number)

    def _runs(self, pieces: Pieces) -> Runs:
        return tuple(map(self._run, pieces))

    def _run(self, piece: Piece) -> Run:
        match piece:
            case Wording():
                return Run(glue(piece.text), strong=piece.strong, emphasis=piece.emphasis)
            case BlankLine():
                return Run(piece.text, RunKind.BLANK)
            case ClauseReference():
                text = self.library.words.article.format(number=piece.clause)
                return Run(glue(text), RunKind.REFERENCE, target=f"clause-{piece.clause}")
            case Placeholder():
                return Run(f"[{self._label(piece.name)}]", RunKind.ANSWER, target=piece.name)

    def _label(self, name: str) -> str:
        base, _, suffix = name.rpartition("_")
        if suffix in EXPLANATIONS and base in self.library.methodology.decisions:
            name = base
        return self.speaker.words.calculated.get(name) or self.library.label(name)
