"""Pages are sent compressed to browsers that ask for it: phones on a bad network wait for bytes."""

import gzip
import io
import secrets

from flask import Flask, Response, request

SMALLEST = 1000
LEVEL = 4
LONGEST_NAME = 100
KINDS = ("text/", "application/json", "application/problem+json", "image/svg+xml")


def register(app: Flask) -> None:
    """Compress what *app* answers, as the last thing that is done to it."""
    app.after_request(_compressed)


def _compressed(response: Response) -> Response:
    if not _may_be(response):
        return response
    response.vary.add("Accept-Encoding")
    if not request.accept_encodings.quality("gzip"):
        return response
    data = response.get_data()
    if len(data) >= SMALLEST:
        response.set_data(squeezed(data))
        response.content_encoding = "gzip"
    return response


def _may_be(response: Response) -> bool:
    if response.direct_passthrough or response.is_streamed or response.content_encoding:
        return False
    return response.status_code not in {204, 304} and (response.mimetype or "").startswith(KINDS)


def squeezed(data: bytes) -> bytes:
    """*data* by gzip, longer by chance.

    A file name of random length in its header keeps those who can watch the length of many answers
    from guessing a secret in them (the attack called BREACH).
    """
    packed = io.BytesIO()
    name = "a" * secrets.randbelow(LONGEST_NAME)
    with gzip.GzipFile(name, "wb", LEVEL, packed, mtime=0) as file:
        file.write(data)
    return packed.getvalue()
