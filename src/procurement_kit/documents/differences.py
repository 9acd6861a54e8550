"""What differs between two texts, word by word."""

import re
from difflib import SequenceMatcher

SAME, REMOVED, ADDED = "same", "removed", "added"
WORK_LIMIT = 4_000_000
"""Larger pairs of texts are not compared word by word."""
TOKEN = re.compile(r"\s+|[^\s]+")


def differences(before: str, after: str) -> list[tuple[str, str]]:
    """The pieces of both texts in order, each "same", "removed" or "added"."""
    if before == after:
        return [(SAME, before)] if before else []
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    if len(old) * len(new) > WORK_LIMIT:
        return _pieces(before, after)
    found: list[tuple[str, str]] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind == "equal":
            found.append((SAME, "".join(old[start:end])))
        else:
            found += _pieces("".join(old[start:end]), "".join(new[first:last]))
    return found


def _pieces(removed: str, added: str) -> list[tuple[str, str]]:
    return [(kind, text) for kind, text in ((REMOVED, removed), (ADDED, added)) if text]
