"""The licences of a project's components: the list comes in as a file, the judgement as a page."""

from collections.abc import Iterable
from contextlib import suppress

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from procurement_kit.assessment.licenses import use_of
from procurement_kit.formats.boms import read_guarded
from procurement_kit.licensing.components import Bom, Component
from procurement_kit.licensing.review import Review
from procurement_kit.problems import KitError
from procurement_kit.web.access import Opened, PageMissingError, opened, seen_revision
from procurement_kit.web.asked import USE_QUESTIONS
from procurement_kit.web.license_downloads import OUTPUTS, Order, attachment, order
from procurement_kit.web.license_filter import Filter
from procurement_kit.web.license_input import kept_list
from procurement_kit.web.license_result import TYPED, Result
from procurement_kit.web.project_pages import project_page
from procurement_kit.web.site import site
from procurement_kit.web.timed_review import refuse_too_varied, timed_review
from procurement_kit.web.transfer import sent_file
from procurement_kit.web.uploads import UploadGoneError

blueprint = Blueprint("project_licenses", __name__, url_prefix="/project/<project>/licenses")
COMPONENTS, KIND = "components", "software_kind"
LIST, NAME = "list", "name"
SEPARATOR = ";"
Answer = str | tuple[str, int] | Response


@blueprint.get("")
def show(project: str) -> str:
    """The judgement of the project's components, and the upload that fills them in."""
    return _page(opened(project))


@blueprint.post("")
def upload(project: str) -> Answer:
    """Take the components of a file as the project's answer, or those chosen in a conflict."""
    work = opened(project)
    try:
        answer, address = _sent(work)
    except KitError as error:
        return _page(work, error=str(error)), 422
    work.save(work.procurement.changes({COMPONENTS: answer}), seen_revision())
    return redirect(address, 303)


@blueprint.get("/download/<kind>")
def download(project: str, kind: str) -> Response:
    """The judgement as a file."""
    work = opened(project)
    wanted, review = OUTPUTS.get(kind), _review(work, _bom(work))
    if wanted is None or review is None:
        raise PageMissingError("page_missing")
    return attachment(wanted, _order(work, review))


def as_answer(components: Iterable[Component]) -> str:
    """The components as a user would type them, one a line, with the way of combining if known."""
    return "\n".join(map(_line, components))


def _line(item: Component) -> str:
    cells = (item.name or item.key or "?", item.version, item.expression, item.combination or "")
    plain = (cell.replace(SEPARATOR, ",").replace("\n", " ") for cell in cells)
    return f"{SEPARATOR} ".join(plain).removesuffix(f"{SEPARATOR} ")


def _sent(work: Opened) -> tuple[str, str]:
    """The answer that was sent, and the page after it.

    The page shows also what only the file itself says; it waits for an hour at most.
    """
    if COMPONENTS in request.form:
        return request.form[COMPONENTS], url_for(".show", project=work.id)
    sent = sent_file(request.files.get("file"))
    bom = read_guarded(sent.name, sent.data)
    refuse_too_varied(bom)
    _review(work, bom)
    kept = site().uploads.keep(sent.data, site().now())
    address = url_for(".show", project=work.id, list=kept, name=sent.name)
    return as_answer(bom.components), address


def _bom(work: Opened) -> Bom:
    """The list last uploaded, while it waits and is still the answer; else the answer itself."""
    with suppress(KitError):
        bom = kept_list(request.args.get(LIST, ""), request.args.get(NAME, ""))
        if as_answer(bom.components) == work.procurement.answers.get(COMPONENTS):
            return bom
    report = work.assessment.components
    listed = report.findings if report else ()
    return Bom(format=TYPED, components=tuple(item.component for item in listed))


def _review(work: Opened, bom: Bom) -> Review | None:
    """The review of *bom* in the project's use; None while the use or the licence is open."""
    facts = work.assessment.facts
    use, outbound = use_of(facts), facts.fact("outbound_license")
    if use is None or not isinstance(outbound, str) or not bom.components:
        return None
    data, kind = work.kit.content.licenses, work.procurement.answers.get(KIND, "")
    advice = data.choice.get(kind)
    preferred = (outbound, *(advice.prefer if advice else ()))
    return timed_review(bom, use, outbound, data, preferred)


def _order(work: Opened, review: Review) -> Order:
    uploaded = None
    if review.bom.format != TYPED:
        with suppress(UploadGoneError):
            uploaded = site().uploads.read(request.args.get(LIST, ""))
    answers = work.procurement.answers
    owner, matter = answers.get("authority_name", ""), answers.get("contract_title", "")
    return order(review, work.kit, site().now(), (owner, matter), uploaded=uploaded)


def _page(work: Opened, *, error: str = "") -> str:
    bom = _bom(work)
    review = _review(work, bom)
    questions = work.kit.methodology.questions
    return project_page(
        "project_licenses.html",
        work,
        result=Result(review, work.kit.content.licenses, Filter.sent()) if review else None,
        questions=[questions[name] for name in (*USE_QUESTIONS, COMPONENTS) if name in questions],
        downloads=OUTPUTS,
        carried={LIST: request.args.get(LIST), NAME: request.args.get(NAME)},
        error=error,
    )
