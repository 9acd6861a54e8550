"""What the rules say of one procurement today: facts, value, progress, warnings, open law."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from procurement_kit.licensing import policy
from procurement_kit.licensing.compatibility import Report, check
from procurement_kit.licensing.components import Bom, Combination, Component
from procurement_kit.licensing.contract import GROUPS
from procurement_kit.licensing.data import LicenseData
from procurement_kit.licensing.review import Review, review
from procurement_kit.licensing.uses import Recipients, Use
from procurement_kit.methodology.facts import DECISIVE_DAY, NOTHING, Calculation, ProcurementFacts
from procurement_kit.methodology.procurement import Procurement
from procurement_kit.methodology.progress import StageProgress, progress
from procurement_kit.methodology.questions import Required
from procurement_kit.methodology.stages import Methodology, RedFlag, Step
from procurement_kit.problems import NotInForceError
from procurement_kit.procedures.award_criteria import (
    PREFIX,
    CriteriaBank,
    Criterion,
    criteria_in_use,
    lowest_price,
    own_criteria,
    own_criteria_check,
    weights,
    weights_total,
)
from procurement_kit.procedures.estimated_value import (
    Estimate,
    Worksheet,
    estimate,
    small_parts_ceiling,
)
from procurement_kit.procedures.forbidden_criteria import (
    ForbiddenCriteria,
    Hit,
    forbidden_criteria,
    hits,
)
from procurement_kit.procedures.procedures import (
    Judgement,
    Procedures,
    Verdict,
    judge_all,
    judge_chosen,
)
from procurement_kit.procedures.scores import Score, ScoreSheet, score, score_fact
from procurement_kit.procedures.tenders import tenders_check, tenders_count
from procurement_kit.procedures.timetable import CHECK_VALUES, DAY_KINDS, NO_SEASON, Counting, Timed
from procurement_kit.procedures.whole_life_cost import (
    CostCategories,
    WholeLife,
    exit_total,
    variant_total,
    whole_life,
)
from procurement_kit.rules.conditions import Facts, evaluate
from procurement_kit.rules.parameters import Parameter
from procurement_kit.rules.values import Absent, Fact, ListedComponent

RELIED_ON = (
    "authority_name",
    "combination",
    "components",
    "components_modified",
    "contract_title",
    "decisive_day",
    "network_use",
    "outbound_license",
    "software_kind",
    "software_recipients",
    *policy.RELIED_ON,
)
"""Questions and decisions that the program itself reads; the content must keep their ids."""

TCO_TOTALS = {f"tco_{name}_total": name for name in ("current", "chosen", "alternative")}
TENDER_DEADLINE = "tender_deadline"
CHECKED = {
    "tender_deadline_check": TENDER_DEADLINE,
    "requests_deadline_check": "requests_deadline",
    "prior_notice_check": "prior_notice_day",
    "contract_signature_check": "contract_signature_day",
}
"""Facts that say whether the day answered to a question keeps its time limits."""
DEADLINE_DAY, SEASON = "tender_deadline_day", "tender_period_season"
TIME_FACTS = (*CHECKED, DEADLINE_DAY, SEASON)
OPTIONAL = ("own_criteria", "procedure", "tenders_received")
"""What calculations read where the content has it."""

ALLOWED = {f"allowed_{group}": group for group in GROUPS}
PROCEDURE = "procedure"
CALCULATED = (
    "estimated_value",
    "small_parts_ceiling",
    "tco_exit_total",
    *TCO_TOTALS,
    "criteria_weights_total",
    "component_verdict",
    "chosen_procedure_verdict",
    "chosen_procedure_reasons",
    "sbom_minimum_version",
    *TIME_FACTS,
    "lock_in_score_low",
    "lock_in_score_high",
    "own_criteria_check",
    "forbidden_criteria",
    "lowest_price",
    "tenders_count",
    "tenders_check",
    *ALLOWED,
)


NO_COSTS = CostCategories()
"""Where a kit does not compare variants."""


@dataclass(frozen=True)
class Rules:
    """Everything that judges a procurement: the methodology, the figures of law, the licences."""

    methodology: Methodology
    parameters: Mapping[str, Parameter]
    worksheet: Worksheet
    licenses: LicenseData
    counting: Counting
    costs: CostCategories = NO_COSTS
    procedures: Procedures = field(default_factory=Procedures)
    lock_in: ScoreSheet = field(default_factory=ScoreSheet)
    criteria: CriteriaBank = field(default_factory=CriteriaBank)
    forbidden: ForbiddenCriteria = field(default_factory=ForbiddenCriteria)


@dataclass(frozen=True)
class RaisedFlag:
    """A red flag that applies, or (*is_open*) that can't be judged yet, with the reason given."""

    step: Step
    flag: RedFlag
    is_open: bool
    reason: str
    details: tuple[str, ...] = ()

    @property
    def blocks(self) -> bool:
        """Whether the flag keeps the documents from being final."""
        return not self.is_open and not self.reason


@dataclass(frozen=True)
class Assessment:
    """One procurement with everything that follows from its answers."""

    procurement: Procurement
    facts: ProcurementFacts
    estimate: Estimate
    whole_life: WholeLife | None
    components: Report | None
    timetable: tuple[Timed, ...]
    lock_in: Score | Absent
    stages: tuple[StageProgress, ...]
    flags: tuple[RaisedFlag, ...]
    not_in_force: tuple[NotInForceError, ...]
    procedures: tuple[Judgement, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    forbidden: tuple[Hit, ...] = ()


def assess(rules: Rules, procurement: Procurement) -> Assessment:
    """The assessment of *procurement* under the law of its decisive day."""
    facts = facts_of(rules, procurement.answers)
    stages = progress(rules.methodology, facts, procurement.answers)
    flags = tuple(_flags(rules.methodology, facts, procurement.acknowledgements))
    for decision in rules.methodology.decisions:
        facts.outcome(decision)
    return Assessment(
        procurement,
        facts,
        estimate(rules.worksheet, facts),
        whole_life(rules.costs, facts),
        component_report(rules, facts),
        rules.counting.timetable(facts),
        score(rules.lock_in, facts),
        stages,
        flags,
        tuple(facts.not_in_force.values()),
        judge_all(rules.procedures, facts, _procedure(rules, facts)),
        criteria_of(rules, facts),
        forbidden_hits(rules, facts),
    )


def facts_of(
    rules: Rules, answers: Mapping[str, str], assumed: Mapping[str, Fact] = NOTHING
) -> ProcurementFacts:
    """The facts that follow from *answers*, with the *assumed* facts taken as given."""
    calculations: dict[str, Calculation] = {
        "estimated_value": lambda facts: estimate(rules.worksheet, facts).fact,
        "small_parts_ceiling": lambda facts: small_parts_ceiling(rules.worksheet, facts),
        "tco_exit_total": lambda facts: exit_total(rules.costs, facts),
        "criteria_weights_total": lambda facts: _total(rules, facts),
        "component_verdict": lambda facts: _verdict(rules, facts),
        "chosen_procedure_verdict": lambda facts: _procedure_verdict(rules, facts),
        "chosen_procedure_reasons": lambda facts: _procedure_reasons(rules, facts),
        "sbom_minimum_version": lambda facts: _minimum_version(rules, facts),
        "lock_in_score_low": lambda facts: score_fact(rules.lock_in, facts, worst=False),
        "lock_in_score_high": lambda facts: score_fact(rules.lock_in, facts, worst=True),
        "own_criteria_check": own_criteria_check,
        "forbidden_criteria": lambda facts: forbidden_criteria(forbidden_hits(rules, facts)),
        "lowest_price": lambda facts: lowest_price(
            rules.criteria, weights_of(rules.methodology, facts), facts
        ),
        "tenders_count": tenders_count,
        "tenders_check": lambda facts: tenders_check(facts, criteria_of(rules, facts)),
    }
    for name, variant in TCO_TOTALS.items():
        calculations[name] = lambda facts, of=variant: variant_total(rules.costs, of, facts)  # type: ignore[misc]
    calculations |= time_facts(rules.counting)
    for name, group in ALLOWED.items():
        licenses = ", ".join(rules.licenses.contract.allowed_in(group))
        calculations[name] = lambda _facts, text=licenses: text or Absent.UNKNOWN  # type: ignore[misc]
    methodology = rules.methodology
    asked = {*methodology.questions, *methodology.decisions}
    missing = {name: Absent.NOT_APPLICABLE for name in OPTIONAL if name not in asked}
    return ProcurementFacts(
        methodology, rules.parameters, calculations, answers, {**missing, **assumed}
    )


def time_facts(counting: Counting) -> dict[str, Calculation]:
    """How each fact about time limits is worked out."""
    checks: dict[str, Calculation] = {
        name: lambda facts, question=question: counting.check(question, facts)  # type: ignore[misc]
        for name, question in CHECKED.items()
    }
    return {
        **checks,
        DEADLINE_DAY: lambda facts: counting.day_kind(TENDER_DEADLINE, facts),
        SEASON: lambda facts: counting.season(DECISIVE_DAY, TENDER_DEADLINE, facts),
    }


def time_values(counting: Counting, name: str) -> tuple[str, ...]:
    """The closed list of values of a fact about time limits; empty for any other fact."""
    if name in CHECKED:
        return CHECK_VALUES
    seasons = (*(season.id for season in counting.limits.seasons), NO_SEASON)
    return {DEADLINE_DAY: DAY_KINDS, SEASON: seasons}.get(name, ())


def weights_of(methodology: Methodology, facts: Facts) -> dict[str, Fact]:
    """The weight of each criterion; an optional one without an answer is not used."""
    unused = {
        name
        for name, question in methodology.questions.items()
        if name.startswith(PREFIX)
        and question.required is Required.NEVER
        and facts.fact(name) is Absent.UNKNOWN
    }
    return weights(methodology.questions, unused, facts)


def criteria_of(rules: Rules, facts: Facts) -> tuple[Criterion, ...]:
    """The criteria that have a weight, under the labels of the bank; costs come first."""
    questions, bank = rules.methodology.questions, rules.criteria.by_question
    labels = {name: question.label for name, question in questions.items()}
    labels |= {name: entry.label for name, entry in bank.items()}
    given = weights_of(rules.methodology, facts)
    return criteria_in_use(rules.criteria, labels, given, own_criteria(facts))


def forbidden_hits(rules: Rules, facts: Facts) -> tuple[Hit, ...]:
    """Every place where the criteria name what must not be one."""
    scoring = {entry.scoring for entry in rules.criteria.criteria if entry.scoring}
    asked = [name for name in rules.methodology.questions if name in scoring]
    return hits(rules.forbidden, asked, facts)


def component_report(rules: Rules, facts: Facts) -> Report | None:
    """The licence report on the listed components; None while the use or the licence is open."""
    listed, outbound, use = facts.fact("components"), facts.fact("outbound_license"), use_of(facts)
    if not isinstance(listed, tuple) or not isinstance(outbound, str) or use is None:
        return None
    return check(components_of(listed), use, outbound, rules.licenses)


def review_of(rules: Rules, facts: Facts) -> Review | None:
    """The listed components judged whole; None while there are none, or their use is open."""
    listed, outbound, use = facts.fact("components"), facts.fact("outbound_license"), use_of(facts)
    if not isinstance(listed, tuple) or not isinstance(outbound, str) or use is None:
        return None
    bom = Bom(format="", components=components_of(listed))
    return review(bom, use, outbound, rules.licenses, preferred_of(rules, facts))


def preferred_of(rules: Rules, facts: Facts) -> tuple[str, ...]:
    """The licences that the method prefers for the result: the chosen one, then its advice."""
    outbound, kind = facts.fact("outbound_license"), facts.fact("software_kind")
    advice = rules.licenses.choice.get(kind) if isinstance(kind, str) else None
    chosen = (outbound,) if isinstance(outbound, str) else ()
    return (*chosen, *(advice.prefer if advice else ()))


def use_of(facts: Facts) -> Use | None:
    """How the work will be used; None while somebody has not said, or does not know."""
    network, combination = facts.fact("network_use"), facts.fact("combination")
    recipients, modified = facts.fact("software_recipients"), facts.fact("components_modified")
    if not isinstance(combination, str) or not isinstance(recipients, str):
        return None
    if isinstance(network, Absent):
        return None
    changed = {"yes": True, "no": False}.get(modified) if isinstance(modified, str) else None
    return Use(
        network=network != "no",
        combination=Combination(combination),
        recipients=Recipients(recipients),
        modified=changed,
    )


def components_of(listed: tuple[object, ...]) -> tuple[Component, ...]:
    """The components that the user listed."""
    return tuple(
        Component(
            item.name,
            item.version,
            item.license,
            combination=Combination(item.combination) if item.combination else None,
        )
        for item in listed
        if isinstance(item, ListedComponent)
    )


def _total(rules: Rules, facts: Facts) -> Fact:
    return weights_total(weights_of(rules.methodology, facts), own_criteria(facts))


def _verdict(rules: Rules, facts: Facts) -> Fact:
    listed = facts.fact("components")
    if isinstance(listed, Absent):
        return listed
    report = component_report(rules, facts)
    return Absent.UNKNOWN if report is None else str(report.worst.value)


def _minimum_version(rules: Rules, facts: Facts) -> Fact:
    """The lowest version of the chosen format of bills of materials."""
    chosen = facts.fact("sbom_format")
    agreed = rules.licenses.contract.formats.get(str(chosen))
    if isinstance(chosen, Absent):
        return chosen
    return agreed.minimum if agreed else Absent.UNKNOWN


def _procedure(rules: Rules, facts: Facts) -> Fact:
    """The procedure chosen; UNKNOWN also where the methodology decides none."""
    is_decided = PROCEDURE in rules.methodology.decisions
    return facts.fact(PROCEDURE) if is_decided else Absent.UNKNOWN


def _procedure_verdict(rules: Rules, facts: Facts) -> Fact:
    judgement = judge_chosen(rules.procedures, facts, _procedure(rules, facts))
    if judgement is None or judgement.verdict is Verdict.OPEN:
        return Absent.UNKNOWN
    return judgement.verdict.value


def _procedure_reasons(rules: Rules, facts: Facts) -> Fact:
    judgement = judge_chosen(rules.procedures, facts, _procedure(rules, facts))
    return judgement.reasons if judgement and judgement.reasons else Absent.UNKNOWN


def _flags(
    methodology: Methodology, facts: Facts, reasons: Mapping[str, str]
) -> "list[RaisedFlag]":
    raised = []
    for step, flag in methodology.red_flags():
        answer = evaluate(flag.when, facts)
        if answer is not False:
            details = _details(flag, facts)
            reason = reasons.get(flag.id, "")
            raised.append(RaisedFlag(step, flag, answer is None, reason, details))
    return raised


def _details(flag: RedFlag, facts: Facts) -> tuple[str, ...]:
    """The lines that the flag shows beside its text."""
    lines = facts.fact(flag.details) if flag.details else ()
    return tuple(map(str, lines)) if isinstance(lines, tuple) else ()
