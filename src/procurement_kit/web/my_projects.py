"""The projects that this browser may open, each with how far it has come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from flask import session

from procurement_kit.store.store import ProjectRow
from procurement_kit.web.access import SESSION
from procurement_kit.web.site import site
from procurement_kit.web.tasks import next_task

ASSESSED = 10


@dataclass(frozen=True)
class Mine:
    """A project with the stage that waits, "" if it is not known; *is_complete* if none waits."""

    id: str
    title: str
    updated: datetime
    is_owned: bool
    stage: str = ""
    is_complete: bool = False


def my_projects() -> list[Mine]:
    """The projects of this browser, the last changed first; only the first ones are assessed."""
    token = session.get(SESSION, "")
    return list(_mine(token, site().store.session_projects(token)))


def _mine(token: str, rows: tuple[ProjectRow, ...]) -> Iterator[Mine]:
    store, now = site().store, site().now()
    for place, row in enumerate(rows):
        if grant := store.granted(token, row.id, now):
            stage, is_complete = _reached(row.id) if place < ASSESSED else ("", False)
            yield Mine(row.id, row.title, row.updated, grant.is_owner, stage, is_complete)


def _reached(project: str) -> tuple[str, bool]:
    """The stage in which a needed answer is missing; a project of older content is not assessed."""
    procurement, kit = site().store.get(project), site().kit
    if procurement.content_hash != kit.hash:
        return "", False
    step = next_task(kit.assess(procurement))
    titles = {stage.id: stage.title for stage in kit.methodology.stages}
    return (titles[step.stage], False) if step else ("", True)
