"""What holds of documents in every state: one alternative, nothing printed that nobody asked."""

from collections.abc import Callable, Iterable, Iterator

from procurement_kit.documents.clauses import (
    Alternative,
    Clause,
    ClauseReference,
    DocumentTemplate,
    Inclusion,
    pieces_of,
    placeholders,
)
from procurement_kit.problems import Problem
from procurement_kit.proofs.quick import QuickFacts
from procurement_kit.proofs.space import Check, Space, TooManyStatesError
from procurement_kit.proofs.spoken import spoken
from procurement_kit.rules.compiled import Test
from procurement_kit.rules.conditions import Condition
from procurement_kit.rules.values import Absent


def prove_documents(space: Space) -> Iterator[Problem]:
    """Every place of a document that is wrong in some state."""
    for template in space.core.content.templates.values():
        for inclusion in template.inclusions():
            printed = _Printed(space, template, inclusion)
            yield from _attempt(space, printed.name, printed.one_alternative)
            for alternative in printed.clause.alternatives:
                for check in (printed.asked, printed.decided, printed.referred):
                    name = f"{printed.name}/{alternative.content.id}"
                    yield from _attempt(space, name, lambda c=check, a=alternative: c(a))  # type: ignore[misc]


def dead_alternatives(space: Space) -> Iterator[Problem]:
    """Every alternative that no answers choose."""
    content = space.core.content
    for clause in content.clauses.values():
        for alternative in clause.alternatives:
            condition = alternative.content.when
            test = space.core.test(condition)
            name = alternative.content.id
            yield from _attempt(
                space, f"{clause.id}/{name}",
                lambda c=condition, t=test, n=name, p=clause.path: _dead(space, c, t, n, p),  # type: ignore[misc]
            )  # fmt: skip


def _dead(
    space: Space, condition: Condition | None, test: Check, name: str, path: str
) -> Iterator[Problem]:
    if not space.witness([condition], lambda facts: test(facts) is True):
        line = space.core.content.files.line_of(path, name)
        yield Problem.of(path, line, "alternative_dead", id=name)


def _attempt(space: Space, name: str, check: Callable[[], Iterable[Problem]]) -> Iterator[Problem]:
    """The problems that *check* finds; what is too wide for it is left to the walks."""
    try:
        yield from tuple(check())
    except TooManyStatesError:
        if name not in space.tally.sampled:
            space.tally.sampled.append(name)


class _Printed:
    """A clause in a document."""

    def __init__(self, space: Space, template: DocumentTemplate, inclusion: Inclusion) -> None:
        self.space, self.template, self.inclusion = space, template, inclusion
        self.clause: Clause = space.core.content.clauses[inclusion.id]
        self.name = f"{template.id}/{inclusion.id}"
        test = space.core.test
        self.included = (test(template.when), test(inclusion.when))

    def one_alternative(self) -> Iterator[Problem]:
        """A state in which not exactly one alternative applies."""
        conditions = [item.content.when for item in self.clause.alternatives]
        tests = [self.space.core.test(item) for item in conditions]

        def wrong(facts: QuickFacts) -> bool:
            if not all(test(facts) for test in self.included):
                return False
            answers = [test(facts) for test in tests]
            return None not in answers and sum(map(bool, answers)) != 1

        state = self.space.breach([self.template.when, self.inclusion.when, *conditions], wrong)
        if state is not None:
            facts = QuickFacts(self.space.core, state.facts, state.facts)
            yield Problem.of(
                self.clause.path, 1, "alternative_count", id=self.clause.id,
                document=self.template.id, state=spoken(self.space.core.content, state.facts),
                count=sum(test(facts) is True for test in tests),
            )  # fmt: skip

    def asked(self, alternative: Alternative) -> Iterator[Problem]:
        """Each answer that is printed in a state in which it is not asked for."""
        methodology = self.space.core.content.methodology
        for name, line in placeholders(alternative).items():
            if name not in methodology.questions:
                continue
            step = methodology.step_of[name].content
            more = (step.when, methodology.questions[name].ask_when)
            code = "placeholder_not_asked"
            yield from self._breach(
                alternative, more, _is_not_asked(name), (line, code, name)
            )  # fmt: skip

    def decided(self, alternative: Alternative) -> Iterator[Problem]:
        """Each decision that is printed in a state in which none of its cases applies."""
        decisions = self.space.core.content.methodology.decisions
        for name, line in placeholders(alternative).items():
            if name not in decisions:
                continue
            more = tuple(case.when for case in decisions[name].cases)
            code = "placeholder_not_decided"
            yield from self._breach(
                alternative, more, _has_no_outcome(name), (line, code, name)
            )  # fmt: skip

    def referred(self, alternative: Alternative) -> Iterator[Problem]:
        """Each reference to a clause that is not in the document in some state."""
        inclusions = self.template.inclusions()
        conditional = {item.id: item.when for item in inclusions if item.when is not None}
        for block in alternative.blocks:
            for piece in pieces_of(block):
                if isinstance(piece, ClauseReference) and piece.clause in conditional:
                    target = conditional[piece.clause]
                    test = self.space.core.test(target)
                    place = (block.line, "reference_not_included", piece.clause)
                    yield from self._breach(
                        alternative, (target,), _fails(test), place
                    )  # fmt: skip

    def _breach(
        self,
        alternative: Alternative,
        more: tuple[Condition | None, ...],
        wrong: Check,
        place: tuple[int, str, str],
    ) -> Iterator[Problem]:
        """A state that prints *alternative* and is *wrong*."""
        when = alternative.content.when
        printed = (*self.included, self.space.core.test(when))
        conditions = (self.template.when, self.inclusion.when, when, *more)
        state = self.space.breach(
            conditions, lambda facts: all(test(facts) for test in printed) and wrong(facts)
        )
        if state is not None:
            line, code, name = place
            yield Problem.of(
                self.clause.path, line, code, id=name, document=self.template.id,
                state=spoken(self.space.core.content, state.facts),
            )  # fmt: skip


def _is_not_asked(question: str) -> Check:
    return lambda facts: facts.applies(question) is False


def _has_no_outcome(decision: str) -> Check:
    return lambda facts: facts.decided(decision) is Absent.NOT_APPLICABLE


def _fails(test: Test) -> Check:
    return lambda facts: test(facts) is False
