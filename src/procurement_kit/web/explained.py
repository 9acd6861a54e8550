"""Terms at their first use on a page: a link to their explanation at the end of the same page."""

from collections.abc import Iterable
from functools import lru_cache

from flask import Flask, g
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from procurement_kit.crosscheck.content import Content
from procurement_kit.kit import Kit
from procurement_kit.methodology.glossary import Explainer, Piece, Term, explainer

SEEN = "explained_terms"
LINK = Markup('<a class="term" id="used-{id}" href="#word-{id}">{text}</a>')


def register(app: Flask) -> None:
    """Offer the filter and the list of what was explained to the pages."""
    app.jinja_env.filters["explained"] = _explained
    app.jinja_env.globals["words_here"] = _words_here


@pass_context
def _explained(context: Context, text: str) -> Markup:
    """*text* with a link at the first use of each term; for texts that are not inside a link.

    Only the page of a step has the list to which the links lead.
    """
    if context.get("step") is None:
        return escape(text)
    found = _explainer(_kit(context).content)
    return Markup("").join(map(_shown, found.pieces(text, _seen())))


@pass_context
def _words_here(context: Context, more: Iterable[str] = ()) -> list[tuple[Term, bool]]:
    """The terms explained so far and those of the texts *more*; true for those with a link."""
    linked = dict(_seen())
    named = _explainer(_kit(context).content).used(more)
    others = [(term, False) for term in named if term.id not in linked]
    return [*((term, True) for term in linked.values()), *others]


def _shown(piece: Piece) -> Markup:
    if piece.term is None:
        return Markup("{}").format(piece.text)
    _seen()[piece.term.id] = piece.term
    return LINK.format(id=piece.term.id, text=piece.text)


def _seen() -> dict[str, Term]:
    """The terms explained on the page that is being made."""
    if SEEN not in g:
        setattr(g, SEEN, {})
    found: dict[str, Term] = getattr(g, SEEN)
    return found


def _kit(context: Context) -> Kit:
    kit: Kit = context["kit"]
    return kit


@lru_cache(maxsize=4)
def _of(
    terms: tuple[Term, ...], more: tuple[tuple[str, str], ...], ends: tuple[str, ...]
) -> Explainer:
    return explainer(terms, dict(more), ends)


def _explainer(content: Content) -> Explainer:
    rules = content.plain_words
    if rules is None:
        return _of(content.glossary, (), ())
    return _of(content.glossary, tuple(rules.abbreviations.items()), rules.endings)
