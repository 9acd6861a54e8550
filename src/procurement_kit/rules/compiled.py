"""Conditions as functions, for proofs that try them millions of times; evaluate() says the same."""

from collections.abc import Callable

from procurement_kit.rules.conditions import (
    COMPARE,
    Condition,
    Facts,
    Reference,
    names_unknown,
    resolve,
)
from procurement_kit.rules.values import UNKNOWN_ANSWER, Absent

Test = Callable[[Facts], bool | None]


def compiled(condition: Condition | None) -> Test:
    """*condition* as a function of the facts; no condition always holds."""
    if condition is None:
        return _always
    if condition.all is not None:
        return _every(tuple(compiled(part) for part in condition.all))
    if condition.any is not None:
        return _some(tuple(compiled(part) for part in condition.any))
    if condition.not_ is not None:
        return _opposite(compiled(condition.not_))
    return _comparison(condition)


def _always(_facts: Facts) -> bool:
    return True


def _every(tests: tuple[Test, ...]) -> Test:
    def every(facts: Facts) -> bool | None:
        found: bool | None = True
        for test in tests:
            answer = test(facts)
            if answer is False:
                return False
            if answer is None:
                found = None
        return found

    return every


def _some(tests: tuple[Test, ...]) -> Test:
    def some(facts: Facts) -> bool | None:
        found: bool | None = False
        for test in tests:
            answer = test(facts)
            if answer is True:
                return True
            if answer is None:
                found = None
        return found

    return some


def _opposite(test: Test) -> Test:
    def opposite(facts: Facts) -> bool | None:
        answer = test(facts)
        return None if answer is None else not answer

    return opposite


def _comparison(condition: Condition) -> Test:
    operator, operand = condition.operand
    subject = condition.subject
    if operator in {"answered", "empty"}:
        wanted = (operator == "empty") == (operand == "yes")
        return lambda facts: isinstance(facts.fact(subject), Absent) is wanted
    if isinstance(operand, Reference):
        return _looked_up(subject, operator, operand)
    return _written(subject, operator, operand)


def _written(subject: str, operator: str, operand: str | tuple[str, ...]) -> Test:
    """A comparison with what is written in the condition."""
    elsewhere = operator in {"ne", "not_in"}
    opens = not names_unknown(operand)
    compare = COMPARE[operator]
    same = frozenset((operand,) if isinstance(operand, str) else operand)
    is_name = operator in {"eq", "ne", "in", "not_in"}

    def test(facts: Facts) -> bool | None:
        fact = facts.fact(subject)
        if fact is Absent.NOT_APPLICABLE:
            return elsewhere
        if fact is Absent.UNKNOWN or (opens and fact == UNKNOWN_ANSWER):
            return None
        if is_name and type(fact) is str:
            return (fact in same) is not elsewhere
        return compare(fact, operand)

    return test


def _looked_up(subject: str, operator: str, operand: Reference) -> Test:
    """A comparison with a figure of law or with another fact."""
    elsewhere = operator in {"ne", "not_in"}
    compare = COMPARE[operator]

    def test(facts: Facts) -> bool | None:
        fact = facts.fact(subject)
        if fact is Absent.NOT_APPLICABLE:
            return elsewhere
        if fact is Absent.UNKNOWN:
            return None
        other = resolve(operand, facts)
        if other is None or (fact == UNKNOWN_ANSWER and not names_unknown(other)):
            return None
        return compare(fact, other)

    return test
