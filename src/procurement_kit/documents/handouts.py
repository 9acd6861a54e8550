"""Hand-outs that belong to no scenario: glossary, sheet of licences, certificate of attendance."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from procurement_kit.documents.annex import Article, Cover, Frame, framed, runs
from procurement_kit.documents.document import (
    Document,
    Heading,
    Paragraph,
    Part,
    Run,
    RunKind,
    Table,
    Trace,
)
from procurement_kit.documents.handout_words import HandoutWords
from procurement_kit.documents.wording import glue, write_day
from procurement_kit.licensing.data import LicenseData
from procurement_kit.licensing.licenses import Duty, License, Trigger
from procurement_kit.methodology.glossary import Term

PUBLIC = "public"
CERTIFICATE = "certificate"


def glossary_sheet(glossary: tuple[Term, ...], words: HandoutWords, cover: Cover) -> Document:
    """Every term of the glossary with its explanation."""
    own = words.glossary
    article = Article("glossary", 1, own.heading)
    for term in glossary:
        article.add(Paragraph((*runs(f"{term.term} ", strong=True), *runs(term.explanation))))
    frame = Frame(own.file_name, own.title, own.file_name, PUBLIC, notice=own.notice)
    return framed(frame, cover, (article.part(),))


def license_sheet(data: LicenseData, words: HandoutWords, cover: Cover) -> Document:
    """What the common licences demand, on one or two pages."""
    own = words.licenses
    licenses = [data.licenses[name] for name in own.listed if name in data.licenses]
    numbers = _numbered(licenses)
    table = Article("licenses", 1, own.table)
    header = tuple(map(runs, (own.license, own.reach, own.duties, own.fit)))
    table.add(Table(header, tuple(_row(item, numbers, words) for item in licenses)))
    legend = Article("legend", 2, own.legend)
    legend.say(own.legend_intro)
    duties = data.vocabulary.duties
    for name in numbers:
        legend.numbered(runs(_duty(duties[name], words)))
    rules = Article("rules", 3, own.rules)
    for text in own.rule_texts:
        rules.numbered(runs(text))
    frame = Frame(own.file_name, own.title, own.file_name, PUBLIC, notice=own.notice)
    return framed(frame, cover, (item.part() for item in (table, legend, rules)))


def _numbered(licenses: list[License]) -> Mapping[str, int]:
    """The duties of *licenses*, each with its number in the legend."""
    names = dict.fromkeys(name for item in licenses for name in item.duties)
    return {name: number for number, name in enumerate(names, start=1)}


def _row(
    item: License, numbers: Mapping[str, int], words: HandoutWords
) -> tuple[tuple[Run, ...], ...]:
    own = words.licenses
    duties = ", ".join(f"2.{number}" for number in sorted(numbers[name] for name in item.duties))
    name = (*runs(f"{item.id}: ", strong=True), *runs(item.note))
    reach, fit = own.reaches[item.copyleft.value], own.fits[item.fit.value]
    return (name, runs(reach), runs(duties or own.no_duties), runs(fit))


def _duty(duty: Duty, words: HandoutWords) -> str:
    text = duty.text
    if Trigger.NETWORK in duty.triggers and Trigger.DISTRIBUTION in duty.triggers:
        text = words.licenses.only_network.format(text=text)
    return words.licenses.only_modified.format(text=text) if duty.modified_only == "yes" else text


@dataclass(frozen=True)
class Attendance:
    """What stands on certificates; it lives only as long as the paper is made."""

    names: tuple[str, ...]
    workshop: str
    day: date
    hours: str
    trainer: str


def certificates(attended: Attendance, words: HandoutWords, cover: Cover) -> Document:
    """A certificate for each name, each on its own page."""
    own = words.certificate
    trace = Trace(CERTIFICATE, "", "", "", "", (), ())
    parts = tuple(
        Part(CERTIFICATE, tuple(_blocks(name, attended, words, cover)), trace, copy, copy > 1)
        for copy, name in enumerate(attended.names, start=1)
    )
    frame = Frame(own.file_name, own.title, own.file_name, PUBLIC)
    return replace(framed(frame, cover, parts), form=CERTIFICATE)


def _blocks(
    name: str, attended: Attendance, words: HandoutWords, cover: Cover
) -> Iterator[Heading | Paragraph]:
    own, day = words.certificate, write_day(attended.day, cover.words)
    yield Heading(1, "", runs(own.title), f"certificate-{name}", CERTIFICATE)
    yield Paragraph(runs(own.certifies))
    yield Paragraph(runs(name, strong=True))
    yield Paragraph(runs(own.attended))
    yield Paragraph(runs(attended.workshop, strong=True))
    yield Paragraph(runs(own.held.format(day=day, hours=attended.hours)))
    yield Paragraph(runs(own.trainer.format(trainer=attended.trainer)))
    yield Paragraph((*runs(own.signature), Run(cover.words.blank, RunKind.BLANK)))
    yield Paragraph((Run(glue(own.footer), emphasis=True),))
