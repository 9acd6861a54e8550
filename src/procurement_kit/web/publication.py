"""What a project publishes: the pack for its repository, open data, and a check before that."""

from dataclasses import dataclass

from flask import Blueprint, Response, request

from procurement_kit.formats import repository
from procurement_kit.problems import KitError
from procurement_kit.publication.reuse_check import faults
from procurement_kit.publication_outputs import pack
from procurement_kit.publication_outputs.findings import fault_lines, secret_lines
from procurement_kit.publication_outputs.open_data import FORMS, Order, form, register_of
from procurement_kit.publication_outputs.solution_of import solution_of
from procurement_kit.rules.conditions import holds
from procurement_kit.web.acceptance_report import today
from procurement_kit.web.access import Opened, opened
from procurement_kit.web.project_pages import project_page
from procurement_kit.web.transfer import sent_file

blueprint = Blueprint("publication", __name__, url_prefix="/project/<project>/publication")
STEPS = ("publication", "solution_card", "openness_checks")
DOCUMENTS = ("D33", "D33K")
SHOWN = 200


@dataclass(frozen=True)
class Checked:
    """What the check of an archive found, as sentences."""

    name: str
    count: int
    licenses: tuple[str, ...]
    secrets: tuple[str, ...]


@blueprint.get("/")
def show(project: str) -> str:
    """What is ready to be published, and what is missing."""
    return _page(opened(project))


@blueprint.get("/pack.zip")
def download(project: str) -> Response:
    """The pack for the repository."""
    return _saved(_pack(opened(project)).zip, pack.ZIP_NAME, "application/zip")


@blueprint.get("/data/<kind>")
def data(project: str, kind: str) -> Response:
    """The project as open data of one kind."""
    work, wanted = opened(project), form(kind)
    order = Order(work.kit, work.assessment, today(), register_of())
    return _saved(wanted.make(order), wanted.file_name, wanted.media_type)


@blueprint.post("/check")
def check(project: str) -> str | tuple[str, int]:
    """Licences and secrets in an archive of the repository; the archive is not kept."""
    work = opened(project)
    try:
        return _page(work, checked=_checked(work))
    except KitError as error:
        return _page(work, error=str(error)), 422


def _checked(work: Opened) -> Checked:
    sent = sent_file(request.files.get("archive"))
    found = repository.read_guarded(sent.name, sent.data)
    licenses = tuple(fault_lines(faults(found.repository)))
    secrets = tuple(secret_lines(found.secrets, work.kit))
    return Checked(sent.name, len(found.repository.names), licenses, secrets)


def _pack(work: Opened) -> pack.Pack:
    return pack.pack_of(solution_of(work.assessment), work.kit, today())


def _page(work: Opened, *, checked: Checked | None = None, error: str = "") -> str:
    found, templates = _pack(work), work.kit.content.templates
    needed = [name for name in DOCUMENTS if name in templates]
    return project_page(
        "publication.html",
        work,
        pack=found,
        card=found.files[pack.PUBLICCODE].decode(),
        faults=pack.faults(found.files[pack.PUBLICCODE], work.kit, today()),
        forms=FORMS,
        steps=[work.kit.methodology.steps[name] for name in STEPS],
        documents=[
            (templates[name], holds(templates[name].when, work.assessment.facts) is True)
            for name in needed
        ],
        register=register_of(),
        checked=checked,
        shown=SHOWN,
        error=error,
    )


def _saved(content: bytes, name: str, media_type: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, content_type=media_type, headers=headers)
