"""Markdown taken apart into the texts that a translator sees, and put together again."""

import re
from collections.abc import Callable

MARK = re.compile(r"(?P<mark>\s*(?:#{1,6} +|[-*] +|\d+\. +)?)(?P<text>.+)", re.DOTALL)
STARTS = re.compile(r"^\s*(?:#{1,6} |[-*] |\d+\. |\|)")
SPACE = re.compile(r"\s+")
LETTER = re.compile(r"[^\W\d_]")
ALTERNATIVE = "## "
"""In a clause file this heading is the id of an alternative; it is no text for people."""


def blocks(text: str, *, kept: str = "") -> list[str]:
    """The headings, paragraphs, list items and rows of tables, each on one line, without its mark.

    Lines that begin with *kept* are no text.
    """
    found: list[str] = []

    def note(told: str) -> str:
        found.append(told)
        return told

    rewritten(text, note, kept=kept)
    return found


def rewritten(text: str, translate: Callable[[str], str], *, kept: str = "") -> str:
    """*text* with every block translated and its marks kept."""
    return "".join(
        chunk if _is_kept(chunk, kept) else _rewritten(chunk, translate) for chunk in _chunks(text)
    )


def is_text(text: str) -> bool:
    """Whether there is a word in *text*."""
    return LETTER.search(text) is not None


def _is_kept(chunk: str, kept: str) -> bool:
    return not is_text(chunk) or bool(kept and chunk.startswith(kept))


def _rewritten(chunk: str, translate: Callable[[str], str]) -> str:
    match = MARK.match(chunk)
    mark, told = (match["mark"], match["text"]) if match else ("", chunk)
    return f"{mark}{translate(SPACE.sub(' ', told).strip())}\n"


def _chunks(text: str) -> list[str]:
    """Blocks and the empty lines between them, in order."""
    found: list[str] = []
    is_open = False
    for line in text.splitlines(keepends=True):
        if is_open and line.strip() and not STARTS.match(line):
            found[-1] += line
            continue
        found.append(line)
        is_open = bool(line.strip()) and not line.startswith(("#", "|"))
    return found
