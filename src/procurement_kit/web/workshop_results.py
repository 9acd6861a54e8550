"""What is left of a workshop: counts without names, as a page, CSV and a workbook."""

from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO

from flask import Blueprint, render_template, send_file
from werkzeug.wrappers import Response

from procurement_kit.documents.sheets import Cell, Look, Sheet
from procurement_kit.formats import csv_file, xlsx
from procurement_kit.web.access import PageMissingError
from procurement_kit.web.site import site
from procurement_kit.web.workshop_access import led
from procurement_kit.web.workshop_room import Chart, Shown, share
from procurement_kit.workshops.feedback import RATINGS, Feedback, counts
from procurement_kit.workshops.room import SMALLEST_SHOWN
from procurement_kit.workshops.words import TrainingWords

blueprint = Blueprint("workshop_results", __name__, url_prefix="/workshop/<workshop>/results")
Row = tuple[str, str, str, int | str]
WIDTHS = (18, 60, 60, 12)


@blueprint.get("/")
def show(workshop: str) -> str:
    """Every chart with its table."""
    shown, given, words = _room(workshop)
    return render_template(
        "workshop_results.html", kit=shown.led.kit, led=shown.led, shown=shown, given=given,
        charts=list(_charts(shown)), words=words, counts=counts, share=share, ratings=RATINGS,
        smallest=SMALLEST_SHOWN,
    )  # fmt: skip


@blueprint.get("/results.csv")
def as_csv(workshop: str) -> Response:
    """The counts as CSV."""
    shown, given, words = _room(workshop)
    data = csv_file.write(_table(shown, given, words))
    return _download(data, csv_file.MEDIA_TYPE, f"{words.file_name}.csv")


@blueprint.get("/results.xlsx")
def as_workbook(workshop: str) -> Response:
    """The counts as a workbook."""
    shown, given, words = _room(workshop)
    head, *body = _table(shown, given, words)
    rows = [tuple(Cell(str(text), Look.HEADER) for text in head)]
    rows += [tuple(map(_cell, row)) for row in body]
    sheet = Sheet(words.overview, WIDTHS, tuple(rows), header=1)
    data = xlsx.write((sheet,))
    return _download(data, xlsx.MEDIA_TYPE, f"{words.file_name}.xlsx")


def _room(workshop: str) -> tuple[Shown, tuple[Feedback, ...], TrainingWords]:
    work = led(workshop)
    words = work.kit.content.training
    if words is None:
        raise PageMissingError("page_missing")
    shown = Shown(work, site().seats.seats(workshop))
    return shown, site().seats.feedback(workshop), words


def _charts(shown: Shown) -> Iterator[Chart]:
    """The questions that the participants were to answer, with at least one answer."""
    for name in shown.questions:
        chart = shown.chart(name)
        if chart and name in shown.solved and chart.split.total:
            yield chart


def _table(shown: Shown, given: tuple[Feedback, ...], words: TrainingWords) -> list[Row]:
    """Everything that is told, row by row."""
    return [
        (words.overview, words.item, words.option, words.count),
        (words.overview, words.people, "", shown.room.people),
        (words.overview, words.copies, "", shown.room.copies),
        *((words.overview, words.finished, at.stage.title, at.done) for at in shown.stages),
        *_answers(shown, words),
        *((words.warnings, flag.title, "", bar.number) for flag, bar in shown.flags),
        *_feedback(given, words),
    ]


def _answers(shown: Shown, words: TrainingWords) -> Iterator[Row]:
    for chart in _charts(shown):
        if chart.split.is_hidden:
            yield words.answers, chart.question.label, words.hidden, chart.split.total
            continue
        for bar in chart.bars:
            yield words.answers, chart.question.label, bar.label, bar.number


def _feedback(given: tuple[Feedback, ...], words: TrainingWords) -> Iterator[Row]:
    if 0 < len(given) < SMALLEST_SHOWN:
        yield words.feedback, "", words.hidden, len(given)
        return
    for question in words.questions:
        for rating, count in counts(given, question.id).items():
            yield words.feedback, question.label, rating, count
    for item in given:
        if item.text:
            yield words.comments, item.text, "", ""


def _cell(value: str | int) -> Cell:
    return Cell(Decimal(value), Look.COUNT) if isinstance(value, int) else Cell(value)


def _download(data: bytes, kind: str, name: str) -> Response:
    return send_file(BytesIO(data), kind, as_attachment=True, download_name=name, max_age=0)
