"""Fields and bookmarks of Word, which python-docx does not offer by itself."""

import re
from collections.abc import Iterator
from itertools import count

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

from procurement_kit.documents.document import Words

NAME_LIMIT = 40


def element(tag: str, **attributes: str) -> BaseOxmlElement:
    """A WordprocessingML element with its attributes, all in the main namespace."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def add_simple_field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """A field at the end of *paragraph*, with the result that is shown until Word updates it."""
    run = paragraph.add_run(shown)._r
    field = element("fldSimple", instr=f" {instruction} ")
    run.addprevious(field)
    field.append(run)


def add_page_number(paragraph: Paragraph, words: Words, last_page: str) -> None:
    """The number of the page and of all pages."""
    paragraph.add_run(f"{words.page} ")
    add_simple_field(paragraph, "PAGE", "1")
    paragraph.add_run(f" {words.page_of} ")
    add_simple_field(paragraph, "NUMPAGES", last_page)


def add_field_mark(paragraph: Paragraph, kind: str, instruction: str = "") -> None:
    """The begin, the separator or the end of a field that spans paragraphs."""
    if instruction:
        code = element("instrText")
        code.set(qn("xml:space"), "preserve")
        code.text = f" {instruction} "
        paragraph.add_run()._r.append(code)
    else:
        mark = element("fldChar", fldCharType=kind)
        paragraph.add_run()._r.append(mark)


def add_link(paragraph: Paragraph, bookmark: str) -> BaseOxmlElement:
    """A link to a place in the document; the runs put into it are what is shown."""
    link = element("hyperlink", anchor=bookmark, history="1")
    paragraph._p.append(link)
    return link


class Bookmarks:
    """Gives every bookmark a number and a name that Word accepts and that nothing else has."""

    def __init__(self) -> None:
        self._numbers: Iterator[int] = count(1)
        self._names: set[str] = set()

    def name(self, wanted: str) -> str:
        """A free name like *wanted*."""
        stem = re.sub(r"[^A-Za-z0-9_]", "_", wanted)[:NAME_LIMIT]
        name, attempts = stem, count(2)
        while name.lower() in self._names:
            suffix = f"_{next(attempts)}"
            name = stem[: NAME_LIMIT - len(suffix)] + suffix
        self._names.add(name.lower())
        return name

    def around(
        self, first: BaseOxmlElement, last: BaseOxmlElement, name: str
    ) -> tuple[BaseOxmlElement, BaseOxmlElement]:
        """A bookmark *name* from before *first* to behind *last*; its two ends."""
        number = str(next(self._numbers))
        start, end = (
            element("bookmarkStart", id=number, name=name),
            element("bookmarkEnd", id=number),
        )
        first.addprevious(start)
        last.addnext(end)
        return start, end
