"""What lets an edited Word file be read again: controls around clauses, and the file's origin."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.run import Run

from procurement_kit.documents.document import Remark
from procurement_kit.formats.docx_fields import element
from procurement_kit.formats.text import clean

if TYPE_CHECKING:
    from docx.oxml.text.run import CT_R

PREFIX = "pk:"
TAG_LIMIT = 64
FIRST_CONTROL = 7000
OUR_INITIALS = "kit"
"""Comments with these initials are ours, not the lawyer's."""
FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
FIRST_PROPERTY = 2
PROPERTIES = "/docProps/custom.xml"
SCHEMAS = "http://schemas.openxmlformats.org/officeDocument/2006"


def tag_of(clause: str, told: str) -> str:
    """The tag of a clause whose text has the hash *told*."""
    ending = f"@{told}"
    return f"{PREFIX}{clause}"[: TAG_LIMIT - len(ending)] + ending


def wrap(first: BaseOxmlElement, last: BaseOxmlElement, names: tuple[str, str], place: int) -> None:
    """Put everything from *first* to *last* into a content control; *names*: its title and tag."""
    title, tag = names
    control, properties, content = (element(name) for name in ("sdt", "sdtPr", "sdtContent"))
    properties.append(element("alias", val=title))
    properties.append(element("tag", val=tag))
    properties.append(element("id", val=str(FIRST_CONTROL + place)))
    control.extend([properties, content])
    first.addprevious(control)
    while (moved := control.getnext()) is not None:
        content.append(moved)
        if moved is last:
            return


def add_origin(word: WordDocument, origin: Mapping[str, str]) -> None:
    """Custom properties of the file, which Word and LibreOffice keep."""
    package = word.part.package
    data = origin_part(origin)
    part = Part(PackURI(PROPERTIES), CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, data, package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def origin_part(origin: Mapping[str, str]) -> bytes:
    """The part of the file that holds the custom properties."""
    properties = "".join(
        f'<property fmtid="{FORMAT_ID}" pid="{number}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(clean(value))}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(origin.items(), start=FIRST_PROPERTY)
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    spaces = f'xmlns="{SCHEMAS}/custom-properties" xmlns:vt="{SCHEMAS}/docPropsVTypes"'
    return f"{head}<Properties {spaces}>{properties}</Properties>".encode()


def add_remarks(
    word: WordDocument,
    remarks: Iterable[Remark],
    clauses: Mapping[str, list[BaseOxmlElement]],
    answers: Mapping[tuple[str, str], BaseOxmlElement],
) -> None:
    """Comments at the first paragraph of their *clauses*, or at the answer they speak of."""
    for remark in remarks:
        answer = answers.get((remark.clause, remark.question))
        runs = [answer] if answer is not None else clauses.get(remark.clause, [])
        if runs:
            _comment(word, remark, runs[0], runs[-1])


def _comment(
    word: WordDocument, remark: Remark, first: BaseOxmlElement, last: BaseOxmlElement
) -> None:
    marked: list[CT_R] = [first, last]
    around = [Run(run, word._body) for run in marked]
    text = "\n".join(clean(line) for line in remark.text.split("\n"))
    made = word.add_comment(around, text, clean(remark.author), OUR_INITIALS)
    date = qn("w:date")
    made._comment_elm.attrib.pop(date, None)
    if remark.at is not None:
        made._comment_elm.set(date, remark.at.strftime("%Y-%m-%dT%H:%M:%SZ"))


def marked_runs(nodes: Iterable[BaseOxmlElement]) -> list[BaseOxmlElement]:
    """The runs of the first paragraph in *nodes* that has some of its own."""
    for node in nodes:
        for paragraph in node.iter(qn("w:p")):
            if runs := list(paragraph.findall(qn("w:r"))):
                return runs
    return []
