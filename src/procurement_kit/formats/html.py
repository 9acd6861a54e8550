"""A document as HTML: the preview in the browser and the source of the PDF are the same markup."""

from collections.abc import Iterable
from html import escape
from itertools import count
from typing import assert_never

from procurement_kit.documents.document import (
    Block,
    BulletList,
    Change,
    Document,
    Heading,
    Paragraph,
    Part,
    Run,
    RunKind,
    Runs,
    Table,
    plain,
)
from procurement_kit.formats import picture_svg
from procurement_kit.formats.layout import PLAIN, Logo, Look
from procurement_kit.formats.text import caption_text, clean, columns, opens, padded

NARROW, WIDE = 4, 6
RUNNING = 100
LONG_WORD = 45
"""A column of a printed page has no room for a word of more letters, such as a long address."""

SHORT_TABLE = 8
"""So many rows at most are kept together on one page."""

HALF_A_PAGE = 2400
"""So many letters fill half of a printed page; a row of more may go on on the next page."""

LOGO = "kit:logo"
"""The address of the mark of the office; only the writer of the PDF knows what lies there."""

DEEPEST_HEADING = 6
TAB = "&#9;"
CHANGES = {Change.ADDED: "ins", Change.REMOVED: "del"}


def page(document: Document, look: Look = PLAIN) -> str:
    """A whole page for printing, with its metadata."""
    about = {"author": document.owner, "description": document.matter}
    metadata = "".join(
        f'<meta name="{name}" content="{_attribute(value)}">'
        for name, value in about.items()
        if value
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{_attribute(document.language)}"><head>'
        f'<meta charset="utf-8"><title>{_text(document.title)}</title>{metadata}</head>\n'
        f"<body>{body(document, reveal=False, logo=look.logo)}</body></html>\n"
    )


def _logo(logo: Logo | None) -> str:
    """The mark of the office above the title."""
    if logo is None:
        return ""
    return f'<p class="logo"><img src="{LOGO}" alt="{_attribute(logo.alt)}"></p>'


def body(document: Document, *, reveal: bool, logo: Logo | None = None) -> str:
    """The document as an article; *reveal* marks the answers and names the questions of gaps."""
    writer = _Writer(document, reveal=reveal)
    parts = "\n".join(writer.part(part) for part in document.parts)
    return (
        f'<article class="document {_attribute(document.form)}" '
        f'lang="{_attribute(document.language)}"{_running(document)}>\n'
        f"{_logo(logo)}{writer.title_block()}\n{writer.contents()}{parts}\n</article>"
    )


def part(document: Document, part: Part, *, reveal: bool = True) -> str:
    """One clause for a page; the preview marks the answers and names the questions of gaps."""
    return _Writer(document, reveal=reveal).part(part)


def _running(document: Document) -> str:
    """The words of the running header and footer, for the style sheet."""
    values = {
        "title": _short(document.title),
        "owner": _short(document.owner),
        "draft": document.words.draft if document.is_draft else "",
        "page": document.words.page,
        "page-of": document.words.page_of,
    }
    return "".join(f' data-{name}="{_attribute(value)}"' for name, value in values.items())


def _short(text: str) -> str:
    """*text*, cut where it would push the running header off the page."""
    return text if len(text) <= RUNNING else f"{text[: RUNNING - 1]}\u2026"


class _Writer:
    """Writes the blocks of one document."""

    def __init__(self, document: Document, *, reveal: bool) -> None:
        self.document = document
        self.reveal = reveal
        self.pictures = 0
        self.anchors = {heading.anchor for heading in document.headings()}

    def title_block(self) -> str:
        """The title and what stands under it."""
        document = self.document
        lines = [f"<h1>{_text(document.title)}</h1>"]
        if document.matter:
            lines.append(f'<p class="matter">{_text(document.matter)}</p>')
        if document.notice:
            lines.append(f'<p class="notice">{_text(document.notice)}</p>')
        return f'<header class="title-block">{"".join(lines)}</header>'

    def contents(self) -> str:
        """The table of contents, if the document has one."""
        if not self.document.has_contents:
            return ""
        title = _text(self.document.words.contents)
        entries = "".join(map(_entry, self.document.headings()))
        return (
            f'<nav class="contents"><p class="contents-title">{title}</p><ul>{entries}</ul></nav>\n'
        )

    def part(self, part: Part) -> str:
        """One clause as a section."""
        blocks = "\n".join(map(self._block, part.blocks))
        name = f"{part.clause}-copy{part.copy}" if part.copy > 1 else part.clause
        look = "clause copy" if part.starts_copy else "clause"
        return f'<section class="{look}" id="part-{_attribute(name)}">\n{blocks}\n</section>'

    def _block(self, block: Block) -> str:
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph():
                look = f"level-{block.level}{' opening' if opens(block) else ''}"
                return f'<p class="{look}">{_number(block.number)}{self._runs(block.runs)}</p>'
            case BulletList():
                items = "".join(f"<li>{self._runs(item)}</li>" for item in block.items)
                return f"<ul>{items}</ul>" if items else ""
            case Table():
                return self._table(block)
            case _:
                assert_never(block)

    def _heading(self, heading: Heading) -> str:
        tag = f"h{min(heading.level + 1, DEEPEST_HEADING)}"
        label = _number(f"{heading.number}." if heading.number else "")
        anchor = _attribute(heading.anchor)
        return f'<{tag} id="{anchor}">{label}{self._runs(heading.runs)}</{tag}>'

    def _table(self, table: Table) -> str:
        caption = _text(caption_text(self.document, table))
        above = f"<caption>{caption}</caption>" if caption else ""
        header, *rows = padded(table)
        head = self._cells(table, header, '<th scope="col"', "</th>")
        body = "".join(
            f"<tr{_height(row)}>{self._cells(table, row, '<td', '</td>')}</tr>" for row in rows
        )
        looks = {
            "few-columns": columns(table) <= NARROW,
            "many-columns": columns(table) >= WIDE,
            "wordy": _has_long_word(table),
            "short": _is_short(table),
        }
        chosen = " ".join(name for name, is_chosen in looks.items() if is_chosen)
        look = f' class="{chosen}"' if chosen else ""
        inside = f"{above}<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
        return f"{self._picture(table)}<table{look}>{inside}</table>"

    def _picture(self, table: Table) -> str:
        """The picture above a table, as an image that its title and description tell."""
        if table.picture is None:
            return ""
        self.pictures += 1
        drawn = picture_svg.write(table.picture, f"picture-{self.pictures}")
        return f'<figure class="picture">{drawn}</figure>'

    def _cells(self, table: Table, row: Iterable[Runs], start: str, end: str) -> str:
        looks = (' class="numeric"' if column in table.numeric else "" for column in count())
        return "".join(
            f"{start}{look}>{self._runs(runs)}{end}" for look, runs in zip(looks, row, strict=False)
        )

    def _runs(self, runs: Runs) -> str:
        return "".join(map(self._run, runs))

    def _run(self, run: Run) -> str:
        text = self._marked(run, _text(run.text))
        if run.emphasis:
            text = f"<em>{text}</em>"
        if run.strong:
            text = f"<strong>{text}</strong>"
        tag = CHANGES.get(run.change)
        return f"<{tag}>{text}</{tag}>" if tag else text

    def _marked(self, run: Run, text: str) -> str:
        match run.kind:
            case RunKind.WORDING:
                return text
            case RunKind.GAP:
                return f'<mark class="gap"{self._question(run)}>{text}</mark>'
            case RunKind.ANSWER:
                shown = f'<span class="answer"{self._question(run)}>{text}</span>'
                return shown if self.reveal else text
            case RunKind.BLANK:
                return f'<span class="blank">{text}</span>'
            case RunKind.REFERENCE:
                is_known = run.target in self.anchors
                return f'<a href="#{_attribute(run.target)}">{text}</a>' if is_known else text
            case _:
                assert_never(run.kind)

    def _question(self, run: Run) -> str:
        is_named = self.reveal and run.target
        return f' data-question="{_attribute(run.target)}"' if is_named else ""


def _has_long_word(table: Table) -> bool:
    texts = (plain(runs) for row in padded(table) for runs in row)
    return any(len(word) > LONG_WORD for text in texts for word in text.split())


def _height(row: tuple[Runs, ...]) -> str:
    longest = max(len(plain(runs)) for runs in row)
    return ' class="high"' if longest * len(row) > HALF_A_PAGE else ""


def _is_short(table: Table) -> bool:
    """Whether *table* is kept on one page: few rows, none of them long."""
    letters = sum(len(plain(cell)) for row in table.rows for cell in row)
    return len(table.rows) <= SHORT_TABLE and letters < HALF_A_PAGE // 2


def _entry(heading: Heading) -> str:
    label = _number(f"{heading.number}." if heading.number else "")
    title = f"{label}{_text(plain(heading.runs))}"
    link = f'<a href="#{_attribute(heading.anchor)}">{title}</a>'
    return f'<li class="entry-{heading.level}">{link}</li>'


def _number(number: str) -> str:
    return f'<span class="number">{_text(number)}{TAB}</span>' if number else ""


def _text(text: str) -> str:
    return escape(clean(text), quote=False)


def _attribute(text: str) -> str:
    return escape(clean(text))
