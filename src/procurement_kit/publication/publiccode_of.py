"""A solution as the keys of publiccode.yml 0.7; what nobody has said is visibly a placeholder."""

from collections.abc import Mapping
from typing import Any

from procurement_kit.publication.solution import (
    FEATURE_LENGTH,
    SHORT_LENGTH,
    Person,
    Solution,
    shortened,
)
from procurement_kit.publication.templates import PackContent

VERSION = "0.7"
KINDS: Mapping[str, tuple[str, list[str]]] = {
    "web_application": ("standalone/web", ["web"]),
    "library": ("library", ["linux"]),
    "other": ("standalone/other", ["linux"]),
}
USUAL_KIND = "other"
NOT_READY = "development"
UNKNOWN_CATEGORY = "other"
LANGUAGE = "cs"


def publiccode_of(solution: Solution, content: PackContent) -> Mapping[str, Any]:
    """Every key that can be said; mandatory ones always, with a placeholder if need be."""
    software_type, platforms = KINDS.get(solution.kind, KINDS[USUAL_KIND])
    gap = content.placeholders.text
    values: dict[str, Any] = {
        "publiccodeYmlVersion": VERSION,
        "name": solution.name or gap,
        "url": solution.url or content.placeholders.url,
        "softwareVersion": solution.version,
        "releaseDate": solution.released_on,
        "platforms": platforms,
        "categories": [solution.category or UNKNOWN_CATEGORY],
        "isBasedOn": solution.upstream.url if solution.upstream else "",
        "developmentStatus": solution.maturity or NOT_READY,
        "softwareType": software_type,
        "intendedAudience": {"scope": list(solution.scopes), "countries": ["CZ"]},
        "description": _descriptions(solution, gap),
        "legal": _legal(solution, gap),
        "maintenance": _maintenance(solution, gap),
        "localisation": {"localisationReady": False, "availableLanguages": [LANGUAGE]},
        "organisation": _organisation(solution),
    }
    return {key: value for key, value in values.items() if value}


def _descriptions(solution: Solution, gap: str) -> Mapping[str, Any]:
    first = {"shortDescription": solution.summaries.get(LANGUAGE) or gap}
    if solution.description:
        first["longDescription"] = solution.description
    features = [shortened(line, FEATURE_LENGTH) for line in solution.features] or [gap]
    described: dict[str, Any] = {LANGUAGE: {**first, "features": features}}
    for language, text in solution.summaries.items():
        if language != LANGUAGE:
            described[language] = {"shortDescription": shortened(text, SHORT_LENGTH)}
    return described


def _legal(solution: Solution, gap: str) -> Mapping[str, str]:
    owner = {"mainCopyrightOwner": solution.owner} if solution.owner else {}
    return {"license": solution.license or gap, **owner}


def _maintenance(solution: Solution, gap: str) -> Mapping[str, Any]:
    match solution.maintenance:
        case "contract":
            firm = solution.contractor
            until = {"until": firm.until} if firm and firm.until else {"until": gap}
            return {
                "type": "contract",
                "contractors": [{"name": firm.name if firm else gap} | until],
            }
        case "internal" | "community":
            who = solution.contact or Person(gap)
            return {"type": solution.maintenance, "contacts": [_contact(who)]}
        case _:
            return {"type": "none"}


def _contact(person: Person) -> Mapping[str, str]:
    told = {"name": person.name, "email": person.email, "affiliation": person.affiliation}
    return {key: value for key, value in told.items() if value}


def _organisation(solution: Solution) -> Mapping[str, str]:
    if not solution.owner_url:
        return {}
    return {"uri": solution.owner_url, "name": solution.owner}
