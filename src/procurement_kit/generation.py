"""Makes the files of all documents of one procurement, in one folder, all or nothing."""

import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from procurement_kit.assessment import Assessment
from procurement_kit.documents.clauses import DocumentTemplate
from procurement_kit.documents.compose import compose
from procurement_kit.documents.document import Document
from procurement_kit.documents.price_sheet import COVER_SHEET, price_workbook
from procurement_kit.documents.readiness import Readiness
from procurement_kit.documents.worksheets import workbook
from procurement_kit.formats import docx, pdf, project_file, xlsx
from procurement_kit.formats.package import zipped
from procurement_kit.kit import Kit
from procurement_kit.methodology.procurement import Event, Procurement
from procurement_kit.problems import KitError, say
from procurement_kit.rules.conditions import holds

PROJECT = "projekt.json"
PACKAGE = "dokumenty.zip"
FOLDERS = {"public": "pro-dodavatele", "internal": "vnitrni"}
ANNEXED = "D15"
PDF_UNAVAILABLE = "pdf_unavailable"


@dataclass(frozen=True)
class Progress:
    """How many documents are done, of how many, and the title of the one in hand."""

    done: int
    total: int
    current: str


@dataclass(frozen=True)
class Generated:
    """The finished files, what keeps drafts from being final, and what the user should know."""

    files: tuple[Path, ...]
    readiness: Readiness
    warnings: tuple[str, ...]


class NotReadyError(KitError):
    """Final documents were asked for, but *readiness* names obstacles."""

    is_answer = True

    def __init__(self, readiness: Readiness) -> None:
        self.readiness = readiness
        named = tuple(obstacles(readiness))
        super().__init__("not_ready", count=len(named), obstacles="\n".join(named))


def silent(_progress: Progress) -> None:
    """Tell nobody of the progress."""


def generate(  # noqa: PLR0913 - what to make, where, how, and whom to tell
    kit: Kit,
    procurement: Procurement,
    out: Path,
    *,
    final: bool,
    only: frozenset[str] = frozenset(),
    history: tuple[Event, ...] = (),
    day: date | None = None,
    progress: Callable[[Progress], None] = silent,
) -> Generated:
    """Every needed document as DOCX and PDF in folder *out*, with the project and one ZIP of all.

    With a *day* the judgement of the listed components, made on it, is annexed to D15. *out*
    appears when everything is done; an exception, also one raised by *progress*, leaves nothing
    behind.
    """
    assessment = kit.assess(procurement)
    readiness = kit.readiness(assessment)
    if final and not readiness.is_ready:
        raise NotReadyError(readiness)
    templates = _chosen(kit, assessment, only)
    _check_replaceable(out)
    warnings = [] if only else list(_open_documents(kit, assessment))
    documents: list[tuple[str, Callable[[], Document]]] = [
        (template.title, partial(compose, template, kit.library, assessment, final=final))
        for template in templates
    ]
    if day and any(template.id == ANNEXED for template in templates):
        documents += _annexes(kit, assessment, day)
    with _appearing(out) as folder:
        packed: dict[str, bytes] = {}
        for done, (title, composed) in enumerate(documents):
            progress(Progress(done, len(documents), title))
            document = composed()
            for name, data in _drawn(document, warnings).items():
                (folder / name).write_bytes(data)
                packed[f"{FOLDERS[document.audience]}/{name}"] = data
        for audience, name, data in _records(
            kit, assessment, templates, whole=not only, final=final
        ):
            (folder / name).write_bytes(data)
            packed[f"{FOLDERS[audience]}/{name}"] = data
        project = project_file.write(procurement, history)
        (folder / PROJECT).write_bytes(project)
        packed[f"{FOLDERS['internal']}/{PROJECT}"] = project
        (folder / PACKAGE).write_bytes(zipped(packed))
        progress(Progress(len(documents), len(documents), ""))
    return Generated(tuple(sorted(out.iterdir())), readiness, tuple(dict.fromkeys(warnings)))


def _records(
    kit: Kit,
    assessment: Assessment,
    templates: tuple[DocumentTemplate, ...],
    *,
    whole: bool,
    final: bool,
) -> Iterator[tuple[str, str, bytes]]:
    """The workbooks: who they are for, the file name, the data.

    The price table goes with the cover sheet, the calculations with the whole set.
    """
    prices, worksheets = kit.library.words.prices, kit.library.words.worksheets
    if prices and any(template.id == COVER_SHEET for template in templates):
        table = price_workbook(assessment, kit.library, final=final)
        yield "public", prices.file_name, xlsx.write(table)
    if whole and worksheets:
        yield "internal", worksheets.file_name, xlsx.write(workbook(assessment, kit.library))


def _annexes(
    kit: Kit, assessment: Assessment, day: date
) -> Iterator[tuple[str, Callable[[], Document]]]:
    """The judgement of the components, where some are listed and their use is known."""
    if (annex := kit.license_report(assessment, day)) is not None:
        yield annex.title, lambda: annex


def obstacles(readiness: Readiness) -> Iterator[str]:
    """Every obstacle to final documents as a sentence."""
    for item in readiness.missing:
        yield say("obstacle_missing", label=item.question.label)
    for item in readiness.invalid:
        yield say("obstacle_invalid", label=item.question.label, error=item.error)
    for gap in readiness.gaps:
        yield say("obstacle_gap", label=gap.label, clause=gap.clause)
    for raised in readiness.flags:
        yield say("obstacle_flag", title=raised.flag.title)
    for error in readiness.not_in_force:
        yield say("obstacle_not_in_force", error=error)


def _chosen(kit: Kit, assessment: Assessment, only: frozenset[str]) -> tuple[DocumentTemplate, ...]:
    """The documents to make; KitError for one that does not exist or is not needed."""
    needed = kit.templates(assessment)
    for name in sorted(only):
        if name not in kit.content.templates:
            known = ", ".join(kit.content.templates)
            raise KitError("document_unknown", id=name, known=known)
        if name not in {template.id for template in needed}:
            raise KitError("document_not_needed", title=kit.content.templates[name].title, id=name)
    return tuple(template for template in needed if not only or template.id in only)


def _open_documents(kit: Kit, assessment: Assessment) -> Iterator[str]:
    """A warning for each document whose need is not known yet."""
    for template in kit.content.templates.values():
        if holds(template.when, assessment.facts) is None:
            yield say("document_open", title=template.title, id=template.id)


def _drawn(document: Document, warnings: list[str]) -> dict[str, bytes]:
    """The files of *document* by name; without the PDF, and a warning, where it can't be made."""
    try:
        drawn = pdf.write(document)
    except KitError as error:
        if error.code != PDF_UNAVAILABLE:
            raise
        warnings.append(str(error))
        return {f"{document.file_name}.docx": docx.write(document, {})}
    return {
        f"{document.file_name}.docx": docx.write(document, drawn.pages),
        f"{document.file_name}.pdf": drawn.data,
    }


@contextmanager
def _appearing(out: Path) -> Iterator[Path]:
    """A hidden folder beside *out* that takes its place at the end, or vanishes."""
    folder = _hidden_folder(out)
    try:
        yield folder
        folder.chmod(out.parent.stat().st_mode & 0o777)
        if out.exists():
            _check_replaceable(out)
            out.rename(folder / ".old")
        folder.rename(out)
        shutil.rmtree(out / ".old", ignore_errors=True)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _hidden_folder(out: Path) -> Path:
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    except OSError as error:
        raise KitError("out_not_writable", path=out, cause=error.strerror) from error


def _check_replaceable(out: Path) -> None:
    """Raise unless *out* is absent, empty, or holds only files that we made and nobody edited."""
    if not out.exists():
        return
    if not out.is_dir():
        raise KitError("out_not_folder", path=out)
    ours = _own_files(out / PACKAGE)
    for path in out.iterdir():
        is_own = path.name == PACKAGE or (
            path.is_file() and ours.get(path.name) == path.read_bytes()
        )
        if not is_own:
            raise KitError("out_not_ours", path=out, file=path.name)


def _own_files(package: Path) -> dict[str, bytes]:
    """The files that an earlier run put into *package*."""
    try:
        with zipfile.ZipFile(package) as archive:
            return {name.split("/")[-1]: archive.read(name) for name in archive.namelist()}
    except (OSError, zipfile.BadZipFile):
        return {}
