"""The award criteria of a procurement: those in use, their weights, what must not be one."""

from collections.abc import Mapping

from procurement_kit.assessment.rules import Rules
from procurement_kit.methodology.questions import Question, Required
from procurement_kit.procedures.award_criteria import (
    Criterion,
    criteria_in_use,
    own_criteria,
    weights,
    weights_total,
)
from procurement_kit.procedures.forbidden_criteria import Hit, hits
from procurement_kit.rules.conditions import Facts
from procurement_kit.rules.values import Absent, Fact


def weights_of(asked: Mapping[str, Question], facts: Facts) -> dict[str, Fact]:
    """The weight of each criterion *asked* for; an optional one without an answer is not used."""
    unused = {
        name
        for name, question in asked.items()
        if question.required is Required.NEVER and facts.fact(name) is Absent.UNKNOWN
    }
    return weights(asked, unused, facts)


def criteria_of(rules: Rules, facts: Facts) -> tuple[Criterion, ...]:
    """The criteria that have a weight, under the labels of the bank; costs come first."""
    given = weights_of(rules.weighed, facts)
    return criteria_in_use(rules.criteria, rules.criteria_labels, given, own_criteria(facts))


def forbidden_hits(rules: Rules, facts: Facts) -> tuple[Hit, ...]:
    """Every place where the criteria name what must not be one."""
    scoring = {entry.scoring for entry in rules.criteria.criteria if entry.scoring}
    asked = [name for name in rules.methodology.questions if name in scoring]
    return hits(rules.forbidden, asked, facts)


def criteria_total(rules: Rules, facts: Facts) -> Fact:
    """The sum of all weights, percent."""
    return weights_total(weights_of(rules.weighed, facts), own_criteria(facts))
