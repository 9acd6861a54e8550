"""The description of the interface for programs (OpenAPI 3.1), made from its declaration."""

from collections.abc import Iterable, Mapping
from importlib.metadata import version
from typing import Any

from pydantic import BaseModel

from procurement_kit.problems import say
from procurement_kit.web.api.operations import Operation
from procurement_kit.web.api.shapes import ProblemAnswer

OPENAPI = "3.1.0"
PREFIX = "/api/v1"
PROBLEM = "application/problem+json"
TOKEN_HEADER = "X-Project-Token"  # noqa: S105 - the name of a header
SECURITY = "projectLink"
REFERENCE = "#/components/schemas/{model}"
REFUSALS = (400, 403, 404, 410, 413, 415, 422)


def description(operations: Iterable[Operation]) -> Mapping[str, Any]:
    """The OpenAPI document of *operations*."""
    paths: dict[str, dict[str, Any]] = {}
    schemas: dict[str, Any] = {}
    for item in operations:
        paths.setdefault(f"{PREFIX}{item.path}", {})[item.method.lower()] = _operation(
            item, schemas
        )
    _schema(ProblemAnswer, schemas)
    key = {"type": "apiKey", "in": "header", "name": TOKEN_HEADER}
    return {
        "openapi": OPENAPI,
        "info": {
            "title": say("api_title"),
            "version": version("procurement-kit"),
            "description": say("api_description"),
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {"schemas": schemas, "securitySchemes": {SECURITY: key}},
    }


def _operation(item: Operation, schemas: dict[str, Any]) -> Mapping[str, Any]:
    told: dict[str, Any] = {
        "operationId": item.name,
        "summary": say(item.summary),
        "responses": _responses(item, schemas),
    }
    if parameters := [*_path(item), *_query(item)]:
        told["parameters"] = parameters
    if item.body:
        told["requestBody"] = {"required": True, "content": {item.body: {"schema": _body(item)}}}
    if item.needs_token:
        told["security"] = [{SECURITY: []}]
    return told


def _body(item: Operation) -> Mapping[str, Any]:
    return {"type": "object"} if item.body.endswith("json") else {"type": "string"}


def _responses(item: Operation, schemas: dict[str, Any]) -> Mapping[str, Any]:
    if item.answer is not None:
        schema: Mapping[str, Any] = _schema(item.answer, schemas)
    else:
        schema = {}
    done = {
        "description": say(item.summary),
        "content": {media: {"schema": schema} for media in item.media},
    }
    refused = {
        "description": say("api_refused"),
        "content": {PROBLEM: {"schema": {"$ref": REFERENCE.format(model="ProblemAnswer")}}},
    }
    return {str(item.status): done, **{str(status): refused for status in REFUSALS}}


def _path(item: Operation) -> Iterable[Mapping[str, Any]]:
    for part in item.parts:
        closed = {"enum": list(part.values)} if part.values else {"minLength": 1}
        yield {
            "name": part.name, "in": "path", "required": True, "schema": {"type": "string"} | closed
        }  # fmt: skip


def _query(item: Operation) -> Iterable[Mapping[str, Any]]:
    if item.query is None:
        return
    schema = item.query.model_json_schema()
    definitions = schema.get("$defs", {})
    for name, told in schema["properties"].items():
        yield {
            "name": name,
            "in": "query",
            "required": name in schema.get("required", ()),
            "schema": _inlined(told, definitions),
        }


def _inlined(schema: Any, definitions: Mapping[str, Any]) -> Any:  # noqa: ANN401 - JSON
    """*schema* without references; null is no value of a parameter."""
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _inlined(definitions[schema["$ref"].rpartition("/")[2]], definitions)
    if "anyOf" in schema:
        some = [item for item in schema["anyOf"] if item.get("type") != "null"]
        return _inlined(some[0], definitions)
    told = {key: _inlined(value, definitions) for key, value in schema.items()}
    return {key: value for key, value in told.items() if (key, value) != ("default", None)}


def _schema(model: type[BaseModel], schemas: dict[str, Any]) -> Mapping[str, str]:
    """A reference to *model*, whose schema and parts are put among *schemas*."""
    found = model.model_json_schema(mode="serialization", ref_template=REFERENCE)
    schemas |= found.pop("$defs", {})
    schemas[model.__name__] = found
    return {"$ref": REFERENCE.format(model=model.__name__)}
