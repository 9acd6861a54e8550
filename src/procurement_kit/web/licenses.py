"""Licence check: a pasted expression or list, or an SPDX file, with or without a project."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from procurement_kit.formats import spdx
from procurement_kit.licensing.compatibility import Report, Use
from procurement_kit.licensing.compatibility import check as judge
from procurement_kit.licensing.components import Component
from procurement_kit.licensing.licenses import Combination
from procurement_kit.methodology.reading import clean
from procurement_kit.problems import KitError
from procurement_kit.rules.expressions import parse
from procurement_kit.web.access import opened, seen_revision
from procurement_kit.web.project_pages import project_page
from procurement_kit.web.site import site
from procurement_kit.web.transfer import sent_file

blueprint = Blueprint("licenses", __name__)
COMPONENTS = "components"
SEPARATOR = ";"


@dataclass(frozen=True)
class Request:
    """What the visitor wants judged."""

    text: str = ""
    combination: Combination = Combination.LINKED
    network: str = "yes"
    outbound: str = "EUPL-1.2"

    @classmethod
    def sent(cls) -> "Request":
        """The request in the form; anything odd falls back to what the page offers first."""
        form, names = request.form, {item.value for item in Combination}
        combination = form.get("combination", "")
        return cls(
            clean(form.get("text", "")),
            Combination(combination) if combination in names else Combination.LINKED,
            "no" if form.get("network") == "no" else "yes",
            clean(form.get("outbound", "")) or cls.outbound,
        )

    @property
    def use(self) -> Use:
        """How the work is used."""
        return Use(network=self.network == "yes", combination=self.combination)


@blueprint.route("/licenses", methods=["GET", "POST"])
def check() -> str | tuple[str, int]:
    """Judge what was pasted or uploaded; nothing is stored."""
    if request.method == "GET":
        return _page(Request())
    asked = Request.sent()
    try:
        components = _components(asked.text, request.files.get("file"))
        parse(asked.outbound)
    except KitError as error:
        return _page(asked, error=str(error)), 422
    report = judge(components, asked.use, asked.outbound, site().kit.content.licenses)
    return _page(asked, report=report)


@blueprint.get("/project/<project>/licenses")
def check_project(project: str) -> str:
    """The report on the project's components, and the upload that fills them in."""
    work = opened(project)
    return project_page("project_licenses.html", work, report=work.assessment.components, error="")


@blueprint.post("/project/<project>/licenses")
def upload(project: str) -> str | tuple[str, int] | Response:
    """Take the components of an SPDX file as the project's answer."""
    work = opened(project)
    try:
        sent = sent_file(request.files.get("file"))
        typed = as_answer(spdx.read_components_guarded(sent.name, sent.data))
    except KitError as error:
        report = work.assessment.components
        return project_page("project_licenses.html", work, report=report, error=str(error)), 422
    work.save(work.procurement.changes({COMPONENTS: typed}), seen_revision())
    return redirect(url_for(".check_project", project=project), 303)


def as_answer(components: Iterable[Component]) -> str:
    """The components as a user would type them, one a line."""
    cells = ((item.name, item.version, item.expression) for item in components)
    return "\n".join(
        f"{SEPARATOR} ".join(cell.replace(SEPARATOR, ",").replace("\n", " ") for cell in row)
        for row in cells
    )


def _components(text: str, file: FileStorage | None) -> list[Component]:
    if file is not None and file.filename:
        return list(spdx.read_components_guarded(file.filename, file.read()))
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if not lines:
        raise KitError("nothing_to_check")
    return [_component(line) for line in lines]


def _component(line: str) -> Component:
    """A line "name; version; licence", "name; licence", or a bare licence expression."""
    cells = [cell.strip() for cell in line.split(SEPARATOR)]
    match cells:
        case [expression]:
            parse(expression)
            return Component(expression, license=expression)
        case [name, expression]:
            return Component(name, license=expression)
        case [name, version, expression]:
            return Component(name, version, expression)
        case _:
            raise KitError("component_line", number=1, text=line)


def _page(asked: Request, *, report: Report | None = None, error: str = "") -> str:
    licenses = sorted(site().kit.content.licenses.licenses)
    return render_template(
        "licenses.html",
        kit=site().kit,
        asked=asked,
        report=report,
        error=error,
        licenses=licenses,
    )
