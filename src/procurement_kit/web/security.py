"""Checks before each request and headers after it."""

from typing import cast

from flask import Flask, Response, request, session
from werkzeug.middleware.proxy_fix import ProxyFix
from wtforms.csrf.core import CSRFTokenField
from wtforms.csrf.session import SessionCSRF
from wtforms.form import BaseForm
from wtforms.meta import DefaultMeta

from procurement_kit.problems import KitError
from procurement_kit.web.settings import ARCHIVE_LIMIT, REQUEST_LIMIT, UPLOAD_LIMIT, Settings
from procurement_kit.web.site import site

UPLOAD_LIMITS = {
    "api.make_documents": UPLOAD_LIMIT,
    "api.open_data": UPLOAD_LIMIT,
    "acceptance.upload": ARCHIVE_LIMIT,
    "compare.check": ARCHIVE_LIMIT,
    "licenses.check": UPLOAD_LIMIT,
    "publication.check": ARCHIVE_LIMIT,
    "project_licenses.upload": UPLOAD_LIMIT,
    "transfer.upload": UPLOAD_LIMIT,
}
WITHOUT_COOKIES = "/api/"
"""What reads no cookie needs no token against forged forms."""
CSRF_FIELD = "_csrf"
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    )
)
POWERS = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "microphone",
    "midi",
    "payment",
    "usb",
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{power}=()" for power in POWERS),
    "X-Robots-Tag": "noindex, nofollow",
}
STRICT_TRANSPORT = "max-age=31536000"


class ForeignOriginError(KitError):
    """The form was sent from another site."""


class CsrfError(KitError):
    """The form does not carry the token of this browser's session."""


class _Meta(DefaultMeta):
    """CSRF tokens bound to the session; they never run out, so that no text is lost to time."""

    csrf = True
    csrf_class = SessionCSRF
    csrf_field_name = CSRF_FIELD
    csrf_time_limit = None
    csrf_context = session
    locales = ("cs",)

    def __init__(self) -> None:
        self.csrf_secret = site().sign("csrf").encode()


def csrf_token() -> str:
    """The token that every form carries."""
    form = BaseForm({}, meta=_Meta())
    form.process()
    return str(cast("CSRFTokenField", form[CSRF_FIELD]).current_token)


def secure(app: Flask, settings: Settings) -> None:
    """Put the checks and headers on *app*."""
    app.before_request(_check_request)
    app.after_request(_add_headers)
    app.jinja_env.globals["csrf_token"] = csrf_token
    if settings.proxies:
        hops = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, hops, hops, hops)  # type: ignore[method-assign]


def _check_request() -> None:
    request.max_content_length = request_limit()
    if request.method in SAFE_METHODS:
        return
    if not is_same_origin():
        raise ForeignOriginError("foreign_origin")
    if request.path.startswith(WITHOUT_COOKIES):
        return
    form = BaseForm({}, meta=_Meta())
    form.process(request.form)
    if not form.validate():
        raise CsrfError("csrf_failed")


def request_limit() -> int:
    """How many bytes this request may have."""
    return UPLOAD_LIMITS.get(request.endpoint or "", REQUEST_LIMIT)


def is_same_origin() -> bool:
    """Whether the browser says that the form was on our own page, or says nothing.

    With our Referrer-Policy browsers send "Origin: null" for our own forms, so Sec-Fetch-Site
    decides where there is one.
    """
    fetched_from = request.headers.get("Sec-Fetch-Site")
    if fetched_from is not None:
        return fetched_from in {"same-origin", "none"}
    origin = request.headers.get("Origin", "null")
    return origin == "null" or origin + "/" == request.host_url


def _add_headers(response: Response) -> Response:
    response.headers.update(HEADERS)
    if request.endpoint != "static":
        response.headers["Cache-Control"] = "no-store"
    if site().settings.is_https:
        response.headers["Strict-Transport-Security"] = STRICT_TRANSPORT
    return response
