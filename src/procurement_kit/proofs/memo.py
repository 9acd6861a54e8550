"""Remembers what a calculation gave for what it read: the same is never worked out twice."""

from dataclasses import dataclass, field

from procurement_kit.methodology.facts import Calculation
from procurement_kit.rules.conditions import Facts
from procurement_kit.rules.parameters import FigureUsed
from procurement_kit.rules.values import Absent, Fact

NODES_LIMIT = 200_000
"""What is remembered of one calculation at most; then it is worked out each time."""


@dataclass
class _Node:
    """What was read at this point, and where each answer leads; a leaf holds the result."""

    reads: str = ""
    is_figure: bool = False
    next: "dict[object, _Node]" = field(default_factory=dict)
    result: Fact | None = None


def remembered(calculation: Calculation) -> Calculation:
    """*calculation*, which must follow from what it reads alone, worked out once for each case."""
    root, count = _Node(), [0]

    def work_out(facts: Facts) -> Fact:
        node: _Node | None = root
        while node is not None:
            if node.result is not None:
                return node.result
            if not node.reads:
                break
            node = node.next.get(_read(node, facts))
        reader = _Reader(facts)
        result = calculation(reader)
        if count[0] < NODES_LIMIT:
            count[0] += _grow(root, reader, result)
        return result

    return work_out


class _Reader:
    """Facts that remember in which order they were read."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.reads: dict[tuple[str, bool], object] = {}

    def fact(self, name: str) -> Fact:
        found = self.facts.fact(name)
        self.reads.setdefault((name, False), found)
        return found

    def figure(self, parameter: str) -> FigureUsed | Absent:
        found = self.facts.figure(parameter)
        self.reads.setdefault((parameter, True), _value(found))
        return found


def _read(node: _Node, facts: Facts) -> object:
    return _value(facts.figure(node.reads)) if node.is_figure else facts.fact(node.reads)


def _value(figure: FigureUsed | Absent) -> object:
    return figure if isinstance(figure, Absent) else figure.value.value


def _grow(root: _Node, reader: _Reader, result: Fact) -> int:
    """Add the path that *reader* took; the number of new nodes."""
    node, grown = root, 0
    for (name, is_figure), value in reader.reads.items():
        node.reads, node.is_figure = name, is_figure
        if value not in node.next:
            node.next[value] = _Node()
            grown += 1
        node = node.next[value]
    node.result = result
    return grown
