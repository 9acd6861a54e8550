"""Software that a public body may take over instead of having it written."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from unicodedata import combining, normalize

from procurement_kit.catalogue.publiccode import PublicCode
from procurement_kit.rules.models import Model, Text

SLUG = re.compile(r"[^a-z0-9]+")
ADDRESS = re.compile(r"^(?:[a-z+]+://)?(?:[^@/]*@)?(?:www\.)?", re.IGNORECASE)


class Confidence(StrEnum):
    """How sure the one who wrote an entry was."""

    VERIFIED = "verified"
    LIKELY = "likely"
    UNSURE = "unsure"


class Link(StrEnum):
    """Whether the repository answered when the catalogue that we imported last tried."""

    UNKNOWN = "unknown"
    ALIVE = "alive"
    DEAD = "dead"


class Words(Model):
    """What is said of a solution in one language."""

    short: str = ""
    long: str = ""


class Vitality(Model):
    """How alive a project was on a day, as its source says; we measure nothing ourselves."""

    text: Text
    day: date | None = None


class Solution(Model):
    """One piece of software as its source describes it; what the source does not say is empty."""

    id: Text
    name: Text
    description: Mapping[str, Words] = {}
    functions: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    cpv: tuple[str, ...] = ()
    license: str = ""
    license_note: str = ""
    repository: str = ""
    website: str = ""
    software_type: str = ""
    platforms: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    status: str = ""
    maintenance: str = ""
    organisation: str = ""
    users: tuple[str, ...] = ()
    based_on: tuple[str, ...] = ()
    vitality: Vitality | None = None
    link: Link = Link.UNKNOWN
    origin: str = ""
    source: str = ""
    checked_on: date | None = None
    imported_on: date | None = None
    confidence: Confidence = Confidence.UNSURE
    note: str = ""

    def words(self, languages: Iterable[str] = ("cs", "en", "de")) -> Words:
        """The description in the first of *languages* that there is, else in any."""
        for language in languages:
            if found := self.description.get(language):
                return found
        return next(iter(self.description.values()), Words())

    @property
    def key(self) -> str:
        """The same for the same repository, however its address is written."""
        return key_of(self.repository) or f"name:{slug(self.name)}"


class Entry(Solution):
    """A solution written by hand: where it was read, when, and how surely."""

    functions: tuple[str, ...]
    description: Mapping[str, Words]
    source: Text
    checked_on: date
    confidence: Confidence


class FunctionWords(Model):
    """What a function of the vocabulary is called, with the words that people use for it."""

    cs: Text
    de: Text
    cpv: tuple[str, ...] = ()


class FunctionFile(Model):
    """The names of all functions."""

    functions: Mapping[str, FunctionWords]
    scopes: Mapping[str, FunctionWords]


def key_of(address: str) -> str:
    """A repository's address without what does not tell it from others."""
    bare = ADDRESS.sub("", address.strip()).split("#")[0].split("?")[0]
    return bare.rstrip("/").removesuffix(".git").lower()


def slug(text: str) -> str:
    """A short name for addresses: letters of ASCII, digits and hyphens."""
    return SLUG.sub("-", folded(text)).strip("-")[:80]


def folded(text: str) -> str:
    """*text* in small letters without accents."""
    plain = normalize("NFKD", text.replace("ß", "ss").replace("ł", "l").replace("Ł", "L"))
    return "".join(sign for sign in plain if not combining(sign)).lower()


def of_publiccode(code: PublicCode, *, origin: str, source: str, day: date) -> Solution:
    """The entry that a publiccode.yml makes; confidence is that of a statement by its author."""
    described = code.descriptions or {}
    return Solution.model_construct(
        id=slug(key_of(code.url)) or slug(code.name),
        name=code.name,
        description={
            language: Words.model_construct(short=text.short, long=_long(text.long, text.features))
            for language, text in described.items()
        },
        functions=code.categories,
        scope=code.scope,
        countries=code.countries,
        license=code.license,
        repository=code.url,
        website=code.landing_url,
        software_type=code.software_type,
        platforms=code.platforms,
        languages=code.languages,
        supports=code.supports,
        status=code.development_status,
        maintenance=code.maintenance,
        organisation=code.organisation or code.copyright_owner,
        users=code.used_by,
        based_on=code.is_based_on,
        vitality=_vitality(code),
        origin=origin,
        source=source,
        imported_on=day,
        confidence=Confidence.LIKELY,
    )


def _long(text: str, features: tuple[str, ...]) -> str:
    return " ".join((text, *features))


def _vitality(code: PublicCode) -> Vitality | None:
    if code.release_date is None and not code.software_version:
        return None
    text = " ".join(filter(None, (code.software_version, str(code.release_date or ""))))
    return Vitality.model_construct(text=text, day=code.release_date)


def merged(old: Solution, new: Solution) -> Solution:
    """One entry of two for the same repository: the new one, completed by the old one.

    Users, languages and functions of both count; a dead link stays dead until a source says that
    it lives; two different licences are both told.
    """
    values: dict[str, object] = {}
    for name in Solution.model_fields:
        values[name] = getattr(new, name) or getattr(old, name)
    for name in ("functions", "scope", "users", "languages", "countries", "cpv", "supports"):
        values[name] = tuple(dict.fromkeys((*getattr(new, name), *getattr(old, name))))
    if new.link is Link.UNKNOWN:
        values["link"] = old.link
    if old.license and new.license and old.license != new.license:
        told = f"{old.origin}: {old.license}; {new.origin}: {new.license}"
        notes = (old.license_note, new.license_note, told)
        values["license_note"] = " ".join(dict.fromkeys(filter(None, notes)))
    values["description"] = {**old.description, **new.description}
    values["id"] = old.id
    values["origin"] = ", ".join(dict.fromkeys((*origins_of(old), *origins_of(new))))
    return Solution.model_construct(**values)  # type: ignore[arg-type]


def origins_of(item: Solution) -> tuple[str, ...]:
    """The catalogues that speak of *item*."""
    return tuple(filter(None, item.origin.split(", ")))
