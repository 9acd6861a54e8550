"""Notes that people leave at a question or a clause; each is the value of a subject of its own."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints, ValidationError

from procurement_kit.methodology.procurement import NOTE, Change, Procurement
from procurement_kit.methodology.reading import clean
from procurement_kit.problems import KitError

TEXT_LIMIT, AUTHOR_LIMIT, NOTES_LIMIT = 2000, 80, 500
QUESTION, CLAUSE = "question", "clause"


class NoteState(StrEnum):
    """Whether a note still waits for somebody."""

    OPEN = "open"
    RESOLVED = "resolved"


class NoteError(KitError):
    """A note that can't be taken; the sentence says what to do."""


class Note(BaseModel):
    """A note at *place*: "question:" and its id, or "clause:", a document and its clause."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    place: Annotated[
        str,
        StringConstraints(
            pattern=r"^(question:[a-z][a-z0-9_]*|clause:[A-Za-z0-9_-]+:[A-Za-z0-9_-]+)$",
            max_length=200,
        ),
    ]
    text: Annotated[str, StringConstraints(min_length=1, max_length=TEXT_LIMIT)]
    author: Annotated[str, StringConstraints(max_length=AUTHOR_LIMIT)] = ""
    at: AwareDatetime
    state: NoteState = NoteState.OPEN

    @property
    def is_open(self) -> bool:
        """Whether the note still waits for somebody."""
        return self.state is NoteState.OPEN

    @property
    def question(self) -> str:
        """The question at which the note stands; empty for one at a clause."""
        kind, *names = self.place.split(":")
        return names[0] if kind == QUESTION else ""

    @property
    def clause(self) -> tuple[str, str]:
        """The document and the clause at which the note stands; both empty at a question."""
        kind, *names = self.place.split(":")
        return (names[0], names[1]) if kind == CLAUSE else ("", "")


def at_question(question: str) -> str:
    """The place of a note at *question*."""
    return f"{QUESTION}:{question}"


def at_clause(document: str, clause: str) -> str:
    """The place of a note at a clause of a document."""
    return f"{CLAUSE}:{document}:{clause}"


def new_note(place: str, text: str, author: str, at: datetime) -> Note:
    """A note as somebody typed it; NoteError if it is empty or too long."""
    return Note(place=place, at=at, text=_text(text), author=_author(author))


def edited(note: Note, text: str, author: str) -> Note:
    """*note* with other words; NoteError if they are too long or none."""
    return note.model_copy(update={"text": _text(text), "author": _author(author)})


def turned(note: Note) -> Note:
    """*note* resolved, or open again."""
    other = NoteState.RESOLVED if note.is_open else NoteState.OPEN
    return note.model_copy(update={"state": other})


def change(procurement: Procurement, name: str, note: Note | None) -> tuple[Change, ...]:
    """What writes *note* under *name*, or deletes it when it is None."""
    old = procurement.notes.get(name, "")
    if not old and len(procurement.notes) >= NOTES_LIMIT:
        raise NoteError("notes_too_many", limit=NOTES_LIMIT)
    new = note.model_dump_json() if note else ""
    return (Change(f"{NOTE}{name}", old, new),) if old != new else ()


def read(raw: str) -> Note | None:
    """The note that *raw* holds; None for one that was deleted or can't be read."""
    try:
        return Note.model_validate_json(raw)
    except ValidationError:
        return None


def notes_of(procurement: Procurement) -> Mapping[str, Note]:
    """The notes of *procurement* by name, the oldest first."""
    found = {name: note for name, raw in procurement.notes.items() if (note := read(raw))}
    return dict(sorted(found.items(), key=lambda item: (item[1].at, item[0])))


def moved(procurement: Procurement, successors: Mapping[str, str]) -> tuple[Change, ...]:
    """What takes each note at a question that has a successor there, as it is."""
    return tuple(
        Change(f"{NOTE}{name}", procurement.notes[name], there.model_dump_json())
        for name, note in notes_of(procurement).items()
        if (question := successors.get(note.question))
        for there in (note.model_copy(update={"place": at_question(question)}),)
    )


def open_notes(procurement: Procurement) -> Iterator[Note]:
    """The notes that wait for somebody, the oldest first."""
    return (note for note in notes_of(procurement).values() if note.is_open)


def _text(sent: str) -> str:
    text = clean(sent)
    if not text:
        raise NoteError("note_empty")
    if len(text) > TEXT_LIMIT:
        raise NoteError("note_too_long", length=len(text), limit=TEXT_LIMIT)
    return text


def _author(sent: str) -> str:
    author = " ".join(clean(sent).split())
    if len(author) > AUTHOR_LIMIT:
        raise NoteError("note_author_too_long", length=len(author), limit=AUTHOR_LIMIT)
    return author
