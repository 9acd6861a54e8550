"""An edited document that came back, compared clause by clause with what the kit makes now."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum

from procurement_kit.documents.differences import SAME, differences

COMMENT, INSERTED, DELETED, MOVED = "comment", "inserted", "deleted", "moved"
HASH_LENGTH = 10
UNSAFE = re.compile(r"[^A-Za-z0-9_]")
TYPED_NUMBER = re.compile(r"^\d+\.\s+")
BOOKMARK_CHARACTERS = 24
"""So much of a clause's id fits into the name of its bookmark."""


class Found(StrEnum):
    """By what the clauses of a file were told apart."""

    CONTROLS = "controls"
    BOOKMARKS = "bookmarks"
    HEADINGS = "headings"
    NOTHING = "nothing"


class State(StrEnum):
    """What happened to a clause."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    DELETED = "deleted"
    DROPPED = "dropped"
    """It is in the file, but the answers of today do not want it."""


@dataclass(frozen=True)
class Line:
    """A line of the file with the marks it stands in: a control's tag, the last bookmark."""

    text: str
    tag: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Said:
    """A comment or a tracked change (*kind*) with its author, at the line numbered *line*."""

    kind: str
    author: str
    text: str
    line: int


@dataclass(frozen=True)
class ReadFile:
    """What a Word file says: its lines, what was said of them, and where it comes from."""

    lines: tuple[Line, ...]
    said: tuple[Said, ...] = ()
    origin: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Sorted:
    """The lines of a file by clause, in its order; the hash each clause was made with."""

    found: Found
    clauses: Mapping[str, tuple[str, ...]]
    outside: tuple[tuple[str, str], ...]
    """Lines in no clause, each with the clause before it."""
    made: Mapping[str, str]
    places: tuple[str, ...]
    """The clause of each line."""


@dataclass(frozen=True)
class ClauseState:
    """One clause: what happened to it, and whether the kit would write it otherwise today."""

    clause: str
    title: str
    state: State
    is_moved: bool = False
    is_outdated: bool = False
    pieces: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Remarked:
    """What somebody said, with the title of its clause; empty outside of clauses."""

    said: Said
    title: str


@dataclass(frozen=True)
class Comparison:
    """The whole result."""

    found: Found
    clauses: tuple[ClauseState, ...]
    added: tuple[tuple[str, str], ...]
    """Text outside of clauses, each with the title of the clause before it."""
    comments: tuple[Remarked, ...]
    revisions: tuple[Remarked, ...]

    def of(self, state: State) -> tuple[ClauseState, ...]:
        """The clauses of one state."""
        return tuple(item for item in self.clauses if item.state is state)

    @property
    def is_unchanged(self) -> bool:
        """Whether nobody changed or said anything."""
        touched = any(item.state is not State.UNCHANGED or item.is_moved for item in self.clauses)
        return not (touched or self.added or self.comments or self.revisions)


def hash_of(lines: Iterable[str]) -> str:
    """A short hash of the text of a clause."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:HASH_LENGTH]


def compare(
    now: ReadFile, returned: ReadFile, titles: Mapping[str, str], ours: Iterable[str] = ()
) -> Comparison:
    """*returned* beside the file that the kit makes *now*.

    *titles* are those of all clauses that the document may have, in order; *ours* are lines that
    the kit may write outside of them.
    """
    found = best_marks(returned, titles)
    before, after = sort(now, titles, found), sort(returned, titles, found)
    moved = _moved(tuple(before.clauses), tuple(after.clauses))
    states = tuple(
        _state(titles[clause], clause, before, after, is_moved=clause in moved)
        for clause in dict.fromkeys((*before.clauses, *after.clauses))
    )
    said = tuple(Remarked(item, titles.get(after.places[item.line], "")) for item in returned.said)
    return Comparison(
        found=found,
        clauses=states,
        added=tuple(_added(before, after, titles, ours)),
        comments=tuple(item for item in said if item.said.kind == COMMENT),
        revisions=tuple(item for item in said if item.said.kind != COMMENT),
    )


def best_marks(file: ReadFile, titles: Mapping[str, str]) -> Found:
    """By what the clauses of *file* can be told apart, the surest first."""
    for found in (Found.CONTROLS, Found.BOOKMARKS, Found.HEADINGS):
        if sort(file, titles, found).clauses:
            return found
    return Found.NOTHING


def sort(file: ReadFile, titles: Mapping[str, str], found: Found) -> Sorted:
    """The lines of *file* by clause."""
    match found:
        case Found.CONTROLS:
            placed = _by_controls(file.lines, titles)
        case Found.BOOKMARKS:
            placed = _by_bookmarks(file.lines, titles)
        case Found.HEADINGS:
            placed = _by_headings(file.lines, titles)
        case _:
            placed = [("", "")] * len(file.lines)
    clauses: dict[str, list[str]] = {}
    outside: list[tuple[str, str]] = []
    made: dict[str, str] = {}
    last = ""
    for line, (clause, told) in zip(file.lines, placed, strict=True):
        if not clause:
            outside.append((last, line.text))
            continue
        last = clause
        clauses.setdefault(clause, []).append(line.text)
        made.setdefault(clause, told)
    frozen = {clause: tuple(texts) for clause, texts in clauses.items()}
    places = tuple(clause for clause, _told in placed)
    return Sorted(found, frozen, tuple(outside), made, places)


def _by_controls(lines: Sequence[Line], titles: Mapping[str, str]) -> list[tuple[str, str]]:
    """By tags; a clause that lost its control may still have its bookmark."""
    tagged = [_tagged(line.tag, titles) for line in lines]
    known = {clause for clause, _told in tagged}
    if known <= {""}:
        return tagged
    marked = _by_bookmarks(lines, titles)
    return [
        tag if tag[0] or mark[0] in known else mark
        for tag, mark in zip(tagged, marked, strict=True)
    ]


def _tagged(tag: str, titles: Mapping[str, str]) -> tuple[str, str]:
    clause, _, told = tag.removeprefix("pk:").rpartition("@")
    return (clause, told) if clause in titles else ("", "")


def _by_bookmarks(lines: Sequence[Line], titles: Mapping[str, str]) -> list[tuple[str, str]]:
    """By the bookmark that began last; clauses whose names are cut off alike come in order."""
    waiting: dict[str, list[str]] = {}
    for clause in titles:
        waiting.setdefault(UNSAFE.sub("_", clause)[:BOOKMARK_CHARACTERS], []).append(clause)
    known: dict[str, tuple[str, str]] = {"": ("", "")}
    placed = []
    for line in lines:
        if line.mark not in known:
            stem, _, told = line.mark.removeprefix("pk_").rpartition("_")
            names = waiting.get(stem, [])
            known[line.mark] = (names.pop(0), told) if names else ("", "")
        placed.append(known[line.mark])
    return placed


def _by_headings(lines: Sequence[Line], titles: Mapping[str, str]) -> list[tuple[str, str]]:
    """By lines that read like the heading of a clause, numbers aside.

    The last such line counts: those before it may belong to a table of contents.
    """
    clauses = {_bare(title): clause for clause, title in titles.items()}
    last = {_bare(line.text): place for place, line in enumerate(lines)}
    begins = {last[bare]: clause for bare, clause in clauses.items() if bare in last}
    placed, now = [], ""
    for place in range(len(lines)):
        now = begins.get(place, now)
        placed.append((now, ""))
    return placed


def _bare(heading: str) -> str:
    return " ".join(TYPED_NUMBER.sub("", heading).replace("\u00a0", " ").casefold().split())


def _state(
    title: str, clause: str, before: Sorted, after: Sorted, *, is_moved: bool
) -> ClauseState:
    now, came = before.clauses.get(clause), after.clauses.get(clause)
    if came is None:
        return ClauseState(clause, title, State.DELETED)
    if now is None:
        whole = ((SAME, "\n".join(came)),)
        return ClauseState(clause, title, State.DROPPED, is_outdated=True, pieces=whole)
    made = after.made[clause]
    state = State.CHANGED if hash_of(came) != (made or hash_of(now)) else State.UNCHANGED
    pieces = tuple(differences("\n".join(now), "\n".join(came)))
    return ClauseState(
        clause,
        title,
        state,
        is_moved=is_moved,
        is_outdated=bool(made) and made != hash_of(now),
        pieces=pieces if state is State.CHANGED else (),
    )


def _moved(before: tuple[str, ...], after: tuple[str, ...]) -> set[str]:
    """The clauses that stand in another order among those that both files have."""
    common = [name for name in before if name in after]
    order = [name for name in after if name in before]
    matcher = SequenceMatcher(None, common, order, autojunk=False)
    kept = {
        name for block in matcher.get_matching_blocks()
        for name in common[block.a : block.a + block.size]
    }  # fmt: skip
    return set(common) - kept


def _added(
    before: Sorted, after: Sorted, titles: Mapping[str, str], ours: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """Lines outside of clauses that the kit did not write there."""
    known = Counter((*(text for _clause, text in before.outside), *ours))
    for clause, text in after.outside:
        if known[text] > 0:
            known[text] -= 1
        else:
            yield titles.get(clause, ""), text


def likeliest(file: ReadFile, candidates: Mapping[str, Mapping[str, str]]) -> str:
    """The candidate document most of whose clauses *file* has; empty if it has none."""
    counts = {
        name: len(sort(file, titles, best_marks(file, titles)).clauses)
        for name, titles in candidates.items()
    }
    best = max(counts, key=lambda name: counts[name], default="")
    return best if counts.get(best) else ""
