"""What a file of dated rules tells the checks: its conditions, sources, questions and figures."""

from collections.abc import Iterator
from typing import Protocol

from procurement_kit.rules.conditions import Condition


class Rulebook(Protocol):
    """A content file whose rules read answers and figures of law."""

    def conditions(self) -> Iterator[Condition]:
        """Every condition in the file."""

    def citations(self) -> Iterator[str]:
        """The id of every source that the file cites."""

    def questions(self) -> Iterator[str]:
        """Every question that the file reads outside a condition."""

    def figures(self) -> Iterator[str]:
        """Every parameter that the file reads outside a condition."""
