"""How pages write answers, amounts and days; every word comes from the content."""

import re
from collections import ChainMap
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple
from zoneinfo import ZoneInfo

from flask import Flask, url_for
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from procurement_kit.documents.wording import (
    DocumentWords,
    glue,
    write_amount,
    write_answer,
    write_day,
)
from procurement_kit.formats import locales, markdown
from procurement_kit.kit import Kit
from procurement_kit.methodology.questions import Kind, Question
from procurement_kit.methodology.reading import AnswerError, read_answer
from procurement_kit.problems import messages
from procurement_kit.rules.parameters import FigureUsed, Unit
from procurement_kit.rules.sources import Source
from procurement_kit.translations.speech import Missing
from procurement_kit.web.costs import CostRow, cost_rows

ZONE = ZoneInfo("Europe/Prague")
CITATION = re.compile(r"\[([a-z][a-z0-9_]*)\]")
HEADING = re.compile(r"(</?)h2([ >])")
ECHOED = {Kind.MONEY, Kind.DATE}


class Cited(NamedTuple):
    """A source with its id and whether it is past its review."""

    id: str
    source: Source
    is_stale: bool


def shown_answer(question: Question, raw: str, words: DocumentWords) -> tuple[str, ...]:
    """The lines in which a page shows the answer *raw*; as typed where it can't be read."""
    try:
        value = read_answer(question, raw)
    except AnswerError:
        return (raw,)
    if value is None:
        return ()
    if question.options:
        picked = [question.option(line) for line in raw.split("\n")]
        return tuple(option.label for option in picked if option)
    if isinstance(value, tuple) or question.kind is Kind.LONGTEXT:
        return tuple(line for line in raw.split("\n") if line.strip())
    return (write_answer(question, value, words),)


def echo(question: Question, raw: str, words: DocumentWords) -> str:
    """The amount or day as the program understood it; empty for other kinds."""
    if question.kind not in ECHOED:
        return ""
    try:
        value = read_answer(question, raw)
    except AnswerError:
        return ""
    return "" if value is None else write_answer(question, value, words)


def _kit(context: Context) -> Kit:
    kit: Kit = context["kit"]
    return kit


@pass_context
def _answer(context: Context, raw: str, question: Question) -> tuple[str, ...]:
    return shown_answer(question, raw, _kit(context).content.words)


@pass_context
def _echo(context: Context, raw: str, question: Question) -> str:
    return echo(question, raw, _kit(context).content.words)


@pass_context
def _money(context: Context, value: Decimal) -> str:
    return write_amount(value, Unit.CZK, _kit(context).content.words)


@pass_context
def _months(context: Context, value: Decimal) -> str:
    return write_amount(value, Unit.MONTHS, _kit(context).content.words)


@pass_context
def _figure(context: Context, used: FigureUsed) -> str:
    return write_amount(used.value.value, used.unit, _kit(context).content.words)


@pass_context
def _day(context: Context, value: date) -> str:
    return _written(value, _kit(context))


@pass_context
def _moment(context: Context, value: datetime) -> str:
    local = value.astimezone(ZONE)
    return f"{_written(local.date(), _kit(context))} {local:%H:%M}"


def _written(value: date, kit: Kit) -> str:
    """A day as the language of the page writes it; in that of the law as documents do."""
    if kit.source is None:
        return write_day(value, kit.content.words)
    return locales.write_day(value, kit.language)


def _glue(text: str) -> str:
    """*text* with no-break spaces; what is not translated stays marked."""
    glued = glue(text)
    return Missing(glued) if isinstance(text, Missing) else glued


@pass_context
def _cited(context: Context, names: tuple[str, ...]) -> list[Cited]:
    content, today = _kit(context).content, context["today"]
    sources = ChainMap(dict(content.sources), dict(content.licenses.sources))
    found = [(name, sources[name]) for name in dict.fromkeys(names)]
    return [Cited(name, source, source.is_stale(today)) for name, source in found]


@pass_context
def _cost_rows(context: Context, raw: str) -> list[CostRow]:
    return list(cost_rows(raw, _kit(context).content.costs))


@pass_context
def _guidance(context: Context, text: str) -> Markup:
    """Guidance as HTML without its first heading; ids of sources become links."""
    sources = _kit(context).content.sources

    def link(match: re.Match[str]) -> str:
        source = sources.get(match.group(1))
        if source is None:
            return match.group()
        address = url_for("home.sources", _anchor=f"source-{match.group(1)}")
        return f'<a href="{escape(address)}">{escape(source.citation)}</a>'

    body = text.split("\n", 1)[1] if text.startswith("# ") else text
    return Markup(CITATION.sub(link, markdown.write_html(body)))  # noqa: S704 - raw HTML is off


@pass_context
def _guidance_below(context: Context, text: str) -> Markup:
    """Guidance for a page that has other chapters too: its headings one level lower."""
    return Markup(HEADING.sub(r"\1h3\2", str(_guidance(context, text))))  # noqa: S704 - as above


def register(app: Flask) -> None:
    """Offer the filters to the pages."""
    app.jinja_env.filters.update(
        answer=_answer,
        echo=_echo,
        cost_rows=_cost_rows,
        money=_money,
        months=_months,
        figure=_figure,
        day=_day,
        moment=_moment,
        cited=_cited,
        guidance=_guidance,
        guidance_below=_guidance_below,
        glue=glue,
    )
    app.jinja_env.globals["message"] = messages
