"""Documents that the program writes without a drafter's template: their frame and their pieces."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from procurement_kit.documents.document import (
    Block,
    BulletList,
    Document,
    Heading,
    Paragraph,
    Part,
    Run,
    Runs,
    Trace,
    Words,
)
from procurement_kit.documents.wording import DocumentWords, glue
from procurement_kit.licensing.components import Component

Item = TypeVar("Item")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Cover:
    """The day of a document, the words around it, whose it is and to what it belongs."""

    day: date
    words: DocumentWords
    owner: str = ""
    matter: str = ""


@dataclass(frozen=True)
class Frame:
    """What distinguishes one annex from another."""

    id: str
    title: str
    file_name: str
    audience: str
    has_contents: bool = False
    notice: str = ""


def framed(frame: Frame, cover: Cover, parts: Iterable[Part]) -> Document:
    """The finished document of *parts*."""
    words = cover.words
    return Document(
        id=frame.id,
        title=frame.title,
        file_name=frame.file_name,
        language="cs",
        owner=cover.owner,
        matter=cover.matter,
        audience=frame.audience,
        form="record",
        has_contents=frame.has_contents,
        is_draft=False,
        notice=frame.notice,
        parts=tuple(parts),
        gaps=(),
        words=Words(words.contents, words.draft, words.page, words.page_of, words.table),
    )


@dataclass
class Article:
    """One numbered article under construction; paragraphs are numbered as they come."""

    id: str
    number: int
    title: str
    blocks: list[Block] = field(default_factory=list)
    item: int = 0
    letter: int = 0

    def add(self, *blocks: Block) -> None:
        """Put *blocks* at the end."""
        self.blocks += blocks

    def say(self, text: str) -> None:
        """A paragraph without a number."""
        self.add(Paragraph(runs(text)))

    def inside(self, content: Runs) -> None:
        """A paragraph that belongs to the last numbered one."""
        self.add(Paragraph(content, 1))

    def numbered(self, content: Runs) -> None:
        """A paragraph with the next number of the article."""
        self.item, self.letter = self.item + 1, 0
        self.add(Paragraph(content, 1, f"{self.number}.{self.item}"))

    def lettered(self, text: str) -> None:
        """A paragraph with the next letter under the last number."""
        letter = LETTERS[self.letter]
        self.letter += 1
        self.add(Paragraph(runs(text), 2, f"{letter})"))

    def bullets(self, texts: Iterable[str]) -> None:
        """A list without numbers."""
        self.add(BulletList(tuple(runs(text) for text in texts)))

    def subheading(self, title: str, place: int) -> None:
        """A heading inside the article."""
        self.add(Heading(2, "", runs(title), f"clause-{self.id}-{place}", self.id))

    def part(self) -> Part:
        """The finished article."""
        heading = Heading(1, str(self.number), runs(self.title), f"clause-{self.id}", self.id)
        trace = Trace(self.id, "", "", "", "", (), ())
        return Part(self.id, (heading, *self.blocks), trace)


def runs(text: str, *, strong: bool = False) -> Runs:
    """*text* as wording."""
    return (Run(glue(text), strong=strong),) if text else ()


def versions(components: Sequence[Component]) -> tuple[str, ...]:
    """Each name once with all its versions, in the order of the list."""
    found: dict[str, dict[str, None]] = {}
    for item in components:
        found.setdefault(item.name, {}).setdefault(item.version)
    named = ((name, ", ".join(filter(None, every))) for name, every in found.items())
    return tuple(f"{name} {every}".strip() for name, every in named)


def batches(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    """*items* in order, at most *size* at a time: a page can't break inside a list."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
