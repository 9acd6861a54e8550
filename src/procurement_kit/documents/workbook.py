"""What a participant of a training gets: the workbook, and the sheet for a table offline."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from procurement_kit.documents.annex import LETTERS, framed, runs
from procurement_kit.documents.document import Document, Paragraph, Run, RunKind, Table
from procurement_kit.documents.handout_words import Chapter, Desk, pair
from procurement_kit.methodology.glossary import Term
from procurement_kit.methodology.questions import Kind, Question

WORD = re.compile(r"\w+")
STEM, ENDING = 4, 2
"""Two words are taken for one when all but the last letters agree; Czech bends its words."""

LINES_OF_TEXT = 3
SHORT, WIDE = 5, 22
"""Letters that fit into the narrow and the wide cells of the answer sheet."""

QUESTIONS = 4
"""The article of the workbook that asks; the answer sheet repeats its numbers."""

PUBLIC = "public"
GAP = "\u2003\u2003"


def workbook(desk: Desk, glossary: tuple[Term, ...]) -> Document:
    """The story, the facts, the roles and the questions to decide, without any answer."""
    words = desk.words.workbook
    written = (_story, _facts, _roles, _questions, _notes)
    titles = (words.story, words.facts, words.roles, words.questions, words.notes)
    articles = []
    for number, (title, write) in enumerate(zip(titles, written, strict=True), start=1):
        article = Chapter(write.__name__.strip("_"), number, title)
        write(article, desk)
        articles.append(article)
    if used := tuple(used_terms(desk, glossary)):
        articles.append(_glossary(desk, used, len(articles) + 1))
    return framed(
        desk.frame(words, PUBLIC), desk.cover, (part for item in articles for part in item.parts())
    )


def answer_sheet(desk: Desk) -> Document:
    """One sheet on which a table answers when there is no network; numbers as in the workbook."""
    words = desk.words.sheet
    article = Chapter("answers", 1, words.heading)
    article.add(desk.line(words.table_name.strip()))
    header = (words.number, words.question, words.answer, words.sure, words.reason)
    short, wide = (Run(desk.words.blank_line[:size], RunKind.BLANK) for size in (SHORT, WIDE))
    rows = tuple(
        (runs(f"{QUESTIONS}.{number}"), runs(question.label), (short,), (short,), (wide,))
        for number, question in enumerate(asked(desk), start=1)
    )
    article.add(Table(tuple(map(runs, header)), rows))
    return framed(desk.frame(words, PUBLIC), desk.cover, article.parts())


def asked(desk: Desk) -> tuple[Question, ...]:
    """The questions that participants decide, in the order of the methodology."""
    wanted = {item.question for item in desk.scenario.solution}
    return tuple(
        question for name, question in desk.library.methodology.questions.items() if name in wanted
    )


def used_terms(desk: Desk, glossary: Iterable[Term]) -> Iterator[Term]:
    """The terms of the *glossary* that the story, the facts or the questions use."""
    scenario = desk.scenario
    texts = [scenario.story, scenario.summary, *(fact.text for fact in scenario.facts)]
    for question in asked(desk):
        texts += [question.label, question.hint, *(option.label for option in question.options)]
    said = [_stem(word) for word in WORD.findall(_plain(" ".join(texts)))]
    for term in glossary:
        wanted = [_stem(word) for word in WORD.findall(_plain(term.term))]
        if any(said[at : at + len(wanted)] == wanted for at in range(len(said))):
            yield term


def terms_table(desk: Desk, terms: Iterable[Term]) -> Table:
    """The *terms* by the alphabet, with their explanations."""
    words = desk.words.workbook
    rows = tuple(
        (runs(term.term, strong=True), runs(term.explanation))
        for term in sorted(terms, key=lambda term: _plain(term.term))
    )
    return Table((runs(words.term), runs(words.explanation)), rows)


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _stem(word: str) -> str:
    return word[: max(STEM, len(word) - ENDING)]


def _story(article: Chapter, desk: Desk) -> None:
    article.add(Paragraph(runs(desk.scenario.summary, strong=True)))
    for paragraph in desk.scenario.paragraphs:
        article.say(paragraph)


def _facts(article: Chapter, desk: Desk) -> None:
    """What is true, with its source, apart from what was invented."""
    words, facts = desk.words.workbook, desk.scenario.facts
    true = [
        desk.words.fact_with_source.format(
            text=fact.text,
            source=desk.library.sources[fact.source].citation,
            confidence=desk.confidence(fact.confidence),
        )
        for fact in facts
        if fact.source
    ]
    for place, (title, texts) in enumerate(
        ((words.known, true), (words.made_up, [fact.text for fact in facts if fact.invented]))
    ):
        if texts:
            article.subheading(title, place)
            article.bullets(texts)


def _roles(article: Chapter, desk: Desk) -> None:
    article.say(desk.words.workbook.roles_intro)
    for role in desk.scenario.roles:
        article.add(Paragraph(pair(f"{role.title}.", role.hint)))


def _questions(article: Chapter, desk: Desk) -> None:
    """Without the hints of the program, which may give the answer away."""
    words, stage, given = desk.words.workbook, "", desk.scenario.prefilled()
    article.say(words.questions_intro)
    for question in asked(desk):
        article.kept(question.id)
        here = desk.library.methodology.step_of[question.id].stage
        if here != stage:
            stage = here
            article.subheading(desk.stage(stage), article.item)
        article.numbered(runs(question.label, strong=True))
        if question.id in given:
            shown = desk.shown(question.id, given[question.id])
            article.inside(runs(words.given.format(answer=shown)))
        _space(article, desk, question)


def _space(article: Chapter, desk: Desk, question: Question) -> None:
    """The options to be circled, or lines to write on, and a line for the reason."""
    words = desk.words.workbook
    if question.kind is Kind.CHOICES:
        article.inside(runs(words.several))
    if question.kind is Kind.YESNO:
        options = zip(LETTERS, question.values, strict=False)
        labels = (f"{letter}) {desk.label(question, value)}" for letter, value in options)
        article.inside(runs(GAP.join(labels)))
    for value in question.values if question.options else ():
        article.lettered(desk.label(question, value))
    if not question.values:
        article.add(desk.line(words.write))
        if question.kind in {Kind.LINES, Kind.LONGTEXT, Kind.COMPONENTS}:
            article.add(*(desk.line() for _ in range(LINES_OF_TEXT)))
    article.add(desk.line(words.why))


def _notes(article: Chapter, desk: Desk) -> None:
    words = desk.words.workbook
    article.say(words.notes_intro)
    article.add(*(desk.line() for _ in range(words.note_lines)))


def _glossary(desk: Desk, terms: tuple[Term, ...], number: int) -> Chapter:
    words = desk.words.workbook
    article = Chapter("glossary", number, words.glossary)
    article.say(words.glossary_intro)
    article.add(terms_table(desk, terms))
    return article
