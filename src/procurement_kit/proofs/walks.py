"""Whole walks through the questions, chosen by a seed, and what must hold on each of them.

Answers are drawn from the values that conditions tell apart, from the edges of the figures of law
and from the days of their changes; some stay empty, some say "I do not know", some can't be read,
and some belong to questions that are not asked.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from random import Random

from procurement_kit.crosscheck.content import Content, all_conditions
from procurement_kit.methodology.questions import Kind
from procurement_kit.methodology.reading import AnswerError, read_answer
from procurement_kit.methodology.stages import Methodology
from procurement_kit.problems import Problem
from procurement_kit.proofs.memo import remembered
from procurement_kit.proofs.printing import Printing
from procurement_kit.proofs.quick import Core, CycleError, QuickFacts
from procurement_kit.proofs.spoken import spoken
from procurement_kit.proofs.values import Pools, around, raw
from procurement_kit.proofs.whole import prove_whole
from procurement_kit.rules.parameters import Unit
from procurement_kit.rules.values import Absent, Fact

METHODOLOGY = "methodology/methodology.yaml"
EMPTY, PARKED, PLAIN, SMALL = 0.04, 0.1, 0.3, 0.85
"""How often an answer stays empty; one is left behind that is not asked; a walk answers everything,
or is one of small amounts; and how many of its amounts are then 0."""

REORDERED, WHOLE = 20, 1000
"""One walk of so many is judged again in another order, or as a whole with its documents."""

UNREADABLE = "?!"
PRINTED = {"walk_alternatives", "walk_placeholder", "walk_reference"}
Key = tuple[str, int, str, str]
"""Where and what a problem is, whichever walk came across it."""

Answer = tuple[str, Fact]
"""What the user types and what it is read as."""


@dataclass
class Walk:
    """One way through the questions: the answers as typed, and what followed from them."""

    number: int
    raws: dict[str, str] = field(default_factory=dict)
    asked: dict[str, Fact] = field(default_factory=dict)
    parked: dict[str, Fact] = field(default_factory=dict)


@dataclass
class Walker:
    """Walks through one content; the same seed and number always give the same walk."""

    content: Content
    seed: int
    seen: set[str] = field(default_factory=set)
    """Questions, alternatives and red flags that some walk came across."""

    _met: set[Key] = field(default_factory=set)
    _zeros: dict[str, Fact] = field(default_factory=dict)

    @cached_property
    def core(self) -> Core:
        """The rules, with calculations that remember."""
        core = Core(self.content)
        core.calculations = {name: remembered(item) for name, item in core.calculations.items()}
        return core

    @cached_property
    def printing(self) -> Printing:
        """The documents, compiled."""
        return Printing(self.core)

    @cached_property
    def pools(self) -> Mapping[str, tuple[Answer, ...]]:
        """The answers to draw from, for each question."""
        pools = Pools(self.content, frozenset(self.core.calculations))
        found = pools.of(condition for _, condition in all_conditions(self.content))
        limits = tuple(
            value
            for parameter in self.content.parameters.values() if parameter.unit is Unit.CZK
            for row in parameter.values
            for value in around(str(row.value))
        )  # fmt: skip
        answers = {}
        for name, question in self.content.methodology.questions.items():
            values = dict.fromkeys((*found.get(name, ()), *pools.default(name)))
            more = limits if question.kind is Kind.MONEY else ()
            texts = dict.fromkeys(raw(value) for value in (*values, *more))
            closed = bool(question.values)
            texts = {text: None for text in texts if text} | ({} if closed else {UNREADABLE: None})
            answers[name] = tuple((text, self._typed(name, text)) for text in texts)
        return answers

    def walk(self, number: int) -> dict[Key, Problem]:
        """What is wrong on the walk of this *number* and was not met before, with its answers."""
        walk = Walk(number)
        found: list[Problem] = []
        try:
            found.extend(self._judge(walk, *self.draw(walk)))
        except CycleError as error:
            found.append(Problem.of(METHODOLOGY, 1, "facts_circle", id=error.name))
        except Exception as error:  # whatever fails here would fail for a user
            found.append(Problem.of(METHODOLOGY, 1, "walk_error", cause=repr(error)))
        new = {key: item for item in found if (key := key_of(item)) not in self._met}
        self._met.update(new)
        return {key: self._told(walk, item) for key, item in new.items()}

    def draw(self, walk: Walk) -> tuple[QuickFacts, Random]:
        """Answer the questions of *walk*; the facts that follow, and the chance that is left."""
        random = Random((self.seed << 32) + walk.number)  # noqa: S311 - repeatable on purpose
        facts = QuickFacts(self.core, {})
        self._answer(walk, facts, random)
        return facts, random

    def _told(self, walk: Walk, problem: Problem) -> Problem:
        """*problem* with the number of its walk and its answers in the user's words."""
        answers = spoken(self.content, self._shortened(walk, problem))
        more = (("walk", str(walk.number)), ("answers", answers))
        return Problem(problem.path, problem.line, problem.code, (*problem.details, *more))

    def _shortened(self, walk: Walk, problem: Problem) -> dict[str, Fact]:
        """The answers of *walk* without those that *problem* does not need, where that shows."""
        answers = walk.asked
        if problem.code not in PRINTED:
            return answers
        for name in reversed(walk.asked):
            fewer = {other: fact for other, fact in answers.items() if other != name}
            facts = QuickFacts(self.core, fewer)
            if problem in self.printing.judge(facts, set()):
                answers = fewer
        return answers

    def _answer(self, walk: Walk, facts: QuickFacts, random: Random) -> None:
        """Answer the questions in their order; what is not asked is sometimes answered too."""
        draw = random.random
        asked = self.core.asked
        is_diligent, is_single = draw() < PLAIN, draw() < PLAIN
        zero = {name for name in self._money if is_single and draw() < SMALL}
        for name, pool in self.pools.items():
            test, chance = asked[name], draw()
            applies = True if test is None else test(facts)
            if applies is not True:
                facts[name] = Absent.UNKNOWN if applies is None else Absent.NOT_APPLICABLE
                if chance < PARKED:
                    walk.raws[name], walk.parked[name] = pool[int(draw() * len(pool))]
                continue
            answer: Answer = pool[int(draw() * len(pool))]
            if name in zero:
                answer = ("0", self._zero(name))
            elif is_diligent and isinstance(answer[1], Absent):
                answer = pool[0]
            elif chance < EMPTY and not is_diligent:
                answer = ("", Absent.UNKNOWN)
            walk.raws[name], facts[name] = answer
            walk.asked[name] = answer[1]

    def _judge(self, walk: Walk, facts: QuickFacts, random: Random) -> Iterator[Problem]:
        self.seen.update(walk.asked)
        self.seen.update(flag for flag, test in self.printing.flags if test(facts))
        yield from self.printing.judge(facts, self.seen)
        if walk.number % REORDERED == 0:
            yield from self._again(walk, facts, random)
        if walk.number % WHOLE == 0:
            yield from prove_whole(self.core, walk.raws, facts)

    def _again(self, walk: Walk, facts: QuickFacts, random: Random) -> Iterator[Problem]:
        """In another order, with the parked answers there, everything comes out the same."""
        again = QuickFacts(self.core, {**walk.asked, **walk.parked})
        names = [*self.content.methodology.questions, *self.content.methodology.decisions]
        names += self.core.calculations
        random.shuffle(names)
        for name in names:
            if again.fact(name) != facts.fact(name):
                code = "walk_parked_used" if name in walk.parked else "walk_order_matters"
                yield Problem.of(METHODOLOGY, 1, code, id=name)

    @cached_property
    def _money(self) -> tuple[str, ...]:
        return _of_kind(self.content.methodology, Kind.MONEY)

    def _zero(self, name: str) -> Fact:
        if name not in self._zeros:
            self._zeros[name] = self._typed(name, "0")
        return self._zeros[name]

    def _typed(self, name: str, text: str) -> Fact:
        try:
            value = read_answer(self.content.methodology.questions[name], text)
        except AnswerError:
            return Absent.UNKNOWN
        return Absent.UNKNOWN if value is None else value


def key_of(problem: Problem) -> Key:
    """What makes *problem* the same on two walks."""
    return problem.path, problem.line, problem.code, str(problem.details)


def _of_kind(methodology: Methodology, kind: Kind) -> tuple[str, ...]:
    return tuple(name for name, item in methodology.questions.items() if item.kind is kind)
