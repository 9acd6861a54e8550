"""The lists in which Word counts articles, paragraphs and letters."""

from dataclasses import dataclass, field

from docx.oxml.numbering import CT_Numbering

from procurement_kit.formats.numbering import Counters

LIST = 1
FIRST_FREE = 3
ABSTRACT_LIST = 1


@dataclass
class Numbers:
    """Follows Word's counters; a number that would differ starts the level anew."""

    counters: Counters = field(default_factory=Counters)
    restarts: list[tuple[int, int]] = field(default_factory=list)

    def list_for(self, level: int, number: str) -> int | None:
        """The list in which Word prints *number* at *level*; None if no list can."""
        start = self.counters.start_of(level, number)
        if not start:
            return LIST if start == 0 else None
        self.restarts.append((level, start))
        return FIRST_FREE + len(self.restarts) - 1

    def add_lists(self, numbering: CT_Numbering) -> None:
        """Adds the lists that the restarts need to the numbering part."""
        for level, start in self.restarts:
            numbering.add_num(ABSTRACT_LIST).add_lvlOverride(level).add_startOverride(start)
