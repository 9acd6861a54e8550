"""A solution as its office publishes it: in publiccode.yml and in the texts of its repository."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

SHORT_LENGTH = 150
SHORTEST_DESCRIPTION = 150
DESCRIPTION_LIMIT = 10_000
FEATURE_LENGTH = 100
CUT = "\u2026"


@dataclass(frozen=True)
class Person:
    """Somebody whom a stranger may ask; *affiliation* is where that person works."""

    name: str
    email: str = ""
    affiliation: str = ""


@dataclass(frozen=True)
class Contractor:
    """A firm that maintains the code under a contract, until a day that may be unknown."""

    name: str
    until: date | None = None


@dataclass(frozen=True)
class Upstream:
    """The program from which the solution was made."""

    name: str
    url: str = ""
    license: str = ""


@dataclass(frozen=True)
class Solution:
    """What is known of a solution; empty means that nobody has said yet."""

    name: str = ""
    url: str = ""
    summaries: Mapping[str, str] = field(default_factory=dict)
    description: str = ""
    features: tuple[str, ...] = ()
    kind: str = ""
    category: str = ""
    maturity: str = ""
    scopes: tuple[str, ...] = ()
    license: str = ""
    owner: str = ""
    owner_id: str = ""
    owner_url: str = ""
    maintenance: str = ""
    contact: Person | None = None
    contractor: Contractor | None = None
    upstream: Upstream | None = None
    security_email: str = ""
    version: str = ""
    released_on: date | None = None
    handles_personal_data: bool = False


def shortened(text: str, length: int) -> str:
    """*text* in one line of at most *length* signs, cut between words where it is longer."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    head = line[: length - len(CUT)]
    return (head.rpartition(" ")[0] or head).rstrip(" ,;:") + CUT


def person_of(text: str) -> Person | None:
    """The person of an answer such as "Ing. Jan Novak, odbor informatiky"; None without a name."""
    name, _, rest = re.sub(r"\s+", " ", text).strip().partition(",")
    return Person(name.strip(), affiliation=rest.strip()) if name.strip() else None


def gaps(solution: Solution) -> tuple[str, ...]:
    """The names of what publiccode.yml demands and nobody has said yet, in the file's order."""
    needed: Mapping[str, object] = {
        "name": solution.name,
        "url": solution.url,
        "summary": solution.summaries.get("cs"),
        "description": len(solution.description) >= SHORTEST_DESCRIPTION,
        "features": solution.features,
        "maturity": solution.maturity,
        "license": solution.license,
        "owner": solution.owner,
        "maintenance": solution.maintenance,
        "contact": solution.contact or solution.maintenance not in {"internal", "community"},
        "contractor": _is_contracted(solution),
        "security_email": solution.security_email,
    }
    return tuple(name for name, known in needed.items() if not known)


def _is_contracted(solution: Solution) -> bool:
    if solution.maintenance != "contract":
        return True
    return solution.contractor is not None and solution.contractor.until is not None
