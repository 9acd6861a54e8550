"""How an office program will count the articles, so that its numbers are those of the document."""

import re
from dataclasses import dataclass, field

ARTICLE, ITEM, LETTER = 0, 1, 2
WRITTEN = (re.compile(r"(\d{1,4})"), re.compile(r"(\d{1,4})\.(\d{1,4})"), re.compile(r"([a-z])\)"))


@dataclass
class Counters:
    """Follows the program's own counters for articles, their paragraphs and letters."""

    counters: list[int] = field(default_factory=lambda: [0, 0, 0])

    def start_of(self, level: int, number: str) -> int | None:
        """The value to start *level* with; 0 where counting on gives *number*.

        None where no list of the program can print it.
        """
        match = WRITTEN[level].fullmatch(number) if level < len(WRITTEN) else None
        if match is None:
            return None
        article, wanted = self.counters[ARTICLE], _value(match.groups()[-1])
        if level == ITEM and _value(match.group(1)) != article:
            return None
        follows = self.counters[level] + 1 == wanted
        self.counters[level:] = [wanted] + [0] * (LETTER - level)
        return 0 if follows else wanted


def _value(text: str) -> int:
    return int(text) if text.isdecimal() else ord(text) - ord("a") + 1
