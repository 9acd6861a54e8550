"""The annex to the acceptance record: the check of components and licences at the handover."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from procurement_kit.documents.annex import Article, Cover, Frame, framed, runs
from procurement_kit.documents.document import Document, Heading, Runs, Table
from procurement_kit.documents.wording import write_day
from procurement_kit.licensing.acceptance import AcceptanceReport, SeenChange
from procurement_kit.licensing.components import Bom, Component
from procurement_kit.licensing.contract import AnnexWords, Consequence
from procurement_kit.licensing.data import LicenseData
from procurement_kit.licensing.inspection import Defect, title

LINES_LIMIT = 4500
"""Characters of all defect lines together; the answer they go to holds 5 000."""

SHOWN = 200
"""Changes without a consequence that the annex lists at most."""


@dataclass(frozen=True)
class Pen:
    """Writes about one handover; *articles* are the numbers of the contract's clauses."""

    report: AcceptanceReport
    data: LicenseData
    cover: Cover
    articles: Mapping[str, str]

    @property
    def words(self) -> AnnexWords:
        """The words of the annex."""
        return self.data.contract.annex

    def say(self, sentence: str, **details: object) -> str:
        """A sentence of the content with *details* filled in."""
        return self.words.sentences[sentence].format(**details)

    def day(self, day: date) -> str:
        """A day in words."""
        return write_day(day, self.cover.words)

    def clause(self, name: str) -> str:
        """The article of the contract where the clause stands; its id where that is not known."""
        number = self.articles.get(name, "")
        return self.cover.words.article.format(number=number) if number else name

    def table(
        self, columns: Sequence[str], rows: Iterable[Sequence[str]], strong: int = -1
    ) -> Table:
        """A table under the headings of *columns*; the column *strong* is printed bold."""
        header = tuple(runs(self.words.columns[name]) for name in columns)
        body = tuple(
            tuple(_cell(text, is_strong=place == strong) for place, text in enumerate(row))
            for row in rows
        )
        return Table(header, body)


def _cell(text: str, *, is_strong: bool) -> Runs:
    return runs(text, strong=is_strong)


def compose_acceptance(
    report: AcceptanceReport, data: LicenseData, cover: Cover, contract: Document | None = None
) -> Document:
    """The check as an annex to the acceptance record; it cites the articles of *contract*."""
    pen = Pen(report, data, cover, articles_of(contract))
    articles = []
    for number, (name, write) in enumerate(ARTICLES.items(), start=1):
        article = Article(name, number, pen.words.headings[name])
        write(article, pen)
        articles.append(article)
    frame = Frame(
        id=pen.words.id,
        title=pen.words.title,
        file_name=pen.words.file_name,
        audience="public",
        notice=pen.say("note"),
    )
    return framed(frame, cover, (article.part() for article in articles))


def articles_of(contract: Document | None) -> Mapping[str, str]:
    """The number of the article in which each clause of *contract* stands."""
    found: dict[str, str] = {}
    number = ""
    for part in contract.parts if contract else ():
        headings = (item for item in part.blocks if isinstance(item, Heading) and item.level == 1)
        number = next((item.number for item in headings), number)
        found[part.clause] = number
    return found


def defect_lines(report: AcceptanceReport, data: LicenseData) -> tuple[str, ...]:
    """The defects as lines of the answer acceptance_defects: "defect; severity; deadline".

    Where they would not fit, those of one kind share a line that refers to the annex.
    """
    lines = tuple(_line(item.wrong, item, data) for item in report.defects)
    if sum(len(line) + 1 for line in lines) <= LINES_LIMIT:
        return lines
    groups: dict[object, list[Defect]] = {}
    for item in report.defects:
        groups.setdefault(item.kind, []).append(item)
    return tuple(_line(_group(items, data), items[0], data) for items in groups.values())


def _group(items: list[Defect], data: LicenseData) -> str:
    rules = data.contract
    label = rules.defects[items[0].kind].label
    pattern = rules.annex.sentences["group"]
    return pattern.format(label=label, count=len(items), annex=rules.annex.title)


def _line(text: str, defect: Defect, data: LicenseData) -> str:
    severity, due = data.contract.deadlines[defect.severity].label, defect.due
    return f"{' '.join(text.split())}; {severity}; {due.day}. {due.month}. {due.year}"


def _result(article: Article, pen: Pen) -> None:
    report = pen.report
    counts = {"count": len(report.defects), "critical": len(report.critical)}
    article.numbered(runs(pen.say(report.result.value, **counts), strong=True))
    rows = [(pen.words.sentences[name], value) for name, value in _facts(pen)]
    article.add(pen.table(("fact", "value"), rows))


def _facts(pen: Pen) -> Iterator[tuple[str, str]]:
    policy, delivery = pen.report.policy, pen.report.delivery
    yield "outbound", policy.outbound
    yield "mode", pen.words.sentences[f"policy_{policy.mode.value}"]
    yield "handed_in", pen.day(delivery.handed_in)
    yield "bom", _bom(delivery.bom, pen)
    yield "tender", _bom(delivery.tender, pen) if delivery.tender else pen.say("missing")
    archive = delivery.archive
    files = pen.say("archive_files", count=len(archive.names)) if archive else pen.say("missing")
    yield "archive", files


def _bom(bom: Bom, pen: Pen) -> str:
    name = f"{bom.format} {bom.format_version}".strip()
    return pen.say("components", format=name, count=len(bom.components))


def _checks(article: Article, pen: Pen) -> None:
    results = pen.data.contract.results
    rows = [
        (check.label, pen.clause(check.clause), results[check.result], check.evidence)
        for check in pen.report.checks
    ]
    article.add(pen.table(("check", "clause", "result", "evidence"), rows, strong=2))


def _changes(article: Article, pen: Pen) -> None:
    changes = pen.report.changes
    if changes is None:
        article.say(pen.say("no_tender"))
        return
    changed = [item for item in changes if item.change.is_change]
    if not changed:
        article.say(pen.say("no_changes"))
        return
    article.say(pen.say("changed_count", count=len(changed), limit=SHOWN))
    serious = [item for item in changed if item.consequence is not Consequence.NONE]
    others = [item for item in changed if item.consequence is Consequence.NONE]
    rows = [_change(item, pen) for item in (*serious, *others[:SHOWN])]
    article.add(pen.table(("component", "change", "before", "after", "consequence"), rows))
    if unchanged := len(changes) - len(changed):
        article.say(pen.say("unchanged", count=unchanged))


def _change(item: SeenChange, pen: Pen) -> tuple[str, str, str, str, str]:
    change, rules = item.change, pen.data.contract
    return (
        change.component.name,
        ", ".join(rules.changes[kind] for kind in change.kinds),
        _state(change.before, pen),
        _state(change.after, pen),
        rules.consequences[item.consequence],
    )


def _state(component: Component | None, pen: Pen) -> str:
    """The version, the licence and, if stated, the way of combining."""
    if component is None:
        return ""
    way = component.combination
    label = pen.data.vocabulary.combinations[way.value] if way else ""
    return ", ".join(filter(None, (component.version, component.expression, label)))


def _defects(article: Article, pen: Pen) -> None:
    if not pen.report.defects:
        article.say(pen.say("no_defects"))
        return
    deadlines = pen.data.contract.deadlines
    rows = [
        (
            item.wrong,
            pen.clause(item.clause),
            item.repair,
            deadlines[item.severity].label,
            pen.day(item.due),
        )
        for item in pen.report.defects
    ]
    article.add(pen.table(("defect", "clause", "repair", "severity", "due"), rows))
    article.say(pen.data.contract.proposal)


def _questions(article: Article, pen: Pen) -> None:
    if not pen.report.questions:
        article.say(pen.say("no_questions"))
        return
    rows = [
        (title(item.component), item.component.expression, " ".join(item.opinion.reasons))
        for item in pen.report.questions
    ]
    article.add(pen.table(("component", "license", "reason"), rows))


def _sources(article: Article, pen: Pen) -> None:
    sources = pen.data.sources
    rows = [
        (
            f"{sources[name].citation}, {sources[name].url}",
            pen.day(sources[name].checked_on),
            pen.words.sentences[sources[name].confidence.value],
        )
        for name in pen.report.sources
    ]
    article.add(pen.table(("source", "checked", "confidence"), rows))


ARTICLES: Mapping[str, Callable[[Article, Pen], None]] = {
    "result": _result,
    "checks": _checks,
    "changes": _changes,
    "defects": _defects,
    "questions": _questions,
    "sources": _sources,
}
