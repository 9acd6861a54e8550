"""Under which licence should new software come out: advice by kind, tried on the components."""

from flask import Blueprint, render_template, request

from procurement_kit.formats.component_tables import read_pasted
from procurement_kit.licensing.data import LicenseData
from procurement_kit.licensing.review import Review
from procurement_kit.methodology.reading import clean
from procurement_kit.problems import KitError
from procurement_kit.web.asked import Asked, use_questions
from procurement_kit.web.forms import saved_form
from procurement_kit.web.license_filter import Filter
from procurement_kit.web.license_input import InputError
from procurement_kit.web.license_result import Result
from procurement_kit.web.site import site
from procurement_kit.web.timed_review import timed_review

blueprint = Blueprint("license_choice", __name__, url_prefix="/licenses/choose")
SOFTWARE = "software"


@blueprint.route("", methods=["GET", "POST"])
def show() -> str | tuple[str, int]:
    """The question, and the advice once it is answered."""
    asked, data = Asked.sent(), site().kit.content.licenses
    kind = _kind(data)
    if not kind or not asked.text:
        return _page(asked, kind)
    try:
        return _page(asked, kind, review=_review(asked, kind, data))
    except KitError as error:
        return _page(asked, kind, error=InputError("text", asked, error)), 422


def _kind(data: LicenseData) -> str:
    sent = request.form if request.method == "POST" else request.args
    kind = clean(sent.get("kind", ""))
    return kind if kind in data.choice else ""


def _review(asked: Asked, kind: str, data: LicenseData) -> Review | None:
    """The components against the licences that are advised; content is not combined like code."""
    preferred = data.choice[kind].prefer
    if data.licenses[preferred[0]].kind != SOFTWARE:
        return None
    return timed_review(read_pasted(asked.text), asked.use, preferred[0], data, preferred)


def _page(
    asked: Asked, kind: str, *, review: Review | None = None, error: InputError | None = None
) -> str:
    data = site().kit.content.licenses
    return render_template(
        "license_choice.html",
        kit=site().kit,
        asked=asked,
        kind=kind,
        error=error,
        result=Result(review, data, Filter()) if review else None,
        form=saved_form(use_questions(), asked.answers),
    )
