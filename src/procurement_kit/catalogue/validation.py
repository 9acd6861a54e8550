"""A publiccode.yml judged by the standard of its own version; every finding with its place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from typing import NamedTuple

from procurement_kit.catalogue.standard import Key, Standard, version_of
from procurement_kit.catalogue.values import (
    LANGUAGE,
    Fault,
    Judge,
    day_of,
    near_to,
    shown,
    warned,
    wrong,
)

Place = tuple[str | int, ...]
Tree = Mapping[str, object]
VERSION_KEY, FORMER_VERSION_KEY = "publiccodeYmlVersion", "publiccode-yaml-version"
RENAMED_IN = "0.2"
COUNTRY_LENGTH = 2
PATCH_DOTS = 2
FINDINGS_LIMIT = 200
"""A file with more mistakes is not worth more of the reader's time."""


class Finding(NamedTuple):
    """One thing that the file should do otherwise, at its place."""

    place: Place
    fault: Fault

    @property
    def key_path(self) -> str:
        """The place as the standard writes it: legal/license, platforms[2]."""
        text = ""
        for part in self.place:
            text += f"[{part + 1}]" if isinstance(part, int) else f"/{part}" if text else part
        return text


def claimed_version(tree: Tree, standard: Standard) -> str:
    """The version that the file claims; the newest where it claims none that we know."""
    found = tree.get(VERSION_KEY, tree.get(FORMER_VERSION_KEY))
    return found if isinstance(found, str) and found in standard.versions else standard.newest


def findings(tree: object, judge: Judge) -> tuple[Finding, ...]:
    """Everything that the standard has to say about the file."""
    if not isinstance(tree, Mapping):
        return (Finding((), wrong("publiccode_not_section")),)
    walk = _Walk(judge)
    every = chain(_version_findings(tree, judge), walk.section((), tree, judge.standard.root))
    found = tuple(islice(every, FINDINGS_LIMIT))
    is_cut = len(found) == FINDINGS_LIMIT
    return (
        (*found, Finding((), wrong("publiccode_more", limit=str(FINDINGS_LIMIT))))
        if is_cut
        else found
    )


def _version_findings(tree: Tree, judge: Judge) -> Iterator[Finding]:
    found = tree.get(VERSION_KEY)
    if isinstance(found, str) and found.strip() and found not in judge.standard.versions:
        known = ", ".join(name for name in judge.standard.versions if name.count(".") < PATCH_DOTS)
        yield Finding((VERSION_KEY,), wrong("publiccode_version", value=shown(found), known=known))


@dataclass(frozen=True)
class _Walk:
    """The walk through the file with what it is judged by."""

    judge: Judge

    def value(self, place: Place, value: object, key: Key) -> Iterator[Finding]:
        match key.kind:
            case "anything":
                return
            case "section":
                yield from self._of_section(place, value, key)
            case "languages":
                yield from self._languages(place, value, key)
            case "list":
                yield from self._list(place, value, key)
            case _:
                yield from self._single(place, value, key)

    def _single(self, place: Place, value: object, key: Key) -> Iterator[Finding]:
        if value is None:
            yield Finding(place, wrong("publiccode_empty"))
        elif not isinstance(value, str):
            yield Finding(place, wrong("publiccode_not_text"))
        elif fault := self.judge.fault(key, value):
            yield Finding(place, fault)

    def _of_section(self, place: Place, value: object, key: Key) -> Iterator[Finding]:
        if isinstance(value, Mapping):
            yield from self.section(place, value, key)
        else:
            yield Finding(place, wrong("publiccode_not_section"))

    def _list(self, place: Place, value: object, key: Key) -> Iterator[Finding]:
        items = key.items
        if isinstance(value, str) and key.single == "yes" and items is not None:
            yield from self.value(place, value, items)
            return
        if not isinstance(value, list) or items is None:
            yield Finding(
                place, Fault("publiccode_empty" if value is None else "publiccode_not_list")
            )
            return
        if len(value) < key.least:
            yield Finding(place, wrong("publiccode_empty"))
        for number, item in enumerate(value):
            yield from self.value((*place, number), item, items)

    def _languages(self, place: Place, value: object, key: Key) -> Iterator[Finding]:
        if not isinstance(value, Mapping) or key.items is None:
            yield Finding(place, wrong("publiccode_not_section"))
            return
        if len(value) < key.least:
            yield Finding(place, wrong("publiccode_empty"))
        for language, texts in value.items():
            if not LANGUAGE.match(language):
                yield Finding(
                    (*place, language), wrong("publiccode_bad_language", value=shown(language))
                )
            yield from self.value((*place, language), texts, key.items)
        yield from self._in_one_language(place, value, key.items)

    def _in_one_language(self, place: Place, texts: Tree, items: Key) -> Iterator[Finding]:
        for name, key in items.keys.items():
            if key.presence != "one_language" or not texts:
                continue
            if not any(isinstance(found, Mapping) and found.get(name) for found in texts.values()):
                yield Finding(place, wrong("publiccode_one_language", name=name))

    def section(self, place: Place, tree: Tree, key: Key) -> Iterator[Finding]:
        """What the keys of a section and their values do wrong."""
        present = set(tree)
        for name, value in tree.items():
            known = key.keys.get(name)
            if known is None:
                now = key.formers.get(name)
                if now is None:
                    yield self._unknown((*place, name), name, key)
                    continue
                present.add(now)
                known = key.keys[now]
                yield from self._renamed((*place, name), now)
                if self.judge.version < version_of(RENAMED_IN):
                    continue  # the words of version 0.1 were others
            elif known.since or known.deprecated:
                yield from self._age((*place, name), name, known)
            yield from self.value((*place, name), value, known)
        for name in key.always - present:
            yield Finding(place, wrong("publiccode_missing", name=name))
        yield from self._sometimes(place, tree, key, present)

    def _unknown(self, place: Place, name: str, key: Key) -> Finding:
        if near := near_to(name, key.keys):
            return Finding(place, wrong("publiccode_unknown_key_near", near=near))
        if len(place) == 1 and len(name) == COUNTRY_LENGTH and name.isalpha():
            return Finding(place, warned("publiccode_country_section"))
        return Finding(place, wrong("publiccode_unknown_key"))

    def _renamed(self, place: Place, now: str) -> Iterator[Finding]:
        if self.judge.version >= version_of(RENAMED_IN):
            yield Finding(place, wrong("publiccode_renamed", now=now))

    def _age(self, place: Place, name: str, key: Key) -> Iterator[Finding]:
        """Whether the key is already old, or not yet there, in the file's version."""
        version = self.judge.version
        if key.since and version < version_of(key.since):
            details = {"name": name, "since": key.since, "version": self.judge.version_text}
            yield Finding(place, warned("publiccode_too_new", **details))
        if not key.deprecated or version < version_of(key.deprecated):
            return
        details = {"name": name, "since": key.deprecated, "instead": key.instead or ""}
        code = "publiccode_deprecated_instead" if key.instead else "publiccode_deprecated"
        yield Finding(place, warned(code, **details))

    def _sometimes(
        self, place: Place, tree: Tree, key: Key, present: set[str]
    ) -> Iterator[Finding]:
        version = self.judge.version
        for name, inner in key.sometimes:
            details = {"name": name, "version": self.judge.version_text}
            before = inner.mandatory_before
            if before and name not in present and version < version_of(before):
                yield Finding(place, wrong("publiccode_missing_before", **details, since=before))
            if not inner.wanted_for:
                continue
            value = str(tree.get("type", ""))
            if value in inner.wanted_for and name not in present:
                yield Finding(place, wrong("publiccode_missing_when", **details, value=value))
            if name in present and inner.only_for and value and value not in inner.only_for:
                yield Finding((*place, name), wrong("publiccode_only_when", **details, value=value))
            if name == "contractors":
                yield from self._ended((*place, name), tree.get(name))

    def _ended(self, place: Place, contractors: object) -> Iterator[Finding]:
        """Contracts of maintenance that are over on the day of the check."""
        for number, item in enumerate(contractors if isinstance(contractors, list) else ()):
            until = day_of(str(item.get("until"))) if isinstance(item, Mapping) else None
            if until is not None and until < self.judge.day:
                details = {"value": until.isoformat()}
                yield Finding(
                    (*place, number, "until"), warned("publiccode_contract_over", **details)
                )
