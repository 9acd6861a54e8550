"""Two people changed the same answer: both values are shown and the user chooses."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from flask import request

from procurement_kit.methodology.procurement import FLAG, NOTE, Event
from procurement_kit.methodology.questions import Kind, Question
from procurement_kit.methodology.reading import clean
from procurement_kit.problems import say
from procurement_kit.store.errors import ConflictError
from procurement_kit.web import notes
from procurement_kit.web.access import Opened, seen_revision
from procurement_kit.web.forms import ASKED
from procurement_kit.web.project_pages import project_page
from procurement_kit.web.security import CSRF_FIELD
from procurement_kit.web.site import site

REASON = "reason"
REVISION = "_seen"
JOINED = {Kind.LONGTEXT, Kind.LINES, Kind.COMPONENTS, Kind.CHOICES}


@dataclass(frozen=True)
class Disputed:
    """A field with the value just sent and the value saved meanwhile."""

    field: str
    label: str
    question: Question | None
    yours: str
    theirs: str
    before: str = ""
    last: Event | None = None
    """The change that saved their value."""

    @property
    def both(self) -> str:
        """Both values in one, theirs first; empty where they can't stand together."""
        if self.question is None or self.question.kind not in JOINED:
            return ""
        if not (self.yours and self.theirs):
            return ""
        return "\n".join(dict.fromkeys((*self.theirs.split("\n"), *self.yours.split("\n"))))


def conflict_page(opened: Opened, error: ConflictError) -> str:
    """The page on which the user settles disputed fields; their other changes go along."""
    events = site().store.events(opened.id)
    disputed = [
        _with_past(_disputed(opened, *item), item.subject, events) for item in error.conflicts
    ]
    settled = {item.field for item in disputed} | {CSRF_FIELD, REVISION, ASKED}
    mine = settled | set(_changed(opened))
    asked = [name for name in request.form.get(ASKED, "").split() if name in mine]
    unasked = set(request.form.get(ASKED, "").split()) - mine
    others = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in settled | unasked
    ]
    others.append((ASKED, " ".join(asked)))
    return project_page("conflict.html", opened, disputed=disputed, others=others)


def _with_past(item: Disputed, subject: str, events: Iterable[Event]) -> Disputed:
    """*item* with what the user saw before both changes, and the change that came first."""
    past = [event for event in events if event.change.subject == subject]
    seen = [event.change.new for event in past if event.number <= seen_revision()]
    return replace(item, before=seen[-1] if seen else "", last=past[-1] if past else None)


def _changed(opened: Opened) -> Iterator[str]:
    """The questions whose answer the user changed on the page, not those others changed since."""
    seen: dict[str, str] = {}
    for event in site().store.events(opened.id):
        if event.number <= seen_revision():
            seen[event.change.subject] = event.change.new
    for name in request.form.get(ASKED, "").split():
        if clean("\n".join(request.form.getlist(name))) != seen.get(name, ""):
            yield name


def _disputed(opened: Opened, subject: str, yours: str, theirs: str) -> Disputed:
    if subject.startswith(FLAG):
        titles = {flag.id: flag.title for _step, flag in opened.kit.methodology.red_flags()}
        name = subject.removeprefix(FLAG)
        return Disputed(REASON, titles.get(name, name), None, yours, theirs)
    if subject.startswith(NOTE):
        return Disputed(subject, say("note"), None, notes.words(yours), notes.words(theirs))
    question = opened.kit.methodology.questions[subject]
    return Disputed(subject, question.label, question, yours, theirs)
