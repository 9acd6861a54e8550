"""Files of translations (gettext .po), read and written by Babel."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from io import BytesIO

from babel.core import UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po, write_po

from procurement_kit.problems import ContentError, Problem

CLOSE_ENOUGH = 0.6
Key = tuple[str, str]
"""The context and the text in the source language."""


@dataclass(frozen=True)
class Translated:
    """A text with its translation; *forms* are several where the text is counted."""

    context: str
    text: str
    plural: str
    forms: tuple[str, ...]
    is_fuzzy: bool
    line: int = 1

    @property
    def is_done(self) -> bool:
        """Whether readers see the translation."""
        return all(self.forms) and not self.is_fuzzy


@dataclass(frozen=True)
class Wanted:
    """A text that has to be in a file of translations, with the places where it is used."""

    context: str
    text: str
    plural: str
    paths: tuple[str, ...]
    places: tuple[str, ...]

    @property
    def key(self) -> Key:
        """What tells it from others."""
        return self.context, self.text


def read(path: str, data: bytes, language: str) -> Mapping[Key, Translated]:
    """The translations in a file by their keys; ContentError if it can't be read."""
    try:
        catalog = _catalog(data, language)
    except (PoFileError, UnicodeDecodeError, ValueError, UnknownLocaleError) as error:
        raise ContentError([Problem.of(path, 1, "po_unreadable", cause=error)]) from error
    found = (_translated(message) for message in catalog if message.id)
    return {(item.context, item.text): item for item in found}


def write(
    wanted: Iterable[Wanted], old: bytes, known: Mapping[Key, Translated], language: str
) -> bytes:
    """The file with the *wanted* texts, keeping what *old* and *known* have translated.

    A text that is new where a similar one was is given its translation, marked as not certain.
    """
    before = _catalog(old, language) if old else Catalog()
    new = Catalog(locale=language, fuzzy=False, header_comment="", charset="utf-8")
    if old:
        new.mime_headers = before.mime_headers
    else:
        new.project, new.version, new.language_team = "procurement-kit", "1", ""
        new.msgid_bugs_address = new.last_translator = ""
        new.creation_date = new.revision_date = datetime.fromisoformat("2026-11-25T00:00:00+00:00")
    items = tuple(wanted)
    gone = _gone(before, {item.key for item in items})
    for item in items:
        _add(new, item, known.get(item.key), gone)
    return _bytes(new)


def _add(
    new: Catalog, item: Wanted, kept: Translated | None, gone: Mapping[str, Mapping[str, Message]]
) -> None:
    text = (item.text, item.plural) if item.plural else item.text
    message = new.add(
        text,
        locations=[(path, 0) for path in item.paths],
        auto_comments=item.places,
        context=item.context or None,
    )
    if kept is not None and bool(kept.plural) == bool(item.plural):
        message.string = kept.forms if item.plural else kept.forms[0]
        if kept.is_fuzzy:
            message.flags.add("fuzzy")
        return
    similar = _similar(item, gone)
    if similar is not None and isinstance(similar.string, str) and not item.plural:
        message.string = similar.string
        message.previous_id = [str(similar.id)]
        message.flags.add("fuzzy")


def _similar(item: Wanted, gone: Mapping[str, Mapping[str, Message]]) -> Message | None:
    """A translated text that has gone from one of the files in which *item* stands."""
    for path in item.paths:
        texts = gone.get(path, {})
        for text in get_close_matches(item.text, texts, 1, CLOSE_ENOUGH):
            return texts[text]
    return None


def _gone(before: Catalog, wanted: set[Key]) -> Mapping[str, Mapping[str, Message]]:
    found: dict[str, dict[str, Message]] = {}
    for message in before:
        is_gone = message.id and (message.context or "", _first(message.id)) not in wanted
        if is_gone and message.string:
            for path, _ in message.locations:
                found.setdefault(path, {})[_first(message.id)] = message
    return found


def _catalog(data: bytes, language: str) -> Catalog:
    return read_po(BytesIO(data), locale=language, charset="utf-8", abort_invalid=True)


def _translated(message: Message) -> Translated:
    text = _first(message.id)
    plural = "" if isinstance(message.id, str) else str(message.id[1])
    string = message.string or ""
    forms = (string,) if isinstance(string, str) else tuple(string)
    context = str(message.context or "")
    return Translated(context, text, plural, forms, message.fuzzy, message.lineno or 1)


def _first(text: object) -> str:
    return text if isinstance(text, str) else str(text[0])  # type: ignore[index]


def _bytes(catalog: Catalog) -> bytes:
    to = BytesIO()
    write_po(
        to, catalog, width=0, ignore_obsolete=True, include_lineno=False, include_previous=True
    )
    return to.getvalue().lstrip()
