"""A sheet to copy from as text, as a Word document and as a worksheet."""

from datetime import date

from procurement_kit.assessment import Assessment
from procurement_kit.documents.annex import Article, Cover, Frame, framed, runs
from procurement_kit.documents.copy_sheets import CopySheet, Filled, FilledField
from procurement_kit.documents.document import Document, Run, RunKind, Runs, Table
from procurement_kit.documents.output_words import CopyWords
from procurement_kit.documents.sheets import Cell, Look, Sheet
from procurement_kit.documents.wording import DocumentWords
from procurement_kit.formats import docx, text, xlsx

FORMATS = ("docx", "xlsx", "txt")
AUTHORITY = "authority_name"


def file_name(sheet: CopySheet, kind: str) -> str:
    """The name of the file that is downloaded."""
    return f"prepis-{sheet.id.replace('_', '-')}.{kind}"


def write(
    kind: str, sheet: CopySheet, fields: tuple[FilledField, ...], cover: Cover, words: CopyWords
) -> bytes:
    """*fields* as a file of *kind*, one of FORMATS."""
    if kind == "xlsx":
        return xlsx.write((_worksheet(sheet, fields, words),))
    document = _document(sheet, fields, cover, words)
    return docx.write(document, {}) if kind == "docx" else text.write(document).encode()


def _document(
    sheet: CopySheet, fields: tuple[FilledField, ...], cover: Cover, words: CopyWords
) -> Document:
    article = Article("copy_sheet", 1, sheet.tool)
    article.say(sheet.intro)
    article.say(sheet.order)
    header = (words.field, words.term, words.value, words.length)
    rows = tuple(
        (runs(item.field.label), runs(item.field.term), _value(item, words), _length(item))
        for item in fields
    )
    article.add(Table(tuple(map(runs, header)), rows))
    frame = Frame(f"copy_{sheet.id}", sheet.title, file_name(sheet, ""), "internal")
    return framed(frame, cover, [article.part()])


def _value(item: FilledField, words: CopyWords) -> Runs:
    match item.state:
        case Filled.OPEN:
            return (Run(words.open, RunKind.GAP),)
        case Filled.BY_HAND:
            return runs(item.field.note or words.by_hand)
        case Filled.TOO_LONG:
            return (Run(item.value), Run(f" [{item.repair}]", RunKind.GAP))
        case Filled.READY:
            return (Run(item.value),)


def _length(item: FilledField) -> Runs:
    limit = item.field.max_length
    return runs(f"{item.length} / {limit}" if limit else "")


def _worksheet(sheet: CopySheet, fields: tuple[FilledField, ...], words: CopyWords) -> Sheet:
    header = (words.field, words.term, words.value, words.length, words.note)
    head = (
        (Cell(sheet.title, Look.TITLE),),
        (Cell(sheet.order),),
        tuple(Cell(label, Look.HEADER) for label in header),
    )
    body = tuple(
        (
            Cell(item.field.label),
            Cell(item.field.term),
            Cell(item.value or (words.open if item.state is Filled.OPEN else "")),
            Cell("".join(run.text for run in _length(item))),
            Cell(item.repair or item.field.note),
        )
        for item in fields
    )
    return Sheet(sheet.tool, (40, 14, 70, 14, 60), (*head, *body), len(head))


def cover_of(assessment: Assessment, words: DocumentWords, day: date) -> Cover:
    """Whose sheet it is, and to which procurement it belongs."""
    owner = assessment.facts.fact(AUTHORITY)
    return Cover(day, words, owner if isinstance(owner, str) else "", assessment.procurement.title)
