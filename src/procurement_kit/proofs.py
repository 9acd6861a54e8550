"""Proofs over every reachable state of the answers: one alternative, no unasked placeholder."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from functools import cached_property
from itertools import product
from math import prod

from procurement_kit.assessment import Rules, facts_of
from procurement_kit.crosscheck.content import Content, allowed_values, behind, step_path
from procurement_kit.documents.clauses import (
    Alternative,
    Clause,
    ClauseReference,
    DocumentTemplate,
    Inclusion,
    pieces_of,
    placeholders,
)
from procurement_kit.licensing.agreement import check_statements, compare, idle_differences
from procurement_kit.methodology.facts import ProcurementFacts
from procurement_kit.methodology.questions import Kind
from procurement_kit.problems import Problem
from procurement_kit.rules.conditions import Condition, holds
from procurement_kit.rules.values import Fact

STATE_LIMIT = 100_000
OPEN_KINDS = {
    Kind.MONEY, Kind.INTEGER, Kind.PERCENT, Kind.DATE, Kind.LICENSE, Kind.COMPONENTS, Kind.CHANGES,
}  # fmt: skip
SAMPLES = {Kind.DATE: "2026-12-07", Kind.CHANGES: "2026-12-07; 1"}
"""An answer that can be read, where "1" can't."""
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def prove(content: Content) -> list[Problem]:
    """Every state of the answers in which a document would be wrong or a question lost."""
    space = StateSpace(content)
    problems: list[Problem] = []
    for template in content.templates.values():
        for inclusion in template.inclusions():
            problems.extend(_prove_inclusion(space, template, inclusion))
    problems.extend(_dead_alternatives(space))
    problems.extend(_unreachable(space))
    problems.extend(_agreement(content))
    return problems


def _agreement(content: Content) -> Iterator[Problem]:
    """Every difference from the published table has its reason, and nothing else is listed."""
    path, data = "license_data/differences.yaml", content.licenses
    agreement = compare(data)
    for inbound, outbound in idle_differences(agreement, data):
        line = content.files.line_of(path, inbound)
        yield Problem.of(path, line, "difference_idle", inbound=inbound, outbound=outbound)
    for cell in agreement.unexplained:
        pair = {"inbound": cell.inbound, "outbound": cell.outbound}
        verdict = data.vocabulary.verdicts[cell.ours.verdict.value]
        yield Problem.of(path, 1, "difference_unexplained", **pair, verdict=verdict)
    for item in check_statements(data):
        if not item.agrees and not item.statement.differs:
            pair = {"inbound": item.inbound, "outbound": item.outbound}
            line = content.files.line_of("license_data/statements.yaml", item.statement.source)
            source = item.statement.source
            path = "license_data/statements.yaml"
            yield Problem.of(path, line, "statement_contradicted", **pair, source=source)


@dataclass(frozen=True)
class State:
    """One combination of answers and assumed decisions."""

    answers: Mapping[str, str]
    assumed: Mapping[str, Fact]

    def __str__(self) -> str:
        shown = {**self.answers, **self.assumed}
        return ", ".join(f"{name}={value}" for name, value in shown.items())


class TooManyStatesError(Exception):
    """The conditions span more combinations than can be tried; *count* of them."""

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(str(count))


class StateSpace:
    """All states of the questions and decisions on which some conditions depend."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.rules = Rules(
            content.methodology, content.parameters, content.worksheet, content.licenses
        )

    def states(
        self, conditions: Iterable[Condition | None]
    ) -> Iterator[tuple[State, ProcurementFacts]]:
        """Every state that matters for *conditions*, with its facts."""
        given = [condition for condition in conditions if condition is not None]
        candidates = self._candidates(given)
        size = prod(len(values) for values in candidates.values())
        if size > STATE_LIMIT:
            raise TooManyStatesError(size)
        questions = self.content.methodology.questions
        for values in product(*candidates.values()):
            state = dict(zip(candidates, values, strict=True))
            answers = {name: value for name, value in state.items() if name in questions}
            assumed = {name: value for name, value in state.items() if name not in questions}
            yield State(answers, assumed), facts_of(self.rules, answers, assumed)

    def _candidates(self, conditions: list[Condition]) -> dict[str, tuple[str, ...]]:
        """The values to try for every question and every decision that is taken as given."""
        found: dict[str, tuple[str, ...]] = {}
        waiting = list(conditions)
        while waiting:
            condition = waiting.pop()
            for comparison in condition.comparisons():
                name = comparison.subject
                if name in self._assumed_decisions:
                    found[name] = allowed_values(self.content, name) or ("",)
                elif name in self.content.methodology.decisions:
                    waiting.extend(self._cases(name))
                elif name in self.content.methodology.questions:
                    is_new = name not in found
                    found[name] = self._with(found.get(name, ()), comparison)
                    waiting.extend(self._asked_when(name) if is_new else ())
        return found

    @cached_property
    def _assumed_decisions(self) -> set[str]:
        """Decisions that depend on money, days or numbers: all their outcomes are tried."""
        methodology = self.content.methodology
        assumed = {"estimated_value", "component_verdict", "criteria_weights_total"}
        for name in methodology.decisions:
            asked = behind(self.content, self._cases(name))
            reads = {mention for case in self._cases(name) for mention in case.mentions()}
            is_calculated = any(kind == "parameter" or item in assumed for kind, item in reads)
            if is_calculated or any(
                methodology.questions[item].kind in OPEN_KINDS for item in asked
            ):
                assumed.add(name)
        return assumed

    def _cases(self, decision: str) -> list[Condition]:
        cases = self.content.methodology.decisions[decision].cases
        return [case.when for case in cases if case.when is not None]

    def _asked_when(self, question: str) -> list[Condition]:
        methodology = self.content.methodology
        step = methodology.step_of[question].content
        conditions = (step.when, methodology.questions[question].ask_when)
        return [condition for condition in conditions if condition is not None]

    def _with(self, values: tuple[str, ...], comparison: Condition) -> tuple[str, ...]:
        """*values* and those that *comparison* tells apart."""
        question = self.content.methodology.questions[comparison.subject]
        closed, sample = question.values, SAMPLES.get(question.kind, "1")
        operator, operand = comparison.operand()
        asks_for_answer = operator in {"answered", "empty"}
        if closed:
            more = (*closed, "") if asks_for_answer else closed
        elif asks_for_answer:
            more = ("", sample)
        else:
            more = _around(operand) if isinstance(operand, str) else (sample,)
        return tuple(dict.fromkeys((*values, *more)))


def _around(operand: str) -> tuple[str, ...]:
    """Values below, at and above a number or a day; an empty and a full answer for text."""
    if DAY.match(operand):
        day = date.fromisoformat(operand)
        return tuple(str(day + timedelta(days=step)) for step in (-1, 0, 1))
    try:
        number = Decimal(operand)
    except InvalidOperation:
        return ("", "1")
    return tuple(str(value) for value in (number - 1, number, number + 1) if value >= 0)


def _prove_inclusion(
    space: StateSpace, template: DocumentTemplate, inclusion: Inclusion
) -> Iterator[Problem]:
    clause = space.content.clauses[inclusion.id]
    try:
        yield from _one_alternative(space, template, inclusion, clause)
        for alternative in clause.alternatives:
            yield from _placeholders_asked(space, template, inclusion, clause, alternative)
            yield from _references_included(space, template, inclusion, clause, alternative)
    except TooManyStatesError as error:
        yield Problem.of(clause.path, 1, "too_many_states", count=error.count)


def _one_alternative(
    space: StateSpace, template: DocumentTemplate, inclusion: Inclusion, clause: Clause
) -> Iterator[Problem]:
    conditions = [alternative.content.when for alternative in clause.alternatives]
    for state, facts in space.states([template.when, inclusion.when, *conditions]):
        if not (holds(template.when, facts) and holds(inclusion.when, facts)):
            continue
        answers = [holds(condition, facts) for condition in conditions]
        if None not in answers and sum(map(bool, answers)) != 1:
            yield Problem.of(
                clause.path, 1, "alternative_count", id=clause.id, document=template.id,
                state=state, count=sum(map(bool, answers)),
            )  # fmt: skip
            return


def _placeholders_asked(
    space: StateSpace,
    template: DocumentTemplate,
    inclusion: Inclusion,
    clause: Clause,
    alternative: Alternative,
) -> Iterator[Problem]:
    printed = (template.when, inclusion.when, alternative.content.when)
    methodology = space.content.methodology
    for name, line in placeholders(alternative).items():
        if name not in methodology.questions:
            continue
        step = methodology.step_of[name].content
        asked = (step.when, methodology.questions[name].ask_when)
        for state, facts in space.states([*printed, *asked]):
            if all(holds(item, facts) for item in printed) and facts.applies(name) is False:
                yield Problem.of(
                    clause.path, line, "placeholder_not_asked",
                    id=name, document=template.id, state=state,
                )  # fmt: skip
                break


def _references_included(
    space: StateSpace,
    template: DocumentTemplate,
    inclusion: Inclusion,
    clause: Clause,
    alternative: Alternative,
) -> Iterator[Problem]:
    conditional = {item.id: item.when for item in template.inclusions() if item.when is not None}
    printed = (template.when, inclusion.when, alternative.content.when)
    for block in alternative.blocks:
        for piece in pieces_of(block):
            if not isinstance(piece, ClauseReference) or piece.clause not in conditional:
                continue
            target = conditional[piece.clause]
            for state, facts in space.states([*printed, target]):
                if all(holds(item, facts) for item in printed) and holds(target, facts) is False:
                    yield Problem.of(
                        clause.path, block.line, "reference_not_included",
                        id=piece.clause, document=template.id, state=state,
                    )  # fmt: skip
                    break


def _dead_alternatives(space: StateSpace) -> Iterator[Problem]:
    for clause in space.content.clauses.values():
        for alternative in clause.alternatives:
            condition = alternative.content.when
            if not _can_hold(space, [condition]):
                path, name = clause.path, alternative.content.id
                line = space.content.files.line_of(path, name)
                yield Problem.of(path, line, "alternative_dead", id=name)


def _unreachable(space: StateSpace) -> Iterator[Problem]:
    methodology = space.content.methodology
    for name, question in methodology.questions.items():
        step = methodology.step_of[name]
        if not _can_hold(space, [step.content.when, question.ask_when]):
            path = step_path(space.content, step)
            line = space.content.files.line_of(path, name)
            yield Problem.of(path, line, "question_unreachable", id=name)


def _can_hold(space: StateSpace, conditions: list[Condition | None]) -> bool:
    return any(
        all(holds(condition, facts) for condition in conditions)
        for _, facts in space.states(conditions)
    )
