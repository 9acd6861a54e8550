"""The public catalogue of reusable software: search, an entry, several side by side."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlsplit

from flask import Blueprint, render_template, request

from procurement_kit.catalogue.search import PAGE, Query
from procurement_kit.catalogue.solutions import FunctionWords, Solution
from procurement_kit.formats.files import content_root
from procurement_kit.methodology.reading import clean
from procurement_kit.store import catalogue_shipped
from procurement_kit.store.catalogue_database import Found
from procurement_kit.web.access import PageMissingError
from procurement_kit.web.site import site

blueprint = Blueprint("catalogue", __name__, url_prefix="/catalogue")
FILTERS = ("function", "scope", "language", "country", "license", "cpv", "origin")
TEXT_LIMIT = 200
COMPARED_LIMIT = 4
PAGES_LIMIT = 20


@dataclass(frozen=True)
class Shown:
    """A search with what it found and what can be chosen in its form."""

    query: Query
    found: Found
    functions: Mapping[str, FunctionWords]
    scopes: Mapping[str, FunctionWords]
    origins: Mapping[str, int]
    page: int = 1

    @property
    def is_narrowed(self) -> bool:
        """Whether anything was asked for."""
        return bool(self.query.words or any(getattr(self.query, name) for name in FILTERS))

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return min(-(-self.found.total // PAGE), PAGES_LIMIT)


@blueprint.get("/")
def search() -> str:
    """The form and what it finds; without words, everything by name."""
    return render_template("catalogue.html", kit=site().kit, shown=shown(asked_words()))


@blueprint.get("/<name>")
def show(name: str) -> str:
    """One entry with everything that its source says."""
    return render_template("solution.html", kit=site().kit, item=entry(name), **words())


@blueprint.get("/compare")
def compare() -> str:
    """Up to four entries side by side."""
    return render_template("catalogue_compare.html", kit=site().kit, items=picked(), **words())


def asked_words(default: str = "") -> str:
    """The words that were sent; *default* where the form was not sent at all."""
    return clean(request.args.get("q", default))[:TEXT_LIMIT]


def shown(text: str) -> Shown:
    """The search for *text* with the filters of the request."""
    page = request.args.get("page", 1, type=int)
    page = min(max(page, 1), PAGES_LIMIT)
    filters = {name: clean(request.args.get(name, ""))[:TEXT_LIMIT] for name in FILTERS}
    query = replace(Query(text), **filters, offset=(page - 1) * PAGE)  # type: ignore[arg-type]
    database = site().catalogue()
    return Shown(query, database.search(query), **words(), origins=database.origins(), page=page)


def words() -> dict[str, Mapping[str, FunctionWords]]:
    """What functions and scopes are called."""
    known = catalogue_shipped.content(content_root())
    return {"functions": known.functions, "scopes": known.scopes}


def entry(name: str) -> Solution:
    """The entry *name*; PageMissingError if there is none."""
    if (found := site().catalogue().get(name)) is None:
        raise PageMissingError("page_missing")
    return found


def picked() -> list[Solution]:
    """The entries that were ticked, at most four."""
    names = dict.fromkeys(request.args.getlist("pick"))
    found = (site().catalogue().get(name) for name in list(names)[:COMPARED_LIMIT])
    return [item for item in found if item is not None]


def web_address(text: str) -> str:
    """*text* if it is an address that a browser may follow; else nothing."""
    try:
        return text if urlsplit(text).scheme in {"http", "https"} else ""
    except ValueError:
        return ""


def license_parts(text: str) -> Iterator[str]:
    """The ids in an expression that the book of licences knows."""
    known = site().kit.content.licenses.licenses
    return (part for part in text.replace("(", " ").replace(")", " ").split() if part in known)


def days_old(day: date | None, today: date) -> int | None:
    """The age of a statement in days."""
    return (today - day).days if day else None


def page_args() -> dict[str, object]:
    """What leads to another page of the same search."""
    kept = {name: request.args.get(name) for name in ("q", *FILTERS)}
    return {**kept, **(request.view_args or {})}


@blueprint.app_context_processor
def _helpers() -> dict[str, object]:
    return {
        "web_address": web_address,
        "license_parts": license_parts,
        "days_old": days_old,
        "page_args": page_args,
    }
