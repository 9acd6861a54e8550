"""The look of printed documents: style sheets and style parts, without words."""

from functools import cache
from pathlib import Path

from procurement_kit.formats.files import content_root

FOLDER = Path("templates", "layout")


@cache
def read(name: str) -> str:
    """The layout file *name*."""
    return (content_root() / FOLDER / name).read_text("utf-8")
