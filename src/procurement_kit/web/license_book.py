"""The licence book: what a public buyer must know of each licence, by name and by search."""

import unicodedata
from collections.abc import Mapping

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from procurement_kit.licensing.components import Combination
from procurement_kit.licensing.data import LicenseData
from procurement_kit.licensing.licenses import License
from procurement_kit.licensing.terms import IN_THE_WORK, Terms
from procurement_kit.methodology.reading import clean
from procurement_kit.web.access import PageMissingError
from procurement_kit.web.site import site

blueprint = Blueprint("license_book", __name__, url_prefix="/licenses/book")
WORDS_LENGTH = 100
KEPT_APART = "apart"


@blueprint.get("/")
def choose() -> str:
    """Every licence whose id, name, alias or note holds the words asked for."""
    words, data = clean(request.args.get("q", ""))[:WORDS_LENGTH], site().kit.content.licenses
    found = [item for item in data.licenses.values() if _holds(data, item, words)]
    found.sort(key=lambda item: item.id.lower())
    return render_template("license_book.html", kit=site().kit, words=words, found=found)


@blueprint.get("/<name>")
def show(name: str) -> str | Response:
    """One licence; other ways of writing its name lead to it."""
    data = site().kit.content.licenses
    item = data.licenses.get(name)
    if item is not None:
        return render_template("license.html", kit=site().kit, item=item, reach=_reach(item),
                               entry=data.names.spdx.licenses.get(name))  # fmt: skip
    meant = data.names.license(name).id
    if meant not in data.licenses:
        raise PageMissingError("page_missing")
    return redirect(url_for(".show", name=meant), 301)


def _reach(item: License) -> Mapping[Combination, str]:
    """What the licence claims in each way of combining; in the loose ones each keeps to itself."""
    terms = Terms(item.id, item)
    return {
        way: terms.reach(way).value if way in IN_THE_WORK else KEPT_APART for way in Combination
    }


def _holds(data: LicenseData, item: License, words: str) -> bool:
    aliases = (alias for alias, name in data.names.aliases.aliases.items() if name == item.id)
    known = folded(" ".join((item.id, item.name, item.note, *aliases)))
    return all(word in known for word in folded(words).split())


def folded(text: str) -> str:
    """*text* without accents and capitals."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()
