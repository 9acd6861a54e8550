"""What the rules say of one procurement today: facts, value, progress, warnings, open law."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeGuard

from procurement_kit.licensing import policy
from procurement_kit.licensing.compatibility import Report, check
from procurement_kit.licensing.components import Bom, Combination, Component
from procurement_kit.licensing.contract import GROUPS
from procurement_kit.licensing.data import LicenseData
from procurement_kit.licensing.review import Review, review
from procurement_kit.licensing.uses import Recipients, Use
from procurement_kit.methodology.facts import NOTHING, Calculation, ProcurementFacts
from procurement_kit.methodology.procurement import Procurement
from procurement_kit.methodology.progress import StageProgress, progress
from procurement_kit.methodology.stages import Methodology, RedFlag, Step
from procurement_kit.problems import KitError, NotInForceError
from procurement_kit.procedures.award_criteria import weights_total
from procurement_kit.procedures.change_rules import NO_RULES, ChangeRules
from procurement_kit.procedures.contract_changes import Contract, Judgement, judge
from procurement_kit.procedures.estimated_value import Estimate, Worksheet, estimate
from procurement_kit.rules.conditions import Facts, evaluate
from procurement_kit.rules.parameters import Parameter
from procurement_kit.rules.values import Absent, Fact, ListedChange, ListedComponent

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

CONTRACT_FACTS = (
    "contract_changes", "decisive_day", "contract_price", "regime", "authority_class",
    "subject_kind",
)  # fmt: skip
"""What the changes of a contract are judged by; older content asks for no changes."""

ALLOWED = {f"allowed_{group}": group for group in GROUPS}
CALCULATED = (
    "estimated_value",
    "criteria_weights_total",
    "component_verdict",
    "contract_changes_verdict",
    "sbom_minimum_version",
    *ALLOWED,
)


@dataclass(frozen=True)
class Rules:
    """Everything that judges a procurement: the methodology, the figures of law, the licences."""

    methodology: Methodology
    parameters: Mapping[str, Parameter]
    worksheet: Worksheet
    licenses: LicenseData
    changes: ChangeRules = NO_RULES


@dataclass(frozen=True)
class RaisedFlag:
    """A red flag that applies, or (*is_open*) that can't be judged yet, with the reason given."""

    step: Step
    flag: RedFlag
    is_open: bool
    reason: str

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
    components: Report | None
    stages: tuple[StageProgress, ...]
    flags: tuple[RaisedFlag, ...]
    not_in_force: tuple[NotInForceError, ...]
    changes: Judgement | None = None


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
        component_report(rules, facts),
        stages,
        flags,
        tuple(facts.not_in_force.values()),
        _changes(rules, facts),
    )


def facts_of(
    rules: Rules, answers: Mapping[str, str], assumed: Mapping[str, Fact] = NOTHING
) -> ProcurementFacts:
    """The facts that follow from *answers*, with the *assumed* facts taken as given."""
    questions = tuple(rules.methodology.questions)
    calculations: dict[str, Calculation] = {
        "estimated_value": lambda facts: estimate(rules.worksheet, facts).fact,
        "criteria_weights_total": lambda facts: weights_total(questions, facts),
        "component_verdict": lambda facts: _verdict(rules, facts),
        "contract_changes_verdict": lambda facts: _changes_verdict(rules, facts),
        "sbom_minimum_version": lambda facts: _minimum_version(rules, facts),
    }
    for name, group in ALLOWED.items():
        licenses = ", ".join(rules.licenses.contract.allowed_in(group))
        calculations[name] = lambda _facts, text=licenses: text or Absent.UNKNOWN  # type: ignore[misc]
    return ProcurementFacts(rules.methodology, rules.parameters, calculations, answers, assumed)


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


def changes_judged(rules: Rules, facts: Facts) -> Judgement | None:
    """The changes of the contract judged; None while the contract is not known well enough.

    KitError where a line names a ground that there is not.
    """
    asked = {*rules.methodology.questions, *rules.methodology.decisions}
    if not rules.changes.grounds or not asked.issuperset(CONTRACT_FACTS):
        return None
    listed, day = facts.fact("contract_changes"), facts.fact("decisive_day")
    price, regime = facts.fact("contract_price"), facts.fact("regime")
    buyer, subject = facts.fact("authority_class"), facts.fact("subject_kind")
    if not isinstance(price, Decimal) or not isinstance(day, date) or price <= 0:
        return None
    if not (isinstance(regime, str) and isinstance(buyer, str) and isinstance(subject, str)):
        return None
    made = [item for item in listed if isinstance(item, ListedChange)] if _is_list(listed) else []
    contract = Contract(price, regime, buyer, subject)
    return judge(rules.changes, rules.parameters, contract, made, day)


def _changes(rules: Rules, facts: Facts) -> Judgement | None:
    try:
        return changes_judged(rules, facts)
    except KitError:
        return None


def _is_list(fact: Fact) -> TypeGuard[tuple[object, ...]]:
    return isinstance(fact, tuple)


def _changes_verdict(rules: Rules, facts: Facts) -> Fact:
    """The verdict on all changes of the contract; NOT_APPLICABLE while there are none."""
    if "contract_changes" not in rules.methodology.questions:
        return Absent.NOT_APPLICABLE
    if not _is_list(facts.fact("contract_changes")):
        return Absent.NOT_APPLICABLE
    judged = _changes(rules, facts)
    return Absent.UNKNOWN if judged is None else judged.verdict.value


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


def _flags(
    methodology: Methodology, facts: Facts, reasons: Mapping[str, str]
) -> "list[RaisedFlag]":
    raised = []
    for step, flag in methodology.red_flags():
        answer = evaluate(flag.when, facts)
        if answer is not False:
            raised.append(RaisedFlag(step, flag, answer is None, reasons.get(flag.id, "")))
    return raised
