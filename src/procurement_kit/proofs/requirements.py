"""In every state, documents fulfil what the law demands, and no two of a group are made."""

from collections.abc import Iterator
from itertools import combinations

from procurement_kit.crosscheck.content import at, template_path
from procurement_kit.documents.clauses import DocumentTemplate, Requirement
from procurement_kit.problems import Problem
from procurement_kit.proofs.quick import QuickFacts
from procurement_kit.proofs.space import Space, TooManyStatesError
from procurement_kit.proofs.spoken import spoken
from procurement_kit.rules.conditions import Condition

When = Condition | None


def prove_requirements(space: Space) -> Iterator[Problem]:
    """Every demand of the law that no clause fulfils in some state."""
    for template in space.core.content.templates.values():
        for requirement in template.requirements:
            try:
                yield from tuple(_unfulfilled(space, template, requirement))
            except TooManyStatesError:
                space.tally.sampled.append(f"{template.id}/{requirement.id}")


def prove_groups(space: Space) -> Iterator[Problem]:
    """Every two documents of one group that are made in the same state."""
    templates = space.core.content.templates.values()
    for one, other in combinations((item for item in templates if item.group), 2):
        if one.group == other.group:
            yield from _both(space, one, other)


def _both(space: Space, one: DocumentTemplate, other: DocumentTemplate) -> Iterator[Problem]:
    """A state in which *one* and *other* are both made."""
    content, conditions = space.core.content, (one.when, other.when)
    tests = [space.core.test(item) for item in conditions]
    try:
        state = space.breach(conditions, lambda facts: all(test(facts) is True for test in tests))
    except TooManyStatesError:
        space.tally.sampled.append(f"{one.id}/{other.id}")
        return
    if state is not None:
        yield at(
            content, template_path(content, other), other.group, "documents_exclusive",
            id=one.id, document=other.id, state=spoken(content, state.facts),
        )  # fmt: skip


def _unfulfilled(
    space: Space, template: DocumentTemplate, requirement: Requirement
) -> Iterator[Problem]:
    content, test = space.core.content, space.core.test
    demanded = (template.when, requirement.when)
    ways = tuple(
        _conditions(content.templates[document], clause)
        for document, clause in requirement.ways(template.id)
    )
    tests = [test(item) for item in demanded]
    met = [[test(item) for item in way] for way in ways]

    def wrong(facts: QuickFacts) -> bool:
        if not all(item(facts) for item in tests):
            return False
        return all(any(item(facts) is False for item in way) for way in met)

    state = space.breach([*demanded, *(item for way in ways for item in way)], wrong)
    if state is not None:
        yield at(
            content, template_path(content, template), requirement.id, "requirement_unfulfilled",
            id=requirement.id, document=template.id, state=spoken(content, state.facts),
        )  # fmt: skip


def _conditions(template: DocumentTemplate, clause: str) -> tuple[When, ...]:
    """What must hold for *clause* to stand in *template*."""
    included = next(item for item in template.inclusions() if item.id == clause)
    return (template.when, included.when)
