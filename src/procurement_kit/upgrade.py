"""What would change if a procurement went on under the newer content."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pydantic import BaseModel, ConfigDict

from procurement_kit.assessment import Assessment
from procurement_kit.documents.document import Document, Heading, Paragraph, Part
from procurement_kit.formats import text, yaml
from procurement_kit.formats.files import ContentFiles
from procurement_kit.kit import Kit
from procurement_kit.methodology import notes
from procurement_kit.methodology.changes import (
    FIRST_VERSION,
    ChangeFile,
    DeclaredChange,
    Moved,
    Severity,
    between,
    migrate,
    successors,
)
from procurement_kit.methodology.procurement import Change, Procurement
from procurement_kit.methodology.progress import AnswerState, AnswerStatus
from procurement_kit.methodology.questions import Question, Required
from procurement_kit.problems import ContentError, KitError
from procurement_kit.rules.decisions import decided_label
from procurement_kit.rules.values import Absent

MANIFEST = "methodology/methodology.yaml"
REVIEW = "legal_changes_"


class _Version(BaseModel):
    """The version in a methodology file of any age."""

    model_config = ConfigDict(extra="ignore")

    version: str = FIRST_VERSION


class LawChangedError(KitError):
    """Final documents were asked for under older law, and nobody has looked at the change."""

    is_answer = True


@dataclass(frozen=True)
class Declared:
    """What the authors say of the way to the newer version; *files* is None if they say nothing.

    Content of the same version differs in wording only: that is what keeping the version says.
    """

    start: str
    goal: str
    files: tuple[ChangeFile, ...] | None

    def changes(self) -> Iterator[DeclaredChange]:
        """Every declared change, in order."""
        for item in self.files or ():
            yield from item.changes

    def of(self, severity: Severity) -> tuple[DeclaredChange, ...]:
        """The changes of one severity."""
        return tuple(item for item in self.changes() if item.severity is severity)

    @property
    def may_be_legal(self) -> bool:
        """Whether the law may have changed; a way that nobody has described may hide it."""
        return self.files is None or bool(self.of(Severity.LEGAL))

    @property
    def review(self) -> str:
        """The name under which the review of the legal changes is acknowledged."""
        return f"{REVIEW}{''.join(sign if sign.isalnum() else '_' for sign in self.goal.lower())}"

    def blocks(self, acknowledgements: Mapping[str, str]) -> bool:
        """Whether final documents must wait for a review of the changed law."""
        return self.may_be_legal and self.review not in acknowledgements


@dataclass(frozen=True)
class Turned:
    """A decision that comes out otherwise; an open one is empty."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class ClauseChange:
    """A clause that is new, gone (*after* is empty) or worded otherwise."""

    clause: str
    title: str
    before: str
    after: str


@dataclass(frozen=True)
class DocumentChange:
    """A document with its changed clauses; *is_new* and *is_gone* speak of the whole document."""

    title: str
    is_new: bool
    is_gone: bool
    clauses: tuple[ClauseChange, ...]


@dataclass(frozen=True)
class Preview:
    """The procurement under the newer content, beside what it was.

    *turned* and *documents* are None where the older content can't be read any more.
    """

    declared: Declared
    procurement: Procurement
    kept: tuple[Question, ...]
    moved: tuple[Moved, ...]
    needed: tuple[Question, ...]
    parked: tuple[AnswerStatus, ...]
    invalid: tuple[AnswerStatus, ...]
    unused: tuple[str, ...]
    turned: tuple[Turned, ...] | None
    documents: tuple[DocumentChange, ...] | None
    changes: tuple[Change, ...]


def declared(files: ContentFiles, newer: Kit) -> Declared:
    """The declared way from the content *files*, of any age, to that of *newer*."""
    start, goal = version_of(files), newer.methodology.version
    way = between(newer.content.changes, start, goal)
    return Declared(start, goal, way)


def require_review(procurement: Procurement, way: Declared) -> None:
    """LawChangedError if the law has changed since *procurement* was begun and nobody looked."""
    if way.blocks(procurement.acknowledgements):
        raise LawChangedError("law_changed", start=way.start, goal=way.goal)


def version_of(files: ContentFiles) -> str:
    """The version of the methodology in *files*; content without one is of the first."""
    try:
        return yaml.read(MANIFEST, files.files.get(MANIFEST, b""), _Version).version
    except ContentError:
        return FIRST_VERSION


def preview(procurement: Procurement, way: Declared, newer: Kit, older: Kit | None) -> Preview:
    """What going over to *newer* would do to *procurement*; nothing is changed."""
    migrated = migrate(procurement.answers, way.changes())
    changed = (
        *_changes(procurement.answers, migrated.answers),
        *notes.moved(procurement, successors(way.changes())),
    )
    after = replace(procurement.apply(changed), content_hash=newer.hash)
    now = newer.assess(after)
    was = older.assess(procurement) if older else None
    asked = {item.question.id: item for item in _answers(now)}
    questions = newer.methodology.questions
    touched = {item.after for item in migrated.moved}
    answered = [
        item for name, item in asked.items() if item.state is AnswerState.ANSWERED and item.raw
    ]
    return Preview(
        declared=way,
        procurement=after,
        kept=tuple(item.question for item in answered if item.question.id not in touched),
        moved=migrated.moved,
        needed=tuple(_needed(asked, was)),
        parked=tuple(item for item in asked.values() if item.state is AnswerState.PARKED),
        invalid=tuple(item for item in asked.values() if item.state is AnswerState.INVALID),
        unused=tuple(name for name in after.answers if name not in questions),
        turned=tuple(_turned(was, now, older, newer)) if was and older else None,
        documents=tuple(_documents(was, now, older, newer)) if was and older else None,
        changes=changed,
    )


def _answers(assessment: Assessment) -> Iterator[AnswerStatus]:
    for stage in assessment.stages:
        for step in stage.steps:
            yield from (*step.answers, *step.parked)


def _needed(asked: Mapping[str, AnswerStatus], was: Assessment | None) -> Iterator[Question]:
    """The questions that need an answer now and did not before."""
    missing = {item.question.id for item in _answers(was) if _is_missing(item)} if was else set()
    for name, item in asked.items():
        if _is_missing(item) and name not in missing:
            yield item.question


def _is_missing(item: AnswerStatus) -> bool:
    return item.state is AnswerState.MISSING and item.question.required is not Required.NEVER


def _changes(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Change]:
    for name in dict.fromkeys((*before, *after)):
        if before.get(name, "") != after.get(name, ""):
            yield Change(name, before.get(name, ""), after.get(name, ""))


def _turned(was: Assessment, now: Assessment, older: Kit, newer: Kit) -> Iterator[Turned]:
    for name, decision in newer.methodology.decisions.items():
        if name not in older.methodology.decisions:
            continue
        before, after = _outcome(older, was, name), _outcome(newer, now, name)
        if before != after:
            yield Turned(decision.label, before, after)


def _outcome(kit: Kit, assessment: Assessment, name: str) -> str:
    outcome = assessment.facts.outcome(name)
    if isinstance(outcome.value, Absent):
        return ""
    label = outcome.case.label if outcome.case else ""
    return label or decided_label(kit.methodology.decisions[name], outcome.value)


def _documents(
    was: Assessment, now: Assessment, older: Kit, newer: Kit
) -> Iterator[DocumentChange]:
    before = {item.id: item for item in older.documents(was, final=False)}
    after = {item.id: item for item in newer.documents(now, final=False)}
    known = {**older.content.clauses, **newer.content.clauses}
    titles = {name: clause.content.title for name, clause in known.items()}
    for name in dict.fromkeys((*before, *after)):
        clauses = tuple(_clauses(before.get(name), after.get(name), titles))
        if clauses:
            title = (after.get(name) or before[name]).title
            yield DocumentChange(title, name not in before, name not in after, clauses)


def _clauses(
    before: Document | None, after: Document | None, titles: Mapping[str, str]
) -> Iterator[ClauseChange]:
    old, new = _texts(before), _texts(after)
    for name in dict.fromkeys((*old, *new)):
        if old.get(name, "") != new.get(name, ""):
            yield ClauseChange(name, titles[name], old.get(name, ""), new.get(name, ""))


def _texts(document: Document | None) -> dict[str, str]:
    if document is None:
        return {}
    return {part.clause: text.part(document, _unnumbered(part)) for part in document.parts}


def _unnumbered(part: Part) -> Part:
    """*part* without its numbers: a clause that only moved is not worded otherwise."""
    blocks = [
        replace(block, number="") if isinstance(block, Heading | Paragraph) else block
        for block in part.blocks
    ]
    return replace(part, blocks=tuple(blocks))
