"""Licence classifiers of the Python package index, which lists of components hold as names."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

PREFIX = "License ::"


def name_of(text: str) -> str:
    """The SPDX id or general name for a classifier; any other *text* as it is."""
    if not text.startswith(PREFIX):
        return text
    return _names().get(text.removeprefix(PREFIX).strip(), text)


@cache
def _names() -> Mapping[str, str]:
    file = resources.files("procurement_kit.formats").joinpath("trove.toml")
    names: dict[str, str] = tomllib.loads(file.read_text("utf-8"))
    return names
