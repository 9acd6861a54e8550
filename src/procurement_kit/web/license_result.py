"""A review as its page shows it: filtered, in groups, with the second opinion and the sources."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from markupsafe import Markup

from procurement_kit.formats import license_map
from procurement_kit.formats.license_map import MapTable
from procurement_kit.licensing.compatibility import duties_of
from procurement_kit.licensing.components import BomProblem, Combination
from procurement_kit.licensing.conformance import StandardResult, conformance
from procurement_kit.licensing.data import LicenseData
from procurement_kit.licensing.deciding_map import deciding_map
from procurement_kit.licensing.licenses import Duty
from procurement_kit.licensing.opinions import Verdict
from procurement_kit.licensing.outbound import Choice, Obstacle, Part
from procurement_kit.licensing.review import Review
from procurement_kit.licensing.second_opinion import Differing, differing
from procurement_kit.problems import say
from procurement_kit.web.license_filter import Filter

WORST_FIRST = tuple(sorted(Verdict, key=lambda item: -item.severity))
GROUPS_SHOWN = 200
GROUPS_ON_MAP = 400
TYPED = "answer"
TYPED_FORMATS = frozenset({TYPED, "pasted"})


class Exclusion(NamedTuple):
    """The parts that exclude some licences of the whole."""

    obstacles: tuple[Obstacle, ...]
    licenses: tuple[str, ...]


class DrawnMap(NamedTuple):
    """The map of what decides, as a picture and in words."""

    picture: Markup
    table: MapTable


class Fault(NamedTuple):
    """A problem of the list, with the sentence for its supplier."""

    component: str
    field: str
    sentence: str


@dataclass(frozen=True)
class Result:
    """Everything on the page of a review."""

    review: Review
    data: LicenseData
    filter: Filter

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many components have each verdict, the worst first."""
        return {verdict.value: self.review.report.count(verdict) for verdict in WORST_FIRST}

    @cached_property
    def groups(self) -> list[Obstacle]:
        """The groups that pass the filter, the worst first."""
        return [found for group in self.review.groups if (found := self.filter.of(group))]

    @cached_property
    def sections(self) -> dict[str, list[Obstacle]]:
        """As many groups as a page can hold, by verdict."""
        shown: dict[str, list[Obstacle]] = {}
        for group in self.groups[:GROUPS_SHOWN]:
            shown.setdefault(group.opinion.verdict.value, []).append(group)
        return shown

    @property
    def hidden(self) -> int:
        """How many groups the page has no room for."""
        return max(0, len(self.groups) - GROUPS_SHOWN)

    @cached_property
    def duties(self) -> dict[str, Duty]:
        """Every duty that some component brings."""
        return {name: self.duty(name) for name in duties_of(self.review.report.findings)}

    def duty(self, name: str) -> Duty:
        """The duty *name*."""
        return self.data.vocabulary.duties[name]

    def combination(self, part: Part) -> Combination:
        """How the components of *part* are combined."""
        return part.combination or self.review.report.use.combination

    @cached_property
    def second(self) -> dict[str, Differing]:
        """Where the second table judges otherwise, by the expression of the group."""
        found = {item.inbound: item for item in differing(self.review, self.data)}
        texts = {group.part.expression for group in self.review.groups}
        names = {text: self.data.names.license(text).id for text in texts}
        return {text: found[name] for text, name in names.items() if name in found}

    @cached_property
    def map(self) -> DrawnMap | None:
        """Which part decides under what the whole may come out; None for too few or too many."""
        if not 1 < len(self.review.groups) <= GROUPS_ON_MAP:
            return None
        found = deciding_map(self.review, self.data)
        drawn = Markup(license_map.write(found, self.data))  # noqa: S704 - its writer escapes
        return DrawnMap(drawn, license_map.rows(found, self.data))

    @cached_property
    def exclusions(self) -> tuple[Exclusion, ...]:
        """What excludes the other licences, those few parts first that exclude the most."""
        found: dict[tuple[Part, ...], list[Choice]] = {}
        for choice in self.review.choices:
            if choice.conflicts:
                found.setdefault(tuple(item.part for item in choice.conflicts), []).append(choice)
        groups = [
            Exclusion(items[0].conflicts, tuple(item.outbound for item in items))
            for items in found.values()
        ]
        return tuple(sorted(groups, key=lambda item: (len(item.obstacles), -len(item.licenses))))

    @cached_property
    def changes(self) -> tuple[Exclusion, ...]:
        """What must change for the wanted licence, then the minimal changes for other ones."""
        found: dict[tuple[Part, ...], Exclusion] = {}
        for obstacles, outbound in self._changes():
            key = tuple(item.part for item in obstacles)
            known = found.get(key, Exclusion(obstacles, ()))
            found[key] = known._replace(licenses=(*known.licenses, outbound))
        return tuple(found.values())

    def _changes(self) -> Iterator[tuple[tuple[Obstacle, ...], str]]:
        wanted, groups = self.review.report.outbound, self.review.groups
        if bad := tuple(g for g in groups if g.opinion.verdict is Verdict.INCOMPATIBLE):
            yield bad, wanted
        for item in self.review.change_sets:
            if item.outbound != wanted:
                yield self._in_order(item.obstacles), item.outbound

    def _in_order(self, obstacles: tuple[Obstacle, ...]) -> tuple[Obstacle, ...]:
        """*obstacles* in the order of the page, whatever their opinions under another licence."""
        place = {group.part: number for number, group in enumerate(self.review.groups)}
        return tuple(sorted(obstacles, key=lambda item: place[item.part]))

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        """The problems of the list, as sentences."""
        return tuple(faults_of(self.review.bom.problems))

    @cached_property
    def conformance(self) -> tuple[StandardResult, ...]:
        """How an uploaded list stands against the standards; a typed one is not held to them."""
        bom = self.review.bom
        return conformance(bom, self.data) if bom.format not in TYPED_FORMATS else ()

    @cached_property
    def oldest_source(self) -> date | None:
        """The day on which the longest unread source of this review was checked."""
        names = {name for group in self.review.groups for name in group.opinion.sources}
        return min((self.data.sources[name].checked_on for name in names), default=None)


def faults_of(problems: Iterable[BomProblem]) -> Iterator[Fault]:
    """*problems* with their sentences."""
    for item in problems:
        sentence = say(item.code, component=item.component, field=item.field, value=item.value)
        yield Fault(item.component, item.field, sentence)
