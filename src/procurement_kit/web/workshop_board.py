"""The board on the screen of the room: live, readable from the last row, nobody's name unasked."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from flask import Blueprint, Response, render_template, request
from markupsafe import Markup

from procurement_kit.documents.comparison import Comparison, compare_sets
from procurement_kit.documents.compose import compose
from procurement_kit.documents.document import Document
from procurement_kit.formats import html
from procurement_kit.methodology.procurement import Procurement
from procurement_kit.methodology.questions import Question
from procurement_kit.rules.conditions import holds
from procurement_kit.store.workshop_rows import Seat
from procurement_kit.web.access import PageMissingError
from procurement_kit.web.site import site
from procurement_kit.web.workshop_access import Led, led
from procurement_kit.web.workshop_live import unchanged
from procurement_kit.web.workshop_room import Shown
from procurement_kit.workshops.workshop import Naming

blueprint = Blueprint("workshop_board", __name__, url_prefix="/workshop/<workshop>")
VIEWS = ("room", "question", "disputed", "flags", "solution", "messages")
PIECES_KEPT = 64


class Differing(NamedTuple):
    """A question with two different answers, as typed."""

    question: Question
    left: str
    right: str


@blueprint.get("/board")
def show(workshop: str) -> str:
    """The board with one view, and what the trainer does to it."""
    work, view = led(workshop), _view()
    piece = Markup(_piece(workshop, work.workshop.change, view))  # noqa: S704 - drawn by us
    shown = Shown(work, ())
    return render_template(
        "workshop_board.html", kit=work.kit, led=work, view=view, piece=piece,
        questions=[item for item in shown.questions.values() if item.id in shown.solved],
    )  # fmt: skip


@blueprint.get("/board/live")
def live(workshop: str) -> Response:
    """What changes of the board; 304 while nothing does."""
    work, view = led(workshop), _view()
    seen, now = unchanged(work.workshop.change, view)
    return seen or now(_piece(workshop, work.workshop.change, view))


@blueprint.get("/compare")
def compare(workshop: str) -> str:
    """Two groups, or two participants who agreed, side by side."""
    work = led(workshop)
    seats = tuple(_shown_seats(work))
    pair = _pair(seats)
    return render_template(
        "workshop_compare.html", kit=work.kit, led=work, seats=seats, pair=pair,
        differing=list(_differing(work, *map(_project, pair))) if pair else [],
        documents=_documents(work, pair) if pair else {},
    )  # fmt: skip


@blueprint.get("/compare/<document>")
def document(workshop: str, document: str) -> str:
    """One document of both, with every word marked that only one of them has."""
    work = led(workshop)
    pair = _pair(tuple(_shown_seats(work)))
    found = _documents(work, pair).get(document) if pair else None
    if found is None:
        raise PageMissingError("page_missing")
    whole = found.document
    parts = [Markup(html.part(whole, part, reveal=False)) for part in whole.parts]  # noqa: S704
    return render_template(
        "workshop_difference.html", kit=work.kit, led=work, found=found, parts=parts, pair=pair
    )


@lru_cache(maxsize=PIECES_KEPT)
def _piece(workshop: str, _change: int, view: str) -> str:
    """The live piece of the board, drawn once for all screens."""
    work = led(workshop)
    shown = Shown(work, site().seats.seats(workshop))
    messages = site().seats.messages(workshop)
    return render_template(
        "_workshop_board.html", kit=work.kit, led=work, shown=shown, view=view, messages=messages
    )


def _view() -> str:
    wanted = request.args.get("view", "")
    return wanted if wanted in VIEWS else VIEWS[0]


def _shown_seats(work: Led) -> Iterator[Seat]:
    """The copies that may be shown to the room: of groups, and of those who agreed."""
    is_group = work.workshop.terms.naming is Naming.GROUPS
    yield from (seat for seat in site().seats.seats(work.id) if is_group or seat.is_shared)


def _pair(seats: tuple[Seat, ...]) -> tuple[Seat, Seat] | None:
    known = {str(seat.number): seat for seat in seats}
    left, right = (known.get(request.args.get(side, "")) for side in ("left", "right"))
    return (left, right) if left and right else None


def _project(seat: Seat) -> Procurement:
    return site().store.get(seat.project)


def _differing(work: Led, left: Procurement, right: Procurement) -> Iterator[Differing]:
    for stage in work.stages:
        for step in stage.steps:
            for item in step.questions:
                answers = (one.answers.get(item.id, "") for one in (left, right))
                differing = Differing(item, *answers)
                if differing.left != differing.right:
                    yield differing


def _documents(work: Led, pair: tuple[Seat, Seat]) -> dict[str, Comparison]:
    """The documents that differ, by id."""
    left, right = (tuple(_made(work, _project(seat))) for seat in pair)
    found = compare_sets(left, right)
    return {name: item for name, item in found.items() if item.count}


def _made(work: Led, procurement: Procurement) -> Iterator[Document]:
    """The documents of one copy, also those of which it is open whether they are needed."""
    assessment, library = work.kit.assess(procurement), work.kit.library
    for template in work.kit.content.templates.values():
        if holds(template.when, assessment.facts) is not False:
            yield compose(template, library, assessment, final=False)
