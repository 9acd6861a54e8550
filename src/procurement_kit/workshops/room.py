"""What a room of participants looks like together, without telling who is who."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

SMALLEST_SHOWN = 4
"""With fewer answers than this their split would tell who answered what."""


@dataclass(frozen=True)
class Progress:
    """How far one copy of the scenario is; computed when it is saved, not when it is looked at."""

    revision: int = 0
    stage: str = ""
    answered: int = 0
    asked: int = 0
    done: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    """The answers to questions with a closed list; several picked values are one line each."""


@dataclass(frozen=True)
class Split:
    """The answers to one question: how many chose each value; hidden where too few answered."""

    question: str
    counts: Mapping[str, int]
    total: int

    @property
    def is_hidden(self) -> bool:
        """Whether so few answered that the split would tell who answered what."""
        return self.total < SMALLEST_SHOWN

    @property
    def disagreement(self) -> int:
        """From 0 (all alike) to 100 (all values equally often), in percent.

        It is how often two people drawn at random differ, against how often they could at most.
        """
        kinds, total = len(self.counts), sum(self.counts.values())
        if kinds <= 1 or total <= 1:
            return 0
        differ = total * total - sum(count * count for count in self.counts.values())
        return differ * kinds * 100 // (total * total * (kinds - 1))


@dataclass(frozen=True)
class Room:
    """Everybody together."""

    people: int
    copies: int
    at_stage: Mapping[str, int]
    done: Mapping[str, int]
    flags: Mapping[str, int]


def room(copies: Sequence[tuple[Progress, int]], stages: Iterable[str]) -> Room:
    """The room of *copies*, each with the number of people who work on it."""
    progress = [item for item, _people in copies]
    where = Counter(item.stage for item in progress if item.stage)
    done = Counter(stage for item in progress for stage in item.done)
    flags = Counter(flag for item in progress for flag in item.flags)
    names = tuple(stages)
    return Room(
        people=sum(people for _item, people in copies),
        copies=len(copies),
        at_stage={name: where[name] for name in names},
        done={name: done[name] for name in names},
        flags=dict(flags.most_common()),
    )


def split(question: str, values: Iterable[str], copies: Iterable[Progress]) -> Split:
    """How the *copies* answered *question*, for each of its *values* in their order."""
    counts, total = dict.fromkeys(values, 0), 0
    for item in copies:
        picked = [line for line in item.answers.get(question, "").split("\n") if line in counts]
        total += bool(picked)
        for value in picked:
            counts[value] += 1
    return Split(question, counts, total)


def ranked(splits: Iterable[Split]) -> list[Split]:
    """The questions on which the room differs, the most disputed first."""
    shown = [item for item in splits if not item.is_hidden and item.disagreement]
    return sorted(shown, key=lambda item: (-item.disagreement, -item.total, item.question))
