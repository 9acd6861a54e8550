"""What the steps of criteria and of evaluation show: weights, forbidden words, limits, ranking."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from procurement_kit.documents import line_chart
from procurement_kit.documents.line_chart import Line, Names
from procurement_kit.documents.output_words import PictureWords
from procurement_kit.documents.picture import NARROW, WIDE
from procurement_kit.documents.weights_table import (
    limit_words,
    turn_lines,
    weights_picture,
    winner_words,
)
from procurement_kit.documents.wording import DocumentWords, write_amount, write_number
from procurement_kit.procedures.award_criteria import BankEntry, Criterion
from procurement_kit.procedures.evaluation import CostLimit, Score, cost_limits, curve
from procurement_kit.procedures.forbidden_criteria import Hit
from procurement_kit.procedures.sensitivity import Sensitivity, samples, sensitivity
from procurement_kit.procedures.tenders import ReceivedTender, ranking, received_tenders
from procurement_kit.rules.conditions import PERCENT
from procurement_kit.rules.parameters import Unit
from procurement_kit.rules.values import UNKNOWN_ANSWER, Absent
from procurement_kit.web.access import Opened
from procurement_kit.web.drawn import drawn

PERCENTS = (100, 125, 150, 200, 250, 300)
QUALITIES = (100, 50, 0)
TOTAL, SUBJECT = "criteria_weights_total", "subject_kind"


@dataclass(frozen=True)
class Weighed:
    """A criterion in use with what the bank says of it; *entry* is None for the buyer's own."""

    criterion: Criterion
    entry: BankEntry | None

    @property
    def is_advised(self) -> bool:
        """Whether the weight lies in the recommended range, if there is one."""
        return self.entry is None or self.entry.advises(self.criterion.weight)


@dataclass(frozen=True)
class WeightRow:
    """The result at one weight of costs, in words."""

    weight: str
    winner: str
    points: tuple[str, ...]
    limit: str


@dataclass(frozen=True)
class WeightsShown:
    """How the winner changes with the weight of costs."""

    pictures: Markup
    names: tuple[str, ...]
    rows: tuple[WeightRow, ...]
    turns: tuple[str, ...]


@dataclass(frozen=True)
class CriteriaShown:
    """The criteria as the panel shows them."""

    weighed: tuple[Weighed, ...]
    advised: tuple[BankEntry, ...]
    hits: tuple[Hit, ...]
    total: Decimal | None
    words: DocumentWords
    value: Decimal | None = None

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """The criteria in use."""
        return tuple(item.criterion for item in self.weighed)

    @property
    def is_complete(self) -> bool:
        """Whether the weights give a hundred, so that the formula can be shown."""
        return self.total == PERCENT

    @property
    def has_cost(self) -> bool:
        """Whether money is scored at all."""
        return any(item.cost for item in self.criteria)

    @property
    def limits(self) -> tuple[CostLimit, ...]:
        """How much dearer a tender of full quality may be and still win."""
        return cost_limits(self.criteria)

    @property
    def percents(self) -> tuple[int, ...]:
        """The prices of the chart, in percent of the lowest."""
        return PERCENTS

    def points(self, quality: int) -> list[Decimal]:
        """The points of a tender of *quality* at each price of the chart."""
        return curve(self.criteria, quality, PERCENTS)

    def percent(self, value: Decimal) -> str:
        """*value* with its sign of percent."""
        return write_amount(value, Unit.PERCENT, self.words)

    def number(self, value: Decimal) -> str:
        """*value* as documents write it."""
        return write_number(value, self.words)

    def chart(self, words: dict[str, str], labels: Iterable[str]) -> Markup:
        """The chart, its lines named by *labels* in the order of full, half and no quality."""
        lines = [
            Line(label, self.points(quality))
            for label, quality in zip(labels, QUALITIES, strict=True)
        ]
        return drawn("price-chart", line_chart.both(PERCENTS, lines, Names(**words)))

    @property
    def weights(self) -> "WeightsShown | None":
        """How the winner of three invented tenders changes with the weight of costs."""
        named = self.words.pictures
        found = sensitivity(self.criteria, samples(self.criteria, self.value))
        if named is None or found is None or not self.is_complete:
            return None
        return weights_shown(found, self.words, named)


@dataclass(frozen=True)
class TendersShown:
    """The tenders written down, scored where they can be."""

    criteria: tuple[Criterion, ...]
    received: tuple[ReceivedTender, ...]
    scores: tuple[Score, ...]
    words: DocumentWords

    @property
    def unreadable(self) -> tuple[ReceivedTender, ...]:
        """The lines that can't be scored."""
        return tuple(item for item in self.received if item.tender is None)

    def number(self, value: Decimal) -> str:
        """*value* as documents write it."""
        return write_number(value, self.words)


def criteria_shown(opened: Opened) -> CriteriaShown | None:
    """The criteria in use; None before there is anything to say."""
    assessment, content = opened.assessment, opened.kit.content
    bank, total = content.criteria.by_question, assessment.facts.fact(TOTAL)
    if not assessment.criteria and not assessment.forbidden:
        return None
    subject = assessment.facts.fact(SUBJECT)
    is_open = isinstance(subject, Absent) or subject == UNKNOWN_ANSWER
    used = {item.id for item in assessment.criteria}
    return CriteriaShown(
        tuple(Weighed(item, bank.get(item.id)) for item in assessment.criteria),
        tuple(
            entry
            for name, entry in bank.items()
            if name not in used and (is_open or str(subject) in entry.subject_kinds)
        ),
        assessment.forbidden,
        total if isinstance(total, Decimal) else None,
        content.words,
        assessment.estimate.total,
    )


def weights_shown(found: Sensitivity, words: DocumentWords, named: PictureWords) -> WeightsShown:
    """*found* as pages show it."""
    names = tuple(tender.name for tender in found.tenders)
    rows = tuple(
        WeightRow(
            write_amount(step.weight, Unit.PERCENT, words),
            winner_words(step, named),
            tuple(write_number(step.points(name), words) for name in names),
            limit_words(step.limit, words, named),
        )
        for step in found.steps
    )
    pictures = (
        (screen, picture)
        for screen, width in (("wide", WIDE), ("narrow", NARROW))
        if (picture := weights_picture(found, words, width))
    )
    return WeightsShown(drawn("weights", pictures), names, rows, turn_lines(found, words, named))


def tenders_shown(opened: Opened) -> TendersShown | None:
    """The tenders written down, or the order in which to write them; None without criteria."""
    assessment = opened.assessment
    if not assessment.criteria:
        return None
    facts, used = assessment.facts, assessment.criteria
    return TendersShown(
        used, received_tenders(facts, used), ranking(facts, used), opened.kit.content.words
    )
