"""Procedures for choosing a supplier: which may be used in one case, which may not, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pydantic import Field

from procurement_kit.rules.conditions import Condition, Facts, holds
from procurement_kit.rules.decisions import Recorder
from procurement_kit.rules.models import FactId, Model, Prose, SourceId
from procurement_kit.rules.parameters import FigureUsed
from procurement_kit.rules.values import Absent, Fact


class Verdict(StrEnum):
    """Whether a procedure may be used; OPEN as long as an answer that decides it is missing."""

    ALLOWED = "allowed"
    REFUSED = "refused"
    OPEN = "open"


class EntryKind(StrEnum):
    """A procedure that can be chosen, an arrangement beside one, or mere information."""

    PROCEDURE = "procedure"
    ARRANGEMENT = "arrangement"
    INFORMATION = "information"


class Requirement(Model):
    """What must be true of a case, and what to say where it is not."""

    requires: Prose
    when: Condition
    otherwise: Prose
    sources: tuple[SourceId, ...] = Field(min_length=1)


class Procedure(Model):
    """A way to a contract: when it suits software, what it demands, and what it depends on."""

    id: FactId
    kind: EntryKind = EntryKind.PROCEDURE
    label: Prose
    provision: tuple[SourceId, ...] = Field(min_length=1)
    fits: Prose
    demands: tuple[Prose, ...] = Field(min_length=1)
    conditions: tuple[Requirement, ...] = ()
    case_law: tuple[SourceId, ...] = ()


class Procedures(Model):
    """The file procedures.yaml."""

    entries: tuple[Procedure, ...] = ()

    def of_kind(self, kind: EntryKind) -> tuple[Procedure, ...]:
        """The entries of *kind* in the order of the file."""
        return tuple(item for item in self.entries if item.kind is kind)

    def conditions(self) -> Iterator[Condition]:
        """Every condition in the file."""
        for entry in self.entries:
            yield from (item.when for item in entry.conditions)

    def citations(self) -> Iterator[str]:
        """The id of every source that the file cites."""
        for entry in self.entries:
            yield from (*entry.provision, *entry.case_law)
            for item in entry.conditions:
                yield from item.sources

    def questions(self) -> Iterator[str]:
        """Nothing is read outside the conditions."""
        yield from ()

    def figures(self) -> Iterator[str]:
        """No figure is read outside the conditions."""
        yield from ()


@dataclass(frozen=True)
class Judgement:
    """Whether one case may use *procedure*: what speaks against it, and what is not known."""

    procedure: Procedure
    refused: tuple[Requirement, ...]
    unknown: tuple[Requirement, ...]
    figures: tuple[FigureUsed, ...]
    is_chosen: bool = False

    @property
    def verdict(self) -> Verdict:
        """Refused by one broken condition; allowed only if all are known to hold."""
        if self.refused:
            return Verdict.REFUSED
        return Verdict.OPEN if self.unknown else Verdict.ALLOWED

    @property
    def reasons(self) -> tuple[str, ...]:
        """Every reason against it; where there is none, every condition that is still open."""
        if self.refused:
            return tuple(item.otherwise for item in self.refused)
        return tuple(item.requires for item in self.unknown)

    @property
    def sources(self) -> tuple[str, ...]:
        """The provisions behind the verdict."""
        decisive = (*self.refused, *self.unknown) or self.procedure.conditions
        cited = [name for item in decisive for name in item.sources]
        return tuple(dict.fromkeys((*self.procedure.provision, *cited)))


@dataclass(frozen=True)
class _Asked:
    """Facts to which a question not asked is open: its procedure was not chosen."""

    facts: Facts

    def fact(self, name: str) -> Fact:
        """The fact; UNKNOWN also where it was not asked."""
        fact = self.facts.fact(name)
        return Absent.UNKNOWN if isinstance(fact, Absent) else fact

    def figure(self, parameter: str) -> FigureUsed | Absent:
        """The figure of law."""
        return self.facts.figure(parameter)


def judge(procedure: Procedure, facts: Facts, *, chosen: Fact = Absent.UNKNOWN) -> Judgement:
    """The judgement on *procedure*; every broken condition is named, not just the first."""
    recorder = Recorder(_Asked(facts))
    answers = [(item, holds(item.when, recorder)) for item in procedure.conditions]
    return Judgement(
        procedure,
        refused=tuple(item for item, answer in answers if answer is False),
        unknown=tuple(item for item, answer in answers if answer is None),
        figures=tuple(recorder.figures.values()),
        is_chosen=procedure.id == chosen,
    )


def judge_all(procedures: Procedures, facts: Facts, chosen: Fact) -> tuple[Judgement, ...]:
    """The judgement on every entry in the order of the file; *chosen* is the procedure taken."""
    return tuple(judge(item, facts, chosen=chosen) for item in procedures.entries)


def judge_chosen(procedures: Procedures, facts: Facts, chosen: Fact) -> Judgement | None:
    """The judgement on the procedure *chosen*; None while it is open."""
    found = (item for item in procedures.entries if item.id == chosen)
    return next((judge(item, facts, chosen=chosen) for item in found), None)
