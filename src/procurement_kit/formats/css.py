"""Style sheets that somebody sent: only looks; nothing is fetched and nothing hides."""

from collections.abc import Iterable, Iterator
from typing import Any

import tinycss2

from procurement_kit.problems import Problem

AT_RULES = frozenset({"page", "media"})
MARGINS = ("top-", "bottom-", "left-", "right-")
FETCHING = frozenset({"url", "src", "image", "image-set", "-webkit-image-set", "cross-fade",
                      "element", "expression", "env"})  # fmt: skip
FORBIDDEN = frozenset({"behavior", "-moz-binding"})


def problems(path: str, data: bytes) -> Iterator[Problem]:
    """Everything in a style sheet that is refused, each with its line."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        yield Problem.of(path, 1, "css_broken", cause="UTF-8")
        return
    yield from _hidden(path, text)
    yield from _tokens(path, tinycss2.parse_component_value_list(text))
    for node in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
        if node.type == "error":
            yield Problem.of(path, node.source_line, "css_broken", cause=node.message)


def _hidden(path: str, text: str) -> Iterator[Problem]:
    """A backslash or a tag in the source: neither is needed, both can hide something."""
    for number, line in enumerate(text.splitlines(), start=1):
        for sign in ("\\", "<"):
            if sign in line:
                yield Problem.of(path, number, "css_refused", what=sign)


def _tokens(path: str, tokens: Iterable[Any]) -> Iterator[Problem]:
    for token in tokens:
        what = _refused(token)
        if what:
            yield Problem.of(path, token.source_line, "css_refused", what=what)
        for inner in (getattr(token, "content", None), getattr(token, "arguments", None)):
            if isinstance(inner, list):
                yield from _tokens(path, inner)


def _refused(token: Any) -> str:  # noqa: ANN401 - a token of tinycss2
    """What is refused in *token*; empty if nothing is."""
    match token.type:
        case "url":
            return "url()"
        case "function" if token.lower_name in FETCHING:
            return f"{token.lower_name}()"
        case "at-keyword" if not _is_allowed(token.lower_value):
            return f"@{token.lower_value}"
        case "ident" if token.lower_value in FORBIDDEN:
            return str(token.lower_value)
        case "error":
            return str(token.message)
        case _:
            return ""


def _is_allowed(keyword: str) -> bool:
    return keyword in AT_RULES or keyword.startswith(MARGINS)
