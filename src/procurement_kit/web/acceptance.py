"""A handover checked in its project: by the contract's own policy, into the acceptance record."""

from typing import Any

from flask import Blueprint, Response, redirect, url_for
from werkzeug.wrappers import Response as Redirect

from procurement_kit.assessment.licenses import use_of
from procurement_kit.documents.acceptance import defect_lines
from procurement_kit.documents.compose import compose
from procurement_kit.documents.document import Document
from procurement_kit.licensing.policy import policy_of
from procurement_kit.problems import KitError
from procurement_kit.rules.conditions import holds
from procurement_kit.web.acceptance_report import Checked, Terms, annex, checked, today
from procurement_kit.web.access import Opened, PageMissingError, opened
from procurement_kit.web.asked import USE_QUESTIONS
from procurement_kit.web.handover import DELIVERY, Handover, sent_handover
from procurement_kit.web.project_pages import project_page

blueprint = Blueprint("acceptance", __name__, url_prefix="/project/<project>/acceptance-check")
CONTRACTS, DEFECTS = "contract", "acceptance_defects"
POLICY_QUESTIONS = ("outbound_choice", "third_party_policy", "sbom_format", "notices_mode")
Answer = str | tuple[str, int] | Redirect


@blueprint.get("")
def show(project: str) -> Answer:
    """The form that asks for the files; the report once they wait."""
    work, handover = opened(project), sent_handover(today())
    if DELIVERY not in handover.kept:
        return _page(work, handover, {})
    try:
        return _page(work, handover, {}, _checked(work, handover))
    except KitError as error:
        return _page(work, handover, {DELIVERY: str(error)}), 422


@blueprint.post("")
def upload(project: str) -> Answer:
    """Take the files; they wait for an hour at most."""
    work, handover = opened(project), sent_handover(today())
    if handover.faults:
        return _page(work, handover, handover.faults), 422
    carried: dict[str, Any] = handover.carried
    return redirect(url_for(".show", project=work.id, **carried), 303)


@blueprint.post("/defects")
def record(project: str) -> Answer:
    """Add the defects found to the acceptance record; what stands there already stays."""
    work, handover = opened(project), sent_handover(today())
    found = _checked(work, handover)
    there = work.procurement.answers.get(DEFECTS, "").split("\n")
    lines = dict.fromkeys([*filter(None, there), *defect_lines(found.report, found.data)])
    changes = work.procurement.changes({DEFECTS: "\n".join(lines)})
    work.save(changes, work.procurement.revision)
    return redirect(url_for("steps.question", project=project, question=DEFECTS), 303)


@blueprint.get("/download/<kind>")
def download(project: str, kind: str) -> Response:
    """The annex to the acceptance record."""
    return annex(_checked(opened(project), sent_handover(today())), kind)


def _checked(work: Opened, handover: Handover) -> Checked:
    terms = _terms(work)
    if terms is None:
        raise PageMissingError("page_missing")
    return checked(handover, terms)


def _terms(work: Opened) -> Terms | None:
    """What the answers say of the contract; None while that is open."""
    facts = work.assessment.facts
    policy, use = policy_of(facts, work.kit.content.licenses), use_of(facts)
    if policy is None or use is None:
        return None
    answers = work.procurement.answers
    owner, matter = answers.get("authority_name", ""), answers.get("contract_title", "")
    return Terms(policy, use, work.kit, _contract(work), owner, matter)


def _contract(work: Opened) -> Document | None:
    facts = work.assessment.facts
    for template in work.kit.content.templates.values():
        if template.group == CONTRACTS and holds(template.when, facts):
            return compose(template, work.kit.library, work.assessment, final=False)
    return None


def _page(
    work: Opened, handover: Handover, faults: dict[str, str], found: Checked | None = None
) -> str:
    questions = work.kit.methodology.questions
    needed = [questions[name] for name in (*POLICY_QUESTIONS, *USE_QUESTIONS) if name in questions]
    return project_page(
        "acceptance_check.html",
        work,
        handover=handover,
        faults=faults,
        found=found,
        terms=_terms(work),
        needed=[item for item in needed if not work.procurement.answers.get(item.id)],
        can_record=DEFECTS in questions,
    )
