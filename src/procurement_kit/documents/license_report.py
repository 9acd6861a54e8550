"""The annex that judges the licences of components: verdicts with reasons, duties and ways out."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import date

from procurement_kit.documents.annex import Article, Cover, Frame, framed, runs
from procurement_kit.documents.document import Document, Table
from procurement_kit.documents.license_choices import candidates, changes
from procurement_kit.documents.license_evidence import duties, second, sources
from procurement_kit.documents.license_families import fine, trouble
from procurement_kit.documents.license_pen import Pen
from procurement_kit.licensing.components import Bom
from procurement_kit.licensing.data import LicenseData
from procurement_kit.licensing.opinions import Verdict
from procurement_kit.licensing.review import Review


def compose_report(review: Review, data: LicenseData, cover: Cover) -> Document:
    """The judgement of the reviewed components as an annex to the declaration of components."""
    pen = Pen(review, data, cover, {name: place for place, name in enumerate(ARTICLES, start=1)})
    articles = []
    for name, write in ARTICLES.items():
        article = Article(name, pen.articles[name], pen.words.headings[name])
        write(article, pen)
        articles.append(article)
    frame = Frame(
        id=pen.words.id,
        title=pen.words.title,
        file_name=pen.words.file_name,
        audience="internal",
        notice=data.words.shared.not_advice,
    )
    return framed(frame, cover, (article.part() for article in articles))


def _result(article: Article, pen: Pen) -> None:
    report = pen.review.report
    outcome = report.worst.value if report.findings else "empty"
    sentence = pen.words.summary[outcome].format(
        outbound=report.outbound,
        bad=report.count(Verdict.INCOMPATIBLE),
        open=report.count(Verdict.NEEDS_LAWYER),
    )
    article.numbered(runs(sentence, strong=True))
    if report.findings:
        article.add(_counts(pen))
    rows = [(pen.words.facts[name], value) for name, value in _facts(pen)]
    article.add(pen.table(("fact", "value"), rows))


def _counts(pen: Pen) -> Table:
    """The verdicts from the worst, with the licences that got them."""
    review, rows = pen.review, []
    for verdict in sorted(Verdict, key=lambda item: -item.severity):
        groups = [group for group in review.groups if group.opinion.verdict is verdict]
        names = list(dict.fromkeys(pen.license(group.part) for group in groups))
        if groups:
            number = str(review.report.count(verdict))
            rows.append((pen.verdict(verdict), number, pen.shortened(names)))
    return pen.table(("verdict", "count", "licenses"), rows, numeric=[1])


def _facts(pen: Pen) -> Iterator[tuple[str, str]]:
    """What was judged, in words."""
    review, data = pen.review, pen.data
    use, bom, vocabulary = review.report.use, review.bom, data.vocabulary
    if bom.name:
        yield "work", bom.name
    yield "outbound", review.report.outbound
    yield "combination", vocabulary.combinations[use.combination.value]
    yield "recipients", vocabulary.recipients[use.recipients.value]
    yield "network", _yes_or_no(pen, is_so=use.network)
    yield "modified", _yes_or_no(pen, is_so=use.modified)
    yield "components", str(len(review.report.findings))
    yield "parts", str(len(review.groups))
    yield "day", pen.day(pen.cover.day)
    yield "spdx", data.names.spdx.version
    if data.second.title:
        day = pen.day(data.second.day)
        yield "second", pen.say("second_day", title=data.second.title, day=day)
    if bom.format:
        yield "bom", _about_bom(pen, bom)
    if bom.problems:
        yield "problems", pen.say("problem_count", n=len(bom.problems))


def _about_bom(pen: Pen, bom: Bom) -> str:
    sentence, created = "bom_created" if bom.created else "bom_format", bom.created
    with suppress(ValueError):
        created = pen.day(date.fromisoformat(created[:10]))
    words = {"format": bom.format, "version": bom.format_version, "created": created}
    return pen.say(sentence, **words).strip()


def _yes_or_no(pen: Pen, *, is_so: bool | None) -> str:
    shared = pen.data.words.shared
    if is_so is None:
        return shared.unknown
    return shared.yes if is_so else shared.no


ARTICLES: Mapping[str, Callable[[Article, Pen], None]] = {
    "result": _result,
    "trouble": trouble,
    "fine": fine,
    "duties": duties,
    "candidates": candidates,
    "changes": changes,
    "second": second,
    "sources": sources,
}
