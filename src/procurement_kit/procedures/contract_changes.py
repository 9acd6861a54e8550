"""Whether changes of a contract stay within section 222 of act 134/2016, and how much room is left.

The sums are judged here; the conditions that only a person can judge are named beside them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from math import ceil

from procurement_kit.problems import KitError, NotInForceError
from procurement_kit.procedures.change_rules import (
    VERDICTS,
    ChangeRules,
    Ground,
    Limits,
    Measure,
    Reason,
    Verdict,
)
from procurement_kit.rules.conditions import PERCENT
from procurement_kit.rules.parameters import FigureUsed, Parameter, figure_on
from procurement_kit.rules.values import ListedChange

SMALL_SCALE, BELOW_THRESHOLD = "small_scale", "below_threshold"
WORKS = "works"
ZERO = Decimal(0)


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
