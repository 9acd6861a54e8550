"""Clause files: YAML front matter and a small, closed subset of Markdown."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from procurement_kit.documents.clauses import (
    Alternative,
    AlternativeContent,
    BlankLine,
    Clause,
    ClauseContent,
    ClauseReference,
    Piece,
    Pieces,
    Placeholder,
    TextBlock,
    TextBullets,
    TextHeading,
    TextParagraph,
    TextTable,
    Wording,
)
from procurement_kit.formats import yaml
from procurement_kit.problems import ContentError, Problem

FENCE = "---\n"
BLANK_MARK = "\ue000"
BLANK = re.compile(r"_{4,}")
PIECE = re.compile(rf"\$([a-z][a-z0-9_]*)|\[\[([A-Za-z0-9_]+)\]\]|({BLANK_MARK}+)")
DEEPEST_LEVEL = 2
ALTERNATIVE_HEADING = "h2"
SUBHEADING = "h3"


def read_clause(path: str, data: bytes, model: type[ClauseContent] = ClauseContent) -> Clause:
    """The clause in a file; ContentError with every mistake and its line."""
    try:
        text = data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise ContentError([Problem.of(path, 1, "yaml_unreadable")]) from error
    matter, separator, body = text.removeprefix(FENCE).partition("\n" + FENCE)
    if not text.startswith(FENCE) or not separator:
        raise ContentError([Problem.of(path, 1, "clause_no_front_matter")])
    content = yaml.read(path, matter.encode(), model, first_line=2)
    reader = _Reader(path, first_line=matter.count("\n") + 4)
    sections = reader.sections(body)
    if reader.problems:
        raise ContentError(reader.problems)
    return Clause(path, content, _alternatives(path, content, sections))


def _alternatives(
    path: str, content: ClauseContent, sections: dict[str, tuple[TextBlock, ...]]
) -> tuple[Alternative, ...]:
    expected = content.alternatives or (
        AlternativeContent(id="", label=content.title, rationale=content.rationale),
    )
    names = {alternative.id for alternative in expected}
    if names != set(sections):
        detail = ", ".join(sorted(names ^ set(sections))) or content.id
        raise ContentError([Problem.of(path, 1, "clause_sections", names=detail)])
    return tuple(Alternative(item, sections[item.id]) for item in expected)


def write_html(text: str) -> str:
    """*text* as HTML; raw HTML in it is shown as text, and links may lead only to the web."""
    return str(MarkdownIt("commonmark", {"html": False}).enable("table").render(text))


class _Reader:
    """Reads the body of one clause file and collects its mistakes."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.first_line = first_line
        self.problems: list[Problem] = []

    def sections(self, body: str) -> dict[str, tuple[TextBlock, ...]]:
        """The text of each alternative; a text before the first heading is the only one ("")."""
        marked = BLANK.sub(lambda match: BLANK_MARK * len(match.group()), body)
        tree = SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(marked))
        sections: dict[str, list[TextBlock]] = {}
        current = ""
        for node in tree.children:
            if node.tag == ALTERNATIVE_HEADING:
                current = node.children[0].content.strip()
                sections[current] = []
                continue
            sections.setdefault(current, []).extend(self._block(node, 0))
        return {name: tuple(blocks) for name, blocks in sections.items()}

    def _line(self, node: SyntaxTreeNode) -> int:
        return (node.map[0] if node.map else 0) + self.first_line

    def _refuse(self, node: SyntaxTreeNode) -> None:
        problem = Problem.of(self.path, self._line(node), "clause_markup", what=node.type)
        self.problems.append(problem)

    def _block(self, node: SyntaxTreeNode, level: int) -> Iterator[TextBlock]:
        match node.type:
            case "paragraph":
                yield TextParagraph(self._inline(node), level, self._line(node))
            case "heading" if node.tag == SUBHEADING:
                yield TextHeading(self._inline(node), self._line(node))
            case "ordered_list" if level < DEEPEST_LEVEL:
                yield from self._ordered(node, level + 1)
            case "bullet_list":
                items = tuple(self._bullet(item) for item in node.children)
                yield TextBullets(items, self._line(node))
            case "table":
                yield self._table(node)
            case _:
                self._refuse(node)

    def _ordered(self, node: SyntaxTreeNode, level: int) -> Iterator[TextBlock]:
        for item in node.children:
            for position, child in enumerate(item.children):
                is_first = position == 0
                is_list = child.type == "ordered_list"
                yield from self._block(child, level if is_first or is_list else 0)

    def _bullet(self, item: SyntaxTreeNode) -> Pieces:
        if [child.type for child in item.children] != ["paragraph"]:
            self._refuse(item)
            return ()
        return self._inline(item.children[0])

    def _table(self, node: SyntaxTreeNode) -> TextTable:
        rows = [
            tuple(self._inline(cell) for cell in row.children)
            for part in node.children
            for row in part.children
        ]
        return TextTable(rows[0], tuple(rows[1:]), self._line(node))

    def _inline(self, node: SyntaxTreeNode) -> Pieces:
        inline = node.children[0] if node.children else None
        tokens = inline.token.children if inline is not None and inline.token else None
        pieces: list[Piece] = []
        strong = emphasis = False
        for token in tokens or []:
            match token.type:
                case "strong_open" | "strong_close":
                    strong = token.type == "strong_open"
                case "em_open" | "em_close":
                    emphasis = token.type == "em_open"
                case "text" | "softbreak" | "hardbreak":
                    pieces.extend(_pieces(_text(token), strong=strong, emphasis=emphasis))
                case _:
                    self._refuse(node)
        return tuple(pieces)


def _text(token: Token) -> str:
    return token.content if token.type == "text" else " "


def _pieces(text: str, *, strong: bool, emphasis: bool) -> Iterator[Piece]:
    end = 0
    for match in PIECE.finditer(text):
        if match.start() > end:
            yield Wording(text[end : match.start()], strong, emphasis)
        name, clause, blank = match.groups()
        if name:
            yield Placeholder(name, strong, emphasis)
        elif clause:
            yield ClauseReference(clause)
        else:
            yield BlankLine("_" * len(blank))
        end = match.end()
    if end < len(text):
        yield Wording(text[end:], strong, emphasis)
