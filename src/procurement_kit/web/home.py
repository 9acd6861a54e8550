"""The start page, the methodology as a book, and the look of the site."""

import secrets
from dataclasses import replace

from flask import Blueprint, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from procurement_kit.methodology.procurement import Event, Procurement
from procurement_kit.methodology.reading import clean
from procurement_kit.store.access import EDIT
from procurement_kit.web.access import (
    SESSION,
    PageMissingError,
    browser,
    forget_visitor,
    visitor,
)
from procurement_kit.web.my_projects import my_projects
from procurement_kit.web.site import site
from procurement_kit.web.trees import drawn_tree

blueprint = Blueprint("home", __name__)
TITLE_LENGTH = 200
THEMES = {"auto", "light", "dark"}


@blueprint.get("/")
def show() -> str:
    """What the program does, and the ways to begin."""
    return _page()


@blueprint.post("/projects")
def start() -> str | tuple[str, int] | Response:
    """Begin a project of the user's own."""
    title = clean(request.form.get("title", ""))
    if not title or len(title) > TITLE_LENGTH:
        return _page(title=title, faulty=True), 422
    begun = begin(Procurement(new_id(), title, site().kit.hash))
    return redirect(url_for("tasks.show", project=begun.id), 303)


@blueprint.post("/examples/<name>")
def start_example(name: str) -> Response:
    """Begin a copy of a ready-made project, this browser's own."""
    if name not in site().kit.content.examples:
        raise PageMissingError("page_missing")
    begun = begin(replace(site().kit.example(name), id=new_id()))
    return redirect(url_for("tasks.show", project=begun.id), 303)


@blueprint.get("/methodology/")
def methodology() -> str:
    """The stages of the methodology with their summaries."""
    return render_template("methodology.html", kit=site().kit)


@blueprint.get("/methodology/tree")
def tree() -> str:
    """Every question of the methodology with when it is asked, to print."""
    kit = site().kit
    trees = [(stage, drawn_tree(kit, stage)) for stage in kit.methodology.stages if stage.steps]
    return render_template("methodology_tree.html", kit=kit, trees=trees)


@blueprint.get("/methodology/<stage>")
def chapter(stage: str) -> str:
    """One stage as a chapter: guidance, questions, decisions, warnings, sources."""
    stages = site().kit.methodology.stages
    place = next((at for at, item in enumerate(stages) if item.id == stage), None)
    if place is None:
        raise PageMissingError("page_missing")
    return render_template(
        "chapter.html",
        kit=site().kit,
        stage=stages[place],
        tree=drawn_tree(site().kit, stages[place]),
        before=stages[place - 1] if place else None,
        after=stages[place + 1] if place + 1 < len(stages) else None,
    )


@blueprint.get("/sources")
def sources() -> str:
    """Every source with the day on which it was checked."""
    return render_template("sources.html", kit=site().kit)


@blueprint.get("/accessibility")
def accessibility() -> str:
    """How people with disabilities can work with the guide, and what nobody has tried yet."""
    return render_template("accessibility.html", kit=site().kit)


@blueprint.get("/glossary")
def glossary() -> str:
    """The terms of the field."""
    return render_template("glossary.html", kit=site().kit)


@blueprint.post("/theme")
def theme() -> Response:
    """Remember the look that the user wants."""
    chosen = request.form.get("theme", "")
    if chosen in THEMES:
        session["theme"] = chosen
    return redirect(url_for(".show"), 303)


@blueprint.post("/forget")
def forget() -> Response:
    """Forget the projects on this browser; they stay reachable by their links."""
    forget_visitor()
    answer = redirect(url_for(".show"), 303)
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


@blueprint.post("/forget/<project>")
def forget_one(project: str) -> Response:
    """Forget one project on this browser; it stays reachable by its links."""
    site().store.forget(session.get(SESSION, ""), project)
    return redirect(url_for(".show", _anchor="mine"), 303)


def new_id() -> str:
    """An id that nobody guesses."""
    return secrets.token_hex(8)


def begin(procurement: Procurement, history: tuple[Event, ...] = ()) -> Procurement:
    """Store a new project and let this browser edit it."""
    store, by = site().store, visitor()
    begun = store.create(procurement, at=site().now(), by=browser(), history=history)
    store.grant(by, begun.id, EDIT)
    return begun


def _page(*, title: str = "", faulty: bool = False) -> str:
    return render_template(
        "home.html",
        kit=site().kit,
        projects=my_projects(),
        examples=site().kit.content.examples,
        title_limit=TITLE_LENGTH,
        title=title,
        faulty=faulty,
    )
