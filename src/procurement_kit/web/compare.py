"""A handover checked without a project: the contract is known only by the licence it names."""

from collections.abc import Mapping

from flask import Blueprint, Response, render_template, request

from procurement_kit.licensing.policy import policy_for
from procurement_kit.problems import KitError
from procurement_kit.rules.expressions import parse
from procurement_kit.web.acceptance_report import Checked, Terms, annex, checked, today
from procurement_kit.web.asked import Asked, use_questions
from procurement_kit.web.forms import saved_form
from procurement_kit.web.handover import DELIVERY, Handover, sent_handover
from procurement_kit.web.license_input import OUTBOUND
from procurement_kit.web.site import site

blueprint = Blueprint("compare", __name__, url_prefix="/licenses/compare")
Answer = str | tuple[str, int] | Response
Faults = Mapping[str, str]


@blueprint.get("")
def show() -> str:
    """The form that asks for the files."""
    return _page(Asked.sent(), sent_handover(today()), {})


@blueprint.post("")
def check() -> Answer:
    """What the handover meets and what it does not."""
    asked, handover = Asked.sent(), sent_handover(today())
    found = _check(asked, handover)
    if isinstance(found, Checked):
        return _page(asked, handover, {}, found)
    return _page(asked, handover, found), 422


@blueprint.post("/download")
def download() -> Answer:
    """The annex to the acceptance record."""
    asked, handover = Asked.sent(), sent_handover(today())
    found = _check(asked, handover)
    if isinstance(found, Checked):
        return annex(found, request.form.get("format", ""))
    return _page(asked, handover, found), 422


def _check(asked: Asked, handover: Handover) -> Checked | Faults:
    """The report, or what is wrong with the form."""
    faults = dict(handover.faults)
    try:
        parse(asked.outbound)
    except KitError as error:
        faults[OUTBOUND] = str(error)
    if faults:
        return faults
    policy = policy_for(asked.outbound, site().kit.content.licenses)
    try:
        return checked(handover, Terms(policy, asked.use, site().kit))
    except KitError as error:
        return {DELIVERY: str(error)}


def _page(asked: Asked, handover: Handover, faults: Faults, found: Checked | None = None) -> str:
    return render_template(
        "compare.html",
        kit=site().kit,
        asked=asked,
        handover=handover,
        faults=faults,
        found=found,
        form=saved_form(use_questions(), asked.answers),
    )
