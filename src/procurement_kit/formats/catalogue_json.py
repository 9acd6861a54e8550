"""Recorded answers of catalogues: GitLab, Developers Italia, SILL, and publiccode.yml as JSON.

What a catalogue does not say stays empty. Names of people (referents, contacts) are not kept.
"""

from collections.abc import Mapping
from datetime import date

import orjson

from procurement_kit.catalogue.publiccode import described
from procurement_kit.catalogue.solutions import (
    Confidence,
    Link,
    Solution,
    Vitality,
    Words,
    key_of,
    of_publiccode,
    slug,
)
from procurement_kit.catalogue.values import day_of
from procurement_kit.licensing.names import Names, Spelling

Raw = Mapping[str, object]
NESTED = ("data", "software", "softwares", "items", "projects", "results")
UNKNOWN_LANGUAGE = "und"
DAY_LENGTH = 10
SYSTEMS = ("windows", "linux", "mac")


def listed(tree: object) -> list[object]:
    """The entries in an answer: the list itself, or the list under its usual name."""
    if isinstance(tree, list):
        return [item for part in tree for item in (listed(part) if _is_page(part) else [part])]
    if isinstance(tree, dict):
        for name in NESTED:
            if isinstance(tree.get(name), list):
                return list(tree[name])
        return [tree] if address_of(tree) else []
    return []


def _is_page(part: object) -> bool:
    return isinstance(part, dict) and isinstance(part.get("data"), list)


def address_of(raw: Raw) -> str:
    """The repository's address, under whatever name the catalogue gives it."""
    for name in ("web_url", "url", "codeRepositoryUrl", "repository", "repoUrl", "html_url"):
        if isinstance(raw.get(name), str):
            return str(raw[name])
    return ""


def line_of(data: bytes, raw: Raw) -> int:
    """The line on which the entry's address, name or first value stands; 1 if it has none."""
    for value in (address_of(raw), *raw.values()):
        if isinstance(value, str) and value:
            place = data.find(orjson.dumps(value)[1:-1])
            return data.count(b"\n", 0, place) + 1 if place > 0 else 1
    return 1


def solution(raw: Raw, names: Names, origin: str, day: date) -> Solution | None:
    """The entry in any of the shapes that we know; None for another one."""
    if "developmentStatus" in raw or "publiccodeYmlVersion" in raw:
        code = described(dict(raw))
        if not code.name or not code.url:
            return None
        return of_publiccode(code, origin=origin, source=code.url, day=day)
    if "path_with_namespace" in raw or "last_activity_at" in raw:
        return _gitlab(raw, names, origin, day)
    if "softwareName" in raw or "function" in raw or "softwareDescription" in raw:
        return _sill(raw, names, origin, day)
    return None


def around(raw: Raw) -> dict[str, object]:
    """What Developers Italia says besides the publiccode.yml: activity, and dead entries."""
    found: dict[str, object] = {}
    text = _told(raw, ("vitality", "active"))
    day = _day(raw, "updatedAt")
    if vitality := _vitality(text, day):
        found["vitality"] = vitality
    if raw.get("active") is False:
        found["link"] = Link.DEAD
    return found


def _gitlab(raw: Raw, names: Names, origin: str, day: date) -> Solution | None:
    name, address = _text(raw, "name"), _text(raw, "web_url") or _text(raw, "http_url_to_repo")
    if not name or not address:
        return None
    stated = raw.get("license")
    licence = _text(stated, "key") if isinstance(stated, dict) else ""
    spdx, note = _license(licence, names)
    text = _told(raw, ("star_count", "forks_count", "open_issues_count"))
    seen = _day(raw, "last_activity_at")
    space = raw.get("namespace")
    return Solution.model_construct(
        id=slug(key_of(address)), name=name, repository=address, license=spdx, license_note=note,
        description=_description(_text(raw, "description")),
        organisation=_text(space, "name") if isinstance(space, dict) else "",
        status="obsolete" if raw.get("archived") is True else "",
        vitality=_vitality(text, seen),
        link=Link.ALIVE if raw.get("archived") is False else Link.UNKNOWN,
        origin=origin, source=address, imported_on=day, confidence=Confidence.LIKELY,
    )  # fmt: skip


def _sill(raw: Raw, names: Names, origin: str, day: date) -> Solution | None:
    name = _text(raw, "softwareName") or _text(raw, "name")
    if not name:
        return None
    spdx, note = _license(_text(raw, "license"), names)
    about = _text(raw, "softwareDescription") or _text(raw, "function")
    users = raw.get("userAndReferentCountByOrganization")
    kind = raw.get("softwareType")
    told = kind.get("os") if isinstance(kind, dict) else None
    systems = told if isinstance(told, dict) else {}
    address = _text(raw, "codeRepositoryUrl") or _text(raw, "url")
    return Solution.model_construct(
        id=slug(key_of(address) or name), name=name, repository=address, license=spdx,
        license_note=note,
        description=_description(about, "fr"),
        users=tuple(users) if isinstance(users, dict) else (),
        platforms=tuple(item for item in SYSTEMS if systems.get(item)),
        status="obsolete" if raw.get("dereferencing") else "", countries=("FR",),
        website=_text(raw, "officialWebsiteUrl"),
        origin=origin, source=address, imported_on=day, confidence=Confidence.LIKELY,
    )  # fmt: skip


def _vitality(text: str, day: date | None) -> Vitality | None:
    told = text or (str(day) if day else "")
    return Vitality.model_construct(text=told, day=day) if told else None


def _license(text: str, names: Names) -> tuple[str, str]:
    """The SPDX id if the catalogue writes one exactly; else its words as a note."""
    if not text:
        return "", ""
    found = names.license(text)
    return (found.id, "") if found.spelling is Spelling.EXACT else ("", text)


def _description(text: str, language: str = UNKNOWN_LANGUAGE) -> Mapping[str, Words]:
    return {language: Words.model_construct(short=text)} if text else {}


def _told(raw: Raw, keys: tuple[str, ...]) -> str:
    """The catalogue's own figures under its own names."""
    shown = ((key, raw[key]) for key in keys if isinstance(raw.get(key), int | float | str | bool))
    return ", ".join(f"{key} {value}" for key, value in shown)


def _day(raw: Raw, key: str) -> date | None:
    return day_of(_text(raw, key)[:DAY_LENGTH])


def _text(raw: object, key: str) -> str:
    value = raw.get(key) if isinstance(raw, Mapping) else None
    return " ".join(value.split()) if isinstance(value, str) else ""
