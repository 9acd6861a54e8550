"""Writes publiccode.yml: keys in a given order, each with the remark of a person above it."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import yaml

Remark = tuple[str, str]
"""A key and what is said above it; empty if nothing is."""
WIDTH = 100


def write(values: Mapping[str, Any], remarks: Iterable[Remark], suggestions: str = "") -> bytes:
    """*values* as YAML in the order of *remarks*; keys without a value are left out."""
    parts = [part for key, comment in remarks for part in _entry(key, comment, values)]
    parts.extend(f"# {line}".rstrip() for line in suggestions.splitlines())
    return ("\n".join(parts) + "\n").encode()


def _entry(key: str, comment: str, values: Mapping[str, Any]) -> Iterator[str]:
    if key not in values:
        return
    yield from (f"# {line}" for line in textwrap.wrap(comment, WIDTH))
    yield _dumped(key, values[key])


def _dumped(key: str, value: object) -> str:
    """One key as YAML; text that YAML would read as something else is quoted."""
    text: str = yaml.safe_dump(
        {key: _plain(value)},
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=False,
        width=WIDTH,
    )
    return text.rstrip("\n")


def _plain(value: object) -> object:
    """*value* as YAML can hold it; days as the standard wants them."""
    match value:
        case Mapping():
            return {str(key): _plain(item) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
        case date():
            return value
        case str():
            return "".join(sign for sign in value if sign.isprintable() or sign == "\n")
        case _:
            return value
