"""A verdict with its reasons, duties and ways out, and how several of them make one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple, TypeVar

STEPS = 5
Item = TypeVar("Item")


class Verdict(StrEnum):
    """Whether a component may be combined as planned; from best to worst."""

    COMPATIBLE = "compatible"
    WITH_DUTIES = "with_duties"
    NEEDS_LAWYER = "needs_lawyer"
    INCOMPATIBLE = "incompatible"

    @property
    def severity(self) -> int:
        """0 for the best verdict, growing with the trouble."""
        return SEVERITY[self]

    @property
    def is_trouble(self) -> bool:
        """Whether somebody must act before the component may be used as planned."""
        return self in {Verdict.NEEDS_LAWYER, Verdict.INCOMPATIBLE}


SEVERITY = {verdict: place for place, verdict in enumerate(Verdict)}


class Step(NamedTuple):
    """One step of the reasoning: the rule that fired, its sentence, its sources."""

    rule: str
    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opinion:
    """A verdict on one expression: at most five steps, ids of duties, ways out, the OR branch."""

    verdict: Verdict
    steps: tuple[Step, ...]
    duties: tuple[str, ...] = ()
    way_out: tuple[str, ...] = ()
    branch: str = ""

    @property
    def reasons(self) -> tuple[str, ...]:
        """The sentences of the steps."""
        return tuple(step.text for step in self.steps)

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of every source that a step relies on, in order."""
        return merged(step.sources for step in self.steps)


def worst(opinions: Sequence[Opinion]) -> Opinion:
    """The worst verdict with its reasons, and everybody's duties."""
    verdict = max((item.verdict for item in opinions), key=lambda item: item.severity)
    decisive = [item for item in opinions if item.verdict is verdict]
    return Opinion(
        verdict,
        merged(item.steps for item in decisive)[:STEPS],
        merged(item.duties for item in opinions),
        merged(item.way_out for item in decisive),
    )


def all_of(named: Sequence[tuple[str, Opinion]]) -> Opinion:
    """All parts must be kept: the worst verdict; with the branches chosen inside the parts."""
    found = worst([opinion for _, opinion in named])
    if not any(opinion.branch for _, opinion in named):
        return found
    chosen = merged((opinion.branch or name,) for name, opinion in named)
    return replace(found, branch=" AND ".join(chosen))


def one_of(named: Iterable[tuple[str, Opinion]]) -> Opinion:
    """One part may be chosen: the best verdict, fewest duties first, and what to choose."""
    name, opinion = min(named, key=preference)
    return replace(opinion, branch=opinion.branch or name)


def preference(named: tuple[str, Opinion]) -> tuple[int, int, str]:
    """The order in which offered parts are chosen, whatever the order they are written in."""
    name, opinion = named
    return opinion.verdict.severity, len(opinion.duties), name


def merged(groups: Iterable[Iterable[Item]]) -> tuple[Item, ...]:
    """Every item of all *groups* once, in order."""
    return tuple(dict.fromkeys(item for group in groups for item in group))
