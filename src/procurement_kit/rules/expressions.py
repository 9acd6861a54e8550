"""SPDX licence expressions: read, checked and explained."""

from functools import cache

from license_expression import ExpressionError, ExpressionParseError, Licensing, get_spdx_licensing

from procurement_kit.problems import KitError

LENGTH_LIMIT = 2000
NO_STATEMENT = frozenset({"NOASSERTION", "NONE", ""})


@cache
def _spdx() -> Licensing:
    licensing: Licensing = get_spdx_licensing()
    return licensing


def parse(text: str) -> object:
    """The expression as a tree; KitError with the place and the repair when it is broken."""
    if len(text) > LENGTH_LIMIT:
        raise KitError("expression_too_long", length=len(text), limit=LENGTH_LIMIT)
    try:
        return _spdx().parse(text, validate=False, strict=False)
    except (ExpressionParseError, ExpressionError) as error:
        raise KitError("expression_broken", text=text) from error
