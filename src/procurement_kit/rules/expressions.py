"""SPDX licence expressions: read and checked."""

from functools import lru_cache

from license_expression import Licensing

from procurement_kit.problems import KitError

LENGTH_LIMIT = 2000
NO_STATEMENT = frozenset({"NOASSERTION", "NONE", ""})
_licensing = Licensing()
"""Without the list of symbols: it takes most of the start-up time, and ids are looked up later."""


@lru_cache(maxsize=4096)
def parse(text: str) -> object:
    """The expression as a tree; KitError with the place and the repair when it is broken."""
    if len(text) > LENGTH_LIMIT:
        raise KitError("expression_too_long", length=len(text), limit=LENGTH_LIMIT)
    try:
        tree = _licensing.parse(text)
    except Exception as error:  # the library raises whatever it stumbles over, also IndexError
        raise KitError("expression_broken", text=text) from error
    if tree is None:
        raise KitError("expression_broken", text=text)
    return tree
