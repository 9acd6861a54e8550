"""The formula tried on sample tenders: who wins, why, and what would change it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from flask import Blueprint, request

from procurement_kit.documents.wording import DocumentWords, write_number
from procurement_kit.methodology.reading import AnswerError, clean, read_number
from procurement_kit.procedures.award_criteria import Criterion
from procurement_kit.procedures.evaluation import (
    FULL,
    Influence,
    Score,
    Tender,
    evaluate,
    influences,
)
from procurement_kit.procedures.sensitivity import NOMINAL, SAMPLES
from procurement_kit.web.access import Opened, opened
from procurement_kit.web.criteria_panels import CriteriaShown, criteria_shown
from procurement_kit.web.project_pages import project_page

blueprint = Blueprint("scoring", __name__, url_prefix="/project/<project>")
NAME = "name"


@dataclass(frozen=True)
class Field:
    """A field of the form: what was typed, and what is wrong with it."""

    id: str
    label: str
    text: str
    value: Decimal = Decimal(0)
    error: str = ""


@dataclass(frozen=True)
class Row:
    """A sample tender in the form."""

    letter: str
    name: Field
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Sheet:
    """The form and what follows from it."""

    criteria: tuple[Criterion, ...]
    rows: tuple[Row, ...]
    words: DocumentWords

    @property
    def faults(self) -> list[tuple[str, str]]:
        """Every unreadable field with its sentence."""
        return [(field.id, field.error) for row in self.rows for field in row.fields if field.error]

    @property
    def scores(self) -> tuple[Score, ...]:
        """The ranking; empty while a field can't be read."""
        return () if self.faults else evaluate(self.criteria, [*self._tenders()])

    @property
    def influences(self) -> tuple[Influence, ...]:
        """How far each criterion decides."""
        return influences(self.criteria, self.scores)

    def number(self, value: Decimal) -> str:
        """*value* as documents write it."""
        return write_number(value, self.words)

    def _tenders(self) -> Iterator[Tender]:
        for row in self.rows:
            pairs = zip(self.criteria, row.fields, strict=True)
            yield Tender(
                row.name.text or row.letter, {item.id: field.value for item, field in pairs}
            )


@blueprint.get("/scoring")
def show(project: str) -> str | tuple[str, int]:
    """The sample tenders with their ranking."""
    work = opened(project)
    shown = criteria_shown(work)
    sheet = _sheet(work, shown) if shown and shown.is_complete else None
    page = project_page("scoring.html", work, sheet=sheet)
    return (page, 422) if sheet and sheet.faults else page


def _sheet(work: Opened, shown: CriteriaShown) -> Sheet:
    total = work.assessment.estimate.total or NOMINAL
    rows = tuple(
        Row(
            letter,
            Field(f"{letter}-{NAME}", "", clean(request.args.get(f"{letter}-{NAME}", letter))),
            tuple(
                _field(letter, item, total * price if item.cost else quality, shown.words)
                for item in shown.criteria
            ),
        )
        for letter, (price, quality) in SAMPLES.items()
    )
    return Sheet(shown.criteria, rows, shown.words)


def _field(letter: str, item: Criterion, sample: Decimal, words: DocumentWords) -> Field:
    name = f"{letter}-{item.id}"
    text = request.args.get(name)
    if text is None:
        return Field(name, item.label, write_number(sample, words), sample)
    try:
        return Field(name, item.label, text, _read(text, item))
    except AnswerError as error:
        return Field(name, item.label, text, error=str(error))


def _read(text: str, item: Criterion) -> Decimal:
    value = read_number(clean(text))
    if value < 0:
        raise AnswerError("number_too_small", text=text, limit=0)
    if not item.cost and value > FULL:
        raise AnswerError("number_too_large", text=text, limit=FULL)
    return value
