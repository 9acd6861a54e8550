"""Every state of the answers on which some conditions depend, tried by branching.

The conditions are asked with nothing answered. When they need an answer, the search branches over
its values and goes on; what is hidden or no longer matters is never tried. So each leaf stands for
all states that agree in the answers that were needed.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import prod

from procurement_kit.crosscheck.content import behind
from procurement_kit.methodology.facts import NOTHING
from procurement_kit.proofs.quick import Core, QuickFacts
from procurement_kit.proofs.values import OPEN_KINDS, Pools
from procurement_kit.rules.conditions import Condition
from procurement_kit.rules.values import Absent, Fact

LEAF_LIMIT, NEAR_LIMIT = 20_000, 200
"""Cases that one search may try; and those it tries near a state found before."""

Check = Callable[[QuickFacts], bool]


@dataclass(frozen=True)
class State:
    """The answers and facts that a search fixed, in the order in which they were needed."""

    facts: Mapping[str, Fact]


class TooManyStatesError(Exception):
    """The search would need more cases than can be tried."""


class _NeedError(Exception):
    """The value of *name* is needed to go on."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)


class _Branch(QuickFacts):
    """Facts that stop where an answer, or an assumed fact, is needed and not fixed yet."""

    def __init__(
        self,
        core: Core,
        given: Mapping[str, Fact],
        known: Mapping[str, Fact],
        assumed: frozenset[str],
    ) -> None:
        super().__init__(core, given, known)
        self._assumed = assumed

    def answer(self, question: str) -> Fact:
        if question not in self.given:
            raise _NeedError(question)
        return self.given[question]

    def _work_out(self, name: str) -> Fact:
        if name in self._assumed:
            return self.answer(name)
        return super()._work_out(name)


@dataclass
class Tally:
    """What the searches covered."""

    cases: int = 0
    """Leaves that were tried."""
    states: int = 0
    """Combinations of answers that those leaves stand for."""
    exact: int = 0
    """Searches that went to the end."""
    sampled: list[str] = field(default_factory=list)
    """What was too wide, and is left to the walks."""


@dataclass
class Space:
    """Searches over the states of one content."""

    core: Core
    tally: Tally = field(default_factory=Tally)
    _found: list[State] = field(default_factory=list)
    """States that were long searched for."""

    def breach(self, conditions: Iterable[Condition | None], check: Check) -> State | None:
        """A state in which *check* is true, or None when there is none.

        First the decisions that depend on money, days and numbers may come out anyhow, which
        covers more than can happen; only what is found then is searched again with figures.
        """
        given = tuple(conditions)
        try:
            loose = self._search(given, check, self._loose)
        except TooManyStatesError:
            return self._search(given, check, self._strict)
        if loose is None:
            return None
        try:
            return self._search(given, check, self._strict)
        except TooManyStatesError:
            return loose

    def witness(self, conditions: Iterable[Condition | None], check: Check) -> bool:
        """Whether *check* is true in some state that can really happen."""
        given = tuple(conditions)
        if self._is_near(given, check):
            return True
        try:
            found = self._search(given, check, self._strict)
        except TooManyStatesError:
            return self._search(given, check, self._loose) is not None
        if found is not None:
            self._found.append(found)
        return found is not None

    def _is_near(self, conditions: tuple[Condition | None, ...], check: Check) -> bool:
        """Whether *check* is true in a state that was found before, or a few answers from it.

        What is looked for one after another often needs the same rare answers.
        """
        values = self._strict.of(conditions)
        for state in reversed(self._found):
            begin = _Search(self.core, self._strict, values, state.facts, NEAR_LIMIT)
            try:
                if begin.run(check) is not None:
                    return True
            except TooManyStatesError:
                continue
        return False

    @cached_property
    def _strict(self) -> Pools:
        """Only what the program calculates is assumed."""
        return Pools(self.core.content, frozenset(self.core.calculations))

    @cached_property
    def _loose(self) -> Pools:
        """Decisions that depend on money, days or numbers are assumed too."""
        methodology = self.core.content.methodology
        assumed = set(self.core.calculations)
        for name, decision in methodology.decisions.items():
            cases = [case.when for case in decision.cases if case.when is not None]
            reads = {mention for case in cases for mention in case.mentions()}
            is_wide = any(kind == "parameter" or item in assumed for kind, item in reads)
            asked = behind(self.core.content, cases)
            if is_wide or any(methodology.questions[item].kind in OPEN_KINDS for item in asked):
                assumed.add(name)
        return Pools(self.core.content, frozenset(assumed))

    def _search(
        self, conditions: tuple[Condition | None, ...], check: Check, pools: Pools
    ) -> State | None:
        values = pools.of(conditions)
        search = _Search(self.core, pools, values, NOTHING, LEAF_LIMIT)
        found = search.run(check)
        if found is None:
            self.tally.cases += search.leaves
            self.tally.states += prod(len(item) for item in values.values())
            self.tally.exact += 1
        return found


@dataclass
class _Search:
    """One search over the states that agree with *begin*, in at most *limit* cases."""

    core: Core
    pools: Pools
    values: Mapping[str, tuple[Fact, ...]]
    begin: Mapping[str, Fact]
    limit: int
    leaves: int = 0

    def run(self, check: Check) -> State | None:
        """The first state in which *check* is true, or None when there is none."""
        waiting: list[tuple[Mapping[str, Fact], Mapping[str, Fact]]] = [(self.begin, NOTHING)]
        while waiting:
            given, known = waiting.pop()
            facts = _Branch(self.core, given, known, self.pools.assumed)
            try:
                found = check(facts)
            except _NeedError as need:
                tried = self._tried(need.name)
                waiting.extend(({**given, need.name: value}, facts) for value in tried[::-1])
                continue
            self.leaves += 1
            if found:
                return State(given)
            if self.leaves + len(waiting) > self.limit:
                raise TooManyStatesError
        return None

    def _tried(self, name: str) -> tuple[Fact, ...]:
        return self.values.get(name) or self.pools.default(name) or (Absent.UNKNOWN,)
