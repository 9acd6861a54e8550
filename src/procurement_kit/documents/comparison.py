"""Two versions of a document as one, in which every added and removed word is marked."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby
from typing import TypeVar

from procurement_kit.documents.differences import TOKEN
from procurement_kit.documents.document import (
    Block,
    BulletList,
    Change,
    Document,
    Heading,
    Paragraph,
    Part,
    Run,
    RunKind,
    Runs,
    Table,
    plain,
)

ALIKE = 0.4
Item = TypeVar("Item")
Pair = tuple[Item | None, Item | None]


@dataclass(frozen=True)
class Comparison:
    """The marked document, and the clauses that are new, gone or changed, by their ids."""

    document: Document
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many clauses differ."""
        return len(self.added) + len(self.removed) + len(self.changed)


def compare(old: Document, new: Document) -> Comparison:
    """Both versions of one document as one; a number that only moved on is no change."""
    parts: list[Part] = []
    found: dict[Change, list[str]] = {change: [] for change in Change}
    for before, after in _aligned(old.parts, new.parts, lambda part: part.clause):
        if before is None or after is None:
            only = after or before
            change = Change.ADDED if before is None else Change.REMOVED
            if only is not None:
                parts.append(_marked_part(only, change))
                found[change].append(only.clause)
            continue
        merged = _merged_part(before, after)
        if any(run.change for run in _runs_of(merged.blocks)):
            found[Change.NONE].append(after.clause)
        parts.append(merged)
    document = replace(new, parts=tuple(parts), has_contents=False)
    added, removed, changed = (found[item] for item in (Change.ADDED, Change.REMOVED, Change.NONE))
    return Comparison(document, tuple(added), tuple(removed), tuple(changed))


def compare_sets(old: Iterable[Document], new: Iterable[Document]) -> Mapping[str, Comparison]:
    """Each document of either set, by its id; one that is only in one set is wholly marked."""
    before, after = ({item.id: item for item in group} for group in (old, new))
    names = dict.fromkeys((*after, *before))
    return {name: _compared(before.get(name), after.get(name)) for name in names}


def is_removed(runs: Runs) -> bool:
    """Whether nothing of *runs* is left in the new version."""
    return bool(runs) and all(run.change is Change.REMOVED for run in runs)


def is_added(runs: Runs) -> bool:
    """Whether nothing of *runs* was in the old version."""
    return bool(runs) and all(run.change is Change.ADDED for run in runs)


def _compared(before: Document | None, after: Document | None) -> Comparison:
    whole = after or before
    if whole is None:
        raise ValueError
    empty = replace(whole, parts=())
    return compare(before or empty, after or empty)


def _aligned(
    old: Sequence[Item], new: Sequence[Item], key: Callable[[Item], str]
) -> Iterator[Pair[Item]]:
    """Pairs of equal keys in order; what has no partner stands alone."""
    matcher = SequenceMatcher(None, [*map(key, old)], [*map(key, new)], autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(old[start:end], new[new_start:new_end], strict=True)
        else:
            yield from ((item, None) for item in old[start:end])
            yield from ((None, item) for item in new[new_start:new_end])


def _merged_part(old: Part, new: Part) -> Part:
    blocks: list[Block] = []
    matcher = SequenceMatcher(
        None, [*map(_key, old.blocks)], [*map(_key, new.blocks)], autojunk=False
    )
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        before, after = old.blocks[start:end], new.blocks[new_start:new_end]
        if tag == "equal":
            blocks += after
        else:
            blocks += _replaced(before, after)
    return replace(new, blocks=tuple(blocks))


def _replaced(old: Sequence[Block], new: Sequence[Block]) -> Iterator[Block]:
    """Blocks that differ: alike ones are merged word by word, in order."""
    waiting = list(old)
    for block in new:
        place = next((n for n, other in enumerate(waiting) if _are_alike(other, block)), None)
        if place is None:
            yield _marked(block, Change.ADDED)
            continue
        for gone in waiting[:place]:
            yield _marked(gone, Change.REMOVED)
        yield _merged(waiting[place], block)
        del waiting[: place + 1]
    for gone in waiting:
        yield _marked(gone, Change.REMOVED)


def _are_alike(old: Block, new: Block) -> bool:
    if type(old) is not type(new):
        return False
    if isinstance(old, Table) or isinstance(new, Table):
        return (
            isinstance(old, Table) and isinstance(new, Table) and len(old.header) == len(new.header)
        )
    return SequenceMatcher(None, _words(_key(old)), _words(_key(new))).ratio() >= ALIKE


def _merged(old: Block, new: Block) -> Block:
    match old, new:
        case Heading(), Heading():
            return replace(new, runs=_merged_runs(old.runs, new.runs))
        case Paragraph(), Paragraph():
            return replace(new, runs=_merged_runs(old.runs, new.runs))
        case BulletList(), BulletList():
            return BulletList(tuple(_merged_rows(old.items, new.items)))
        case Table(), Table():
            return _merged_table(old, new)
    return _marked(new, Change.ADDED)


def _merged_rows(old: tuple[Runs, ...], new: tuple[Runs, ...]) -> Iterator[Runs]:
    for before, after in _aligned(old, new, plain):
        yield _either(before, after)


def _merged_table(old: Table, new: Table) -> Table:
    header = tuple(map(_merged_runs, old.header, new.header))
    rows = []
    for before, after in _paired_rows(old, new):
        if before is not None and after is not None and len(before) == len(after):
            rows.append(tuple(map(_merged_runs, before, after)))
        else:
            rows += [_marked_row(row, Change.REMOVED) for row in (before,) if row is not None]
            rows += [_marked_row(row, Change.ADDED) for row in (after,) if row is not None]
    return replace(new, header=header, rows=tuple(rows))


def _paired_rows(old: Table, new: Table) -> Iterator[Pair[tuple[Runs, ...]]]:
    """Rows with the same first cell belong together."""

    def first_cell(row: tuple[Runs, ...]) -> str:
        return plain(row[0]) if row else ""

    yield from _aligned(old.rows, new.rows, first_cell)


def _merged_runs(old: Runs, new: Runs) -> Runs:
    before, after = _split(old), _split(new)
    pieces: list[Run] = []
    matcher = SequenceMatcher(None, [*map(_word, before)], [*map(_word, after)], autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            pieces += after[new_start:new_end]
            continue
        pieces += _changed(before[start:end], Change.REMOVED)
        pieces += _changed(after[new_start:new_end], Change.ADDED)
    return _joined(pieces)


def _split(runs: Runs) -> list[Run]:
    """Each word and each space between as a run of its own; a reference stays whole."""
    return [
        replace(run, text=text)
        for run in runs
        for text in ((run.text,) if run.kind is RunKind.REFERENCE else _words(run.text))
    ]


def _word(run: Run) -> str:
    """What makes two words equal; a reference is where it leads, not the number of the article."""
    return f"\0{run.target}" if run.kind is RunKind.REFERENCE else run.text


def _joined(pieces: Iterable[Run]) -> Runs:
    """Neighbours of one look as one run again."""
    groups = groupby(pieces, key=lambda run: replace(run, text=""))
    return tuple(replace(look, text="".join(run.text for run in group)) for look, group in groups)


def _either(old: Runs | None, new: Runs | None) -> Runs:
    if old is not None and new is not None:
        return new
    if new is not None:
        return _changed(new, Change.ADDED)
    return _changed(old or (), Change.REMOVED)


def _marked_part(part: Part, change: Change) -> Part:
    return replace(part, blocks=tuple(_marked(block, change) for block in part.blocks))


def _marked(block: Block, change: Change) -> Block:
    """*block*, all of it added or removed."""
    match block:
        case Heading() | Paragraph():
            return replace(block, runs=_changed(block.runs, change))
        case BulletList():
            return BulletList(tuple(_changed(item, change) for item in block.items))
        case Table():
            return replace(
                block,
                header=_marked_row(block.header, change),
                rows=tuple(_marked_row(row, change) for row in block.rows),
            )


def _marked_row(row: tuple[Runs, ...], change: Change) -> tuple[Runs, ...]:
    return tuple(_changed(cell, change) for cell in row)


def _changed(runs: Iterable[Run], change: Change) -> Runs:
    return tuple(replace(run, change=change) for run in runs)


def _key(block: Block) -> str:
    """What makes two blocks equal: their kind and their words, not their numbers."""
    return f"{type(block).__name__} {' '.join(map(_word, _runs_of((block,))))}"


def _runs_of(blocks: Iterable[Block]) -> Iterator[Run]:
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield from block.runs
            case BulletList():
                yield from (run for item in block.items for run in item)
            case Table():
                rows = (block.header, *block.rows)
                yield from (run for row in rows for cell in row for run in cell)


def _words(text: str) -> list[str]:
    return TOKEN.findall(text)
