"""A publiccode.yml as a value; what the file does not say properly is left out, never guessed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from procurement_kit.catalogue.values import FALSE, TRUE, day_of


@dataclass(frozen=True, slots=True)
class Description:
    """What the file says of the software in one language."""

    name: str = ""
    short: str = ""
    long: str = ""
    features: tuple[str, ...] = ()
    documentation: str = ""


@dataclass(frozen=True, slots=True)
class Contractor:
    """Who maintains the software under a contract, and until when."""

    name: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class PublicCode:
    """The statements of one publiccode.yml.

    Names of contacts are personal data of strangers, so they are checked but not kept.
    """

    version: str
    name: str
    url: str
    landing_url: str = ""
    software_version: str = ""
    release_date: date | None = None
    is_based_on: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    used_by: tuple[str, ...] = ()
    development_status: str = ""
    software_type: str = ""
    organisation: str = ""
    supports: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    unsupported_countries: tuple[str, ...] = ()
    descriptions: Mapping[str, Description] | None = None
    license: str = ""
    copyright_owner: str = ""
    maintenance: str = ""
    contractors: tuple[Contractor, ...] = ()
    localisation_ready: bool | None = None
    languages: tuple[str, ...] = ()


def described(tree: Mapping[str, object]) -> PublicCode:
    """What the file says, as far as its values have the right shape."""
    legal, audience = _section(tree, "legal"), _section(tree, "intendedAudience")
    care, words = _section(tree, "maintenance"), _section(tree, "localisation")
    organisation = _section(tree, "organisation")
    return PublicCode(
        version=_text(tree, "publiccodeYmlVersion") or _text(tree, "publiccode-yaml-version"),
        name=_text(tree, "name"),
        url=_text(tree, "url"),
        landing_url=_text(tree, "landingURL"),
        software_version=_text(tree, "softwareVersion"),
        release_date=day_of(_text(tree, "releaseDate")),
        is_based_on=_texts(tree, "isBasedOn"),
        platforms=_texts(tree, "platforms"),
        categories=_texts(tree, "categories") or _texts(tree, "tags"),
        used_by=_texts(tree, "usedBy"),
        development_status=_text(tree, "developmentStatus"),
        software_type=_text(tree, "softwareType"),
        organisation=_text(organisation, "name") or _text(legal, "repoOwner"),
        supports=tuple(_text(item, "id") for item in _sections(tree, "supports")),
        scope=_texts(audience, "scope") or _texts(audience, "onlyFor"),
        countries=tuple(name.upper() for name in _texts(audience, "countries")),
        unsupported_countries=tuple(
            name.upper() for name in _texts(audience, "unsupportedCountries")
        ),
        descriptions=_descriptions(tree),
        license=_text(legal, "license"),
        copyright_owner=_text(legal, "mainCopyrightOwner"),
        maintenance=_text(care, "type"),
        contractors=tuple(_contractor(item) for item in _sections(care, "contractors")),
        localisation_ready=_boolean(_text(words, "localisationReady")),
        languages=_texts(words, "availableLanguages"),
    )


def _descriptions(tree: Mapping[str, object]) -> Mapping[str, Description]:
    found = _section(tree, "description")
    return {language: _description(_section(found, language)) for language in found}


def _description(texts: Mapping[str, object]) -> Description:
    return Description(
        name=_text(texts, "localisedName"),
        short=_text(texts, "shortDescription"),
        long=_text(texts, "longDescription"),
        features=_texts(texts, "features"),
        documentation=_text(texts, "documentation"),
    )


def _contractor(item: Mapping[str, object]) -> Contractor:
    return Contractor(_text(item, "name"), day_of(_text(item, "until")))


def _boolean(text: str) -> bool | None:
    if text in TRUE:
        return True
    return False if text in FALSE else None


def _text(tree: Mapping[str, object], key: str) -> str:
    value = tree.get(key)
    return " ".join(value.split()) if isinstance(value, str) else ""


def _texts(tree: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = tree.get(key)
    if isinstance(value, str):
        return (value.strip(),) if value.strip() else ()
    listed = value if isinstance(value, list) else ()
    return tuple(item.strip() for item in listed if isinstance(item, str) and item.strip())


def _section(tree: Mapping[str, object], key: str) -> Mapping[str, object]:
    value = tree.get(key)
    return value if isinstance(value, dict) else {}


def _sections(tree: Mapping[str, object], key: str) -> tuple[Mapping[str, object], ...]:
    value = tree.get(key)
    listed = value if isinstance(value, list) else ()
    return tuple(item for item in listed if isinstance(item, dict))
