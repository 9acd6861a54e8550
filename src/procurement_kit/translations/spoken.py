"""Walks the words for people in any piece of content, as the models declare them.

Extraction and translation use this one walk, so that neither can forget a field.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Annotated, Any, TypeVar, cast, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from procurement_kit.rules.words import Spoken

Place = tuple[str, ...]
"""The names that lead to a text, such as ("authority_kind", "options", "state", "label")."""

Translate = Callable[[str, Spoken, Place], str]
Piece = TypeVar("Piece")
NAMING = ("id", "value", "code")


def spoken(piece: Piece, translate: Translate) -> Piece:
    """*piece* with every text for people replaced by what *translate* makes of it."""
    return cast("Piece", _record(piece, translate, ()))


def _record(piece: object, translate: Translate, place: Place) -> object:
    kind: type[Any] = type(piece)
    if not _has_words(kind):  # type: ignore[arg-type]
        return piece
    place = (*place, *_name(piece))
    changed: dict[str, Any] = {}
    for name, hint in _speaking(kind).items():  # type: ignore[arg-type]
        before = getattr(piece, name)
        after = _value(before, hint, translate, (*place, name))
        if after is not before:
            changed[name] = after
    return _with(piece, changed) if changed else piece


def _with(piece: object, changed: Mapping[str, Any]) -> object:
    if isinstance(piece, BaseModel):
        kept = {name: getattr(piece, name) for name in type(piece).model_fields}
        return type(piece).model_construct(piece.model_fields_set, **{**kept, **changed})
    return replace(piece, **changed)  # type: ignore[type-var]


def _name(piece: object) -> Place:
    names = (getattr(piece, name, None) for name in NAMING)
    return tuple(name for name in names if isinstance(name, str) and name)[:1]


def _value(value: object, hint: object, translate: Translate, place: Place) -> object:
    hint = _fitting(hint, value)
    match value:
        case str():
            mark = _mark(hint)
            return translate(value, mark, place) if mark and value.strip() else value
        case tuple():
            new = tuple(
                _value(item, inner, translate, place)
                for item, inner in zip(value, _items(hint, len(value)), strict=True)
            )
            return value if all(a is b for a, b in zip(value, new, strict=True)) else new
        case Mapping():
            inner = (get_args(hint) or (str, object))[1]
            items = {k: _value(v, inner, translate, (*place, str(k))) for k, v in value.items()}
            return value if all(items[key] is value[key] for key in value) else items
    return _record(value, translate, place)


def _items(hint: object, length: int) -> list[object]:
    inner = get_args(hint) or (object, ...)
    return [inner[0]] * length if inner[-1] is ... else list(inner)


def _mark(hint: object) -> Spoken | None:
    """The mark in Annotated[str, …], however deep; None where the text stays as it is."""
    if get_origin(hint) is not Annotated:
        return None
    inner, *marks = get_args(hint)
    return next((mark for mark in marks if isinstance(mark, Spoken)), None) or _mark(inner)


def _fitting(hint: object, value: object) -> object:
    """The part of a union that *value* is; *hint* itself where it is none."""
    if get_origin(hint) is Annotated and not isinstance(value, str):
        return _fitting(get_args(hint)[0], value)
    parts = get_args(hint)
    if type(None) not in parts and not _is_union(hint):
        return hint
    return next((part for part in parts if _could_be(part, value)), object)


def _is_union(hint: object) -> bool:
    return str(get_origin(hint)) in {"typing.Union", "<class 'types.UnionType'>"}


def _could_be(hint: object, value: object) -> bool:
    while get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    kind = get_origin(hint) or hint
    return isinstance(kind, type) and isinstance(value, kind)


@cache
def hints_of(kind: type[Any]) -> Mapping[str, object]:
    """The types of the fields of a model or dataclass, with their marks."""
    hints = get_type_hints(kind, include_extras=True)
    if issubclass(kind, BaseModel):
        return {name: hints[name] for name in kind.model_fields}
    return {item.name: hints[item.name] for item in fields(kind) if item.init}


def _is_record(kind: object) -> bool:
    return isinstance(kind, type) and (issubclass(kind, BaseModel) or is_dataclass(kind))


@cache
def _speaking(kind: type[Any]) -> Mapping[str, object]:
    """The fields of *kind* below which there are words."""
    return {name: hint for name, hint in hints_of(kind).items() if _speaks(hint, frozenset())}  # type: ignore[arg-type]


@cache
def _has_words(kind: type[Any]) -> bool:
    return _is_record(kind) and _speaks(kind, frozenset())


def _speaks(hint: object, above: frozenset[type]) -> bool:
    if _mark(hint):
        return True
    if _is_record(hint):
        kind = cast("type", hint)
        if kind in above:
            return False
        return any(_speaks(inner, above | {kind}) for inner in hints_of(kind).values())
    return any(_speaks(inner, above) for inner in get_args(hint))


def texts_in(piece: object) -> Iterator[tuple[Place, Spoken, str]]:
    """Every text for people in *piece*, with its place."""
    found: list[tuple[Place, Spoken, str]] = []

    def note(text: str, mark: Spoken, place: Place) -> str:
        found.append((place, mark, text))
        return text

    spoken(piece, note)
    return iter(found)
