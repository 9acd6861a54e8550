"""Search in the methodology, and in a project, where each question says whether it is asked."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Blueprint, render_template, request

from procurement_kit.kit import Kit
from procurement_kit.methodology.progress import AnswerState, answer_status
from procurement_kit.methodology.reading import clean
from procurement_kit.search import Hit, Place, search
from procurement_kit.web.access import Opened, opened
from procurement_kit.web.project_pages import project_page
from procurement_kit.web.site import site

blueprint = Blueprint("search", __name__)
WORDS_LENGTH = 100
SHOWN = 30


@dataclass(frozen=True)
class Found:
    """A hit with its chapter and, in a project, the state of its answer and when it is asked."""

    hit: Hit
    stage: str = ""
    state: str = ""
    asked_when: str = ""


@blueprint.get("/search")
def book() -> str:
    """What the methodology says of the words asked for."""
    words, kit = _words(), site().kit
    found = [Found(hit, _stage(kit, hit)) for hit in search(kit, words)]
    return render_template("search.html", kit=kit, words=words, groups=_grouped(found))


@blueprint.get("/project/<project>/search")
def project(project: str) -> str:
    """The same in the content of a project, leading to the places where it asks."""
    work, words = opened(project), _words()
    found = [_in_project(work, hit) for hit in search(work.kit, words)]
    return project_page("search_project.html", work, words=words, groups=_grouped(found))


def _words() -> str:
    return " ".join(clean(request.args.get("q", ""))[:WORDS_LENGTH].split())


def _stage(kit: Kit, hit: Hit) -> str:
    """The chapter where a hit stands; empty for what stands in none."""
    if hit.place is Place.QUESTION:
        return kit.methodology.step_of[hit.id].stage
    return hit.id if hit.place is Place.GUIDANCE else ""


def _in_project(opened: Opened, hit: Hit) -> Found:
    stage = _stage(opened.kit, hit)
    if hit.place is not Place.QUESTION:
        return Found(hit, stage)
    methodology, facts = opened.kit.methodology, opened.assessment.facts
    question, step = methodology.questions[hit.id], methodology.step_of[hit.id]
    raw = opened.procurement.answers.get(hit.id, "")
    state = answer_status(question, facts, raw).state
    if state not in {AnswerState.PARKED, AnswerState.NOT_ASKED}:
        return Found(hit, stage, state.value)
    speaker = opened.kit.speaker
    said = speaker.asked((step.content.when, question.ask_when)) if speaker else ""
    is_open = facts.applies(hit.id) is None and state is AnswerState.NOT_ASKED
    return Found(hit, stage, "undecided" if is_open else state.value, said)


def _grouped(found: Iterable[Found]) -> list[tuple[str, list[Found], int]]:
    """The hits by place: each place with those that are shown and how many there are."""
    by_place: dict[Place, list[Found]] = {place: [] for place in Place}
    for item in found:
        by_place[item.hit.place].append(item)
    return [(place, some[:SHOWN], len(some)) for place, some in by_place.items() if some]
