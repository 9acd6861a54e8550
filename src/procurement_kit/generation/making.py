"""Makes the files of all documents of one procurement, in one folder, all or nothing."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from procurement_kit.assessment import Assessment
from procurement_kit.documents.clauses import DocumentTemplate
from procurement_kit.documents.compose import compose
from procurement_kit.documents.document import Document
from procurement_kit.documents.price_sheet import COVER_SHEET, price_workbook
from procurement_kit.documents.readiness import Readiness
from procurement_kit.documents.remarks import remarks
from procurement_kit.documents.worksheets import workbook
from procurement_kit.formats import project_file, xlsx
from procurement_kit.formats.package import zipped
from procurement_kit.generation.cache import DrawnFiles
from procurement_kit.generation.drawing import FORMATS, USUAL, Drawn, Order, Source
from procurement_kit.generation.packing import PACKAGE, appearing, check_replaceable
from procurement_kit.generation.pool import Begun, Pool, draw_here
from procurement_kit.kit import Kit
from procurement_kit.methodology.notes import Note
from procurement_kit.methodology.procurement import Event, Procurement
from procurement_kit.problems import KitError, say
from procurement_kit.rules.conditions import holds

PROJECT = "projekt.json"
FOLDERS = {"public": "pro-dodavatele", "internal": "vnitrni"}
ANNEXED = "D15"


@dataclass(frozen=True)
class Progress:
    """How many documents are done, of how many, and the titles of those in hand."""

    done: int
    total: int
    current: str


@dataclass(frozen=True)
class Generated:
    """The finished files, what keeps drafts from being final, and what the user should know.

    *reused* counts the documents that had not changed and were taken over from an earlier run.
    """

    files: tuple[Path, ...]
    readiness: Readiness
    warnings: tuple[str, ...]
    reused: int = 0


@dataclass(frozen=True)
class LawyerCopy:
    """A working copy for a lawyer: with *notes* and, if wanted, the reason of each clause."""

    notes: tuple[Note, ...] = ()
    explained: bool = False


class NotReadyError(KitError):
    """Final documents were asked for, but *readiness* names obstacles."""

    is_answer = True

    def __init__(self, readiness: Readiness) -> None:
        self.readiness = readiness
        named = tuple(obstacles(readiness))
        super().__init__("not_ready", count=len(named), obstacles="\n".join(named))


def silent(_progress: Progress) -> None:
    """Tell nobody of the progress."""


@dataclass(frozen=True)
class Means:
    """How documents are made: in which formats, in which workers, from which earlier files.

    Without a *pool* they are drawn in this process; without *kept* files all are drawn anew.
    """

    formats: tuple[str, ...] = USUAL
    pool: Pool | None = None
    kept: DrawnFiles | None = None


def generate(  # noqa: PLR0913 - what to make, where, how, and whom to tell
    kit: Kit,
    procurement: Procurement,
    out: Path,
    *,
    final: bool,
    only: frozenset[str] = frozenset(),
    history: tuple[Event, ...] = (),
    day: date | None = None,
    lawyer: LawyerCopy | None = None,
    mark: str = "",
    progress: Callable[[Progress], None] = silent,
    means: Means = Means(),
) -> Generated:
    """The files of every needed document in folder *out*, with the project and one ZIP of all.

    With a *day* the judgement of the listed components, made on it, is annexed to D15, and the
    hand-over sheet is added. For a *lawyer* all documents are drafts with comments. A *mark*,
    such as that of a training, stands where drafts say that they are drafts, on every page. *out*
    appears when everything is done; an exception, also one raised by *progress*, leaves nothing
    behind.
    """
    assessment = kit.assess(procurement)
    readiness = kit.readiness(assessment)
    if final and not readiness.is_ready:
        raise NotReadyError(readiness)
    _check_lawyer(kit, lawyer, final=final)
    templates = _chosen(kit, assessment, only)
    check_replaceable(out)
    documents = list(_listed(kit, assessment, templates, final=final, day=day, only=only))
    if lawyer is not None:
        documents = [_for_lawyer(kit, lawyer, document) for document in documents]
    source = Source(project_file.write(procurement, history), _origin(kit, procurement))
    look = kit.look(assessment)
    with appearing(out) as folder:
        work = _Work(
            [Order(_marked(document, mark), means.formats, look) for document in documents],
            means,
            progress,
        )
        packed = dict(_named(documents, work.drawn(), source))
        if not only:
            packed |= _worksheets(kit, assessment)
        packed |= _price_table(kit, assessment, templates, final=final)
        packed[f"{FOLDERS['internal']}/{PROJECT}"] = source.project
        for name, data in packed.items():
            (folder / Path(name).name).write_bytes(data)
        (folder / PACKAGE).write_bytes(zipped(packed))
        progress(Progress(len(documents), len(documents), ""))
    warnings = () if only else tuple(_open_documents(kit, assessment))
    told = tuple(dict.fromkeys((*warnings, *work.warnings())))
    return Generated(tuple(sorted(out.iterdir())), readiness, told, work.reused)


@dataclass
class _Work:
    """Draws *orders*, but not what is kept from earlier, and tells how far it is."""

    orders: list[Order]
    means: Means
    progress: Callable[[Progress], None]
    reused: int = 0
    results: dict[int, Drawn] = field(default_factory=dict)

    def drawn(self) -> list[Drawn]:
        """The files of each order, in order."""
        kept = self.means.kept
        for position, order in enumerate(self.orders):
            if kept is not None and (drawn := kept.find(order)) is not None:
                self.results[position] = drawn
        self.reused = len(self.results)
        self._draw([place for place in range(len(self.orders)) if place not in self.results])
        if kept is not None:
            kept.tidy()
        return [self.results[position] for position in range(len(self.orders))]

    def warnings(self) -> Iterator[str]:
        """What the user should know, in the order of the documents."""
        for _, drawn in sorted(self.results.items()):
            yield from drawn.warnings

    def _draw(self, missing: list[int]) -> None:
        orders = [self.orders[position] for position in missing]
        draw = self.means.pool.draw if self.means.pool else draw_here
        in_hand: dict[int, str] = {}
        for event in draw(orders):
            position, order = missing[event.position], orders[event.position]
            if isinstance(event, Begun):
                in_hand[position] = order.document.title
            else:
                del in_hand[position]
                self.results[position] = event.drawn
                if self.means.kept is not None:
                    self.means.kept.keep(order, event.drawn)
            if in_hand:
                self._tell(in_hand)

    def _tell(self, in_hand: dict[int, str]) -> None:
        titles = ", ".join(title for _, title in sorted(in_hand.items()))
        self.progress(Progress(len(self.results), len(self.orders), titles))


def _named(
    documents: Iterable[Document], drawn: Iterable[Drawn], source: Source
) -> Iterator[tuple[str, bytes]]:
    """Each file by its name in the package."""
    for document, made in zip(documents, drawn, strict=True):
        for name, data in made.files.items():
            file = f"{document.file_name}{FORMATS[name].suffix}"
            yield f"{FOLDERS[document.audience]}/{file}", FORMATS[name].told(document, data, source)


def _worksheets(kit: Kit, assessment: Assessment) -> dict[str, bytes]:
    """The calculations as a workbook, by its name in the package."""
    words = kit.library.words.worksheets
    if words is None:
        return {}
    made = xlsx.write(workbook(assessment, kit.library))
    return {f"{FOLDERS['internal']}/{words.file_name}": made}


def _price_table(
    kit: Kit, assessment: Assessment, templates: tuple[DocumentTemplate, ...], *, final: bool
) -> dict[str, bytes]:
    """The price table for suppliers, which goes with the cover sheet."""
    words = kit.library.words.prices
    if words is None or all(template.id != COVER_SHEET for template in templates):
        return {}
    made = xlsx.write(price_workbook(assessment, kit.library, final=final))
    return {f"{FOLDERS['public']}/{words.file_name}": made}


def _annexes(kit: Kit, assessment: Assessment, day: date) -> Iterator[Document]:
    """The judgement of the components, where some are listed and their use is known."""
    if (annex := kit.license_report(assessment, day)) is not None:
        yield annex


def _listed(  # noqa: PLR0913 - what to make, how, and for what
    kit: Kit,
    assessment: Assessment,
    templates: tuple[DocumentTemplate, ...],
    *,
    final: bool,
    day: date | None,
    only: frozenset[str],
) -> Iterator[Document]:
    """Every document to make."""
    for template in templates:
        yield compose(template, kit.library, assessment, final=final)
    if day and any(template.id == ANNEXED for template in templates):
        yield from _annexes(kit, assessment, day)
    if day:
        yield from _sheets(kit, assessment, day, only)


def _sheets(
    kit: Kit, assessment: Assessment, day: date, only: frozenset[str]
) -> Iterator[Document]:
    """The hand-over sheet, if it is wanted and the content has words for it."""
    words = kit.library.words.lawyer
    if words is None or (only and words.id not in only):
        return
    if (sheet := kit.lawyer_sheet(assessment, day)) is not None:
        yield sheet


def _check_lawyer(kit: Kit, copy: LawyerCopy | None, *, final: bool) -> None:
    """Raise unless a lawyer's copy can be made: never final, never without the words for it."""
    if copy is not None and final:
        raise KitError("lawyer_copy_final")
    if copy is not None and kit.library.words.lawyer is None:
        raise KitError("lawyer_words_missing")


def _marked(document: Document, mark: str) -> Document:
    """The document with *mark*, if there is one, on every page."""
    if not mark:
        return document
    return replace(document, is_draft=True, words=replace(document.words, draft=mark))


def _for_lawyer(kit: Kit, copy: LawyerCopy, document: Document) -> Document:
    """A document as an internal working copy with comments; the sheet stays as it is."""
    words = kit.library.words.lawyer
    if words is None or document.id == words.id:
        return document
    return replace(
        document,
        file_name=f"{document.file_name}{words.copy_suffix}",
        audience="internal",
        notice=words.copy_notice,
        remarks=remarks(document, copy.notes, words, explained=copy.explained),
    )


def _origin(kit: Kit, procurement: Procurement) -> Mapping[str, str]:
    """What a file says of the project and the content that it was made from."""
    return {
        "pk_content": procurement.content_hash,
        "pk_methodology": kit.methodology.version,
        "pk_revision": str(procurement.revision),
    }


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
    words = kit.library.words.lawyer
    for name in sorted(only - {words.id if words else ""}):
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
