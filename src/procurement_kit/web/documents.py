"""The documents of a project: list, preview, readiness, generation, download."""

import re
from collections.abc import Iterable

from flask import Blueprint, redirect, request, send_file, url_for
from markupsafe import Markup, escape
from werkzeug.wrappers import Response

from procurement_kit.documents.document import Document
from procurement_kit.documents.requirements import requirement_rows
from procurement_kit.formats import html
from procurement_kit.generation.drawing import FORMATS, USUAL, chosen
from procurement_kit.web import notes, path, reading
from procurement_kit.web.access import Opened, PageMissingError, opened
from procurement_kit.web.downloads import job_of, start_job, state_of
from procurement_kit.web.project_pages import project_page
from procurement_kit.web.results import unused
from procurement_kit.web.showing import ZONE
from procurement_kit.web.site import site
from procurement_kit.web.upgrade import waits_for_review

DONE = "done"
FOR_LAWYER, WITH_REASONS = "--for-lawyer", "--with-reasons"
GAP = re.compile(r'<mark class="gap" data-question="([a-z0-9_]+)">(.*?)</mark>', re.DOTALL)
blueprint = Blueprint("documents", __name__, url_prefix="/project/<project>/documents")


@blueprint.get("/")
def show(project: str) -> str:
    """Every document of the methodology: needed, not needed, or not known yet."""
    work = opened(project)
    return project_page(
        "documents.html",
        work,
        needed=work.kit.templates(work.assessment),
        unused=unused(work),
        templates=work.kit.content.templates.values(),
        readiness=work.kit.readiness(work.assessment),
        waits=waits_for_review(work),
        formats=FORMATS,
        usual=USUAL,
    )


@blueprint.get("/ready")
def ready(project: str) -> str:
    """Every obstacle to the final documents, each with a link."""
    return _ready_page(opened(project))


@blueprint.get("/preview/<document>")
def preview(project: str, document: str) -> str:
    """One document, with the reason of each of its clauses."""
    work = opened(project)
    made = _compose(work, document)
    parts = [(part, _with_links(work, document, html.part(made, part))) for part in made.parts]
    template = work.kit.content.templates[document]
    return project_page(
        "preview.html",
        work,
        document=made,
        template=template,
        parts=parts,
        translated=reading.share(work, "en", document)[0],
        requirements=requirement_rows(
            made, work.kit.content.templates, work.kit.library, work.assessment
        ),
        notes_at=notes.at_clauses(work, document),
        note_author=notes.author(),
    )


@blueprint.post("/")
def generate(project: str) -> str | tuple[str, int] | Response:
    """Start making the drafts, or the final documents if nothing stands in their way."""
    work = opened(project)
    is_final = request.form.get("final") == "yes"
    is_ready = work.kit.readiness(work.assessment).is_ready and not waits_for_review(work)
    if is_final and not is_ready:
        return _ready_page(work, refused=True), 422
    job = start_job(work, chosen(tuple(request.form.getlist("format"))), is_final=is_final)
    return redirect(url_for(".progress", project=project, job=job), 303)


@blueprint.post("/for-lawyer")
def for_lawyer(project: str) -> Response:
    """Start making the working copies for a lawyer; they are always drafts."""
    reasons = (WITH_REASONS,) if request.form.get("reasons") == "yes" else ()
    job = start_job(opened(project), USUAL, is_final=False, options=(FOR_LAWYER, *reasons))
    return redirect(url_for(".progress", project=project, job=job), 303)


@blueprint.get("/lawyer-sheet")
def lawyer_sheet(project: str) -> str:
    """The hand-over sheet as it would be made today."""
    work = opened(project)
    made = work.kit.lawyer_sheet(work.assessment, site().now().astimezone(ZONE).date())
    if made is None:
        raise PageMissingError("page_missing")
    parts = [Markup(html.part(made, part)) for part in made.parts]  # noqa: S704 - escaped there
    return project_page("lawyer_sheet.html", work, document=made, parts=parts)


@blueprint.get("/jobs/<job>")
def progress(project: str, job: str) -> str:
    """How far the documents are; the files once they are made."""
    work = opened(project)
    state = state_of(work, job)
    files = site().jobs.files(job_of(work, job)) if state.status == DONE else ()
    others = _without_place(work, files)
    return project_page(
        "job.html", work, job=job, state=state, files=files, others=others, formats=FORMATS
    )


@blueprint.post("/jobs/<job>/cancel")
def cancel(project: str, job: str) -> Response:
    """Stop making the documents."""
    site().jobs.cancel(job_of(opened(project), job))
    return redirect(url_for(".progress", project=project, job=job), 303)


@blueprint.get("/jobs/<job>/<name>")
def download(project: str, job: str, name: str) -> Response:
    """One finished file."""
    file = site().jobs.file(job_of(opened(project), job), name)
    return send_file(file, as_attachment=True, download_name=name, max_age=0)


def _without_place(opened: Opened, files: Iterable[str]) -> tuple[str, ...]:
    """The files of documents that no template makes, such as the judgement of licences."""
    words = opened.kit.library.words
    named = {template.file_name for template in opened.kit.content.templates.values()}
    if words.lawyer:
        copies = {f"{name}{words.lawyer.copy_suffix}" for name in named}
        named |= {words.lawyer.file_name, *copies}
    suffixes = tuple(item.suffix for item in FORMATS.values())
    return tuple(
        name for name in files if name.endswith(suffixes) and name.rpartition(".")[0] not in named
    )


def _compose(opened: Opened, name: str) -> Document:
    made = opened.kit.document(name, opened.assessment)
    if made is None:
        raise PageMissingError("page_missing")
    return made


def _with_links(opened: Opened, document: str, text: str) -> Markup:
    """The gaps of a clause as links to their questions; *text* is HTML of our own writer."""
    address = url_for("steps.question", project=opened.id, question="NAME", back=document)
    link = rf'<a class="gap" href="{escape(address)}">\2</a>'.replace("NAME", r"\1")
    return Markup(GAP.sub(link, text))  # noqa: S704 - the writer has escaped it


def _ready_page(opened: Opened, *, refused: bool = False) -> str:
    readiness = opened.kit.readiness(opened.assessment)
    return project_page(
        "ready.html",
        opened,
        readiness=readiness,
        waits=waits_for_review(opened),
        is_newest=opened.kit.hash == site().kit.hash,
        refused=refused,
        back=path.TO_READINESS,
    )
