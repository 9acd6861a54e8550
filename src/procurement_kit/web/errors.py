"""Turns what went wrong into a Czech page that says the cause and the repair."""

from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import (
    HTTPException,
    InternalServerError,
    RequestEntityTooLarge,
    SecurityError,
)

from procurement_kit.problems import KitError, messages
from procurement_kit.store.errors import (
    ConflictError,
    LinkExpiredError,
    LinkUnknownError,
    OutdatedViewError,
    UnknownProjectError,
    WorkshopUnknownError,
)
from procurement_kit.web import api
from procurement_kit.web.access import (
    NoAccessError,
    OwnerOnlyError,
    PageMissingError,
    ReadOnlyError,
    opened,
)
from procurement_kit.web.conflicts import conflict_page
from procurement_kit.web.downloads import JobUnknownError
from procurement_kit.web.render_jobs import JobMissingError
from procurement_kit.web.security import (
    CSRF_FIELD,
    CsrfError,
    ForeignOriginError,
    request_limit,
)
from procurement_kit.web.settings import MEGABYTE
from procurement_kit.web.site import site
from procurement_kit.web.workshop_access import NotTrainerError

STATUSES: dict[type[KitError], int] = {
    ForeignOriginError: 403,
    LinkExpiredError: 410,
    JobMissingError: 404,
    JobUnknownError: 404,
    LinkUnknownError: 404,
    NoAccessError: 403,
    NotTrainerError: 403,
    OutdatedViewError: 409,
    OwnerOnlyError: 403,
    PageMissingError: 404,
    ReadOnlyError: 403,
    UnknownProjectError: 404,
    WorkshopUnknownError: 404,
}
OTHER_STATUS = 422
API = "/api/v"


def register(app: Flask) -> None:
    """Answer every error of *app* with a page."""
    app.register_error_handler(ConflictError, _conflict)
    app.register_error_handler(CsrfError, _csrf)
    app.register_error_handler(KitError, _kit_error)
    app.register_error_handler(RequestEntityTooLarge, _too_large)
    app.register_error_handler(SecurityError, _foreign_host)
    app.register_error_handler(HTTPException, _http)


def _page(status: int, code: str, sentence: str) -> ResponseReturnValue:
    if request.path.startswith(API):
        return api.problem(status, code, sentence)
    kit = site().kit
    return render_template("error.html", kit=kit, code=code, sentence=sentence), status


def _kit_error(error: KitError) -> ResponseReturnValue:
    status = next((at for kind, at in STATUSES.items() if isinstance(error, kind)), OTHER_STATUS)
    return _page(status, error.code, str(error))


def _conflict(error: ConflictError) -> ResponseReturnValue:
    project = (request.view_args or {})["project"]
    return conflict_page(opened(project), error), 409


def _csrf(error: CsrfError) -> ResponseReturnValue:
    """The page keeps what was typed and offers to send it again with a fresh token."""
    sent = [(name, value) for name, value in request.form.items(multi=True) if name != CSRF_FIELD]
    page = render_template("csrf.html", kit=site().kit, sentence=str(error), sent=sent)
    return page, OTHER_STATUS


def _too_large(_error: RequestEntityTooLarge) -> ResponseReturnValue:
    limit = request_limit() // MEGABYTE
    return _page(413, "too_large", messages()["too_large"].format(limit=limit))


def _foreign_host(_error: SecurityError) -> ResponseReturnValue:
    """Plain text: with a host that is not ours no address of a page can be built."""
    headers = {"Content-Type": "text/plain; charset=utf-8"}
    return messages()["foreign_host"], 400, headers


def _http(error: HTTPException) -> ResponseReturnValue:
    status = error.code or InternalServerError.code
    code = f"http_{status}" if f"http_{status}" in messages() else "http_other"
    if isinstance(error, InternalServerError):
        code = "http_500"
    return _page(status, code, messages()[code])
