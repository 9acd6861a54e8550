"""The history of a project, and taking back the last change of anything."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from procurement_kit.methodology.notes import read
from procurement_kit.methodology.procurement import CONTENT, FLAG, NOTE, Event, undo
from procurement_kit.methodology.questions import Question
from procurement_kit.web import notes
from procurement_kit.web.access import (
    Opened,
    PageMissingError,
    browser,
    opened,
    seen_revision,
)
from procurement_kit.web.project_pages import project_page
from procurement_kit.web.site import site

blueprint = Blueprint("history", __name__, url_prefix="/project/<project>/history")


@dataclass(frozen=True)
class Entry:
    """A change with the words of what it changed; only the last one of each thing can be undone."""

    event: Event
    question: Question | None
    label: str
    is_last: bool

    @property
    def is_note(self) -> bool:
        """Whether a note was changed."""
        return self.event.change.subject.startswith(NOTE)


@blueprint.get("/")
def show(project: str) -> str:
    """Every change, the newest first."""
    work = opened(project)
    entries = _entries(work, site().store.events(project))
    return project_page(
        "history.html", work, entries=entries, this_browser=browser(), note=notes.words
    )


@blueprint.post("/<int:number>/undo")
def take_back(project: str, number: int) -> Response:
    """Undo a change that nothing has changed since."""
    work = opened(project)
    entries = _entries(work, site().store.events(project))
    entry = next((item for item in entries if item.event.number == number), None)
    if entry is None or not entry.is_last:
        raise PageMissingError("undo_impossible")
    work.save(undo(entry.event), seen_revision())
    return redirect(url_for(".show", project=project), 303)


def _entries(opened: Opened, events: Iterable[Event]) -> list[Entry]:
    newest_first = sorted(events, key=lambda event: event.number, reverse=True)
    last: dict[str, int] = {}
    for event in newest_first:
        last.setdefault(event.change.subject, event.number)
    return [_entry(opened, item, last[item.change.subject]) for item in newest_first]


def _entry(opened: Opened, event: Event, last: int) -> Entry:
    subject, methodology = event.change.subject, opened.kit.methodology
    is_last = event.number == last
    if subject == CONTENT:
        return Entry(event, None, "", is_last=False)
    if subject.startswith(FLAG):
        titles = {flag.id: flag.title for _step, flag in methodology.red_flags()}
        name = subject.removeprefix(FLAG)
        return Entry(event, None, titles.get(name, name), is_last)
    if subject.startswith(NOTE):
        return Entry(event, None, _place(opened, event), is_last)
    question = methodology.questions.get(subject)
    return Entry(event, question, question.label if question else subject, is_last)


def _place(opened: Opened, event: Event) -> str:
    """What the note of *event* speaks of."""
    change = event.change
    found = read(change.new) or read(change.old)
    return notes.shown(opened, change.subject, found).label if found else change.subject
