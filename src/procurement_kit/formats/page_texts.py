"""The texts for people in page templates, as Jinja finds them."""

from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

from jinja2.ext import babel_extract

KEYWORDS = ("_", "gettext", "ngettext", "pgettext", "npgettext")
OPTIONS = {"trimmed": "true", "trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}
COUNTED = 2
"""A counted text has a form for one and a form for several."""


class PageText(NamedTuple):
    """A text of a page; *plural* where it is counted, *context* where the same words differ."""

    text: str
    plural: str = ""
    context: str = ""


def texts(data: bytes) -> Iterator[PageText]:
    """Every text in a template, in its order; what is made of expressions is passed over."""
    for _, function, message, _ in babel_extract(BytesIO(data), KEYWORDS, (), OPTIONS):
        found = [message] if isinstance(message, str) else list(message or ())
        strings = [item for item in found if isinstance(item, str)]
        context = strings.pop(0) if function.endswith("pgettext") and strings else ""
        if not strings:
            continue
        plural = strings[1] if "ngettext" in function and len(strings) >= COUNTED else ""
        yield PageText(strings[0], plural, context)
