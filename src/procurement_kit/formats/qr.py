"""QR codes: as a picture inside the page, and as blocks in a terminal."""

from functools import lru_cache
from io import StringIO

import segno

KEPT = 64


@lru_cache(maxsize=KEPT)
def data_address(text: str) -> str:
    """An SVG picture of *text* as a data: address, which fetches nothing."""
    code = segno.make(text, error="m", micro=False)
    return str(code.svg_data_uri(scale=8, border=2, dark="#000", light="#fff"))


def blocks(text: str) -> str:
    """*text* as lines of half blocks for a terminal."""
    target = StringIO()
    segno.make(text, error="l", micro=False).terminal(out=target, compact=True)
    return target.getvalue()
