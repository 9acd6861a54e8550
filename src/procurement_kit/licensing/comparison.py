"""What differs between two lists of components: the tender's and the delivery's."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from procurement_kit.licensing.components import NO_STATEMENT, Component
from procurement_kit.licensing.contract import ChangeKind, Consequence
from procurement_kit.licensing.data import LicenseData
from procurement_kit.licensing.identity import Identity, identity
from procurement_kit.licensing.opinions import Verdict
from procurement_kit.licensing.policy import Standing, canonical

Group = tuple[Component, ...]

BY_STANDING = {
    Standing.CLOSED: Consequence.CLOSED,
    Standing.CONSENT: Consequence.CONSENT,
    Standing.UNCLEAR: Consequence.UNCLEAR,
}
ANNOUNCED = frozenset({ChangeKind.ADDED, ChangeKind.LICENSE, ChangeKind.DISPUTED})
"""What clause C6S wants announced before it happens."""


class Change(NamedTuple):
    """A component before and after (None where it is not there), and in what it differs."""

    kinds: tuple[ChangeKind, ...]
    before: Component | None
    after: Component | None

    @property
    def component(self) -> Component:
        """The component as it is now, or as it was."""
        found = self.after or self.before
        assert found is not None  # noqa: S101 - a change is of something
        return found

    @property
    def is_change(self) -> bool:
        """Whether anything differs."""
        return self.kinds != (ChangeKind.UNCHANGED,)

    @property
    def is_announced(self) -> bool:
        """Whether the contract wants the change announced."""
        return not ANNOUNCED.isdisjoint(self.kinds)


@dataclass(frozen=True)
class Comparison:
    """Every component of both lists, the changed ones first, then by name."""

    changes: tuple[Change, ...]

    @cached_property
    def changed(self) -> tuple[Change, ...]:
        """Only what differs."""
        return tuple(item for item in self.changes if item.is_change)

    def of(self, kind: ChangeKind) -> tuple[Change, ...]:
        """The changes of one *kind*."""
        return tuple(item for item in self.changes if kind in item.kinds)


def compare(
    before: Iterable[Component], after: Iterable[Component], data: LicenseData
) -> Comparison:
    """The comparison of two lists; the order of entries and repeated entries do not matter."""
    old, new = _grouped(before), _grouped(after)
    changes: list[Change] = []
    for one, other in _matched(old, new):
        changes += _changes(
            old.get(one, ()) if one else (), new.get(other, ()) if other else (), data
        )
    return Comparison(tuple(sorted(changes, key=_order)))


def consequence(change: Change, standing: Standing, verdict: Verdict) -> Consequence:
    """What *change* means when its component has this *standing* and this *verdict*."""
    if change.after is None:
        return Consequence.REMOVED
    if verdict is Verdict.INCOMPATIBLE:
        return Consequence.BREACH
    if standing in BY_STANDING:
        return BY_STANDING[standing]
    if verdict is Verdict.NEEDS_LAWYER:
        return Consequence.UNCLEAR
    return Consequence.ANNOUNCE if change.is_announced else Consequence.NONE


def _grouped(components: Iterable[Component]) -> dict[Identity, Group]:
    """The components by identity, each distinct entry once, in an order of their own."""
    found: dict[Identity, dict[tuple[object, ...], Component]] = {}
    for item in components:
        entries = found.setdefault(identity(item), {})
        entry = _entry(item)
        entries[entry] = min(entries.get(entry, item), item, key=repr)
    return {name: tuple(items[key] for key in sorted(items, key=repr))
            for name, items in found.items()}  # fmt: skip


def _entry(item: Component) -> tuple[object, ...]:
    """All of a component that a comparison looks at."""
    concluded = "" if item.concluded in NO_STATEMENT else item.concluded
    declared = "" if item.license in NO_STATEMENT else item.license
    return item.version, declared, concluded, item.combination


def _matched(
    old: Mapping[Identity, Group], new: Mapping[Identity, Group]
) -> Iterator[tuple[Identity | None, Identity | None]]:
    """Equal identities; then those that differ only in that one list has no package URL."""
    yield from ((name, name) for name in old if name in new)
    lost, fresh = sorted(old.keys() - new.keys()), sorted(new.keys() - old.keys())
    partners = _alike(lost, fresh)
    back = _alike(fresh, lost)
    for name in lost:
        found = partners[name]
        is_certain = len(found) == 1 and len(back[found[0]]) == 1
        yield name, found[0] if is_certain else None
    for name in fresh:
        found = back[name]
        if len(found) != 1 or len(partners[found[0]]) != 1:
            yield None, name


def _alike(names: Sequence[Identity], others: Sequence[Identity]) -> dict[Identity, list[Identity]]:
    """For each of *names*, those of *others* that may be the same."""
    by_name: dict[str, list[Identity]] = {}
    for other in others:
        by_name.setdefault(other.name, []).append(other)
    return {
        name: [other for other in by_name.get(name.name, ()) if name.may_be(other)]
        for name in names
    }


def _changes(before: Group, after: Group, data: LicenseData) -> Iterator[Change]:
    """The versions of one component paired: equal entries, then equal versions, then in order."""
    old, new = before, after
    for likeness in (_entry, _version, _anything):
        pairs, old, new = _paired(old, new, likeness)
        yield from (Change(_kinds(one, other, data), one, other) for one, other in pairs)
    yield from (Change((ChangeKind.REMOVED,), item, None) for item in old)
    yield from (Change((ChangeKind.ADDED,), None, item) for item in new)


def _paired(
    old: Group, new: Group, likeness: Callable[[Component], object]
) -> tuple[list[tuple[Component, Component]], Group, Group]:
    """Entries that are alike, and what is left of both groups."""
    waiting: dict[object, deque[Component]] = {}
    for item in new:
        waiting.setdefault(likeness(item), deque()).append(item)
    pairs, left = [], []
    for item in old:
        if partners := waiting.get(likeness(item)):
            pairs.append((item, partners.popleft()))
        else:
            left.append(item)
    return pairs, tuple(left), tuple(item for items in waiting.values() for item in items)


def _version(item: Component) -> object:
    return item.version


def _anything(_item: Component) -> object:
    return None


def _kinds(before: Component, after: Component, data: LicenseData) -> tuple[ChangeKind, ...]:
    found = []
    if before.version != after.version:
        found.append(ChangeKind.VERSION)
    if _is_relicensed(before, after, data):
        found.append(ChangeKind.LICENSE)
    if is_disputed(after, data) and not is_disputed(before, data):
        found.append(ChangeKind.DISPUTED)
    if before.combination is not None and after.combination not in {None, before.combination}:
        found.append(ChangeKind.COMBINATION)
    return tuple(found) or (ChangeKind.UNCHANGED,)


def _is_relicensed(before: Component, after: Component, data: LicenseData) -> bool:
    """Whether the licence to judge changed, or the declared one where both lists state it."""
    if canonical(before.expression, data) != canonical(after.expression, data):
        return True
    declared = before.license, after.license
    is_stated = not any(text in NO_STATEMENT for text in declared)
    return is_stated and canonical(before.license, data) != canonical(after.license, data)


def is_disputed(component: Component, data: LicenseData) -> bool:
    """Whether the concluded licence is stated and is not the declared one."""
    declared, concluded = component.license, component.concluded
    if declared in NO_STATEMENT or concluded in NO_STATEMENT:
        return False
    return canonical(declared, data) != canonical(concluded, data)


def _order(change: Change) -> tuple[object, ...]:
    kinds: Sequence[ChangeKind] = list(ChangeKind)
    item = change.component
    return kinds.index(change.kinds[0]), item.name.casefold(), item.version, repr(item)
