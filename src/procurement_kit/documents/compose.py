"""From a template and a procurement to a finished document, or a draft with visible gaps."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from procurement_kit.assessment import Assessment
from procurement_kit.documents.clauses import (
    Alternative,
    Clause,
    DocumentTemplate,
    Pieces,
    Placeholder,
    TextBlock,
    TextBullets,
    TextHeading,
    TextParagraph,
    TextTable,
)
from procurement_kit.documents.document import (
    Block,
    BulletList,
    Document,
    Heading,
    Paragraph,
    Part,
    Run,
    Runs,
    Table,
    Trace,
    Words,
)
from procurement_kit.documents.inline import InlineWriter, Library, answer_run
from procurement_kit.documents.own_texts import OwnClauseContent
from procurement_kit.documents.tables import table_for
from procurement_kit.documents.wording import glue, write_answer
from procurement_kit.methodology.questions import Kind, Question
from procurement_kit.procedures.award_criteria import SEPARATOR
from procurement_kit.procedures.tenders import lines_of
from procurement_kit.rules.conditions import holds
from procurement_kit.rules.decisions import Recorder, decided_label
from procurement_kit.rules.values import Absent

LETTERS = "abcdefghijklmnopqrstuvwxyz"
BLOCK_KINDS = {Kind.LONGTEXT, Kind.LINES, Kind.COMPONENTS}


@dataclass(frozen=True)
class Chosen:
    """A clause that belongs into the document, with the alternative that the answers choose."""

    clause: Clause
    alternative: Alternative | None
    recorder: Recorder


def compose(
    template: DocumentTemplate, library: Library, assessment: Assessment, *, final: bool
) -> Document:
    """The document of *template*; a draft unless *final*. Gaps are listed either way."""
    chosen = tuple(_choose(template, library, assessment))
    renamed = library.roles.renaming(template.roles)
    inline = InlineWriter(library, assessment, _articles(chosen), renamed)
    copies = _Copies(template, chosen, _Composer(library, assessment, inline))
    parts = tuple(copies.parts())
    words = library.words
    title = assessment.facts.fact("contract_title")
    owner = assessment.facts.fact("authority_name")
    return Document(
        id=template.id,
        title=template.title,
        file_name=template.file_name,
        language=library.language,
        owner=owner if isinstance(owner, str) else "",
        matter=title if isinstance(title, str) else "",
        audience=template.audience,
        form=template.form,
        has_contents=template.toc == "yes",
        is_draft=not final,
        notice=words.internal_notice if template.audience == "internal" else "",
        parts=parts,
        gaps=tuple(inline.gaps),
        words=Words(words.contents, words.draft, words.page, words.page_of, words.table),
    )


def _choose(
    template: DocumentTemplate, library: Library, assessment: Assessment
) -> Iterator[Chosen]:
    for inclusion in template.inclusions():
        recorder = Recorder(assessment.facts)
        included = holds(inclusion.when, recorder)
        if included is False:
            continue
        clause = library.clauses[inclusion.id]
        alternative = _alternative(clause, recorder) if included else None
        yield Chosen(clause, alternative, recorder)


def _alternative(clause: Clause, recorder: Recorder) -> Alternative | None:
    for alternative in clause.alternatives:
        if holds(alternative.content.when, recorder):
            return alternative
    return None


def _articles(chosen: tuple[Chosen, ...]) -> dict[str, str]:
    """The number of the article in which each clause stands."""
    articles: dict[str, str] = {}
    number = 0
    for item in chosen:
        content = item.clause.content
        if content.heading == "yes" and content.numbered == "yes":
            number += 1
        articles[item.clause.id] = str(number) if content.numbered == "yes" and number else ""
    return articles


@dataclass(frozen=True)
class _Copies:
    """The clauses once, or once for each line of the answer by which a document is repeated."""

    template: DocumentTemplate
    chosen: tuple[Chosen, ...]
    composer: "_Composer"

    def parts(self) -> Iterator[Part]:
        """The parts of every copy; each copy after the first starts a page with the title."""
        assessment, inline = self.composer.assessment, self.composer.inline
        lines = lines_of(assessment.facts, self.template.repeat) if self.template.repeat else ()
        for copy, line in enumerate(lines or ("",), start=1):
            inline.cells, inline.copy = tuple(map(str.strip, line.split(SEPARATOR))), copy
            self.composer.article = ""
            made = [self.composer.part(item) for item in self.chosen]
            if copy > 1 and made:
                made[0] = replace(
                    made[0], blocks=(self._title(), *made[0].blocks), starts_copy=True
                )
            yield from made

    def _title(self) -> Heading:
        clause = self.chosen[0].clause.id
        runs = (Run(glue(self.template.title)),)
        return Heading(1, "", runs, self.composer.inline.anchor(clause, "-title"), clause)


@dataclass
class _Composer:
    """Writes the parts of one document and keeps its numbering."""

    library: Library
    assessment: Assessment
    inline: InlineWriter
    article: str = ""
    item: int = 0
    letter: int = 0

    def part(self, chosen: Chosen) -> Part:
        """The part that *chosen* becomes."""
        clause = chosen.clause
        self.inline.clause = clause.id
        blocks: list[Block] = []
        if clause.content.heading == "yes":
            blocks.append(self._heading(clause))
        if chosen.alternative is None:
            blocks.append(Paragraph(self.inline.undecided(clause.content.title, chosen.recorder)))
        else:
            for block in chosen.alternative.blocks:
                blocks.extend(self._block(block, clause.id))
        return Part(clause.id, tuple(blocks), _trace(chosen, self.library), self.inline.copy)

    def _heading(self, clause: Clause) -> Heading:
        self.article, self.item, self.letter = self.inline.articles[clause.id], 0, 0
        title = (Run(glue(self.inline.renamed(clause.content.title))),)
        return Heading(1, self.article, title, self.inline.anchor(clause.id), clause.id)

    def _block(self, block: TextBlock, clause: str) -> Iterator[Block]:
        match block:
            case TextParagraph():
                yield from self._paragraph(block)
            case TextHeading():
                anchor = self.inline.anchor(clause, f"-{block.line}")
                yield Heading(2, "", self._runs(block.pieces), anchor, clause)
            case TextBullets():
                yield BulletList(tuple(self._runs(item) for item in block.items))
            case TextTable():
                rows = tuple(tuple(self._runs(cell) for cell in row) for row in block.rows)
                yield Table(tuple(self._runs(cell) for cell in block.header), rows)

    def _paragraph(self, block: TextParagraph) -> Iterator[Block]:
        alone = block.pieces[0] if len(block.pieces) == 1 else None
        if isinstance(alone, Placeholder):
            table = table_for(alone.name, self.assessment, self.library)
            if table is not None:
                yield table
                return
            question = self.library.methodology.questions.get(alone.name)
            if question is not None and question.kind in BLOCK_KINDS:
                yield from self._answer_blocks(question, block.level)
                return
        yield self._numbered(self._runs(block.pieces), block.level)

    def _answer_blocks(self, question: Question, level: int) -> Iterator[Block]:
        value = self.assessment.facts.fact(question.id)
        match value:
            case str():
                for line in filter(None, (line.strip() for line in value.split("\n"))):
                    yield self._numbered((answer_run(line, question.id),), level)
            case tuple():
                yield BulletList(tuple((answer_run(str(line), question.id),) for line in value))
            case _:
                yield self._numbered((self.inline.value(Placeholder(question.id)),), level)

    def _numbered(self, runs: Runs, level: int) -> Paragraph:
        if level == 0 or not self.article:
            return Paragraph(runs)
        if level == 1:
            self.item, self.letter = self.item + 1, 0
            return Paragraph(runs, 1, f"{self.article}.{self.item}")
        self.letter += 1
        return Paragraph(runs, level, f"{LETTERS[self.letter - 1]})")

    def _runs(self, pieces: Pieces) -> Runs:
        return tuple(self.inline.run(piece) for piece in pieces)


def _trace(chosen: Chosen, library: Library) -> Trace:
    content = chosen.clause.content
    picked = chosen.alternative.content if chosen.alternative else None
    return Trace(
        clause=content.id,
        alternative=picked.label if picked else "",
        stance=str(picked.stance.value) if picked else "",
        rationale=(picked.rationale if picked else "") or content.rationale,
        risks=(picked.risks if picked else "") or content.risks,
        because=tuple(_because(chosen.recorder, library)),
        sources=tuple(library.sources[name].citation for name in content.sources),
        other_alternatives=tuple(
            other.content.label
            for other in chosen.clause.alternatives
            if other.content is not picked
        )
        if picked
        else (),
        own_reason=content.reason if isinstance(content, OwnClauseContent) else "",
    )


def _because(recorder: Recorder, library: Library) -> Iterator[str]:
    """The answers and decisions that chose the clause, as "question: answer"."""
    for name, fact in recorder.read.items():
        question = library.methodology.questions.get(name)
        if isinstance(fact, Absent):
            continue
        if question is not None:
            yield f"{question.label} {write_answer(question, fact, library.words)}"
        elif name in library.methodology.decisions:
            shown = decided_label(library.methodology.decisions[name], fact)
            yield f"{library.methodology.decisions[name].label}: {shown}"
