"""The scores of the tenders as a worksheet whose points, totals and order are formulas."""

from decimal import Decimal

from procurement_kit.assessment import Assessment
from procurement_kit.documents.criteria_tables import label_of
from procurement_kit.documents.inline import Library
from procurement_kit.documents.sheets import Cell, Look, Sheet, column
from procurement_kit.documents.wording import DocumentWords, TenderWords
from procurement_kit.procedures.award_criteria import Criterion
from procurement_kit.procedures.evaluation import Score
from procurement_kit.procedures.tenders import ranking

WEIGHTS, HEADER = 4, 5
FIRST = HEADER + 1
NAME_WIDTH, NUMBER_WIDTH = 38, 18
Cells = tuple[Cell | None, ...]


def scoring_sheet(assessment: Assessment, library: Library) -> Sheet | None:
    """The worksheet; None while a tender can't be scored or the content has no words for it."""
    words, terms, used = library.words, library.words.tendering, assessment.criteria
    scores = ranking(assessment.facts, used)
    if terms is None or words.worksheets is None or not scores:
        return None
    title = assessment.facts.fact("contract_title")
    rows: list[Cells] = [
        (Cell(terms.sheet, Look.TITLE),),
        (Cell(words.worksheets.contract), Cell(title if isinstance(title, str) else "")),
        (Cell(terms.explained),),
        (Cell(terms.sheet_weight), *(Cell(item.weight, Look.MONEY) for item in used)),
        _header(used, words, terms),
    ]
    rows += [_row(score, used, FIRST + at, len(scores)) for at, score in enumerate(scores)]
    widths = (NAME_WIDTH, *((NUMBER_WIDTH,) * (2 * len(used) + 2)))
    return Sheet(terms.sheet, widths, tuple(rows), HEADER)


def _header(used: tuple[Criterion, ...], words: DocumentWords, terms: TenderWords) -> Cells:
    labels = [label_of(item, words) for item in used]
    texts = (
        words.supplier,
        *labels,
        *(terms.worked.format(criterion=label) for label in labels),
        words.points,
        words.place,
    )
    return tuple(Cell(text, Look.HEADER) for text in texts)


def _row(score: Score, used: tuple[Criterion, ...], row: int, count: int) -> Cells:
    """The data of a tender, its points in each criterion, their sum and its place."""
    given = [Cell(score.tender.values[item.id], Look.MONEY) for item in used]
    worked = [
        Cell(score.points[item.id], Look.MONEY, _points(item, 1 + at, row, count))
        for at, item in enumerate(used)
    ]
    first, total = column(1 + len(used)), column(1 + 2 * len(used))
    summed = f"=ROUND(SUM({first}{row}:{column(2 * len(used))}{row}),2)"
    return (
        Cell(score.tender.name),
        *given,
        *worked,
        Cell(score.total, Look.SUM, summed),
        Cell(Decimal(score.place), Look.COUNT, _place(used, total, row, count)),
    )


def _points(criterion: Criterion, at: int, row: int, count: int) -> str:
    """Cost: the lowest by this one; quality: the points by a hundred; times the weight."""
    here, weight = f"{column(at)}{row}", f"{column(at)}${WEIGHTS}"
    if not criterion.cost:
        return f"=ROUND({here}/100*{weight},2)"
    lowest = f"MIN({_all(column(at), count)})"
    return f"=ROUND(IF({here}={lowest},1,{lowest}/{here})*{weight},2)"


def _place(used: tuple[Criterion, ...], total: str, row: int, count: int) -> str:
    """One more than those with more points, or with as many points and a lower cost."""
    totals, here = _all(total, count), f"{total}{row}"
    better = f'=1+COUNTIF({totals},">"&{here})'
    costs = [column(1 + at) for at, item in enumerate(used) if item.cost]
    if not costs:
        return better
    return f'{better}+COUNTIFS({totals},{here},{_all(costs[0], count)},"<"&{costs[0]}{row})'


def _all(name: str, count: int) -> str:
    return f"{name}${FIRST}:{name}${FIRST + count - 1}"
