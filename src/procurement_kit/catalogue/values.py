"""Single values of a publiccode.yml: what is wrong with one of them."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import NamedTuple
from urllib.parse import urlsplit

from procurement_kit.catalogue.standard import Key, Standard, Version, Vocabulary, version_of

LANGUAGE = re.compile(
    r"[A-Za-z]{2,3}(-[A-Za-z]{3})?(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?(-[A-Za-z0-9]{4,8})*$"
)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+$")
URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+$")
SCHEMES = frozenset(
    {"http", "https", "git", "ssh", "svn", "ftp", "git+ssh", "git+https", "svn+ssh"}
)
TRUE, FALSE = frozenset({"true", "True", "TRUE"}), frozenset({"false", "False", "FALSE"})
OLD_BOOLEANS = frozenset({"yes", "no", "on", "off", "y", "n"})
NEAR = 0.7
SHOWN = 80


class Fault(NamedTuple):
    """What is wrong with a value; a fault that is no error is a warning."""

    code: str
    is_error: bool = True
    details: Mapping[str, str] = {}


class Proposal(NamedTuple):
    """What a licence check says of an SPDX expression; *code* is empty for a good one."""

    code: str
    is_error: bool = True
    name: str = ""
    better: str = ""


def wrong(code: str, **details: str) -> Fault:
    """A fault that makes the file invalid."""
    return Fault(code, details=details)


def warned(code: str, **details: str) -> Fault:
    """A fault that the standard still takes."""
    return Fault(code, is_error=False, details=details)


@dataclass(frozen=True)
class Judge:
    """What single values are judged by: the standard, the file's version, the day, licences."""

    standard: Standard
    version_text: str
    day: date
    license: Callable[[str], Proposal]

    @property
    def version(self) -> Version:
        """The version that the file claims."""
        return version_of(self.version_text)

    def fault(self, key: Key, text: str) -> Fault | None:
        """What is wrong with *text* as the value of *key*; None if nothing is."""
        if not text.strip():
            return wrong("publiccode_empty")
        check = CHECKS.get(key.kind)
        return (check(self, key, text) if check else None) or self._length(key, text)

    def _length(self, key: Key, text: str) -> Fault | None:
        text = text.strip()
        longest = self.limit(key.longest_before, key.longest)
        if longest and len(text) > longest:
            return _counted("publiccode_too_long", longest, text)
        shortest = self.limit(key.shortest_before, key.shortest)
        if len(text) < shortest:
            return _counted("publiccode_too_short", shortest, text)
        return self.word(key, text) if key.vocabulary and key.kind == "text" else None

    def limit(self, before: Mapping[str, int], usual: int) -> int:
        """The limit of the file's version."""
        for version, value in before.items():
            if self.version < version_of(version):
                return value
        return usual

    def word(self, key: Key, text: str) -> Fault | None:
        """Whether *text* is in the vocabulary of *key*, and was in the file's version."""
        words = self.standard.vocabularies[str(key.vocabulary)]
        if text in words.known:
            return self._aged(words, text)
        if words.is_open == "yes":
            return None
        near = near_to(text.lower(), words.known)
        if near:
            return wrong(
                "publiccode_not_in_list_near", value=text, vocabulary=words.title, near=near
            )
        return wrong("publiccode_not_in_list", value=shown(text), vocabulary=words.title)

    def _aged(self, words: Vocabulary, text: str) -> Fault | None:
        since, until = words.since.get(text), words.until.get(text)
        if since and self.version < version_of(since):
            return warned("publiccode_too_new", name=text, since=since, version=self.version_text)
        if until and self.version >= version_of(until):
            near = ", ".join(sorted(word for word in words.values if word.startswith(text)))
            return wrong(
                "publiccode_not_in_list_near", value=text, vocabulary=words.title, near=near
            )
        return None


def near_to(text: str, words: Iterable[str]) -> str:
    """The word that is written most like *text*; empty if none is near."""
    near = get_close_matches(text, words, 1, NEAR) if len(text) <= SHOWN else []
    return near[0] if near else ""


def shown(text: str) -> str:
    """The beginning of a value, for a message."""
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"


def _counted(code: str, limit: int, text: str) -> Fault:
    return wrong(code, limit=str(limit), length=str(len(text)))


def _url(judge: Judge, key: Key, text: str) -> Fault | None:
    del judge, key
    try:
        parts = urlsplit(text)
    except ValueError:
        return wrong("publiccode_bad_url", value=shown(text))
    is_good = parts.scheme in SCHEMES and parts.netloc and not re.search(r"\s", text)
    return None if is_good else wrong("publiccode_bad_url", value=shown(text))


def _uri(judge: Judge, key: Key, text: str) -> Fault | None:
    del judge, key
    return None if URI.match(text) else wrong("publiccode_bad_uri", value=shown(text))


def _path(judge: Judge, key: Key, text: str) -> Fault | None:
    if text.startswith(("http://", "https://")):
        return _url(judge, key, text)
    is_outside = text.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", text)
    return wrong("publiccode_bad_path", value=shown(text)) if is_outside else None


def _picture(judge: Judge, key: Key, text: str) -> Fault | None:
    if fault := _path(judge, key, text):
        return fault
    name = text.split("?")[0].lower()
    if name.endswith(key.ends):
        return None
    return wrong("publiccode_bad_picture", value=shown(text), ends=", ".join(key.ends))


def _date(judge: Judge, key: Key, text: str) -> Fault | None:
    del judge, key
    return None if day_of(text) else wrong("publiccode_bad_date", value=shown(text))


def day_of(text: str) -> date | None:
    """The day that *text* writes as YYYY-MM-DD; None if it writes none."""
    if not DAY.match(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _boolean(judge: Judge, key: Key, text: str) -> Fault | None:
    del judge, key
    if text in TRUE or text in FALSE:
        return None
    is_old = text.lower() in OLD_BOOLEANS
    return (
        warned("publiccode_old_boolean", value=text)
        if is_old
        else wrong("publiccode_bad_boolean", value=shown(text))
    )


def _choice(judge: Judge, key: Key, text: str) -> Fault | None:
    return judge.word(key, text)


def _language(judge: Judge, key: Key, text: str) -> Fault | None:
    del judge, key
    if LANGUAGE.match(text):
        return None
    return wrong("publiccode_bad_language", value=shown(text))


def _country(judge: Judge, key: Key, text: str) -> Fault | None:
    if text.upper() not in judge.standard.vocabularies[str(key.vocabulary)].known:
        return wrong("publiccode_bad_country", value=shown(text))
    if text.isupper() or judge.version < (0, 5):
        return None
    return warned("publiccode_old_country", near=text.upper())


def _email(judge: Judge, key: Key, text: str) -> Fault | None:
    del judge, key
    return None if EMAIL.match(text) else wrong("publiccode_bad_email", value=shown(text))


def _support(judge: Judge, key: Key, text: str) -> Fault | None:
    return judge.word(key, text) if text.startswith("alias:") else _uri(judge, key, text)


def _license(judge: Judge, key: Key, text: str) -> Fault | None:
    del key
    said = judge.license(text)
    if not said.code:
        return None
    return Fault(
        said.code, said.is_error, {"value": text, "name": said.name, "better": said.better}
    )


CHECKS: Mapping[str, Callable[[Judge, Key, str], Fault | None]] = {
    "url": _url, "uri": _uri, "path": _path, "picture": _picture, "date": _date,
    "boolean": _boolean, "choice": _choice, "language": _language, "country": _country,
    "email": _email, "support": _support, "license": _license,
}  # fmt: skip
