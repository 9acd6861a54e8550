"""Whether changes of a contract stay within section 222 of act 134/2016, and how much room is left.

The sums are judged here; the conditions that only a person can judge are named beside them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from math import ceil

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from procurement_kit.problems import KitError, NotInForceError
from procurement_kit.rules.conditions import PERCENT, Condition
from procurement_kit.rules.models import FactId, Model, SourceId, Text, YesNo
from procurement_kit.rules.parameters import FigureUsed, Parameter, figure_on
from procurement_kit.rules.values import ListedChange

SMALL_SCALE, BELOW_THRESHOLD = "small_scale", "below_threshold"
WORKS = "works"
ZERO = Decimal(0)


class Measure(StrEnum):
    """Which sum a ground is measured by."""

    NOTHING = "nothing"
    SMALL_VALUE = "small_value"
    NET_INCREASE = "net_increase"
    REGIME_LIMIT = "regime_limit"


class Verdict(StrEnum):
    """What can be said of a change, from the best to the worst."""

    ALLOWED = "allowed"
    NEEDS_LAWYER = "needs_lawyer"
    NOT_ALLOWED = "not_allowed"


class Reason(StrEnum):
    """Why a change got its verdict; the words stand in the file of rules."""

    WITHIN = "within"
    NOTHING_COUNTED = "nothing_counted"
    OVER_PERCENT = "over_percent"
    OVER_EU_LIMIT = "over_eu_limit"
    OVER_INCREASE = "over_increase"
    OVER_REGIME = "over_regime"
    LEAVES_REGIME = "leaves_regime"
    NOT_FOR_REGIME = "not_for_regime"
    PRICE_CHANGED = "price_changed"
    NOT_DESCRIBED = "not_described"
    FOR_LAWYER = "for_lawyer"
    LAW_UNKNOWN = "law_unknown"


VERDICTS: Mapping[Reason, Verdict] = {
    Reason.WITHIN: Verdict.ALLOWED,
    Reason.NOTHING_COUNTED: Verdict.ALLOWED,
    Reason.OVER_PERCENT: Verdict.NOT_ALLOWED,
    Reason.OVER_EU_LIMIT: Verdict.NOT_ALLOWED,
    Reason.OVER_INCREASE: Verdict.NOT_ALLOWED,
    Reason.OVER_REGIME: Verdict.NOT_ALLOWED,
    Reason.NOT_FOR_REGIME: Verdict.NOT_ALLOWED,
    Reason.LEAVES_REGIME: Verdict.NEEDS_LAWYER,
    Reason.PRICE_CHANGED: Verdict.NEEDS_LAWYER,
    Reason.NOT_DESCRIBED: Verdict.NEEDS_LAWYER,
    Reason.FOR_LAWYER: Verdict.NEEDS_LAWYER,
    Reason.LAW_UNKNOWN: Verdict.NEEDS_LAWYER,
}


class Ground(Model):
    """A reason for which the act lets a contract change, and what it demands."""

    id: FactId
    name: Text
    also: tuple[Text, ...] = ()
    label: Text
    measure: Measure
    counted: Text
    demands: tuple[Text, ...] = Field(min_length=1)
    described: YesNo = "no"
    notice: YesNo = "no"
    for_lawyer: YesNo = "no"
    sources: tuple[SourceId, ...] = Field(min_length=1)

    def is_called(self, written: str) -> bool:
        """Whether *written* is the id or one of the names of the ground."""
        names = (self.id, self.name, *self.also)
        return written.casefold() in {name.casefold() for name in names}


class Limits(Model):
    """The parameters that hold the figures."""

    small_value: FactId
    small_value_works: FactId
    net_increase: FactId
    notice_days: FactId
    small_scale: FactId
    small_scale_works: FactId
    eu_state: FactId
    eu_other: FactId
    eu_works: FactId

    def names(self) -> Iterator[str]:
        """Every parameter."""
        yield from (getattr(self, name) for name in type(self).model_fields)


class ChangeRules(Model):
    """The file contract_changes.yaml: grounds, figures, and the words of the verdicts."""

    grounds: tuple[Ground, ...] = ()
    limits: Limits | None = None
    verdicts: Mapping[Verdict, Text] = {}
    reasons: Mapping[Reason, Text] = {}
    measures: Mapping[Measure, Text] = {}

    @model_validator(mode="after")
    def _every_word_is_there(self) -> "ChangeRules":
        wanted = ((self.verdicts, Verdict), (self.reasons, Reason), (self.measures, Measure))
        for words, codes in wanted:
            for code in codes if self.grounds else ():
                if code not in words:
                    raise PydanticCustomError("change_words", "{code}", {"code": code.value})
        return self

    def ground(self, change: ListedChange) -> Ground:
        """The ground that *change* names; KitError that lists those there are."""
        for ground in self.grounds:
            if ground.is_called(change.ground):
                return ground
        known = ", ".join(ground.name for ground in self.grounds)
        raise KitError("change_ground", number=change.number, text=change.ground, known=known)

    def conditions(self) -> Iterator[Condition]:
        """The file has no conditions."""
        yield from ()

    def citations(self) -> Iterator[str]:
        """The sources of every ground."""
        yield from (name for ground in self.grounds for name in ground.sources)

    def questions(self) -> Iterator[str]:
        """The file reads no question by its id."""
        yield from ()

    def figures(self) -> Iterator[str]:
        """Every figure that is counted with."""
        if self.limits is not None:
            yield from self.limits.names()


NO_RULES = ChangeRules()


@dataclass(frozen=True)
class Contract:
    """What must be known of a contract: its price, its subject, its regime, its buyer."""

    price: Decimal
    regime: str
    authority_class: str
    subject: str = "services"


@dataclass(frozen=True)
class Gauge:
    """How much of a limit is used; the limit itself belongs to it where *is_included*."""

    measure: Measure
    used: Decimal
    limit: Decimal
    is_included: bool
    is_eu_limit: bool = False

    @property
    def is_over(self) -> bool:
        """Whether the limit is broken."""
        return self.used > self.limit or (self.used == self.limit and not self.is_included)

    @property
    def room(self) -> Decimal:
        """What is left of the limit."""
        return max(self.limit - self.used, ZERO)

    @property
    def percent(self) -> int:
        """The used part in whole percent; only a broken limit is rounded up."""
        part = self.used * PERCENT / self.limit if self.limit else PERCENT
        return ceil(part) if self.is_over else int(part)


@dataclass(frozen=True)
class JudgedChange:
    """A change with its ground, its verdict and the last day of the notice it needs."""

    change: ListedChange
    ground: Ground
    reasons: tuple[Reason, ...]
    notice_by: date | None = None

    @property
    def verdict(self) -> Verdict:
        """The worst that the reasons say."""
        return worst(VERDICTS[reason] for reason in self.reasons)


@dataclass(frozen=True)
class Judgement:
    """All changes of a contract, how much of each limit they use, and the figures used."""

    contract: Contract
    changes: tuple[JudgedChange, ...]
    gauges: tuple[Gauge, ...]
    figures: tuple[FigureUsed, ...]
    not_in_force: tuple[NotInForceError, ...]

    @property
    def verdict(self) -> Verdict:
        """The worst verdict of all changes."""
        return worst(item.verdict for item in self.changes)

    @property
    def price_after(self) -> Decimal:
        """The price with every change."""
        return self.contract.price + sum((_net(item.change) for item in self.changes), ZERO)


@dataclass
class _Law:
    """The figures of one day; those that are not known are noted."""

    parameters: Mapping[str, Parameter]
    day: date
    used: dict[str, FigureUsed] = field(default_factory=dict)
    unknown: dict[str, NotInForceError] = field(default_factory=dict)

    def __call__(self, name: str) -> Decimal | None:
        try:
            self.used[name] = figure_on(self.parameters, name, self.day)
        except NotInForceError as error:
            self.unknown[name] = error
            return None
        return self.used[name].value.value


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """The worst of *verdicts*; nothing at all is allowed."""
    order = list(Verdict)
    return max(verdicts, key=order.index, default=Verdict.ALLOWED)


def judge(
    rules: ChangeRules,
    parameters: Mapping[str, Parameter],
    contract: Contract,
    changes: Sequence[ListedChange],
    day: date,
) -> Judgement:
    """The judgement of *changes*, each by the law of its day; *day* counts where there are none."""
    if contract.price <= 0:
        raise KitError("change_price")
    if rules.limits is None:
        raise KitError("change_rules_missing")
    made, judged, laws = sorted(changes, key=lambda item: item.day), [], []
    for count, change in enumerate(made, start=1):
        law = _Law(parameters, change.day)
        gauges = _gauges(rules, law, contract, made[:count])
        judged.append(_judge_one(rules, rules.limits, law, contract, (change, gauges)))
        laws.append(law)
    last = _Law(parameters, made[-1].day if made else day)
    final = _gauges(rules, last, contract, made)
    every = (*laws, last)
    figures = {
        (name, used.value.first_day): used for law in every for name, used in law.used.items()
    }
    unknown = {(name, law.day): error for law in every for name, error in law.unknown.items()}
    return Judgement(
        contract, tuple(judged), final, tuple(figures.values()), tuple(unknown.values())
    )


def _judge_one(
    rules: ChangeRules,
    limits: Limits,
    law: _Law,
    contract: Contract,
    made: tuple[ListedChange, tuple[Gauge, ...]],
) -> JudgedChange:
    change, gauges = made
    ground = rules.ground(change)
    known = {gauge.measure: gauge for gauge in gauges}
    reasons = tuple(dict.fromkeys(_reasons(ground, change, contract, known)))
    days = law(limits.notice_days) if ground.notice == "yes" else None
    notice = change.day + timedelta(days=int(days)) if days is not None else None
    return JudgedChange(change, ground, reasons, notice)


def _reasons(
    ground: Ground, change: ListedChange, contract: Contract, gauges: Mapping[Measure, Gauge]
) -> Iterator[Reason]:
    yield _measured(ground, contract, gauges)
    if ground.described == "yes" and not change.text:
        yield Reason.NOT_DESCRIBED
    if ground.for_lawyer == "yes":
        yield Reason.FOR_LAWYER
        if change.increase or change.decrease:
            yield Reason.PRICE_CHANGED
    regime = gauges.get(Measure.REGIME_LIMIT)
    if regime and regime.is_over and ground.measure is not Measure.REGIME_LIMIT:
        yield Reason.LEAVES_REGIME


def _measured(ground: Ground, contract: Contract, gauges: Mapping[Measure, Gauge]) -> Reason:
    """What the sum of the ground says."""
    measure, gauge = ground.measure, gauges.get(ground.measure)
    if measure is Measure.NOTHING:
        return Reason.NOTHING_COUNTED
    if measure is Measure.REGIME_LIMIT and contract.regime not in {SMALL_SCALE, BELOW_THRESHOLD}:
        return Reason.NOT_FOR_REGIME
    if gauge is None:
        return Reason.LAW_UNKNOWN
    if gauge.is_over:
        return _over(gauge)
    is_open = measure is Measure.REGIME_LIMIT and contract.regime == BELOW_THRESHOLD
    return Reason.FOR_LAWYER if is_open else Reason.WITHIN


def _over(gauge: Gauge) -> Reason:
    if gauge.measure is Measure.SMALL_VALUE:
        return Reason.OVER_EU_LIMIT if gauge.is_eu_limit else Reason.OVER_PERCENT
    return Reason.OVER_INCREASE if gauge.measure is Measure.NET_INCREASE else Reason.OVER_REGIME


def _gauges(
    rules: ChangeRules, law: _Law, contract: Contract, made: Sequence[ListedChange]
) -> tuple[Gauge, ...]:
    """The limits that are known on the day of *law*, with what the changes made use of them."""
    sums = {measure: [item for item in made if rules.ground(item).measure is measure]
            for measure in Measure}  # fmt: skip
    found = (
        _small_value(rules.limits, law, contract, sums[Measure.SMALL_VALUE]),
        _net_increase(rules.limits, law, contract, sums[Measure.NET_INCREASE]),
        _regime(rules.limits, law, contract, made),
    )
    return tuple(gauge for gauge in found if gauge is not None)


def _small_value(
    limits: Limits | None, law: _Law, contract: Contract, made: Sequence[ListedChange]
) -> Gauge | None:
    """Every change counts, an increase and a decrease alike: the stricter reading."""
    if limits is None:
        return None
    is_work = contract.subject == WORKS
    percent = law(limits.small_value_works if is_work else limits.small_value)
    eu_limit = law(_eu_limit(limits, contract))
    if percent is None or eu_limit is None:
        return None
    used = sum((item.increase + item.decrease for item in made), ZERO)
    share = contract.price * percent / PERCENT
    return Gauge(
        Measure.SMALL_VALUE,
        used,
        min(share, eu_limit),
        is_included=False,
        is_eu_limit=eu_limit < share,
    )


def _net_increase(
    limits: Limits | None, law: _Law, contract: Contract, made: Sequence[ListedChange]
) -> Gauge | None:
    percent = law(limits.net_increase) if limits else None
    if percent is None:
        return None
    used = max(sum((_net(item) for item in made), ZERO), ZERO)
    return Gauge(Measure.NET_INCREASE, used, contract.price * percent / PERCENT, is_included=True)


def _regime(
    limits: Limits | None, law: _Law, contract: Contract, made: Sequence[ListedChange]
) -> Gauge | None:
    """The whole price after the changes against the limit of the regime."""
    if limits is None or contract.regime not in {SMALL_SCALE, BELOW_THRESHOLD}:
        return None
    is_small = contract.regime == SMALL_SCALE
    name = limits.small_scale if contract.subject != WORKS else limits.small_scale_works
    limit = law(name if is_small else _eu_limit(limits, contract))
    if limit is None:
        return None
    total = contract.price + sum((_net(item) for item in made), ZERO)
    return Gauge(Measure.REGIME_LIMIT, total, limit, is_included=is_small)


def _eu_limit(limits: Limits, contract: Contract) -> str:
    if contract.subject == WORKS:
        return limits.eu_works
    return limits.eu_state if contract.authority_class == "state" else limits.eu_other


def _net(change: ListedChange) -> Decimal:
    return change.increase - change.decrease
