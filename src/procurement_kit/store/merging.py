"""How changes made from an older revision join what others have saved meanwhile."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from procurement_kit.methodology.procurement import Change
from procurement_kit.store.errors import Conflict


@dataclass(frozen=True)
class Stored:
    """The value of a subject now, the number of its last event, and the value the user saw."""

    now: str
    last: int
    seen: str


@dataclass(frozen=True)
class Merged:
    """The changes to write, or the conflicts that keep them all from being written."""

    changes: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]


def merge(changes: Iterable[Change], stored: Callable[[str], Stored], seen: int) -> Merged:
    """Which of *changes*, made from revision *seen*, can be written without losing a newer value.

    A change to the stored value is no change. A change back to the value that the user saw is no
    change of the user's either: a page sends all its fields, and others may have changed this one.
    """
    kept: dict[str, Change] = {}
    conflicts: list[Conflict] = []
    for change in _last_of_each(changes):
        place = stored(change.subject)
        if change.new == place.now:
            continue
        if place.last <= seen:
            kept[change.subject] = Change(change.subject, place.now, change.new)
        elif change.new != place.seen:
            conflicts.append(Conflict(change.subject, change.new, place.now))
    return Merged(tuple(kept.values()), tuple(conflicts))


def _last_of_each(changes: Iterable[Change]) -> Iterable[Change]:
    return {change.subject: change for change in changes}.values()
