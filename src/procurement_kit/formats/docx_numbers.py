"""How Word will count the articles, so that its numbers are those of the document."""

import re
from dataclasses import dataclass, field

from docx.oxml.numbering import CT_Numbering

ARTICLE, ITEM, LETTER = 0, 1, 2
LIST = 1
FIRST_FREE = 3
ABSTRACT_LIST = 1
WRITTEN = (re.compile(r"(\d{1,4})"), re.compile(r"(\d{1,4})\.(\d{1,4})"), re.compile(r"([a-z])\)"))


@dataclass
class Numbers:
    """Follows Word's counters; a number that would differ starts the level anew."""

    counters: list[int] = field(default_factory=lambda: [0, 0, 0])
    restarts: list[tuple[int, int]] = field(default_factory=list)

    def list_for(self, level: int, number: str) -> int | None:
        """The list in which Word prints *number* at *level*; None if no list can."""
        match = WRITTEN[level].fullmatch(number) if level < len(WRITTEN) else None
        if match is None:
            return None
        article, wanted = self.counters[ARTICLE], _value(match.groups()[-1])
        if level == ITEM and _value(match.group(1)) != article:
            return None
        follows = self.counters[level] + 1 == wanted
        self.counters[level:] = [wanted] + [0] * (LETTER - level)
        if follows:
            return LIST
        self.restarts.append((level, wanted))
        return FIRST_FREE + len(self.restarts) - 1

    def add_lists(self, numbering: CT_Numbering) -> None:
        """Adds the lists that the restarts need to the numbering part."""
        for level, start in self.restarts:
            numbering.add_num(ABSTRACT_LIST).add_lvlOverride(level).add_startOverride(start)


def _value(text: str) -> int:
    return int(text) if text.isdecimal() else ord(text) - ord("a") + 1
