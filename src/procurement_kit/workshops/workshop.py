"""A workshop as its trainer set it up, and where a participant may go in it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Pace(StrEnum):
    """Who decides how far participants go."""

    FREE = "free"
    STAGED = "staged"


class Naming(StrEnum):
    """How participants are told apart."""

    ANONYMOUS = "anonymous"
    NICKNAMES = "nicknames"
    GROUPS = "groups"


class State(StrEnum):
    """What participants can do: join, only work on, or nothing any more."""

    OPEN = "open"
    LOCKED = "locked"
    ENDED = "ended"


@dataclass(frozen=True)
class Terms:
    """What the trainer chose; a clone for the next day has the same terms."""

    title: str
    scenario: str
    stages: tuple[str, ...]
    language: str = "cs"
    pace: Pace = Pace.FREE
    naming: Naming = Naming.ANONYMOUS
    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class Screen:
    """What the trainer opened, chose and revealed while the workshop runs."""

    stage: str = ""
    question: str = ""
    revealed: tuple[str, ...] = ()
    """The questions whose answers the room may see."""
    solution: bool = False
    timer: datetime | None = None


@dataclass(frozen=True)
class Workshop:
    """A workshop; *change* grows with everything that its board shows."""

    id: str
    terms: Terms
    content_hash: str
    code: str
    state: State
    created: datetime
    expires: datetime
    change: int = 0
    screen: Screen = field(default_factory=Screen)

    @property
    def open_stages(self) -> tuple[str, ...]:
        """The stages that participants may enter; those behind them stay open to look back."""
        return open_stages(self.terms, self.screen.stage)

    def is_waiting(self, stage: str) -> bool:
        """Whether *stage* is one that the trainer has still to open."""
        return stage in self.terms.stages and stage not in self.open_stages


def open_stages(terms: Terms, upto: str) -> tuple[str, ...]:
    """The stages up to and with *upto*; only the first before the trainer opens any."""
    if terms.pace is Pace.FREE:
        return terms.stages
    place = terms.stages.index(upto) if upto in terms.stages else 0
    return terms.stages[: place + 1]
