"""The one model of a finished document; preview, DOCX, PDF and text are all drawn from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from procurement_kit.documents.picture import Picture


class RunKind(StrEnum):
    """What a piece of text is: wording, an answer, a gap that must be filled, or a blank line."""

    WORDING = "wording"
    ANSWER = "answer"
    GAP = "gap"
    BLANK = "blank"
    REFERENCE = "reference"


class Change(StrEnum):
    """What became of a piece of text between two versions of a document."""

    NONE = ""
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Run:
    """A piece of text of one look; *target* is the question, or the anchor of a reference.

    Only a comparison of two versions has runs with a *change*.
    """

    text: str
    kind: RunKind = RunKind.WORDING
    strong: bool = False
    emphasis: bool = False
    target: str = ""
    change: Change = Change.NONE


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """A heading; *number* is printed ("3") or empty, *level* is 1 for an article, 2 inside."""

    level: int
    number: str
    runs: Runs
    anchor: str
    clause: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; *level* 0 has no number, 1 is printed "3.1", 2 is printed "a)"."""

    runs: Runs
    level: int = 0
    number: str = ""


@dataclass(frozen=True)
class BulletList:
    """Unnumbered items, in order."""

    items: tuple[Runs, ...]


@dataclass(frozen=True)
class Table:
    """A table whose first row is its header; *numeric* lists the columns aligned to the right.

    A *picture* says the same and stands above it, so that no picture is without its words.
    """

    header: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    caption: str = ""
    numeric: frozenset[int] = frozenset()
    picture: Picture | None = None


Block = Heading | Paragraph | BulletList | Table


@dataclass(frozen=True)
class Trace:
    """Why a clause stands in a document: its chosen alternative, the answers read, the sources."""

    clause: str
    alternative: str
    stance: str
    rationale: str
    risks: str
    because: tuple[str, ...]
    sources: tuple[str, ...]
    other_alternatives: tuple[str, ...] = ()
    own_reason: str = ""
    """Why the office uses a wording of its own here; empty where the wording is ours."""


@dataclass(frozen=True)
class Part:
    """One clause of a document: its heading (if any), its blocks and the trace that explains it.

    A document may be repeated: *copy* counts from one, *starts_copy* says that a further copy
    begins here, on a new page.
    """

    clause: str
    blocks: tuple[Block, ...]
    trace: Trace
    copy: int = 1
    starts_copy: bool = False


@dataclass(frozen=True)
class Gap:
    """A missing answer that keeps a document from being final."""

    question: str
    label: str
    clause: str


@dataclass(frozen=True)
class Remark:
    """A comment at a clause; with a *question*, at the place that prints its answer."""

    clause: str
    text: str
    author: str
    question: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class Document:
    """A whole document, ready to be drawn in any format; equal values give equal files."""

    id: str
    title: str
    file_name: str
    language: str
    owner: str
    matter: str
    audience: str
    form: str
    has_contents: bool
    is_draft: bool
    notice: str
    parts: tuple[Part, ...]
    gaps: tuple[Gap, ...]
    words: "Words"
    remarks: tuple[Remark, ...] = ()
    """Comments in Word; only a lawyer's working copy has any."""

    def blocks(self) -> Iterator[Block]:
        """Every block in reading order."""
        for part in self.parts:
            yield from part.blocks

    def headings(self) -> Iterator[Heading]:
        """Every heading in reading order, for the table of contents."""
        return (block for block in self.blocks() if isinstance(block, Heading))


@dataclass(frozen=True)
class Words:
    """The few words that formats print by themselves, in the document's language."""

    contents: str
    draft: str
    page: str
    page_of: str
    table: str


def plain(runs: Runs) -> str:
    """The text of *runs* without their look."""
    return "".join(run.text for run in runs)
