"""The whole record of a project's decisions as JSON, for archives and for other programs."""

import hashlib
from collections.abc import Iterator
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from procurement_kit.assessment import Assessment, RaisedFlag
from procurement_kit.documents.wording import write_answer
from procurement_kit.formats import text
from procurement_kit.kit import Kit
from procurement_kit.methodology.facts import DECISIVE_DAY
from procurement_kit.methodology.stages import Step
from procurement_kit.rules.decisions import Decision, decided_label
from procurement_kit.rules.values import Absent, ListedChange, ListedComponent, ListedCost

LISTED = (ListedComponent, ListedCost, ListedChange)


class _Part(BaseModel):
    """A part of the record; unknown keys are refused by its schema."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CitedSource(_Part):
    """A provision or a document that a decision stands on."""

    id: str
    title: str
    provision: str
    url: str
    checked_on: date
    confidence: str


class RecordedAnswer(_Part):
    """A question with its answer as typed and in words; only answers that apply are recorded."""

    id: str
    label: str
    stage: str
    step: str
    raw: str
    words: str


class RecordedDecision(_Part):
    """A decision with its reason; *state* tells an open decision from one that does not apply."""

    id: str
    label: str
    state: Literal["decided", "open", "not_applicable"]
    value: str
    words: str
    reason: str
    sources: tuple[CitedSource, ...]


class RecordedFlag(_Part):
    """A warning: it applies, or can't be judged yet; the reason why the office went on."""

    id: str
    title: str
    text: str
    state: Literal["raised", "open"]
    acknowledged: str


class RecordedDocument(_Part):
    """A document that the project needs; the hash is that of its text, whatever its format."""

    id: str
    title: str
    file_name: str
    audience: str
    text_sha256: str


class DecisionRecord(_Part):
    """Everything that was answered and decided, as of one day and one state of the content."""

    format: Literal["procurement-kit-record/1"] = "procurement-kit-record/1"
    title: str
    authority: str
    made_on: date
    decisive_day: date | None
    methodology: str
    content_hash: str
    revision: int
    answers: tuple[RecordedAnswer, ...]
    decisions: tuple[RecordedDecision, ...]
    flags: tuple[RecordedFlag, ...]
    documents: tuple[RecordedDocument, ...]


def write(kit: Kit, assessment: Assessment, day: date) -> bytes:
    """The record as JSON; its schema is schemas/decision-record.schema.json."""
    record = record_of(kit, assessment, day)
    return (record.model_dump_json(indent=2) + "\n").encode()


def record_of(kit: Kit, assessment: Assessment, day: date) -> DecisionRecord:
    """The record of a project as of *day*."""
    procurement, decisive = assessment.procurement, assessment.facts.fact(DECISIVE_DAY)
    return DecisionRecord(
        title=procurement.title,
        authority=procurement.answers.get("authority_name", ""),
        made_on=day,
        decisive_day=decisive if isinstance(decisive, date) else None,
        methodology=kit.methodology.version,
        content_hash=kit.hash,
        revision=procurement.revision,
        answers=tuple(_answers(kit, assessment)),
        decisions=tuple(
            _decision(kit, assessment, item) for item in kit.methodology.decisions.values()
        ),
        flags=tuple(_flag(item) for item in assessment.flags),
        documents=tuple(_documents(kit, assessment)),
    )


def _answers(kit: Kit, assessment: Assessment) -> Iterator[RecordedAnswer]:
    for step in kit.methodology.steps.values():
        yield from _of_step(kit, assessment, step)


def _of_step(kit: Kit, assessment: Assessment, step: Step) -> Iterator[RecordedAnswer]:
    for question in step.questions:
        value = assessment.facts.fact(question.id)
        if isinstance(value, Absent):
            continue
        raw = assessment.procurement.answers.get(question.id, "")
        is_table = isinstance(value, tuple) and bool(value) and isinstance(value[0], LISTED)
        words = raw if is_table else write_answer(question, value, kit.content.words)
        yield RecordedAnswer(
            id=question.id, label=question.label, stage=step.stage, step=step.id, raw=raw,
            words=words,
        )  # fmt: skip


def _decision(kit: Kit, assessment: Assessment, decision: Decision) -> RecordedDecision:
    outcome = assessment.facts.outcome(decision.id)
    value, case = outcome.value, outcome.case
    if isinstance(value, Absent) or case is None:
        is_open = value is not Absent.NOT_APPLICABLE
        return RecordedDecision(
            id=decision.id, label=decision.label, state="open" if is_open else "not_applicable",
            value="", words="", reason="", sources=(),
        )  # fmt: skip
    return RecordedDecision(
        id=decision.id,
        label=decision.label,
        state="decided",
        value=str(value),
        words=case.label or decided_label(decision, value),
        reason=case.reason,
        sources=tuple(_source(kit, name) for name in case.sources),
    )


def _source(kit: Kit, name: str) -> CitedSource:
    source = kit.content.sources[name]
    return CitedSource(
        id=name,
        title=source.title,
        provision=source.provision,
        url=source.url,
        checked_on=source.checked_on,
        confidence=source.confidence.value,
    )


def _flag(item: RaisedFlag) -> RecordedFlag:
    return RecordedFlag(
        id=item.flag.id,
        title=item.flag.title,
        text=item.flag.text,
        state="open" if item.is_open else "raised",
        acknowledged=item.reason,
    )


def _documents(kit: Kit, assessment: Assessment) -> Iterator[RecordedDocument]:
    for document in kit.documents(assessment, final=False):
        digest = hashlib.sha256(text.write(document).encode()).hexdigest()
        yield RecordedDocument(
            id=document.id, title=document.title, file_name=document.file_name,
            audience=document.audience, text_sha256=digest,
        )  # fmt: skip
