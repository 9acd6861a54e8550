"""The costs of variants: the rows of their form, the panel with its picture, the worksheets."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO

from flask import Blueprint, send_file
from werkzeug.wrappers import Response

from procurement_kit.documents.worksheets import workbook
from procurement_kit.formats import xlsx
from procurement_kit.methodology.cost_lines import CostCells, cost_cells
from procurement_kit.methodology.reading import AnswerError, read_money
from procurement_kit.procedures.whole_life_cost import (
    CostCategories,
    CostCategory,
    VariantCost,
    WholeLife,
)
from procurement_kit.web.access import Opened, PageMissingError, opened

FULL = 420
"""The length of the longest bar of the picture."""
blueprint = Blueprint("costs", __name__, url_prefix="/project/<project>")


@dataclass(frozen=True)
class CostRow:
    """A row of the form: a category and what was typed for it."""

    category: CostCategory
    cells: CostCells

    def is_bad(self, cell: str) -> bool:
        """Whether the typed amount *cell* can't be read."""
        try:
            read_money(cell or "0")
        except AnswerError:
            return True
        return False


def cost_rows(raw: str, costs: CostCategories) -> Iterator[CostRow]:
    """A row for every category, then for every line whose category is not known or comes twice."""
    typed = list(cost_cells(raw))
    for category in costs.categories:
        line = next((cells for cells in typed if cells.category == category.code), None)
        if line is not None:
            typed.remove(line)
        yield CostRow(category, line or CostCells(category.code))
    for line in typed:
        name = line.category or "-"
        yield CostRow(
            CostCategory.model_construct(code=line.category, shown=name, label=name), line
        )


@dataclass(frozen=True)
class Bar:
    """A variant as a bar: what is paid once and what is paid over the years, end to end."""

    variant: VariantCost
    once: int
    running: int
    top: int


@dataclass(frozen=True)
class Comparison:
    """The variants side by side, with their bars."""

    whole: WholeLife
    bars: tuple[Bar, ...]


def comparison(opened: Opened) -> Comparison | None:
    """What the panel shows; None while no costs are known."""
    whole = opened.assessment.whole_life
    return Comparison(whole, tuple(_bars(whole))) if whole else None


def _bars(whole: WholeLife) -> Iterator[Bar]:
    most = max((item.total for item in whole.variants), default=Decimal(0)) or Decimal(1)
    for place, variant in enumerate(whole.variants):
        once = int(variant.once * FULL / most)
        running = int((variant.total - variant.once) * FULL / most)
        yield Bar(variant, once, running, place * 60)


@blueprint.get("/worksheets.xlsx")
def worksheets(project: str) -> Response:
    """The worksheets with formulas, to be checked and kept in the file."""
    work = opened(project)
    words = work.kit.library.words.worksheets
    if words is None:
        raise PageMissingError("page_missing")
    data = BytesIO(xlsx.write(workbook(work.assessment, work.kit.library)))
    return send_file(data, xlsx.MEDIA_TYPE, as_attachment=True, download_name=words.file_name)
