"""What changed between two versions of the methodology, as its authors declared it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from procurement_kit.rules.models import FactId, Model, Prose, SourceId, Text

FIRST_VERSION = "1"


class Severity(StrEnum):
    """What a change means for a procurement that was begun before it."""

    EDITORIAL = "editorial"
    SUBSTANTIVE = "substantive"
    LEGAL = "legal"


class Operation(StrEnum):
    """What happens to the answers; RECHECK leaves them and asks for another look."""

    RENAME = "rename"
    MAP_VALUES = "map_values"
    MERGE = "merge"
    RETIRE = "retire"
    ADD = "add"
    RECHECK = "recheck"


class DeclaredChange(Model):
    """One change: of a question, or (RECHECK) of anything that the reason names."""

    op: Operation
    subject: FactId
    to: FactId | None = None
    values: dict[str, str] = Field(default_factory=dict)
    severity: Severity
    reason: Prose
    sources: tuple[SourceId, ...] = ()

    @model_validator(mode="after")
    def _says_where_answers_go(self) -> "DeclaredChange":
        moves = self.op in {Operation.RENAME, Operation.MERGE}
        if moves != (self.to is not None) or (self.op is Operation.MAP_VALUES) != bool(self.values):
            raise PydanticCustomError("change_shape", "{op}", {"op": self.op.value})
        return self


class ChangeFile(Model):
    """A file of methodology/changes: everything that leads from one version to the next."""

    from_version: Text = Field(alias="from")
    to_version: Text = Field(alias="to")
    summary: Prose
    changes: tuple[DeclaredChange, ...] = Field(min_length=1)


@dataclass(frozen=True)
class Moved:
    """An answer that a change gave a new place or a new value; *before* is the question it had."""

    change: DeclaredChange
    before: str
    after: str
    old: str
    new: str


@dataclass(frozen=True)
class Migrated:
    """Answers as the newer version asks for them; a retired answer stays, inert."""

    answers: Mapping[str, str]
    moved: tuple[Moved, ...]


def between(files: Iterable[ChangeFile], start: str, goal: str) -> tuple[ChangeFile, ...] | None:
    """The files that lead from version *start* to *goal*, in order; None if there is no way."""
    steps = {item.from_version: item for item in files}
    found: list[ChangeFile] = []
    while start != goal:
        if start not in steps or steps[start] in found:
            return None
        found.append(steps[start])
        start = steps[start].to_version
    return tuple(found)


def migrate(answers: Mapping[str, str], changes: Iterable[DeclaredChange]) -> Migrated:
    """*answers* after *changes*, each applied to what the one before it left."""
    now, moved = dict(answers), []
    for change in changes:
        if (old := now.get(change.subject)) is None:
            continue
        step = _step(change, old, now)
        if step is not None:
            del now[step.before]
            now[step.after] = step.new
            moved.append(step)
    return Migrated(now, tuple(moved))


def successors(changes: Iterable[DeclaredChange]) -> Mapping[str, str]:
    """The question that took the place of each renamed or merged one, however many versions on."""
    now: dict[str, str] = {}
    for change in changes:
        if change.to is not None:
            now = {old: change.to if new == change.subject else new for old, new in now.items()}
            now[change.subject] = change.to
    return now


def _step(change: DeclaredChange, old: str, answers: Mapping[str, str]) -> Moved | None:
    match change.op, change.to:
        case Operation.RENAME, str() as target if target not in answers:
            return Moved(change, change.subject, target, old, old)
        case Operation.MERGE, str() as target:
            parts = [answers[target], old] if target in answers else [old]
            return Moved(change, change.subject, target, old, "\n".join(parts))
        case Operation.MAP_VALUES, _:
            lines = old.split("\n")
            new = "\n".join(change.values.get(line, line) for line in lines)
            return Moved(change, change.subject, change.subject, old, new) if new != old else None
        case _:
            return None
