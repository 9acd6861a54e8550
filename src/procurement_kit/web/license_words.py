"""Licence ids on pages lead to the licence book."""

import re
from functools import lru_cache

from flask import Flask, url_for
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from procurement_kit.documents.wording import glue

PLAIN_WORDS = frozenset({"JSON", "Ruby", "Vim", "TCL", "ICU", "curl", "blessing", "Qhull"})
"""Ids that are words of the language as well; sentences do not link them."""


@pass_context
def _linked(context: Context, text: str, *, words: bool = False) -> Markup:
    """*text* with every licence id as a link to its page; *words* links also ids that are words."""
    known = context["kit"].content.licenses.licenses
    pieces = _pattern(tuple(known)).split(str(text))
    return Markup("").join(
        _link(piece) if number % 2 and (words or piece not in PLAIN_WORDS) else glue(piece)
        for number, piece in enumerate(pieces)
    )


@lru_cache(maxsize=8)
def _pattern(names: tuple[str, ...]) -> "re.Pattern[str]":
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<![\w.+-])({'|'.join(map(re.escape, longest_first))})(?![\w+-]|\.\w)")


def _link(name: str) -> Markup:
    address = url_for("license_book.show", name=name)
    return Markup('<a class="lic" href="{}">{}</a>').format(address, name)


def register(app: Flask) -> None:
    """Offer the filter to the pages."""
    app.jinja_env.filters["licenses"] = _linked
