"""What is wrong with translations, and how much of them there is."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from procurement_kit.crosscheck.content import Content
from procurement_kit.formats import po
from procurement_kit.formats.po import Translated
from procurement_kit.problems import Problem
from procurement_kit.translations.extraction import files_of, known, shown_path, wanted, words

PLACES = re.compile(
    r"%\([a-z_0-9]+\)s|\$[a-z][a-z0-9_]*|\[\[[A-Za-z0-9_]+\]\]|\{\{.*?\}\}|\{[a-zA-Z_0-9:.,]*\}"
)
TAG = re.compile(r"<[^<>]*>")
MARKUP = re.compile(r"\*\*|`|\]\(|\||^(?:#{1,6} |[-*] |\d+\. )")
CITATION = re.compile(r"\[[a-z][a-z0-9_]+\]")
PAGES = "/interface.po"


@dataclass(frozen=True)
class FileState:
    """How far a file of translations is."""

    path: str
    texts: int
    words: int
    missing: int
    fuzzy: int


@dataclass(frozen=True)
class State:
    """How far a language is."""

    language: str
    files: tuple[FileState, ...]

    @property
    def texts(self) -> int:
        """How many texts there are."""
        return sum(item.texts for item in self.files)

    @property
    def missing(self) -> int:
        """How many have no translation."""
        return sum(item.missing for item in self.files)

    @property
    def fuzzy(self) -> int:
        """How many have one that somebody must look at."""
        return sum(item.fuzzy for item in self.files)


def state_of(root: Path, language: str) -> State:
    """How far *language* is in folder *root*."""
    return State(language, tuple(_file(path, language) for path in files_of(root, language)))


def _file(path: Path, language: str) -> FileState:
    items = po.read(shown_path(path), path.read_bytes(), language).values()
    return FileState(
        path=shown_path(path),
        texts=len(items),
        words=sum(len(item.text.split()) for item in items),
        missing=sum(not all(item.forms) for item in items),
        fuzzy=sum(item.is_fuzzy for item in items),
    )


def coverage(content: Content, root: Path, language: str) -> FileState:
    """How much of all that is shown *language* has, whether or not it was extracted yet."""
    items = [item for texts in wanted(content, language).values() for item in texts]
    found = known(root, language)
    states = [found.get(item.key) for item in items]
    return FileState(
        path=language,
        texts=len(items),
        words=words(items),
        missing=sum(state is None or not all(state.forms) for state in states),
        fuzzy=sum(state is not None and state.is_fuzzy for state in states),
    )


def problems(root: Path, language: str) -> Iterator[Problem]:
    """Every translation that would break a page or a document, with its line."""
    for path in files_of(root, language):
        shown, data = shown_path(path), path.read_bytes()
        lines = data.decode("utf-8", "replace").splitlines()
        for item in po.read(shown, data, language).values():
            if item.is_done:
                line = _line(lines, item.line)
                yield from (
                    Problem.of(shown, line, code, text=item.text[:60], what=what)
                    for code, what in faults(item, is_page=shown.endswith(PAGES))
                )


def faults(item: Translated, *, is_page: bool = False) -> Iterator[tuple[str, str]]:
    """What is wrong with a translation: the code of the message, and what differs."""
    sources = {item.text, item.plural} - {""}
    for form in item.forms:
        if found := _places(form) ^ set().union(*map(_places, sources)):
            is_counted = bool(item.plural) and found <= set().union(*map(_places, sources))
            if not is_counted:
                yield "po_placeholders", " ".join(sorted(found))
        if differing := _differing(TAG, item.text, form):
            yield "po_html", " ".join(differing)
        if differing := _differing(MARKUP, item.text, form):
            yield "po_markup", " ".join(differing)
        if differing := _differing(CITATION, item.text, form):
            yield "po_placeholders", " ".join(differing)
        if _strays(form, is_page=is_page) > _strays(item.text, is_page=is_page):
            yield "po_stray", "%" if is_page else "{ }"


def _places(text: str) -> set[str]:
    return set(PLACES.findall(text))


def _differing(pattern: re.Pattern[str], text: str, form: str) -> list[str]:
    before, after = Counter(pattern.findall(text)), Counter(pattern.findall(form))
    return sorted((before - after) + (after - before))


def _strays(text: str, *, is_page: bool) -> int:
    """Signs left over that the program would take for the beginning of a placeholder."""
    rest = PLACES.sub("", text)
    return rest.replace("%%", "").count("%") if is_page else rest.count("{") + rest.count("}")


def _line(lines: list[str], start: int) -> int:
    """The line of the translation behind the line at which its entry begins."""
    for number in range(max(start, 1), len(lines) + 1):
        if lines[number - 1].startswith("msgstr"):
            return number
    return start
