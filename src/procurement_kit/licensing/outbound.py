"""The licences under which the whole could come out, and what must change for the others."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from procurement_kit.licensing.compatibility import Judgement
from procurement_kit.licensing.components import Combination, Component
from procurement_kit.licensing.data import LicenseData
from procurement_kit.licensing.opinions import Opinion, Verdict
from procurement_kit.licensing.uses import Use


class Part(NamedTuple):
    """Components that a licence can't tell apart: same expression, combination, change."""

    expression: str
    combination: Combination | None
    modified: bool | None


class Obstacle(NamedTuple):
    """A part that keeps the whole from coming out under a licence, and its components."""

    part: Part
    opinion: Opinion
    components: tuple[Component, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A licence for the whole: the worst verdict, what stands against it, how far it is advised."""

    outbound: str
    verdict: Verdict
    conflicts: tuple[Obstacle, ...]
    open_questions: tuple[Obstacle, ...]
    duties: int
    advised: int

    @property
    def rank(self) -> tuple[int, int, str]:
        """Workable first; among them the one that the method advises first."""
        trouble = self.verdict.severity if self.verdict.is_trouble else 0
        return trouble, self.advised, self.outbound


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """The fewest parts to change so that the whole may come out under *outbound*."""

    outbound: str
    obstacles: tuple[Obstacle, ...]

    @property
    def size(self) -> int:
        """How many components it touches."""
        return sum(len(item.components) for item in self.obstacles)


def parts_of(components: Iterable[Component]) -> Mapping[Part, tuple[Component, ...]]:
    """The components grouped into parts, in the order of their first appearance."""
    found: dict[Part, list[Component]] = {}
    for item in components:
        key = Part(item.expression, item.combination, item.modified)
        found.setdefault(key, []).append(item)
    return {part: tuple(items) for part, items in found.items()}


def choices(
    components: Iterable[Component],
    use: Use,
    data: LicenseData,
    preferred: Sequence[str] = (),
    candidates: Sequence[str] = (),
) -> tuple[Choice, ...]:
    """Every candidate licence judged against all components, the best first.

    *preferred* are the licences that the method advises for this software, the first the most;
    without *candidates* all licences are tried that a public body may publish under.
    """
    parts = parts_of(components)
    names = dict.fromkeys((*preferred, *(candidates or data.outbound_choices)))
    order = {name: place for place, name in enumerate(names)}
    found = [_choice(name, order[name], parts, use, data) for name in names]
    return tuple(sorted(found, key=lambda item: item.rank))


def _choice(
    name: str,
    advised: int,
    parts: Mapping[Part, tuple[Component, ...]],
    use: Use,
    data: LicenseData,
) -> Choice:
    judgement = Judgement(data, name, use, with_ways_out=False)
    judged = [Obstacle(part, judgement.of(items[0]), items) for part, items in parts.items()]
    verdicts = [item.opinion.verdict for item in judged]
    return Choice(
        outbound=name,
        verdict=max(verdicts, key=lambda item: item.severity, default=Verdict.COMPATIBLE),
        conflicts=_with(judged, Verdict.INCOMPATIBLE),
        open_questions=_with(judged, Verdict.NEEDS_LAWYER),
        duties=len({duty for item in judged for duty in item.opinion.duties}),
        advised=advised,
    )


def _with(judged: Iterable[Obstacle], verdict: Verdict) -> tuple[Obstacle, ...]:
    return tuple(item for item in judged if item.opinion.verdict is verdict)


def change_sets(found: Iterable[Choice]) -> tuple[ChangeSet, ...]:
    """Per licence, the parts that must change; only sets of which no other is a part.

    Each pair is judged on its own, so the conflicting parts of a licence are its only minimal set;
    the sets compete with each other across the licences. Empty where some licence needs no change.
    """
    sets = [ChangeSet(item.outbound, item.conflicts) for item in found]
    if any(not item.obstacles for item in sets):
        return ()
    keyed = [(frozenset(entry.part for entry in item.obstacles), item) for item in sets]
    minimal = [item for parts, item in keyed if not any(other < parts for other, _ in keyed)]
    return tuple(sorted(minimal, key=lambda item: item.size))


def deciding(found: Sequence[Choice]) -> Mapping[Part, int]:
    """How many candidate licences each part excludes: the map of what decides."""
    return Counter(item.part for choice in found for item in choice.conflicts)
