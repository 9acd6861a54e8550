"""The changes of a contract of a procurement, judged by its own answers."""

from datetime import date
from decimal import Decimal
from typing import TypeGuard

from procurement_kit.assessment.rules import Rules
from procurement_kit.problems import KitError
from procurement_kit.procedures.contract_changes import Contract, Judgement, judge
from procurement_kit.rules.conditions import Facts
from procurement_kit.rules.values import Absent, Fact, ListedChange

CONTRACT_FACTS = (
    "contract_changes", "decisive_day", "contract_price", "regime", "authority_class",
    "subject_kind",
)  # fmt: skip
"""What the changes of a contract are judged by; older content asks for no changes."""


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


def changes_of(rules: Rules, facts: Facts) -> Judgement | None:
    """The changes judged; None where they can not be, for whatever reason."""
    try:
        return changes_judged(rules, facts)
    except KitError:
        return None


def _is_list(fact: Fact) -> TypeGuard[tuple[object, ...]]:
    return isinstance(fact, tuple)


def changes_verdict(rules: Rules, facts: Facts) -> Fact:
    """The verdict on all changes of the contract; NOT_APPLICABLE while there are none."""
    if "contract_changes" not in rules.methodology.questions:
        return Absent.NOT_APPLICABLE
    if not _is_list(facts.fact("contract_changes")):
        return Absent.NOT_APPLICABLE
    judged = changes_of(rules, facts)
    return Absent.UNKNOWN if judged is None else judged.verdict.value
