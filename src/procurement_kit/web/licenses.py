"""The licence check without a project: nothing stays on the server but an upload, for an hour."""

from dataclasses import replace

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from procurement_kit.web.access import PageMissingError
from procurement_kit.web.asked import Asked, use_questions
from procurement_kit.web.forms import saved_form
from procurement_kit.web.license_downloads import OUTPUTS, attachment, order
from procurement_kit.web.license_filter import Filter
from procurement_kit.web.license_input import InputError, Judged, judged
from procurement_kit.web.license_result import Result
from procurement_kit.web.site import site

blueprint = Blueprint("licenses", __name__, url_prefix="/licenses")
Answer = str | tuple[str, int]


@blueprint.route("", methods=["GET", "POST"])
def check() -> Answer:
    """The questions, and the answer to them as a page."""
    if request.method == "GET":
        return _questions(Asked.sent())
    try:
        return _result(judged())
    except InputError as error:
        return _questions(error.asked, error), 422


@blueprint.post("/download")
def download() -> Answer | Response:
    """The answer as a file; the form repeats the questions."""
    wanted = OUTPUTS.get(request.form.get("format", ""))
    if wanted is None:
        raise PageMissingError("page_missing")
    try:
        found = judged()
    except InputError as error:
        return _questions(error.asked, error), 422
    ordered = order(found.review, site().kit, site().now(), uploaded=found.uploaded)
    return attachment(wanted, ordered)


@blueprint.post("/forget")
def forget() -> str:
    """Drop the uploaded file at once; what was typed stays in the form."""
    asked = Asked.sent()
    site().uploads.forget(asked.kept)
    return _questions(replace(asked, kept="", file_name=""))


def _questions(asked: Asked, error: InputError | None = None) -> str:
    return render_template(
        "licenses.html",
        kit=site().kit,
        asked=asked,
        error=error,
        form=saved_form(use_questions(), asked.answers),
    )


def _result(found: Judged) -> str:
    data = site().kit.content.licenses
    return render_template(
        "licenses_result.html",
        kit=site().kit,
        asked=found.asked,
        result=Result(found.review, data, Filter.sent()),
        questions=use_questions(),
        downloads=OUTPUTS,
        form=saved_form(use_questions(), found.asked.answers),
    )
