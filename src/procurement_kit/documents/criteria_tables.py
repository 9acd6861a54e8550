"""The tables of award criteria and of the tenders scored by them."""

from decimal import Decimal

from procurement_kit.assessment import Assessment
from procurement_kit.assessment.criteria import weights_of
from procurement_kit.assessment.rules import weighed
from procurement_kit.documents.document import Run, RunKind, Runs, Table
from procurement_kit.documents.inline import Library
from procurement_kit.documents.wording import DocumentWords, glue, write_amount, write_number
from procurement_kit.procedures.award_criteria import OWN_CRITERIA, Criterion, own_criteria
from procurement_kit.procedures.evaluation import Score
from procurement_kit.procedures.tenders import TENDERS, ranking
from procurement_kit.rules.parameters import Unit
from procurement_kit.rules.values import Absent


def criteria(assessment: Assessment, library: Library) -> Table:
    """Every criterion in use with its weight; a gap for each weight that is open."""
    words = library.words
    rows = [
        (_text(label_of(item, words)), _percent(item.weight, words)) for item in assessment.criteria
    ]
    rows += [
        (_text(label), _gap(words.gap.format(label=asked)))
        for label, asked in _open(assessment, library)
    ]
    return Table((_text(words.criterion), _text(words.weight)), tuple(rows), numeric=frozenset({1}))


def own(assessment: Assessment, library: Library) -> Table:
    """The buyer's own criteria, each with how it is scored."""
    words = library.words
    rows = tuple(
        (_answer(item.name, OWN_CRITERIA), _answer(item.scored, OWN_CRITERIA))
        for item in own_criteria(assessment.facts)
    )
    return Table((_text(words.criterion), _text(words.scoring)), rows)


def evaluation(assessment: Assessment, library: Library) -> Table:
    """The tenders with their points, the best first; says so where they can't be scored."""
    words, used = library.words, assessment.criteria
    header = (
        words.place, words.supplier, *(label_of(item, words) for item in used), words.points
    )  # fmt: skip
    scores = ranking(assessment.facts, used)
    rows = tuple(_score_row(score, used, words) for score in scores)
    if not rows:
        rows = ((_gap(words.not_scored), *((),) * (len(header) - 1)),)
    numeric = frozenset({0, *range(2, len(header))})
    return Table(tuple(map(_text, header)), rows, numeric=numeric)


def label_of(criterion: Criterion, words: DocumentWords) -> str:
    """The name of *criterion* in documents."""
    return words.criteria.get(criterion.id, criterion.label)


def _score_row(score: Score, used: tuple[Criterion, ...], words: DocumentWords) -> tuple[Runs, ...]:
    return (
        _answer(str(score.place), TENDERS),
        _answer(score.tender.name, TENDERS),
        *(_answer(_cell(score, item, words), TENDERS) for item in used),
        _answer(write_number(score.total, words), TENDERS),
    )


def _cell(score: Score, item: Criterion, words: DocumentWords) -> str:
    """The points with the amount or the points from which they follow."""
    value = score.tender.values[item.id]
    given = write_amount(value, Unit.CZK, words) if item.cost else write_number(value, words)
    return f"{write_number(score.points[item.id], words)} ({given})"


def _open(assessment: Assessment, library: Library) -> list[tuple[str, str]]:
    """The criteria whose weight is not known, each with the words of what to fill in."""
    words, methodology = library.words, library.methodology
    given = weights_of(weighed(methodology), assessment.facts)
    found = [
        (words.criteria.get(name, label), label)
        for name, weight in given.items()
        for label in [methodology.questions[name].label]
        if weight is Absent.UNKNOWN
    ]
    listed = own_criteria(assessment.facts)
    return found + [(item.name, item.name) for item in listed if item.weight is None]


def _text(text: str) -> Runs:
    return (Run(glue(text)),) if text else ()


def _answer(text: str, question: str) -> Runs:
    return (Run(glue(text), RunKind.ANSWER, target=question),) if text else ()


def _gap(text: str) -> Runs:
    return (Run(text, RunKind.GAP),)


def _percent(weight: Decimal, words: DocumentWords) -> Runs:
    return (Run(write_amount(weight, Unit.PERCENT, words), RunKind.ANSWER),)
