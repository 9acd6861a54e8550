"""The part of a licence report on what follows and what it rests on: duties, sources, doubts."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from procurement_kit.documents.annex import Article, runs
from procurement_kit.documents.license_pen import Pen
from procurement_kit.documents.wording import write_amount
from procurement_kit.licensing.opinions import merged
from procurement_kit.licensing.second_opinion import Differing, differing
from procurement_kit.rules.parameters import Unit
from procurement_kit.rules.sources import Confidence, Source

NAMED_TEXTS = 60


def duties(article: Article, pen: Pen) -> None:
    """Every duty once, with the licences that bring it."""
    if not pen.duties:
        article.say(pen.say("no_duties"))
        return
    article.say(pen.say("duties_intro"))
    for name in pen.duties:
        text = pen.data.vocabulary.duties[name].text
        article.numbered(runs(pen.say("duty", text=text, licenses=_because(pen, name))))


def _because(pen: Pen, duty: str) -> str:
    groups = (group for group in pen.review.groups if duty in group.opinion.duties)
    return pen.shortened(list(dict.fromkeys(pen.license(group.part) for group in groups)))


def second(article: Article, pen: Pen) -> None:
    """Where the second table says something else, and why."""
    table = pen.data.second
    article.say(pen.say("second_intro", title=table.title, day=pen.day(table.day)))
    outbound = pen.review.report.outbound
    if not any(judged == outbound for _, judged in table.cells):
        article.say(pen.say("second_expression", outbound=outbound))
        return
    together: dict[tuple[str, str, str], list[str]] = {}
    for item in differing(pen.review, pen.data):
        theirs = pen.words.theirs[item.theirs]
        key = pen.verdict(item.ours), theirs, _why(pen, item)
        together.setdefault(key, []).append(item.inbound)
    if not together:
        article.say(pen.say("second_none"))
        return
    rows = [(pen.shortened(names), *key) for key, names in together.items()]
    article.add(pen.table(("license", "ours", "theirs", "why"), rows))


def _why(pen: Pen, item: Differing) -> str:
    if item.is_only_use:
        return pen.say("second_use")
    return item.reason or pen.say("second_reasonless")


def sources(article: Article, pen: Pen) -> None:
    """What the judgement rests on, with its age on the day of the report."""
    article.say(pen.say("sources_intro", day=pen.day(pen.cover.day)))
    for name in pen.sources:
        source = pen.data.sources[name]
        article.numbered(runs(_source(pen, source, source.citation, source.url)))
    for names in _texts(pen):
        listed = pen.shortened([pen.texts[name] for name in names], NAMED_TEXTS)
        about, url = pen.say("license_texts", names=listed), pen.say("license_texts_url")
        article.numbered(runs(_source(pen, pen.data.sources[names[0]], about, url)))


def _source(pen: Pen, source: Source, citation: str, url: str) -> str:
    day = pen.cover.day
    return pen.say(
        "stale_source" if source.is_stale(day) else "source",
        citation=citation,
        url=url,
        day=pen.day(source.checked_on),
        age=write_amount(Decimal(source.age(day)), Unit.MONTHS, pen.cover.words),
        confidence=pen.words.confidence[source.confidence.value],
    )


def _texts(pen: Pen) -> Iterable[list[str]]:
    """The texts of licences, those together that were read on one day."""
    together: dict[tuple[date, Confidence], list[str]] = {}
    for name in merged(opinion.sources for opinion in pen.opinions):
        if name in pen.texts:
            source = pen.data.sources[name]
            together.setdefault((source.checked_on, source.confidence), []).append(name)
    return together.values()
