"""The lock-in score as tables: which answer counts what and why, and what must be found out."""

from collections.abc import Iterator
from decimal import Decimal

from procurement_kit.assessment import Assessment
from procurement_kit.documents import radar
from procurement_kit.documents.document import Run, RunKind, Runs, Table
from procurement_kit.documents.inline import Library
from procurement_kit.documents.wording import DocumentWords, glue, write_answer, write_number
from procurement_kit.procedures.scores import ScoredDimension, ScoredItem
from procurement_kit.rules.values import Absent


def lock_in(assessment: Assessment, library: Library) -> Table:
    """Every scored answer with its points and its reason, by dimension."""
    found, words = assessment.lock_in, library.words
    header = tuple(
        _text(text) for text in (words.asked, words.answered, words.score_points, words.grounds)
    )
    if isinstance(found, Absent):
        return Table(header, (_open_row(len(header), words),))
    rows: list[tuple[Runs, ...]] = []
    for dimension in found.dimensions:
        rows.append(_dimension(dimension, words))
        rows.extend(_item(item, library) for item in dimension.items)
    rows.append((_strong(words.score_total), (), _strong(span(found.low, found.high, words)), ()))
    axes = [radar.Axis(item.dimension.label, item.low, item.high) for item in found.dimensions]
    picture = radar.draw(axes, found.sheet.title, found.sheet.picture)
    return Table(header, tuple(rows), picture=picture)


def lock_in_unknown(assessment: Assessment, library: Library) -> Table:
    """What is not known, the heaviest first, and how to find it out."""
    found, words = assessment.lock_in, library.words
    header = (_text(words.asked), _text(words.find_out))
    if isinstance(found, Absent):
        return Table(header, (_open_row(len(header), words),))
    questions = library.methodology.questions
    rows = tuple(
        (_text(questions[item.item.question].label), _text(item.item.find_out))
        for item in found.unknown
    )
    nothing = ((_text(words.nothing_unknown), ()),)
    return Table(header, rows or nothing)


def span(low: Decimal, high: Decimal, words: DocumentWords) -> str:
    """A range in percent; one number where both ends are the same."""
    ends = dict.fromkeys((write_number(low, words), write_number(high, words)))
    return glue(words.percent.format(amount="\u2013".join(ends)))


def answer_words(item: ScoredItem, library: Library) -> str:
    """The answer of a scored question in the words of documents."""
    words = library.words
    match item.value:
        case Absent.NOT_APPLICABLE:
            return words.not_applicable
        case Absent():
            return words.unknown
        case value:
            return write_answer(library.methodology.questions[item.item.question], value, words)


def _open_row(width: int, words: DocumentWords) -> tuple[Runs, ...]:
    """A row that says that the score is still missing."""
    gap = Run(words.gap.format(label=words.score_total), RunKind.GAP)
    return ((gap,), *((),) * (width - 1))


def _dimension(dimension: ScoredDimension, words: DocumentWords) -> tuple[Runs, ...]:
    shown = span(dimension.low, dimension.high, words)
    return (_strong(dimension.dimension.label), (), _strong(shown), ())


def _item(item: ScoredItem, library: Library) -> tuple[Runs, ...]:
    words = library.words
    ends = dict.fromkeys(_numbers(item, words))
    points = words.out_of.format(amount="\u2013".join(ends), most=_number(item.item.most, words))
    reason = item.given.reason if item.given else item.item.find_out
    return (
        _text(library.methodology.questions[item.item.question].label),
        (Run(answer_words(item, library), RunKind.ANSWER, target=item.item.question),),
        _text(points),
        _text(reason),
    )


def _numbers(item: ScoredItem, words: DocumentWords) -> Iterator[str]:
    yield from (_number(item.low, words), _number(item.high, words))


def _number(value: Decimal, words: DocumentWords) -> str:
    return write_number(value, words)


def _text(text: str) -> Runs:
    return (Run(glue(text)),) if text else ()


def _strong(text: str) -> Runs:
    return (Run(text, strong=True),)
