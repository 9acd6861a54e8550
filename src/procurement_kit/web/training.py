"""The pages for trainers: scenarios with their hand-outs, and certificates that are not kept."""

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, Response, render_template, request

from procurement_kit.documents.document import Document
from procurement_kit.documents.handouts import Attendance
from procurement_kit.methodology.reading import AnswerError, clean, read_date
from procurement_kit.problems import say
from procurement_kit.training_outputs import GENERAL, OF_SCENARIO, Printing, written
from procurement_kit.web.access import PageMissingError
from procurement_kit.web.showing import ZONE
from procurement_kit.web.site import site

blueprint = Blueprint("training", __name__, url_prefix="/training")
Answer = str | tuple[str, int] | Response
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "txt": "text/plain",
}
NAMES_LIMIT, LETTERS_LIMIT = 60, 120


@blueprint.get("/")
def show() -> str:
    """Every scenario with its hand-outs."""
    _printing()
    scenarios = sorted(site().kit.content.scenarios.values(), key=lambda item: item.rank)
    return render_template(
        "training.html", kit=site().kit, scenarios=scenarios, formats=tuple(TYPES)
    )


@blueprint.get("/shared/<kind>.<suffix>")
def general(kind: str, suffix: str) -> Response:
    """A hand-out that belongs to no scenario."""
    _known(kind in GENERAL)
    return _file(_printing().general(kind), suffix)


@blueprint.get("/<scenario>/<kind>.<suffix>")
def handout(scenario: str, kind: str, suffix: str) -> Response:
    """A hand-out of a scenario."""
    _known(kind in OF_SCENARIO and scenario in site().kit.content.scenarios)
    return _file(_printing().of_scenario(scenario, kind), suffix)


@blueprint.get("/certificate")
def ask() -> str:
    """The form for certificates of attendance."""
    return _form(Typed(), {})


@blueprint.post("/certificate")
def certify() -> Answer:
    """A page for each name, made and forgotten."""
    typed = Typed(*(clean(request.form.get(name, "")) for name in FIELDS))
    if faults := typed.faults():
        return _form(typed, faults), 422
    return _file(_printing().certificates(typed.attendance()), "pdf")


FIELDS = ("names", "workshop", "day", "hours", "trainer")
MISSING = {
    "workshop": "certificate_workshop",
    "day": "certificate_day",
    "hours": "certificate_hours",
    "trainer": "certificate_trainer",
}


@dataclass(frozen=True)
class Typed:
    """The form for certificates as it was typed."""

    names: str = ""
    workshop: str = ""
    day: str = ""
    hours: str = ""
    trainer: str = ""

    @property
    def people(self) -> tuple[str, ...]:
        """The names, one on a line."""
        return tuple(line.strip() for line in self.names.split("\n") if line.strip())

    def faults(self) -> dict[str, str]:
        """What is wrong, by field."""
        found = {name: say(code) for name, code in MISSING.items() if not getattr(self, name)}
        texts = (*self.people, self.workshop, self.hours, self.trainer)
        if not 0 < len(self.people) <= NAMES_LIMIT or max(map(len, texts)) > LETTERS_LIMIT:
            found["names"] = say("certificate_names", limit=NAMES_LIMIT, letters=LETTERS_LIMIT)
        try:
            read_date(self.day)
        except AnswerError as error:
            found.setdefault("day", str(error))
        return {name: found[name] for name in FIELDS if name in found}

    def attendance(self) -> Attendance:
        """What stands on the certificates."""
        day: date = read_date(self.day)
        return Attendance(self.people, self.workshop, day, self.hours, self.trainer)


def _form(typed: Typed, faults: dict[str, str]) -> str:
    _printing()
    return render_template("certificate.html", kit=site().kit, typed=typed, faults=faults)


def _printing() -> Printing:
    """What writes hand-outs today; a missing page where the content has no words for them."""
    _known(site().kit.content.handouts is not None)
    return Printing(site().kit.authentic, site().now().astimezone(ZONE).date())


def _known(there: bool) -> None:
    if not there:
        raise PageMissingError("page_missing")


def _file(document: Document, suffix: str) -> Response:
    """*document* to be saved, never to be shown or kept."""
    _known(suffix in TYPES)
    data = written(document, suffix, site().kit.authentic)
    name = f'attachment; filename="{document.file_name}.{suffix}"'
    headers = {"Content-Disposition": name, "Cache-Control": "no-store"}
    return Response(data, mimetype=TYPES[suffix], headers=headers)
