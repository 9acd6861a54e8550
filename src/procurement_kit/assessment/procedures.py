"""Whether the procedure that was chosen may be used, as facts."""

from procurement_kit.assessment.rules import PROCEDURE, Rules
from procurement_kit.procedures.procedures import Verdict, judge_chosen
from procurement_kit.rules.conditions import Facts
from procurement_kit.rules.values import Absent, Fact


def procedure_of(rules: Rules, facts: Facts) -> Fact:
    """The procedure chosen; UNKNOWN also where the methodology decides none."""
    is_decided = PROCEDURE in rules.methodology.decisions
    return facts.fact(PROCEDURE) if is_decided else Absent.UNKNOWN


def procedure_verdict(rules: Rules, facts: Facts) -> Fact:
    """Whether the procedure may be used; UNKNOWN while that is open."""
    judgement = judge_chosen(rules.procedures, facts, procedure_of(rules, facts))
    if judgement is None or judgement.verdict is Verdict.OPEN:
        return Absent.UNKNOWN
    return judgement.verdict.value


def procedure_reasons(rules: Rules, facts: Facts) -> Fact:
    """Why the procedure may not be used, or what is not known."""
    judgement = judge_chosen(rules.procedures, facts, procedure_of(rules, facts))
    return judgement.reasons if judgement and judgement.reasons else Absent.UNKNOWN
