"""Two texts that grew from one: where each of them went its own way."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

Lines = tuple[str, ...]


@dataclass(frozen=True)
class Passage:
    """Lines of the base with what we and what the office have made of them."""

    base: Lines
    ours: Lines
    office: Lines

    @property
    def is_same(self) -> bool:
        """Whether nobody has changed the passage."""
        return self.base == self.ours == self.office

    @property
    def is_both(self) -> bool:
        """Whether we and the office have changed it, and otherwise."""
        return self.ours not in {self.base, self.office} and self.office != self.base


def passages(base: str, ours: str, office: str) -> Iterator[Passage]:
    """The three texts in passages that begin and end at the same place of the base."""
    old, our, own = (tuple(text.splitlines()) for text in (base, ours, office))
    to_our, to_own = _same(old, our), _same(old, own)
    start = (0, 0, 0)
    for place, line in enumerate(old):
        if place not in to_our or place not in to_own:
            continue
        end = (place, to_our[place], to_own[place])
        yield from _changed(old, our, own, start, end)
        yield Passage((line,), (line,), (line,))
        start = (end[0] + 1, end[1] + 1, end[2] + 1)
    yield from _changed(old, our, own, start, (len(old), len(our), len(own)))


Places = tuple[int, int, int]


def _changed(old: Lines, our: Lines, own: Lines, start: Places, end: Places) -> Iterator[Passage]:
    texts = zip((old, our, own), start, end, strict=True)
    base, ours, office = (text[first:last] for text, first, last in texts)
    if base or ours or office:
        yield Passage(base, ours, office)


def _same(old: Lines, new: Lines) -> dict[int, int]:
    """The lines of *old* that *new* still has, with their places there."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return {
        block.a + step: block.b + step
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    }
