"""Notes at questions and clauses: left beside what they speak of, listed on one page."""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from flask import Blueprint, redirect, request, session, url_for
from werkzeug.wrappers import Response

from procurement_kit.methodology import notes
from procurement_kit.methodology.notes import Note, NoteError
from procurement_kit.methodology.procurement import NOTE, Change
from procurement_kit.methodology.questions import Question
from procurement_kit.methodology.reading import clean
from procurement_kit.methodology.stages import Step
from procurement_kit.problems import say
from procurement_kit.store.errors import ConflictError
from procurement_kit.web.access import (
    Opened,
    PageMissingError,
    ReadOnlyError,
    opened,
    seen_revision,
)
from procurement_kit.web.project_pages import project_page
from procurement_kit.web.showing import shown_answer
from procurement_kit.web.site import site

blueprint = Blueprint("notes", __name__, url_prefix="/project/<project>/notes")
TEXT, AUTHOR = "note", "note_author"
AT_QUESTION, BY_QUESTION = "_note_", "_note_author_"
NOT_CHOSEN = "_kept_"
"""What begins the name of a field with an answer that lost a conflict and is kept as a note."""
REMEMBERED = "note_author"
Answer = str | tuple[str, int] | Response


@dataclass(frozen=True)
class Fault:
    """A note that was not taken: what was typed, and why."""

    text: str
    author: str
    sentence: str


@dataclass(frozen=True)
class Shown:
    """A note with the words for its place and the page where it stands; "" if there is none."""

    name: str
    note: Note
    label: str
    inside: str
    address: str


@blueprint.get("/")
def show(project: str) -> str:
    """Every note of the project, the open ones first."""
    return _page(opened(project))


@blueprint.post("/<document>/<clause>")
def add(project: str, document: str, clause: str) -> Answer:
    """Leave a note at a clause of a document."""
    work = opened(project)
    if (document, clause) not in _clauses(work):
        raise PageMissingError("page_missing")
    try:
        change = _new(work, notes.at_clause(document, clause), *_sent())
    except NoteError as error:
        return _page(work, fault=Fault(*_sent(), str(error)), add_to=(document, clause)), 422
    work.save(change, seen_revision())
    anchor = f"part-{clause}"
    address = url_for("documents.preview", project=project, document=document, _anchor=anchor)
    return redirect(address, 303)


@blueprint.post("/question/<question>")
def add_at_question(project: str, question: str) -> Answer:
    """Leave a note at a question; for those who may write notes and nothing else."""
    work = opened(project)
    if question not in work.kit.methodology.questions:
        raise PageMissingError("page_missing")
    try:
        change = _new(work, notes.at_question(question), *_sent())
    except NoteError as error:
        return _page(work, fault=Fault(*_sent(), str(error)), add_to=("", question)), 422
    work.save(change, seen_revision())
    return redirect(url_for("steps.question", project=project, question=question), 303)


@blueprint.post("/<note>/edit")
def edit(project: str, note: str) -> Answer:
    """Give a note other words."""
    work = opened(project)
    try:
        changed = notes.edited(_note(work, note), *_sent())
    except NoteError as error:
        return _page(work, fault=Fault(*_sent(), str(error)), faulty=note), 422
    return _save(work, note, changed)


@blueprint.post("/<note>/turn")
def turn(project: str, note: str) -> Answer:
    """Resolve a note, or open it again."""
    work = opened(project)
    return _save(work, note, notes.turned(_note(work, note)))


@blueprint.post("/<note>/delete")
def delete(project: str, note: str) -> Answer:
    """Delete a note; the history keeps it."""
    work = opened(project)
    _note(work, note)
    return _save(work, note, None)


def sent_at(opened: Opened, step: Step) -> tuple[tuple[Change, ...], dict[str, Fault]]:
    """The notes that a step's form brings, and those that can't be taken, by question."""
    changes: list[Change] = []
    faults: dict[str, Fault] = {}
    for question in step.questions:
        text = request.form.get(f"{AT_QUESTION}{question.id}", "")
        signed = request.form.get(f"{BY_QUESTION}{question.id}", "")
        changes += _kept(opened, question)
        if not clean(text):
            continue
        try:
            changes += _new(opened, notes.at_question(question.id), text, signed)
        except NoteError as error:
            faults[question.id] = Fault(text, signed, str(error))
    return tuple(changes), faults


def _kept(opened: Opened, question: Question) -> Iterator[Change]:
    """The user's answer that was not chosen in a conflict, as notes at its question."""
    mine = clean(request.form.get(f"{NOT_CHOSEN}{question.id}", ""))
    chosen = clean("\n".join(request.form.getlist(question.id)))
    if not mine or set(mine.split("\n")) <= set(chosen.split("\n")):
        return
    lines = shown_answer(question, mine, opened.kit.content.words)
    text, place = (
        say("answer_kept", answer="\n".join(lines) or mine),
        notes.at_question(question.id),
    )
    for start in range(0, len(text), notes.TEXT_LIMIT):
        yield from _new(opened, place, text[start : start + notes.TEXT_LIMIT], author())


def at_questions(opened: Opened) -> Mapping[str, list[Note]]:
    """The open notes at each question."""
    found: dict[str, list[Note]] = {}
    for note in notes.open_notes(opened.procurement):
        found.setdefault(note.question, []).append(note)
    return found


def at_clauses(opened: Opened, document: str) -> Mapping[str, list[Note]]:
    """The open notes at each clause of *document*."""
    found: dict[str, list[Note]] = {}
    for note in notes.open_notes(opened.procurement):
        if note.clause[0] == document:
            found.setdefault(note.clause[1], []).append(note)
    return found


def author() -> str:
    """The label that this browser used last."""
    return str(session.get(REMEMBERED, ""))


def words(raw: str) -> str:
    """A stored note as the history shows it."""
    note = notes.read(raw)
    if note is None:
        return ""
    state = "" if note.is_open else say("note_resolved")
    return " ".join(filter(None, (state, note.text)))


def shown(opened: Opened, name: str, note: Note) -> Shown:
    """*note* with the words for its place; one whose place is gone keeps the id."""
    content = opened.kit.content
    if note.question:
        question = content.methodology.questions.get(note.question)
        address = url_for("steps.question", project=opened.id, question=note.question)
        label = question.label if question else note.question
        return Shown(name, note, label, "", address if question else "")
    document, clause = note.clause
    title = content.templates[document].title if document in content.templates else document
    if note.clause not in _clauses(opened):
        return Shown(name, note, clause, title, "")
    anchor = f"part-{clause}"
    address = url_for("documents.preview", project=opened.id, document=document, _anchor=anchor)
    return Shown(name, note, content.clauses[clause].content.title, title, address)


def _clauses(opened: Opened) -> set[tuple[str, str]]:
    templates = opened.kit.content.templates.values()
    return {(item.id, part.id) for item in templates for part in item.inclusions()}


def _sent() -> tuple[str, str]:
    return request.form.get(TEXT, ""), request.form.get(AUTHOR, "")


def _new(opened: Opened, place: str, text: str, author: str) -> tuple[Change, ...]:
    note = notes.new_note(place, text, author, site().now())
    session[REMEMBERED] = note.author
    return notes.change(opened.procurement, secrets.token_hex(6), note)


def _note(opened: Opened, name: str) -> Note:
    """The note *name*; ReadOnlyError for somebody else's where only own notes may be changed."""
    found = notes.notes_of(opened.procurement).get(name)
    if found is None:
        raise PageMissingError("page_missing")
    if name not in _changeable(opened):
        raise ReadOnlyError("notes_only")
    return found


def _changeable(opened: Opened) -> set[str]:
    """The notes that this browser may change: all, or those written by way of its own link."""
    every = set(opened.procurement.notes)
    if opened.may_edit:
        return every
    writers: dict[str, str] = {}
    for event in site().store.events(opened.id):
        writers.setdefault(event.change.subject, event.via)
    mine = opened.grant.label if opened.may_note else None
    return {name for name in every if writers.get(f"{NOTE}{name}") == mine}


def _save(opened: Opened, name: str, note: Note | None) -> Answer:
    try:
        opened.save(notes.change(opened.procurement, name, note), seen_revision())
    except ConflictError:
        kept = note or _note(opened, name)
        fault = Fault(kept.text, kept.author, say("note_changed"))
        return _page(opened, fault=fault, faulty=name), 409
    anchor = f"note-{name}" if note else None
    return redirect(url_for(".show", project=opened.id, _anchor=anchor), 303)


def _page(
    opened: Opened,
    *,
    fault: Fault | None = None,
    faulty: str = "",
    add_to: tuple[str, str] | None = None,
) -> str:
    listed = [shown(opened, *item) for item in notes.notes_of(opened.procurement).items()]
    return project_page(
        "notes.html",
        opened,
        waiting=_of(listed, is_open=True),
        resolved=_of(listed, is_open=False),
        fault=fault,
        faulty=faulty,
        add_to=add_to,
        limits=notes,
        changeable=_changeable(opened),
    )


def _of(listed: Iterable[Shown], *, is_open: bool) -> list[Shown]:
    return [item for item in listed if item.note.is_open is is_open]
