"""What each operation of the interface for programs does: one call of the core, one answer."""

from dataclasses import replace

from flask import Response, send_file

from procurement_kit.catalogue.search import PAGE, Query
from procurement_kit.catalogue.solutions import Solution
from procurement_kit.formats import project_file, publiccode
from procurement_kit.formats.files import content_root
from procurement_kit.licensing.components import Bom, Component
from procurement_kit.licensing.data import LicenseData
from procurement_kit.licensing.uses import Use
from procurement_kit.methodology.questions import Question
from procurement_kit.methodology.stages import Stage, Step
from procurement_kit.problems import KitError
from procurement_kit.publication_outputs.open_data import Order, form, register_of
from procurement_kit.web.acceptance_report import today
from procurement_kit.web.access import PageMissingError
from procurement_kit.web.api import shapes
from procurement_kit.web.render_jobs import JobStatus
from procurement_kit.web.site import site
from procurement_kit.web.timed_review import timed_report, timed_review

FORMATS = ("docx", "odt")
SENT = "project.json"
SHOWN = 10
SAID = (
    "id", "name", "functions", "license", "license_note", "repository", "website", "users",
    "status", "source", "checked_on", "imported_on",
)  # fmt: skip
"""What of an entry of the catalogue is told as it stands."""


def check_licenses(query: shapes.CheckQuery) -> shapes.CheckAnswer:
    """Whether components under the expressions may go into a work under the licence."""
    data = _data()
    report = timed_report(_bom(query.expression), _use(query), query.outbound, data)
    findings = tuple(
        shapes.Judged(
            expression=item.component.license,
            verdict=item.verdict.value,
            words=data.vocabulary.verdicts[item.verdict.value],
            reasons=item.opinion.reasons,
            duties=item.opinion.duties,
            way_out=item.opinion.way_out,
            sources=item.opinion.sources,
        )
        for item in report.findings
    )
    return shapes.CheckAnswer(outbound=query.outbound, worst=report.worst.value, findings=findings)


def choose_license(query: shapes.ChoiceQuery) -> shapes.ChoiceAnswer:
    """The licences for new work of a kind, tried on its components."""
    data = _data()
    if query.kind not in data.choice:
        raise KitError("kind_unknown", kind=query.kind, known=", ".join(data.choice))
    advice = data.choice[query.kind]
    outbound = advice.prefer[0]
    found = timed_review(_bom(query.expression), _use(query), outbound, data, advice.prefer)
    offered = tuple(
        shapes.OfferedLicense(
            license=item.outbound,
            verdict=item.verdict.value,
            words=data.vocabulary.verdicts[item.verdict.value],
            conflicts=tuple(trouble.part.expression for trouble in item.conflicts),
        )
        for item in found.choices[:SHOWN]
    )
    return shapes.ChoiceAnswer(kind=query.kind, advice=advice.reason, choices=offered)


def search_catalogue(query: shapes.CatalogueQuery) -> shapes.CatalogueAnswer:
    """The software of the catalogue that fits, the best first."""
    asked = query.model_dump(exclude={"page"})
    found = site().catalogue().search(Query(**asked, offset=(query.page - 1) * PAGE))
    entries = tuple(_solution(item) for item in found.items)
    return shapes.CatalogueAnswer(total=found.total, page=query.page, entries=entries)


def _solution(item: Solution) -> shapes.FoundSolution:
    alive = item.vitality
    return shapes.FoundSolution(
        **{name: getattr(item, name) for name in SAID},
        summary=item.words().short,
        vitality=alive.text if alive else "",
        vitality_on=alive.day if alive else None,
        confidence=item.confidence.value,
    )


def methodology(query: shapes.StageQuery) -> shapes.MethodologyAnswer:
    """The questions, decisions and warnings of the methodology."""
    kit = site().kit
    wanted = [item for item in kit.methodology.stages if query.stage in {None, item.id}]
    if not wanted:
        raise PageMissingError("page_missing")
    return shapes.MethodologyAnswer(
        title=kit.methodology.title,
        version=kit.methodology.version,
        content_hash=kit.hash,
        stages=tuple(_stage(item) for item in wanted),
    )


def check_card(name: str, data: bytes) -> shapes.CardAnswer:
    """What the standard says of a publiccode.yml."""
    judge = publiccode.license_check(_data().names)
    reading = publiccode.Reader(publiccode.standard(content_root()), today(), judge).read(
        name, data
    )
    findings = tuple(
        shapes.CardFinding(
            line=item.line,
            key=item.key,
            level="error" if item.is_error else "warning",
            sentence=item.problem.message,
        )
        for item in reading.said
    )
    version = reading.code.version if reading.code else ""
    return shapes.CardAnswer(valid=reading.is_valid, version=version, findings=findings)


def open_data(data: bytes, kind: str) -> Response:
    """A sent project as open data of one kind."""
    procurement, wanted = project_file.read(SENT, data).procurement, form(kind)
    kit = site().kit
    order = Order(kit, kit.assess(procurement), today(), register_of())
    return Response(wanted.make(order), content_type=wanted.media_type)


def shared_open_data(token: str, kind: str) -> Response:
    """A project of this installation as open data, for whoever holds its secret link."""
    procurement, wanted = site().store.get(_linked(token)), form(kind)
    kit = site().kit_of(procurement.content_hash)
    order = Order(kit, kit.assess(procurement), today(), register_of())
    return Response(wanted.make(order), content_type=wanted.media_type)


def shared_project(token: str) -> Response:
    """A project of this installation as its file, for whoever holds its secret link."""
    project = _linked(token)
    data = project_file.write(site().store.get(project), site().store.events(project))
    return Response(data, content_type="application/json")


def make_documents(data: bytes) -> shapes.JobAnswer:
    """Begin making drafts of the documents of a sent project."""
    found = project_file.read(SENT, data)
    sent = replace(found.procurement, id="", content_hash=site().kit.hash)
    job = site().jobs.start(sent, found.history, final=False, formats=FORMATS)
    return _job(f"{job}.{site().sign('api-job', job)}")


def documents_state(job: str) -> shapes.JobAnswer:
    """How far the documents are."""
    return _job(job)


def document_file(job: str, file: str) -> Response:
    """One finished document."""
    path = site().jobs.file(_opened(job), file)
    return send_file(path, as_attachment=True, download_name=file, max_age=0)


def _linked(token: str) -> str:
    return site().store.open_link(token, site().now()).project


def _job(name: str) -> shapes.JobAnswer:
    state, job = site().jobs.state(_opened(name)), _opened(name)
    files = site().jobs.files(job) if state.status is JobStatus.DONE else ()
    return shapes.JobAnswer(
        job=name, status=state.status.value, done=state.done, total=state.total,
        error=state.error, files=files,
    )  # fmt: skip


def _opened(name: str) -> str:
    """The job of a signed name; PageMissingError for any other."""
    job, _, signature = name.rpartition(".")
    if not job or signature != site().sign("api-job", job):
        raise PageMissingError("job_unknown")
    return job


def _data() -> LicenseData:
    return site().kit.content.licenses


def _bom(expressions: tuple[str, ...]) -> Bom:
    return Bom(format="", components=tuple(Component(text, license=text) for text in expressions))


def _use(query: shapes.UseQuery) -> Use:
    return Use(
        network=query.network == "yes",
        combination=query.combination,
        recipients=query.recipients,
        modified=None if query.modified is None else query.modified == "yes",
    )


def _stage(stage: Stage) -> shapes.StageShape:
    return shapes.StageShape(
        id=stage.id,
        title=stage.title,
        phase=stage.entry.phase.value,
        summary=stage.entry.summary,
        steps=tuple(_step(step) for step in stage.steps),
    )


def _step(step: Step) -> shapes.StepShape:
    content = step.content
    return shapes.StepShape(
        id=step.id,
        title=step.title,
        intro=content.intro,
        questions=tuple(_question(item) for item in step.questions),
        decisions=tuple(
            shapes.DecisionShape(
                id=item.id,
                label=item.label,
                outcomes=tuple(dict.fromkeys(case.value or "" for case in item.cases)),
            )
            for item in content.decisions
        ),
        red_flags=tuple(
            shapes.FlagShape(
                id=item.id, title=item.title, text=item.text, repair=item.repair,
                sources=item.sources,
            )
            for item in content.red_flags
        ),
    )  # fmt: skip


def _question(item: Question) -> shapes.QuestionShape:
    options = tuple(shapes.OptionShape(value=it.value, label=it.label) for it in item.options)
    return shapes.QuestionShape(
        id=item.id,
        kind=item.kind.value,
        label=item.label,
        hint=item.hint,
        why=item.why.text,
        sources=item.why.sources,
        effect=item.effect,
        required=item.required.value,
        options=options,
    )
