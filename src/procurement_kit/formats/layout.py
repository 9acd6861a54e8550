"""The look of printed documents: style sheets and style parts, without words."""

import os
from functools import cache
from importlib import resources
from pathlib import Path

FOLDER = Path("templates", "layout")


@cache
def read(name: str) -> str:
    """The layout file *name*."""
    return (_root() / FOLDER / name).read_text("utf-8")


def _root() -> Path:
    if chosen := os.environ.get("PROCUREMENT_KIT_CONTENT"):
        return Path(chosen)
    installed = Path(str(resources.files("procurement_kit"))) / "_content"
    return installed if installed.is_dir() else Path(__file__).parents[3]
