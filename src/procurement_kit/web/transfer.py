"""A project as one file: download it, or make a new project from one."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from procurement_kit.formats import project_file
from procurement_kit.formats.project_file import ProjectFile
from procurement_kit.formats.project_pdf import project_of
from procurement_kit.methodology.changes import migrate
from procurement_kit.methodology.procurement import Procurement
from procurement_kit.problems import KitError
from procurement_kit.store.errors import UnknownContentError
from procurement_kit.web.access import opened
from procurement_kit.web.home import begin, new_id
from procurement_kit.web.site import site

blueprint = Blueprint("transfer", __name__)
NAME_LENGTH = 60
NOT_ASCII_NAME = re.compile(r"[^a-z0-9]+")


class FileMissingError(KitError):
    """The form was sent without a file."""


@blueprint.get("/project/<project>/export.json")
def export(project: str) -> Response:
    """The project as a file."""
    work = opened(project)
    data = project_file.write(work.procurement, site().store.events(project))
    name = f"{ascii_name(work.procurement.title)}.json"
    disposition = f'attachment; filename="{name}"'
    headers = {"Content-Disposition": disposition}
    return Response(data, mimetype="application/json", headers=headers)


@blueprint.get("/import")
def choose() -> str:
    """The form that asks for a project file, or for a PDF that holds one."""
    return render_template("import.html", kit=site().kit)


@blueprint.post("/import")
def upload() -> str | tuple[str, int]:
    """What is in the file; nothing is created yet."""
    try:
        sent = sent_file(request.files.get("file"))
        data = project_of(sent.name, sent.data)
        found = project_file.read(sent.name, data)
    except KitError as error:
        return render_template("import.html", kit=site().kit, error=str(error)), 422
    waiting = site().uploads.keep(data, site().now())
    known = site().kit.methodology.questions
    unknown = [name for name in found.procurement.answers if name not in known]
    return render_template(
        "import_summary.html",
        kit=site().kit,
        name=sent.name,
        found=found,
        waiting=waiting,
        unknown=unknown,
    )


@blueprint.post("/import/confirm")
def confirm() -> Response:
    """Make a new project from the file; no other project is touched."""
    waiting = request.form.get("waiting", "")
    found = project_file.read("", site().uploads.read(waiting))
    begun = begin(_as_new(found), found.history)
    site().uploads.forget(waiting)
    return redirect(url_for("tasks.show", project=begun.id), 303)


@dataclass(frozen=True)
class Sent:
    """An uploaded file."""

    name: str
    data: bytes


def sent_file(file: FileStorage | None) -> Sent:
    """The file of a form; FileMissingError if none was chosen."""
    if file is None or not file.filename:
        raise FileMissingError("file_not_chosen")
    return Sent(file.filename, file.read())


def ascii_name(title: str) -> str:
    """*title* as the name of a file that every system takes."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return NOT_ASCII_NAME.sub("-", plain).strip("-")[:NAME_LENGTH] or "project"


def newest_answers(procurement: Procurement) -> Mapping[str, str]:
    """The answers as the newest content asks for them; of content not known here as they are."""
    try:
        way = site().declared(procurement.content_hash)
    except UnknownContentError:
        return procurement.answers
    return migrate(procurement.answers, way.changes()).answers


def _as_new(found: ProjectFile) -> Procurement:
    """A project of the newest content; answers to content known here go over as declared."""
    answers = newest_answers(found.procurement)
    new = replace(found.procurement, id=new_id(), revision=0, answers=answers)
    return replace(new, content_hash=site().kit.hash)
