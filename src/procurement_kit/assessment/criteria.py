"""The award criteria of a procurement: those in use, their weights, what must not be one."""

from procurement_kit.assessment.rules import Rules
from procurement_kit.methodology.questions import Required
from procurement_kit.methodology.stages import Methodology
from procurement_kit.procedures.award_criteria import (
    PREFIX,
    Criterion,
    criteria_in_use,
    own_criteria,
    weights,
    weights_total,
)
from procurement_kit.procedures.forbidden_criteria import Hit, hits
from procurement_kit.rules.conditions import Facts
from procurement_kit.rules.values import Absent, Fact


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


def criteria_total(rules: Rules, facts: Facts) -> Fact:
    """The sum of all weights, percent."""
    return weights_total(weights_of(rules.methodology, facts), own_criteria(facts))
