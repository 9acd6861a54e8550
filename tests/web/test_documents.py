"""Making and downloading documents, with jobs that need no child process."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from flask import Flask

from procurement_kit.problems import KitError
from procurement_kit.web.render_jobs import JobState, JobStatus
from tests.web.test_steps import VALUE
from tests.web.visitor import Visitor


@dataclass
class Jobs:
    """Jobs that are in the state a test puts them in."""

    folder: Path
    current: JobState = field(default_factory=lambda: JobState(JobStatus.RUNNING, 1, 4, "Smlouva"))
    started: list[bool] = field(default_factory=list)
    options: list[tuple[str, ...]] = field(default_factory=list)
    cancelled: list[str] = field(default_factory=list)
    formats: tuple[str, ...] = ()

    def start(
        self,
        _procurement: object,
        _events: object,
        *,
        final: bool,
        formats: tuple[str, ...],
        options: tuple[str, ...] = (),
    ) -> str:
        self.options.append(options)
        self.started.append(final)
        self.formats = formats
        return "job1"

    def state(self, _job: str) -> JobState:
        return self.current

    def cancel(self, job: str) -> None:
        self.cancelled.append(job)

    def files(self, _job: str) -> tuple[str, ...]:
        return tuple(sorted(path.name for path in self.folder.iterdir()))

    def file(self, _job: str, name: str) -> Path:
        if name not in self.files(_job):
            raise KitError("job_unknown")
        return self.folder / name


@pytest.fixture
def jobs(app: Flask, tmp_path: Path) -> Jobs:
    folder = tmp_path / "made"
    folder.mkdir()
    for name in ("16-smlouva.docx", "16-smlouva.pdf", "dokumenty.zip"):
        (folder / name).write_bytes(b"content of " + name.encode())
    jobs = Jobs(folder)
    app.extensions["procurement_kit"].jobs = jobs
    return jobs


def ready_project(visitor: Visitor) -> str:
    """A project that lacks nothing."""
    project = visitor.start()
    visitor.answer(project, "need", contract_title="Portál", authority_name="Město",
                   subject_kind="services", extends_existing="no", description="Text")  # fmt: skip
    visitor.answer(project, "value", **VALUE)
    visitor.answer(
        project,
        "licenses",
        outbound_license="EUPL-1.2",
        network_use="yes",
        software_recipients="published",
        combination="dynamic",
    )
    return project


def test_a_complete_project_may_be_made_final(visitor: Visitor, jobs: Jobs) -> None:
    page = visitor.open(f"{ready_project(visitor)}documents/ready")

    assert "Nic nebrání finálním dokumentům" in page.words
    progress = visitor.send(page, "documents/")

    assert jobs.started == [True]
    assert "Hotovo 1 z 4" in progress.words
    assert progress.tree.xpath("//meta[@http-equiv='refresh']")


def test_an_incomplete_project_is_never_made_final(visitor: Visitor, jobs: Jobs) -> None:
    page = visitor.open(f"{visitor.start()}documents/")

    refused = visitor.send(page, "documents/", final="yes")

    assert refused.status == 422
    assert "Finální dokumenty zatím nevznikly" in refused.words
    assert not jobs.started


def test_drafts_may_be_made_any_time_and_cancelled(visitor: Visitor, jobs: Jobs) -> None:
    page = visitor.open(f"{visitor.start()}documents/")

    progress = visitor.send(page, "documents/", final="no")
    jobs.current = JobState(JobStatus.CANCELLED)
    cancelled = visitor.send(progress, "/cancel")

    assert jobs.started == [False]
    assert jobs.cancelled == ["job1"]
    assert "Vytváření jste zrušili" in cancelled.words


def test_the_formats_are_chosen_by_the_user(visitor: Visitor, jobs: Jobs) -> None:
    page = visitor.open(f"{visitor.start()}documents/")

    visitor.send(page, "documents/", final="no")
    usual = jobs.formats
    visitor.send(page, "documents/", final="no", format=["txt", "docx"])

    assert usual == ("docx", "pdf")
    assert jobs.formats == ("docx", "txt")


def test_a_format_that_does_not_exist_is_refused(visitor: Visitor, jobs: Jobs) -> None:
    page = visitor.open(f"{visitor.start()}documents/")

    assert visitor.send(page, "documents/", final="no", format="../x").status == 422
    assert not jobs.started


def test_finished_files_are_downloads_one_by_one_and_together(visitor: Visitor, jobs: Jobs) -> None:
    jobs.current = JobState(JobStatus.DONE, 4, 4)
    page = visitor.send(visitor.open(f"{visitor.start()}documents/"), "documents/", final="no")

    assert not page.tree.xpath("//meta[@http-equiv='refresh']")
    (address,) = page.links("16-smlouva.docx")
    with visitor.client.get(address) as response:
        assert response.data == b"content of 16-smlouva.docx"
        assert response.headers["Content-Disposition"] == "attachment; filename=16-smlouva.docx"
    assert page.links("Stáhnout vše v jednom ZIPu")


def test_a_failed_job_says_why(visitor: Visitor, jobs: Jobs) -> None:
    jobs.current = JobState(JobStatus.FAILED, error="Došlo místo.")

    page = visitor.send(visitor.open(f"{visitor.start()}documents/"), "documents/", final="no")

    assert "Došlo místo." in page.words


def test_the_documents_of_another_project_cannot_be_had(
    visitor: Visitor, other: Visitor, jobs: Jobs
) -> None:
    jobs.current = JobState(JobStatus.DONE, 4, 4)
    page = visitor.send(visitor.open(f"{visitor.start()}documents/"), "documents/", final="no")
    job = page.path.rsplit("/", 1)[-1]

    theirs = other.start()

    assert other.open(f"{theirs}documents/jobs/{job}").status == 404
    assert other.open(f"{theirs}documents/jobs/{job}/dokumenty.zip").status == 404
    assert other.open(page.path).status == 403


def test_a_file_that_was_not_made_cannot_be_had(visitor: Visitor, jobs: Jobs) -> None:
    jobs.current = JobState(JobStatus.DONE, 4, 4)
    page = visitor.send(visitor.open(f"{visitor.start()}documents/"), "documents/", final="no")

    assert visitor.open(f"{page.path}/..%2f..%2fsecret.key").status == 404
    assert visitor.open(f"{page.path}/other.docx").status in {404, 422}


def test_workbooks_and_the_judgement_of_licences_are_downloads_too(
    visitor: Visitor, jobs: Jobs
) -> None:
    jobs.current = JobState(JobStatus.DONE, 4, 4)
    (jobs.folder / "15a-posouzeni.pdf").write_bytes(b"x")
    page = visitor.send(visitor.open(f"{visitor.start()}documents/"), "documents/", final="no")

    assert page.links("15a-posouzeni.pdf")
