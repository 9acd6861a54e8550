"""Brings the files of translations up to date with the texts of the program and its content."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from procurement_kit.crosscheck.content import Content
from procurement_kit.formats import page_texts, po
from procurement_kit.formats.po import Key, Translated, Wanted
from procurement_kit.problems import source_messages
from procurement_kit.translations.clause_texts import clause_entries
from procurement_kit.translations.entries import (
    INTERFACE,
    MESSAGES,
    READING_LANGUAGES,
    Entry,
    content_entries,
)

FOLDER = "LC_MESSAGES"
PLACES_SHOWN = 3
"""So many places of a text are listed; more would only be noise in the file."""


def wanted(content: Content, language: str) -> Mapping[str, tuple[Wanted, ...]]:
    """The texts to be translated into *language*, by file; each text stands in one file only."""
    grouped: dict[Key, list[Entry]] = defaultdict(list)
    for entry in _entries(content):
        if not entry.is_for_reading or language in READING_LANGUAGES:
            grouped[entry.key].append(entry)
    files: dict[str, list[Wanted]] = defaultdict(list)
    for entries in grouped.values():
        shown = [entry for entry in entries if not entry.is_for_reading] or entries
        files[shown[0].domain].append(_wanted(shown))
    return {domain: tuple(items) for domain, items in files.items()}


def _entries(content: Content) -> Iterator[Entry]:
    yield from page_entries(resources.files("procurement_kit").joinpath("web", "pages"), "pages")
    for code, text in source_messages().items():
        yield Entry(MESSAGES, "messages.toml", code, text)
    yield from content_entries(content)
    yield from clause_entries(content)


def page_entries(folder: Traversable, path: str) -> Iterator[Entry]:
    """Every text of the page templates in *folder*."""
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        where = f"{path}/{item.name}"
        if item.is_dir():
            yield from page_entries(item, where)
        else:
            for found in page_texts.texts(item.read_bytes()):
                yield Entry(INTERFACE, where, "", *found)


def _wanted(entries: list[Entry]) -> Wanted:
    first = entries[0]
    plural = next((entry.plural for entry in entries if entry.plural), "")
    paths = tuple(dict.fromkeys(entry.path for entry in entries))[:PLACES_SHOWN]
    places = tuple(dict.fromkeys(entry.place for entry in entries if entry.place))[:PLACES_SHOWN]
    return Wanted(first.context, first.text, plural, paths, places)


def languages(root: Path) -> tuple[str, ...]:
    """The languages that have translations in folder *root*."""
    return tuple(sorted(item.name for item in root.iterdir() if (item / FOLDER).is_dir()))


def files_of(root: Path, language: str) -> Iterator[Path]:
    """The files of translations into *language*."""
    return iter(sorted((root / language / FOLDER).glob("*.po")))


def known(root: Path, language: str) -> Mapping[Key, Translated]:
    """Every text that a file of *language* translates; a done translation goes before others."""
    found: dict[Key, Translated] = {}
    for path in files_of(root, language):
        for key, item in po.read(shown_path(path), path.read_bytes(), language).items():
            if key not in found or item.is_done:
                found[key] = item
    return found


def refreshed(content: Content, root: Path, language: str) -> Mapping[Path, bytes]:
    """The files of translations into *language* as they should be, with what is translated."""
    kept = {key: item for key, item in known(root, language).items() if any(item.forms)}
    made = {}
    for domain, items in wanted(content, language).items():
        path = root / language / FOLDER / f"{domain}.po"
        made[path] = po.write(items, path.read_bytes() if path.exists() else b"", kept, language)
    return made


def shown_path(path: Path) -> str:
    """The path of a file of translations from the folder of all content on."""
    return "/".join(path.parts[-4:])


def words(items: Iterable[Wanted]) -> int:
    """How many words there are to translate."""
    return sum(len(item.text.split()) for item in items)
