"""The interface for programs: no cookies, errors by RFC 9457, nothing written unless allowed."""

from collections.abc import Callable, Iterator
from functools import partial

import orjson
from flask import Blueprint, Response, render_template, request
from pydantic import BaseModel, ValidationError
from werkzeug.exceptions import HTTPException
from werkzeug.exceptions import RequestEntityTooLarge as TooLarge

from procurement_kit.problems import KitError, messages, say
from procurement_kit.store.errors import LinkExpiredError, LinkUnknownError
from procurement_kit.web.access import PageMissingError
from procurement_kit.web.api.openapi import PREFIX, PROBLEM, TOKEN_HEADER, description
from procurement_kit.web.api.operations import OPERATIONS, Access, Operation
from procurement_kit.web.api.shapes import ProblemAnswer, Shape
from procurement_kit.web.render_jobs import JobMissingError
from procurement_kit.web.security import ForeignOriginError, request_limit
from procurement_kit.web.settings import MEGABYTE
from procurement_kit.web.site import site

blueprint = Blueprint("api", __name__)
OTHER_STATUS = 422


class ApiOffError(KitError):
    """The operator has not allowed this operation."""


class ApiInputError(KitError):
    """An input is missing or wrong; its place is named."""


class ApiMediaError(KitError):
    """The body is of another media type than it must be."""


class ApiTokenError(KitError):
    """The header with the secret link is missing."""


STATUSES: dict[type[KitError], int] = {
    ApiInputError: 400,
    ApiMediaError: 415,
    ApiOffError: 403,
    ApiTokenError: 403,
    ForeignOriginError: 403,
    JobMissingError: 404,
    LinkExpiredError: 410,
    LinkUnknownError: 404,
    PageMissingError: 404,
}


@blueprint.get("/api/")
def show() -> str:
    """The operations for people."""
    shown = [(item, say(item.summary), item.is_allowed(_access())) for item in OPERATIONS]
    return render_template("api.html", kit=site().kit, operations=shown, prefix=PREFIX)


@blueprint.get("/api/openapi.json")
def openapi() -> Response:
    """The operations for programs; only those that the operator allows."""
    return _json(description(item for item in OPERATIONS if item.is_allowed(_access())))


def _access() -> Access:
    return Access(site().settings.api)


def _run(operation: Operation, **parts: str) -> Response:
    """Answer one operation: read its inputs, call it, write its answer."""
    if not operation.is_allowed(_access()):
        raise ApiOffError("api_off")
    answer = operation.run(*_inputs(operation), **parts)
    if isinstance(answer, Response):
        return answer
    if not isinstance(answer, BaseModel):
        raise TypeError(operation.name)
    return _json(answer.model_dump(mode="json"), operation.status)


def _inputs(operation: Operation) -> Iterator[object]:
    if operation.query is not None:
        yield _query(operation.query)
    if operation.body:
        yield _body(operation.body)
    if operation.needs_token:
        token = request.headers.get(TOKEN_HEADER, "")
        if not token:
            raise ApiTokenError("api_token", header=TOKEN_HEADER)
        yield token


def _query(model: type[Shape]) -> Shape:
    """The query as *model*; ApiInputError names what is wrong in it."""
    lists = {name for name, told in _properties(model).items() if told.get("type") == "array"}
    sent: dict[str, object] = {}
    for name, values in request.args.lists():
        if name not in lists and len(values) > 1:
            raise ApiInputError("api_input", place=name[:80])
        sent[name] = tuple(values) if name in lists else values[0]
    try:
        return model.model_validate(sent)
    except ValidationError as error:
        place = ".".join(map(str, error.errors()[0]["loc"]))[:80]
        raise ApiInputError("api_input", place=place) from error


def _properties(model: type[Shape]) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = model.model_json_schema()["properties"]
    return found


def _body(media: str) -> bytes:
    if request.mimetype != media:
        raise ApiMediaError("api_media", media=media)
    return request.get_data(cache=False)


def _json(content: object, status: int = 200) -> Response:
    return Response(orjson.dumps(content), status=status, content_type="application/json")


def problem(status: int, code: str, sentence: str) -> Response:
    """An error as RFC 9457 wants it."""
    title = messages()["api_refused"]
    told = ProblemAnswer(title=title, status=status, detail=sentence, code=code)
    content = orjson.dumps(told.model_dump(mode="json"))
    return Response(content, status=status, content_type=PROBLEM)


@blueprint.errorhandler(KitError)
def _kit_error(error: KitError) -> Response:
    status = next((at for kind, at in STATUSES.items() if isinstance(error, kind)), OTHER_STATUS)
    return problem(status, error.code, str(error))


@blueprint.errorhandler(TooLarge)
def _too_large(_error: TooLarge) -> Response:
    limit = request_limit() // MEGABYTE
    return problem(413, "too_large", say("too_large", limit=limit))


@blueprint.errorhandler(HTTPException)
def _http(error: HTTPException) -> Response:
    status = error.code or 500
    code = f"http_{status}" if f"http_{status}" in messages() else "http_other"
    return problem(status, code, messages()[code])


def _routes() -> None:
    for item in OPERATIONS:
        rule = PREFIX + item.path.replace("{", "<").replace("}", ">")
        view: Callable[..., Response] = partial(_run, item)
        blueprint.add_url_rule(rule, item.name, view, methods=[item.method])


_routes()
