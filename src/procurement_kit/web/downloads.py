"""Ties a set of documents to its project: the job's name in an address carries our signature."""

import hmac

from procurement_kit.problems import KitError
from procurement_kit.web.access import Opened
from procurement_kit.web.render_jobs import JobState
from procurement_kit.web.site import site

SIGNATURE_LENGTH = 32
SEPARATOR = "."
TRAINING = "--training"
"""What is made in a workshop says so on every page."""


class JobUnknownError(KitError):
    """There is no such set of documents in this project."""


def start_job(
    opened: Opened, formats: tuple[str, ...], *, is_final: bool, options: tuple[str, ...] = ()
) -> str:
    """Begin making the documents in *formats*; the name that addresses use for it."""
    events = site().store.events(opened.id)
    training = (TRAINING,) if site().seats.seat(opened.id) else ()
    job = site().jobs.start(
        opened.procurement, events, final=is_final, formats=formats, options=(*options, *training)
    )
    return f"{job}{SEPARATOR}{_signature(opened, job)}"


def job_of(opened: Opened, name: str) -> str:
    """The job that an address of this project names; JobUnknownError for any other."""
    job, _, signature = name.rpartition(SEPARATOR)
    if not hmac.compare_digest(signature.encode(), _signature(opened, job).encode()):
        raise JobUnknownError("job_unknown")
    return job


def state_of(opened: Opened, name: str) -> JobState:
    """How far the job is."""
    return site().jobs.state(job_of(opened, name))


def _signature(opened: Opened, job: str) -> str:
    return site().sign("job", opened.id, job)[:SIGNATURE_LENGTH]
