"""The room as pages show it: counts with the words of the methodology."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from procurement_kit.methodology.questions import Kind, Question
from procurement_kit.methodology.scenarios import Trap
from procurement_kit.methodology.stages import RedFlag, Stage
from procurement_kit.store.workshop_rows import Seat
from procurement_kit.web.workshop_access import Led
from procurement_kit.web.workshop_progress import beginning
from procurement_kit.workshops.room import Room, Split, ranked, room, split
from procurement_kit.workshops.workshop import Naming

DISPUTED_SHOWN = 8
WHOLE = 100


class Bar(NamedTuple):
    """A row of a chart: its label, the count, and its share of the whole in percent."""

    label: str
    number: int
    percent: int
    is_solution: bool = False


class Chart(NamedTuple):
    """A question with the room's answers."""

    question: Question
    split: Split
    bars: tuple[Bar, ...]


class AtStage(NamedTuple):
    """A stage: how many are there, how many have finished it, and who where names are given."""

    stage: Stage
    bar: Bar
    done: int
    names: tuple[str, ...]


@dataclass(frozen=True)
class Shown:
    """One state of a room; everything is worked out from the rows that saving has left."""

    led: Led
    seats: tuple[Seat, ...]

    @cached_property
    def room(self) -> Room:
        """Everybody together."""
        copies = [(seat.progress, seat.people) for seat in self.seats]
        return room(copies, self.led.workshop.terms.stages)

    @property
    def stages(self) -> Iterator[AtStage]:
        """The played stages."""
        is_named = self.led.workshop.terms.naming is not Naming.ANONYMOUS
        for stage in self.led.stages:
            there = [seat for seat in self.seats if seat.progress.stage == stage.id]
            names = tuple(seat.name for seat in there if seat.name) if is_named else ()
            bar = self._bar(stage.title, len(there))
            yield AtStage(stage, bar, self.room.done[stage.id], names)

    @property
    def not_begun(self) -> Bar:
        """Those who have saved nothing yet."""
        return self._bar("", sum(not seat.progress.stage for seat in self.seats))

    @cached_property
    def questions(self) -> dict[str, Question]:
        """The questions of the played stages whose answers can be counted."""
        return {
            item.id: item
            for stage in self.led.stages
            for step in stage.steps
            for item in step.questions
            if item.values
        }

    def chart(self, name: str) -> Chart | None:
        """The answers to the question *name*; None if it is not played."""
        question = self.questions.get(name)
        if question is None:
            return None
        found = self._split(question)
        solved = self.led.scenario.solved().get(name, "").split("\n")
        bars = tuple(
            Bar(self.label(question, value), count, share(count, found.total), value in solved)
            for value, count in found.counts.items()
        )
        return Chart(question, found, bars)

    @cached_property
    def disputed(self) -> list[Chart]:
        """The questions on which the room differs most."""
        splits = [
            self._split(item)
            for item in self.questions.values()
            if item.kind is not Kind.CHOICES and item.id in self.solved
        ]
        charts = (self.chart(item.question) for item in ranked(splits)[:DISPUTED_SHOWN])
        return [chart for chart in charts if chart]

    @cached_property
    def solved(self) -> set[str]:
        """The questions that the scenario leaves to the participants, or wants to be repaired."""
        scenario = self.led.scenario
        given, solution = scenario.prefilled(), {item.question for item in scenario.solution}
        return {name for name in self.questions if name in solution or name not in given}

    @cached_property
    def flags(self) -> list[tuple[RedFlag, Bar]]:
        """The warnings of the played stages that somebody's own answers have raised."""
        given = beginning(self.led.kit, self.led.scenario).flags
        known = {
            flag.id: flag
            for step, flag in self.led.kit.methodology.red_flags()
            if step.stage in self.led.workshop.terms.stages and flag.id not in given
        }
        counts = self.room.flags.items()
        return [
            (known[name], self._bar(known[name].title, count))
            for name, count in counts
            if name in known
        ]

    @property
    def traps(self) -> Iterator[tuple[Trap, Bar]]:
        """The traps of the scenario that a warning tells of, with how many fell in."""
        for trap in self.led.scenario.traps:
            if trap.flag:
                yield trap, self._bar(trap.text, self.room.flags.get(trap.flag, 0))

    def label(self, question: Question, value: str) -> str:
        """The word for an answer."""
        option, words = question.option(value), self.led.kit.content.training
        return option.label if option else words.label_of(value) if words else value

    def _split(self, question: Question) -> Split:
        return split(question.id, question.values, [seat.progress for seat in self.seats])

    def _bar(self, label: str, count: int) -> Bar:
        return Bar(label, count, share(count, len(self.seats)))


def share(count: int, total: int) -> int:
    """*count* in percent of *total*."""
    return count * WHOLE // total if total else 0
