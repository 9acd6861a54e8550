"""The texts of the publication pack and the checklists name only what there is."""

from collections.abc import Iterator

from procurement_kit.crosscheck.content import Content, at
from procurement_kit.methodology.questions import Kind
from procurement_kit.problems import Problem
from procurement_kit.publication.secret_patterns import is_sound
from procurement_kit.publication.templates import (
    FIELDS,
    KEYS,
    WRITTEN,
    FileEntry,
    PackContent,
    placeholders,
)

FOLDER = "templates/publication"
PACK = f"{FOLDER}/pack.yaml"
SECRETS = f"{FOLDER}/secrets.yaml"
CHECKLISTS = "methodology/checklists"


def _texts(content: Content) -> Iterator[Problem]:
    pack = content.publication
    for entry in pack.entries() if pack else ():
        path = f"{FOLDER}/{entry.template}"
        if path not in content.files.files:
            yield at(content, PACK, entry.template, "publication_template", file=path)
            continue
        for name in _unknown(content, path, entry, pack):
            yield at(content, path, name, "publication_placeholder", name=name)


def _unknown(
    content: Content, path: str, entry: FileEntry, pack: PackContent | None
) -> Iterator[str]:
    is_guide = pack is not None and entry == pack.guide
    known = WRITTEN if is_guide else FIELDS
    text = content.files.files[path].decode("utf-8", "replace")
    return (name for name in placeholders(text) if name not in known)


def _words(content: Content) -> Iterator[Problem]:
    """Every statement has its words, and every key of publiccode.yml its place."""
    pack = content.publication
    if pack is None:
        return
    for name in sorted(FIELDS ^ set(pack.fields)):
        yield at(content, PACK, name, "publication_field", name=name)
    keys = {entry.key for entry in pack.publiccode}
    for name in sorted(keys ^ set(KEYS)):
        yield at(content, PACK, name, "publication_key", name=name)
    for words in pack.fields.values():
        if words.question not in content.methodology.questions:
            yield at(content, PACK, words.question, "question_unknown", id=words.question)


def _checklists(content: Content) -> Iterator[Problem]:
    questions = content.methodology.questions
    for checklist in content.checklists.values():
        path = f"{CHECKLISTS}/{checklist.id}.yaml"
        asked = questions.get(checklist.question)
        if asked is None or asked.kind is not Kind.CHOICES:
            name = checklist.question
            yield at(content, path, name, "checklist_question", id=name)
            continue
        for item in sorted(set(checklist.evidence) - set(asked.values)):
            yield at(content, path, item, "checklist_item", item=item, id=asked.id)
        for name in (name for group in checklist.evidence.values() for name in group):
            if name not in questions:
                yield at(content, path, name, "question_unknown", id=name)
        for name in checklist.sources:
            if name not in content.sources:
                yield at(content, path, name, "source_unknown", id=name)


def _secrets(content: Content) -> Iterator[Problem]:
    """Every pattern of a secret can be read and finds its own example."""
    patterns = content.secrets
    for item in (*patterns.texts, *patterns.names) if patterns else ():
        if not is_sound(item):
            yield at(content, SECRETS, item.id, "secret_pattern", id=item.id)


CHECKS = (_texts, _words, _checklists, _secrets)
