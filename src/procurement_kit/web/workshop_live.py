"""Pieces of pages that browsers ask for again and again: an unchanged one costs one query."""

from collections.abc import Callable

from flask import Response, make_response, request

from procurement_kit.web.site import site


def unchanged(change: int, view: str = "") -> tuple[Response | None, Callable[[str], Response]]:
    """The answer if the browser has seen *change* already, and what marks a new piece with it."""
    mark = f"{site().asset_version}-{change}-{view}"

    def marked(page: str) -> Response:
        answer = make_response(page)
        answer.set_etag(mark)
        return answer

    if request.if_none_match.contains(mark):
        seen = Response(status=304)
        seen.set_etag(mark)
        return seen, marked
    return None, marked
