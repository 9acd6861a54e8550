"""The sheets to copy from: pages with a field for each value, and their files."""

from flask import Blueprint
from werkzeug.wrappers import Response

from procurement_kit.copy_outputs import FORMATS, cover_of, file_name, write
from procurement_kit.documents.copy_sheets import CopySheet, FilledField, filled
from procurement_kit.formats import xlsx
from procurement_kit.web.access import Opened, PageMissingError, opened
from procurement_kit.web.project_pages import project_page
from procurement_kit.web.showing import ZONE
from procurement_kit.web.site import site

blueprint = Blueprint("copy_sheets", __name__, url_prefix="/project/<project>/copy-sheets")
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": xlsx.MEDIA_TYPE,
    "txt": "text/plain; charset=utf-8",
}


@blueprint.get("/<sheet>")
def show(project: str, sheet: str) -> str:
    """The fields of a form with the values of the project."""
    work = opened(project)
    found, fields = _sheet(work, sheet)
    return project_page("copy_sheet.html", work, sheet=found, fields=fields, formats=FORMATS)


@blueprint.get("/<sheet>/file/<kind>")
def download(project: str, sheet: str, kind: str) -> Response:
    """The sheet as a file of *kind*."""
    work = opened(project)
    found, fields = _sheet(work, sheet)
    words = work.kit.content.words
    if kind not in FORMATS or words.copy_sheets is None:
        raise PageMissingError("page_missing")
    cover = cover_of(work.assessment, words, site().now().astimezone(ZONE).date())
    data = write(kind, found, fields, cover, words.copy_sheets)
    named = f'attachment; filename="{file_name(found, kind)}"'
    return Response(data, content_type=TYPES[kind], headers={"Content-Disposition": named})


def _sheet(work: Opened, name: str) -> tuple[CopySheet, tuple[FilledField, ...]]:
    found = work.kit.content.copy_sheets.get(name)
    if found is None:
        raise PageMissingError("page_missing")
    return found, filled(found, work.assessment, work.kit.library)
