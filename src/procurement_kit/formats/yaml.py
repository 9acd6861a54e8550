"""YAML files as content models; every mistake is reported with its line, all at once."""

from collections.abc import Hashable, Iterator
from functools import cache
from typing import Any, TypeVar, cast

import yaml
from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from procurement_kit.problems import ContentError, Problem

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NODE_LIMIT = 50_000
KNOWN_ERRORS = {
    "missing": "model_missing",
    "extra_forbidden": "model_unknown_key",
    "string_too_long": "model_too_long",
    "string_too_short": "model_empty",
    "string_pattern_mismatch": "model_bad_id",
    "date_from_datetime_parsing": "model_bad_date",
    "date_parsing": "model_bad_date",
    "decimal_parsing": "model_bad_number",
    "int_parsing": "model_bad_number",
    "enum": "model_not_in_list",
    "literal_error": "model_not_in_list",
    "too_short": "model_empty",
}
OWN_ERRORS = {
    "dates_overlap", "reference_names_one", "condition_shape", "case_value", "why_too_long",
    "options_misfit", "option_twice", "worksheet_line", "change_shape", "limit_start",
    "limit_shape", "score_bands",
    "criterion_range", "fact_origin", "trap_shape",
}  # fmt: skip


Content = TypeVar("Content")


def read(path: str, data: bytes, model: type[Content], first_line: int = 1) -> Content:
    """The content of a YAML file; ContentError with every mistake and its line.

    *first_line* is the line of the file at which *data* begins (for front matter).
    """
    node = _compose(path, data, first_line)
    problems = list(_structure_problems(path, node, first_line))
    if problems:
        raise ContentError(problems)
    try:
        found: Content = adapter(cast("Hashable", model)).validate_python(_plain(node))
    except ValidationError as error:
        details = _innermost(error.errors())
        problems = [_problem(path, node, first_line, detail) for detail in details]
        raise ContentError(problems) from error
    return found


@cache
def adapter(model: Hashable) -> TypeAdapter[Any]:
    """What checks content against *model* and exports its JSON Schema."""
    return TypeAdapter(cast("type[Any]", model))


def _innermost(details: list[ErrorDetails]) -> list[ErrorDetails]:
    """Without the errors of a list that only follow from the errors of its items."""
    places = [detail["loc"] for detail in details]
    return [
        detail
        for detail in details
        if not any(_is_inside(place, detail["loc"]) for place in places)
    ]


def _is_inside(place: tuple[int | str, ...], outer: tuple[int | str, ...]) -> bool:
    return len(place) > len(outer) and place[: len(outer)] == outer


def _compose(path: str, data: bytes, first_line: int) -> yaml.Node:
    try:
        events = list(yaml.parse(data, Loader=LOADER))
        if any(isinstance(event, yaml.AliasEvent) for event in events):
            raise ContentError([Problem.of(path, first_line, "yaml_alias")])
        node = yaml.compose(data, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        line = (error.problem_mark.line if error.problem_mark else 0) + first_line
        raise ContentError([Problem.of(path, line, "yaml_syntax", cause=error.problem)]) from error
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        raise ContentError([Problem.of(path, first_line, "yaml_unreadable")]) from error
    if node is None or len(events) > NODE_LIMIT:
        raise ContentError(
            [Problem.of(path, first_line, "yaml_empty" if node is None else "yaml_large")]
        )
    return node


def _structure_problems(path: str, node: yaml.Node, first_line: int) -> Iterator[Problem]:
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _structure_problems(path, item, first_line)
    if not isinstance(node, yaml.MappingNode):
        return
    seen: set[str] = set()
    for key, value in node.value:
        if key.value in seen:
            yield Problem.of(path, _line(key, first_line), "yaml_duplicate_key", key=key.value)
        seen.add(str(key.value))
        yield from _structure_problems(path, value, first_line)


def _plain(node: yaml.Node) -> object:
    """Python values of *node*; every scalar stays text, an empty one is None."""
    match node:
        case yaml.MappingNode():
            return {str(key.value): _plain(value) for key, value in node.value}
        case yaml.SequenceNode():
            return [_plain(item) for item in node.value]
        case yaml.ScalarNode():
            is_empty = node.value == "" and node.style is None
            return None if is_empty else str(node.value)
        case _:
            return None


def _line(node: yaml.Node, first_line: int) -> int:
    return int(node.start_mark.line) + first_line


def _problem(path: str, node: yaml.Node, first_line: int, detail: ErrorDetails) -> Problem:
    line = _locate(node, detail["loc"], first_line)
    key = next((str(part) for part in reversed(detail["loc"]) if isinstance(part, str)), "")
    context = detail.get("ctx", {})
    if detail["type"] in OWN_ERRORS:
        return Problem.of(path, line, detail["type"], **context)
    code = KNOWN_ERRORS.get(detail["type"], "model_other")
    value = detail.get("input", "")
    shown = value if isinstance(value, str) else ""
    expected = context.get("expected", "").replace(" or ", ", ")
    return Problem.of(path, line, code, key=key, value=shown, expected=expected,
                      limit=context.get("max_length", ""), cause=detail["msg"])  # fmt: skip


def _locate(node: yaml.Node, place: tuple[int | str, ...], first_line: int) -> int:
    """The line of *place*; parts that name a type and not a key are passed over."""
    line = _line(node, first_line)
    for part in place:
        if isinstance(node, yaml.MappingNode):
            found = next(
                ((key, value) for key, value in node.value if key.value == str(part)), None
            )
            if found is None:
                continue
            line, node = _line(found[0], first_line), found[1]
        elif (
            isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value)
        ):
            node = node.value[part]
            line = _line(node, first_line)
    return line
