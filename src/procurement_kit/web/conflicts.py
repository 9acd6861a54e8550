"""Two people changed the same answer: both values are shown and the user chooses."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import request

from procurement_kit.methodology.procurement import FLAG, NOTE
from procurement_kit.methodology.questions import Question
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


@dataclass(frozen=True)
class Disputed:
    """A field with the value just sent and the value saved meanwhile."""

    field: str
    label: str
    question: Question | None
    yours: str
    theirs: str


def conflict_page(opened: Opened, error: ConflictError) -> str:
    """The page on which the user settles disputed fields; their other changes go along."""
    disputed = [_disputed(opened, *conflict) for conflict in error.conflicts]
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
