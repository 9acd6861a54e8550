"""The sheet that hands a procurement to a lawyer: what is open, what deviates, what to verify."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from procurement_kit.assessment import Assessment
from procurement_kit.documents.annex import Article, Cover, Frame, framed, runs
from procurement_kit.documents.clauses import Stance
from procurement_kit.documents.document import Document, Runs, Table, Trace
from procurement_kit.documents.inline import Library
from procurement_kit.documents.readiness import readiness
from procurement_kit.documents.wording import LawyerWords, write_day
from procurement_kit.methodology.facts import DECISIVE_DAY
from procurement_kit.methodology.notes import Note, open_notes
from procurement_kit.methodology.progress import AnswerState, AnswerStatus, State, StepProgress
from procurement_kit.rules.sources import Confidence, Source
from procurement_kit.rules.values import UNKNOWN_ANSWER, Absent

ZONE = ZoneInfo("Europe/Prague")
HASH_SHOWN = 16
Row = tuple[str, ...]


def compose_sheet(
    documents: tuple[Document, ...], library: Library, assessment: Assessment, day: date
) -> Document | None:
    """The hand-over sheet on *day* for *documents*; None where the content has no words for it."""
    words = library.words.lawyer
    if words is None:
        return None
    pen = _Pen(documents, library, assessment, day, words)
    articles = []
    for number, (name, write) in enumerate(ARTICLES.items(), start=1):
        article = Article(f"{words.id}-{name}", number, words.headings[name])
        write(article, pen)
        articles.append(article.part())
    frame = Frame(words.id, words.title, words.file_name, "internal", notice=words.notice)
    owner, matter = (pen.fact(name) for name in ("authority_name", "contract_title"))
    return framed(frame, Cover(day, library.words, owner, matter), articles)


@dataclass(frozen=True)
class _Pen:
    """What the sheet is written of."""

    documents: tuple[Document, ...]
    library: Library
    assessment: Assessment
    today: date
    words: LawyerWords

    def fact(self, name: str) -> str:
        """A text among the facts; empty where there is none."""
        value = self.assessment.facts.fact(name)
        return value if isinstance(value, str) else ""

    def say(self, sentence: str, **details: object) -> str:
        """A sentence with *details* filled in."""
        return self.words.sentences[sentence].format(**details)

    def day(self, day: date) -> str:
        """A day in words."""
        return write_day(day, self.library.words)

    def table(self, columns: Sequence[str], rows: Iterable[Row]) -> Table:
        """A table under the headings of *columns*."""
        header = tuple(runs(self.words.columns[name]) for name in columns)
        body: tuple[tuple[Runs, ...], ...] = tuple(
            tuple(runs(" ".join(cell.split())) for cell in row) for row in rows
        )
        return Table(header, body)

    def fill(
        self, article: Article, name: str, columns: Sequence[str], rows: Sequence[Row]
    ) -> None:
        """The table of *rows*, or the sentence that there are none."""
        if rows:
            article.add(self.table(columns, rows))
        else:
            article.say(self.words.empty[name])


def _facts(article: Article, pen: _Pen) -> None:
    words, facts = pen.words.facts, pen.assessment.facts
    day, procurement = facts.fact(DECISIVE_DAY), pen.assessment.procurement
    is_ready = readiness(pen.assessment, pen.documents).is_ready
    rows = [
        (words["matter"], pen.fact("contract_title")),
        (words["owner"], pen.fact("authority_name")),
        (words["day"], pen.day(day) if isinstance(day, date) else words["no_day"]),
        (words["version"], pen.library.methodology.version),
        (words["content"], procurement.content_hash[:HASH_SHOWN]),
        (words["revision"], str(procurement.revision)),
        (words["ready"], words["is_ready"] if is_ready else words["not_ready"]),
    ]
    article.add(pen.table(("fact", "value"), [row for row in rows if row[1]]))


def _open(article: Article, pen: _Pen) -> None:
    rows = list(dict.fromkeys((*_open_answers(pen), *_open_judgements(pen))))
    pen.fill(article, "open", ("point", "why"), rows)
    article.say(pen.say("not_begun"))


def _open_answers(pen: _Pen) -> Iterator[Row]:
    """Answers that are missing, unreadable or not known, and the gaps they leave."""
    found = readiness(pen.assessment, pen.documents)
    for item in found.missing:
        yield item.question.label, pen.say("missing")
    for item in found.invalid:
        yield item.question.label, pen.say("invalid", error=item.error)
    for gap in found.gaps:
        yield gap.label, pen.say("gap", clause=gap.clause)
    for item in _answered(pen.assessment):
        if item.raw == UNKNOWN_ANSWER:
            yield item.question.label, pen.say("unknown")


def _open_judgements(pen: _Pen) -> Iterator[Row]:
    """What the steps begun leave undecided or unjudged, and figures that nobody knows."""
    begun = [item.step for item in _steps(pen.assessment) if item.state is not State.NOT_STARTED]
    for decision in (item for step in begun for item in step.content.decisions):
        if pen.assessment.facts.outcome(decision.id).value is Absent.UNKNOWN:
            yield decision.label, pen.say("undecided")
    for flag in pen.assessment.flags:
        if flag.is_open and flag.step in begun:
            yield flag.flag.title, pen.say("flag")
    for error in pen.assessment.not_in_force:
        yield error.label, pen.say("law")


def _answered(assessment: Assessment) -> Iterator[AnswerStatus]:
    for step in _steps(assessment):
        yield from (item for item in step.answers if item.state is AnswerState.ANSWERED)


def _steps(assessment: Assessment) -> Iterator[StepProgress]:
    for stage in assessment.stages:
        yield from stage.steps


def _deviations(article: Article, pen: _Pen) -> None:
    found: dict[Trace, list[str]] = {}
    for document in pen.documents:
        for part in document.parts:
            if part.trace.stance in {Stance.FALLBACK, Stance.RISKY}:
                found.setdefault(part.trace, []).append(document.title)
    if not found:
        article.say(pen.words.empty["deviations"])
    for trace, titles in found.items():
        title = pen.library.clauses[trace.clause].content.title
        stance = pen.words.stances[trace.stance]
        sentence = pen.say("deviation", clause=title, label=trace.alternative, stance=stance)
        article.numbered(runs(sentence, strong=True))
        for line in _about(trace, titles, pen):
            article.inside(runs(line))


def _about(trace: Trace, titles: list[str], pen: _Pen) -> Iterator[str]:
    yield pen.say("documents", list=", ".join(titles))
    if trace.rationale:
        yield pen.words.rationale.format(text=" ".join(trace.rationale.split()))
    if trace.risks:
        yield pen.words.risks.format(text=" ".join(trace.risks.split()))


def _flags(article: Article, pen: _Pen) -> None:
    raised = [item for item in pen.assessment.flags if not item.is_open]
    if not raised:
        article.say(pen.words.empty["flags"])
    for item in raised:
        article.numbered(runs(item.flag.title, strong=True))
        article.inside(runs(" ".join(item.flag.text.split())))
        reason = " ".join(item.reason.split())
        said = pen.say("acknowledged", text=reason) if reason else pen.say("unacknowledged")
        article.inside(runs(said))


def _sources(article: Article, pen: _Pen) -> None:
    """A table for each degree of confidence, the least sure first; one row for an act."""
    doubtful = [
        source
        for source in _used(pen).values()
        if source.confidence is not Confidence.VERIFIED or source.is_stale(pen.today)
    ]
    if not doubtful:
        article.say(pen.words.empty["sources"])
    for confidence in reversed(Confidence):
        group = [source for source in doubtful if source.confidence is confidence]
        if group:
            article.say(_sureness(group, pen.words.confidences[confidence.value], pen))
            article.add(pen.table(("source", "note"), _acts(group)))


def _sureness(group: list[Source], confidence: str, pen: _Pen) -> str:
    """How sure a group is, its oldest check and earliest review."""
    due = min(source.due for source in group)
    is_stale = any(source.is_stale(pen.today) for source in group)
    shown = f"{pen.day(due)} ({pen.say('stale')})" if is_stale else pen.day(due)
    checked = min(source.checked_on for source in group)
    return pen.say("sureness", confidence=confidence, checked=pen.day(checked), due=shown)


def _acts(group: list[Source]) -> Iterator[Row]:
    """Each act with its provisions, and what is noted at which of them."""
    acts: dict[str, list[Source]] = {}
    for source in group:
        acts.setdefault(source.title, []).append(source)
    for title, cited in sorted(acts.items()):
        provisions = dict.fromkeys(source.provision for source in cited if source.provision)
        shown = f"{title}: {', '.join(provisions)}" if provisions else title
        yield shown, " ".join(_remarks(cited, names_place=len(provisions) > 1))


def _remarks(cited: list[Source], *, names_place: bool) -> Iterator[str]:
    """Each different note, with the provisions that it speaks of where there are several."""
    noted: dict[str, dict[str, None]] = {}
    for source in cited:
        if source.note:
            noted.setdefault(source.note, {})[source.provision] = None
    for note, provisions in noted.items():
        places = ", ".join(filter(None, provisions))
        yield f"{places}: {note}" if names_place and places else note


def _used(pen: _Pen) -> Mapping[str, Source]:
    """The sources of the clauses, of the warnings and of the figures of law in use."""
    clauses = {part.clause for document in pen.documents for part in document.parts}
    names = [
        *(name for clause in clauses for name in pen.library.clauses[clause].content.sources),
        *(name for item in pen.assessment.flags for name in item.flag.sources),
        *(
            name
            for decision in pen.library.methodology.decisions
            for used in pen.assessment.facts.outcome(decision).figures
            for name in used.value.sources
        ),
    ]
    return {name: pen.library.sources[name] for name in sorted(set(names))}


def _notes(article: Article, pen: _Pen) -> None:
    rows = [
        (_place(note, pen), note.text, _who(note, pen))
        for note in open_notes(pen.assessment.procurement)
    ]
    pen.fill(article, "notes", ("place", "note", "who"), rows)


def _place(note: Note, pen: _Pen) -> str:
    if note.question:
        return pen.library.label(note.question)
    document, clause = note.clause
    titles = {item.id: item.title for item in pen.documents}
    known = pen.library.clauses.get(clause)
    shown = known.content.title if known else clause
    return pen.say("at_clause", title=titles.get(document, document), clause=shown)


def _who(note: Note, pen: _Pen) -> str:
    day = pen.day(note.at.astimezone(ZONE).date())
    return f"{note.author}, {day}" if note.author else day


ARTICLES: Mapping[str, Callable[[Article, _Pen], None]] = {
    "facts": _facts,
    "open": _open,
    "deviations": _deviations,
    "flags": _flags,
    "sources": _sources,
    "notes": _notes,
}
