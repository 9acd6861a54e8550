"""What the rules say of one procurement today: facts, value, progress, warnings, open law."""

from collections.abc import Mapping
from dataclasses import dataclass

from procurement_kit.assessment.changes import changes_of, changes_verdict
from procurement_kit.assessment.criteria import (
    criteria_of,
    criteria_total,
    forbidden_hits,
    weights_of,
)
from procurement_kit.assessment.licenses import (
    component_report,
    component_verdict,
    sbom_minimum_version,
    upstream_license_listed,
)
from procurement_kit.assessment.procedures import procedure_of, procedure_reasons, procedure_verdict
from procurement_kit.assessment.rules import ALLOWED, OPTIONAL, TCO_TOTALS, Rules
from procurement_kit.assessment.times import time_facts
from procurement_kit.licensing.compatibility import Report
from procurement_kit.methodology.facts import NOTHING, Calculation, ProcurementFacts
from procurement_kit.methodology.procurement import Procurement
from procurement_kit.methodology.progress import StageProgress, progress
from procurement_kit.methodology.stages import Methodology, RedFlag, Step
from procurement_kit.problems import NotInForceError
from procurement_kit.procedures import contract_changes
from procurement_kit.procedures.award_criteria import Criterion, lowest_price, own_criteria_check
from procurement_kit.procedures.estimated_value import Estimate, estimate, small_parts_ceiling
from procurement_kit.procedures.forbidden_criteria import Hit, forbidden_criteria
from procurement_kit.procedures.opened_tenders import (
    committee_count,
    evaluation_result,
    opened_check,
    selected_place,
)
from procurement_kit.procedures.procedures import Judgement, judge_all
from procurement_kit.procedures.scores import Score, score, score_fact
from procurement_kit.procedures.tenders import tenders_check, tenders_count
from procurement_kit.procedures.timetable import Timed
from procurement_kit.procedures.value_limits import ValueLimit, value_limits
from procurement_kit.procedures.whole_life_cost import (
    WholeLife,
    exit_total,
    variant_total,
    whole_life,
)
from procurement_kit.rules.conditions import Facts, evaluate
from procurement_kit.rules.values import Absent, Fact


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
    changes: contract_changes.Judgement | None = None
    value_limits: tuple[ValueLimit, ...] = ()


def assess(rules: Rules, procurement: Procurement) -> Assessment:
    """The assessment of *procurement* under the law of its decisive day."""
    facts = facts_of(rules, procurement.answers)
    flags = tuple(_flags(rules.methodology, facts, procurement.acknowledgements))
    flagged = {flag.step.id for flag in flags if flag.blocks}
    stages = progress(rules.methodology, facts, procurement.answers, flagged)
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
        judge_all(rules.procedures, facts, procedure_of(rules, facts)),
        criteria_of(rules, facts),
        forbidden_hits(rules, facts),
        changes_of(rules, facts),
        value_limits(rules.worksheet.limits, facts),
    )


def facts_of(
    rules: Rules, answers: Mapping[str, str], assumed: Mapping[str, Fact] = NOTHING
) -> ProcurementFacts:
    """The facts that follow from *answers*, with the *assumed* facts taken as given."""
    calculations: dict[str, Calculation] = {
        "estimated_value": lambda facts: estimate(rules.worksheet, facts).fact,
        "small_parts_ceiling": lambda facts: small_parts_ceiling(rules.worksheet, facts),
        "tco_exit_total": lambda facts: exit_total(rules.costs, facts),
        "criteria_weights_total": lambda facts: criteria_total(rules, facts),
        "component_verdict": lambda facts: component_verdict(rules, facts),
        "chosen_procedure_verdict": lambda facts: procedure_verdict(rules, facts),
        "chosen_procedure_reasons": lambda facts: procedure_reasons(rules, facts),
        "contract_changes_verdict": lambda facts: changes_verdict(rules, facts),
        "sbom_minimum_version": lambda facts: sbom_minimum_version(rules, facts),
        "upstream_license_listed": lambda facts: upstream_license_listed(rules, facts),
        "lock_in_score_low": lambda facts: score_fact(rules.lock_in, facts, worst=False),
        "lock_in_score_high": lambda facts: score_fact(rules.lock_in, facts, worst=True),
        "own_criteria_check": own_criteria_check,
        "forbidden_criteria": lambda facts: forbidden_criteria(forbidden_hits(rules, facts)),
        "lowest_price": lambda facts: lowest_price(
            rules.criteria, weights_of(rules.weighed, facts), facts
        ),
        "tenders_count": tenders_count,
        "tenders_check": lambda facts: tenders_check(facts, criteria_of(rules, facts)),
        "committee_count": committee_count,
        "opened_check": opened_check,
        "evaluation_result": lambda facts: evaluation_result(facts, criteria_of(rules, facts)),
        "selected_place": lambda facts: selected_place(facts, criteria_of(rules, facts)),
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
