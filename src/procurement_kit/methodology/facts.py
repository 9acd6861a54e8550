"""What is known of one procurement: answers that apply, decisions, and the figures of its day."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from procurement_kit.methodology.reading import AnswerError, read_answer
from procurement_kit.methodology.stages import Methodology
from procurement_kit.problems import NotInForceError
from procurement_kit.rules.conditions import Facts, holds
from procurement_kit.rules.decisions import Outcome, decide
from procurement_kit.rules.parameters import FigureUsed, Parameter, figure_on
from procurement_kit.rules.values import Absent, Fact, Value

DECISIVE_DAY = "decisive_day"
Calculation = Callable[[Facts], Fact]
NOTHING: Mapping[str, Fact] = MappingProxyType({})


class ProcurementFacts:
    """The facts of one set of answers, each worked out once, when it is first asked for."""

    def __init__(
        self,
        methodology: Methodology,
        parameters: Mapping[str, Parameter],
        calculations: Mapping[str, Calculation],
        answers: Mapping[str, str],
        assumed: Mapping[str, Fact] = NOTHING,
    ) -> None:
        self._methodology = methodology
        self._parameters = parameters
        self._calculations = calculations
        self._answers = answers
        self._known: dict[str, Fact] = dict(assumed)
        self._applying: dict[str, bool | None] = {}
        self._outcomes: dict[str, Outcome] = {}
        self.not_in_force: dict[str, NotInForceError] = {}

    @property
    def calculations(self) -> Mapping[str, Calculation]:
        """What is worked out by the program, by its name."""
        return self._calculations

    def fact(self, name: str) -> Fact:
        """The value of a question, decision or calculation, or why there is none."""
        if name not in self._known:
            self._known[name] = self._work_out(name)
        return self._known[name]

    def figure(self, parameter: str) -> FigureUsed | Absent:
        """The figure on the decisive day; what is not in force is noted and UNKNOWN."""
        day = self.fact(DECISIVE_DAY)
        if not isinstance(day, date):
            return Absent.UNKNOWN
        try:
            return figure_on(self._parameters, parameter, day)
        except NotInForceError as error:
            self.not_in_force[parameter] = error
            return Absent.UNKNOWN

    def outcome(self, decision: str) -> Outcome:
        """How *decision* came out, with its reason."""
        if decision not in self._outcomes:
            self._outcomes[decision] = decide(self._methodology.decisions[decision], self)
        return self._outcomes[decision]

    def applies(self, question: str) -> bool | None:
        """Whether *question* is to be asked; None while that depends on an open answer."""
        if question not in self._applying:
            self._applying[question] = self._is_asked(question)
        return self._applying[question]

    def _is_asked(self, question: str) -> bool | None:
        step = self._methodology.step_of[question]
        asked = holds(step.content.when, self)
        if asked is not True:
            return asked
        return holds(self._methodology.questions[question].ask_when, self)

    def _work_out(self, name: str) -> Fact:
        if name in self._methodology.decisions:
            return self.outcome(name).value
        if name in self._calculations:
            return self._calculations[name](self)
        return self._answered(name)

    def _answered(self, name: str) -> Fact:
        applies = self.applies(name)
        if applies is False:
            return Absent.NOT_APPLICABLE
        value: Value | None = None
        if applies:
            try:
                question = self._methodology.questions[name]
                value = read_answer(question, self._answers.get(name, ""))
            except AnswerError:
                value = None
        return Absent.UNKNOWN if value is None else value
