"""How the winner changes with the weight of costs: a table, and a picture that says the same."""

from decimal import Decimal

from procurement_kit.assessment import Assessment
from procurement_kit.documents import line_chart
from procurement_kit.documents.document import Run, RunKind, Runs, Table
from procurement_kit.documents.inline import Library
from procurement_kit.documents.line_chart import Line, Names
from procurement_kit.documents.output_words import PictureWords
from procurement_kit.documents.picture import WIDE, Picture
from procurement_kit.documents.wording import DocumentWords, glue, write_amount, write_number
from procurement_kit.procedures.evaluation import CostLimit
from procurement_kit.procedures.sensitivity import STEPS, AtWeight, Sensitivity, sensitivity
from procurement_kit.procedures.tenders import TENDERS, ranking
from procurement_kit.rules.parameters import Unit


def weights_table(assessment: Assessment, library: Library) -> Table | None:
    """The winner of the tenders at each weight of costs."""
    words = library.words
    named = words.pictures
    if named is None:
        return None
    scores = ranking(assessment.facts, assessment.criteria)
    found = sensitivity(assessment.criteria, [score.tender for score in scores])
    if found is None:
        header = (named.price_weight, named.winner, named.price_stops)
        return Table(tuple(map(_text, header)), ((_gap(named.no_cost), (), ()),))
    return table_of(found, words, named)


def table_of(found: Sensitivity, words: DocumentWords, named: PictureWords) -> Table:
    """The table of *found*, with its picture."""
    tenders = [tender.name for tender in found.tenders]
    header = (named.price_weight, named.winner, *tenders, named.price_stops)
    rows = tuple(_row(step, tenders, words, named) for step in found.steps)
    numeric = frozenset({0, *range(2, 2 + len(tenders))})
    return Table(
        tuple(map(_text, header)), rows, numeric=numeric, picture=weights_picture(found, words)
    )


def weights_picture(found: Sensitivity, words: DocumentWords, width: int = WIDE) -> Picture | None:
    """The points of each tender over the weight of costs."""
    named = words.pictures
    if named is None:
        return None
    lines = [
        Line(tender.name, [step.points(tender.name) for step in found.steps])
        for tender in found.tenders
    ]
    names = Names(
        named.weights_title,
        named.weights_description,
        named.axis_weight,
        named.axis_points,
        named.weight_now.format(percent=_percent(found.weight, words)),
    )
    return line_chart.draw(STEPS, lines, names, width, found.weight)


def turn_lines(found: Sensitivity, words: DocumentWords, named: PictureWords) -> tuple[str, ...]:
    """A sentence for each weight at which the winner changes."""
    return tuple(
        named.level_at.format(
            percent=_percent(turn.weight, words), before=turn.before, after=turn.after
        )
        for turn in found.turns
    )


def winner_words(step: AtWeight, named: PictureWords) -> str:
    """Who wins, or who shares the first place."""
    names = ", ".join(step.winners)
    return named.shared.format(names=names) if len(step.winners) > 1 else names


def limit_words(limit: CostLimit, words: DocumentWords, named: PictureWords) -> str:
    """How much dearer the best tender may be."""
    if limit.percent is None:
        return named.any_price
    if limit.percent == 0:
        return named.not_at_all
    return named.dearer_by.format(percent=_percent(limit.percent, words))


def _row(
    step: AtWeight, tenders: list[str], words: DocumentWords, named: PictureWords
) -> tuple[Runs, ...]:
    points = (_answer(write_number(step.points(name), words)) for name in tenders)
    return (
        _text(_percent(step.weight, words)),
        _answer(winner_words(step, named)),
        *points,
        _text(limit_words(step.limit, words, named)),
    )


def _percent(value: Decimal, words: DocumentWords) -> str:
    return write_amount(value, Unit.PERCENT, words)


def _text(text: str) -> Runs:
    return (Run(glue(text)),)


def _answer(text: str) -> Runs:
    return (Run(glue(text), RunKind.ANSWER, target=TENDERS),)


def _gap(text: str) -> Runs:
    return (Run(text, RunKind.GAP),)
