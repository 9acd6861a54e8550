"""The facts of a state, worked out from compiled conditions: what proofs ask millions of times."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from procurement_kit.assessment import facts_of
from procurement_kit.crosscheck.content import Content
from procurement_kit.methodology.facts import DECISIVE_DAY, NOTHING
from procurement_kit.problems import NotInForceError
from procurement_kit.rules.compiled import Test, compiled
from procurement_kit.rules.conditions import Condition, Facts
from procurement_kit.rules.parameters import FigureUsed, figure_on
from procurement_kit.rules.values import Absent, Fact

Case = tuple[Test, str | None, str]
"""When a case of a decision applies, its value, and the fact that holds its value otherwise."""


class CycleError(Exception):
    """A fact that depends on itself; *name* is where the circle closes."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)


class Core:
    """The rules of one content, compiled once and asked by every state."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.rules = content.rules
        self.calculations = facts_of(self.rules, {}).calculations
        self._tests: dict[int, tuple[Condition | None, Test]] = {}
        self._figures: dict[tuple[str, date], FigureUsed | NotInForceError] = {}

    def test(self, condition: Condition | None) -> Test:
        """*condition* compiled; the same function for the same condition."""
        key = id(condition)
        if key not in self._tests:
            self._tests[key] = (condition, compiled(condition))
        return self._tests[key][1]

    @cached_property
    def asked(self) -> Mapping[str, Test | None]:
        """When each question is asked; None for always."""
        methodology = self.content.methodology
        return {
            name: _both(methodology.step_of[name].content.when, question.ask_when, self)
            for name, question in methodology.questions.items()
        }

    @cached_property
    def cases(self) -> Mapping[str, tuple[Case, ...]]:
        """The cases of each decision."""
        return {
            name: tuple(
                (self.test(case.when), case.value, case.value_from or "") for case in item.cases
            )
            for name, item in self.content.methodology.decisions.items()
        }

    def figure(self, parameter: str, day: date) -> FigureUsed | NotInForceError:
        """The figure of law on *day*, looked up once."""
        key = (parameter, day)
        if key not in self._figures:
            try:
                self._figures[key] = figure_on(self.content.parameters, parameter, day)
            except NotInForceError as error:
                self._figures[key] = error
        return self._figures[key]


def _both(step: Condition | None, own: Condition | None, core: Core) -> Test | None:
    """Whether a question is asked: its step first, then the question itself."""
    if step is None or own is None:
        given = step or own
        return None if given is None else core.test(given)
    first, second = core.test(step), core.test(own)

    def both(facts: Facts) -> bool | None:
        asked = first(facts)
        return second(facts) if asked is True else asked

    return both


class QuickFacts(dict[str, Fact]):
    """The facts of typed answers; the same as ProcurementFacts says, without reasons.

    It is the dictionary of what was worked out so far, so that a known fact costs one look-up.
    """

    def __init__(
        self, core: Core, given: Mapping[str, Fact], known: Mapping[str, Fact] = NOTHING
    ) -> None:
        super().__init__(known)
        self.core = core
        self.given = given
        self._working: set[str] = set()

    fact = dict[str, Fact].__getitem__
    """The value of a question, decision or calculation, or why there is none."""

    def __missing__(self, name: str) -> Fact:
        """The fact *name*, worked out for the first time."""
        if name in self._working:
            raise CycleError(name)
        self._working.add(name)
        found = self[name] = self._work_out(name)
        self._working.discard(name)
        return found

    def figure(self, parameter: str) -> FigureUsed | Absent:
        """The figure on the decisive day; UNKNOWN where none is known."""
        day = self.fact(DECISIVE_DAY)
        if not isinstance(day, date):
            return Absent.UNKNOWN
        found = self.core.figure(parameter, day)
        return Absent.UNKNOWN if isinstance(found, NotInForceError) else found

    def applies(self, question: str) -> bool | None:
        """Whether *question* is to be asked; None while that depends on an open answer."""
        test = self.core.asked[question]
        return True if test is None else test(self)

    def answer(self, question: str) -> Fact:
        """The answer as it was given."""
        return self.given.get(question, Absent.UNKNOWN)

    def decided(self, decision: str) -> Fact:
        """What *decision* comes out as, by its cases."""
        for test, value, source in self.core.cases[decision]:
            answer = test(self)
            if answer is None:
                return Absent.UNKNOWN
            if answer:
                return self.fact(source) if value is None else value
        return Absent.NOT_APPLICABLE

    def _work_out(self, name: str) -> Fact:
        core = self.core
        if name in core.asked:
            applies = self.applies(name)
            if applies is False:
                return Absent.NOT_APPLICABLE
            return self.answer(name) if applies else Absent.UNKNOWN
        if name in core.cases:
            return self.decided(name)
        return core.calculations[name](self)
