"""The trainer's guide to a scenario: its plan, facts, traps, model solution and sources."""

from collections.abc import Callable, Iterator

from procurement_kit.documents.annex import framed, runs
from procurement_kit.documents.document import Document, Paragraph, Table
from procurement_kit.documents.handout_words import Chapter, Desk, pair
from procurement_kit.documents.workbook import asked
from procurement_kit.methodology.scenarios import Trap

INTERNAL = "internal"
Writer = Callable[[Chapter, Desk], None]


def trainer_guide(desk: Desk, remaining: tuple[str, ...] = ()) -> Document:
    """Everything that a trainer needs; *remaining* are warnings that the solution leaves."""
    words = desk.words.guide
    writers: tuple[tuple[str, Writer], ...] = (
        (words.overview, _overview),
        (words.how, _how),
        (words.plan, _plan),
        (words.facts, _facts),
        (words.traps, _traps),
        (words.solution, _solution),
        (words.prompts, _prompts),
        (words.sources, _sources),
    )
    articles = []
    for number, (title, write) in enumerate(writers, start=1):
        article = Chapter(write.__name__.strip("_"), number, title)
        write(article, desk)
        if write is _solution and remaining:
            article.kept("remaining")
            article.say(words.remaining.format(flags="; ".join(remaining)))
        articles.append(article)
    return framed(
        desk.frame(words, INTERNAL),
        desk.cover,
        (part for item in articles for part in item.parts()),
    )


def _overview(article: Chapter, desk: Desk) -> None:
    scenario, words = desk.scenario, desk.words.guide
    article.add(Paragraph(runs(scenario.summary, strong=True)))
    values = {
        "minutes": desk.words.minutes.format(minutes=scenario.minutes),
        "difficulty": desk.words.difficulties[scenario.difficulty.value],
        "day": desk.day,
        "stages": "; ".join(map(desk.stage, scenario.stages)),
        "prefilled": str(len(scenario.prefilled())),
        "questions": str(len(scenario.solution)),
        "traps": str(len(scenario.traps)),
    }
    rows = tuple((runs(words.overview_facts[name]), runs(value)) for name, value in values.items())
    article.add(Table((runs(words.fact), runs(words.value)), rows))


def _how(article: Chapter, desk: Desk) -> None:
    for step in desk.words.guide.how_steps:
        article.numbered(runs(step))


def _plan(article: Chapter, desk: Desk) -> None:
    words, at, rows = desk.words.guide, 0, []
    for item in desk.scenario.plan:
        times = f"{at}\u2013{at + item.minutes}"
        rows.append((runs(times), runs(item.what), runs(item.stage or "")))
        at += item.minutes
    article.add(Table(tuple(map(runs, (words.from_to, words.what, words.stage))), tuple(rows)))


def _facts(article: Chapter, desk: Desk) -> None:
    words, rows = desk.words.guide, []
    for fact in desk.scenario.facts:
        origin, sure = desk.words.invented, ""
        if fact.source:
            origin = desk.library.sources[fact.source].citation
            sure = desk.confidence(fact.confidence)
        rows.append((runs(fact.text), runs(origin), runs(sure)))
    article.add(Table(tuple(map(runs, (words.fact, words.origin, words.sureness))), tuple(rows)))


def _traps(article: Chapter, desk: Desk) -> None:
    words = desk.words.guide
    for trap in desk.scenario.traps:
        article.kept(trap.id)
        article.numbered(runs(trap.text, strong=True))
        article.inside(runs(" ".join(_falling(desk, trap))))
        article.inside(runs(words.why.format(text=trap.why)))
        article.inside(runs(desk.cited(trap.sources)))


def _falling(desk: Desk, trap: Trap) -> Iterator[str]:
    """How one falls into *trap* and what the program says then."""
    words = desk.words.guide
    if trap.question is None:
        yield words.fall_without
    elif trap.flag is None:
        yield words.fall_prone.format(question=desk.question(trap.question).label)
    for name, raw in trap.answers().items():
        question, answer = desk.question(name).label, desk.shown(name, raw)
        yield words.fall.format(question=question, answer=answer)
    if trap.flag is not None:
        flags = {flag.id: flag.title for _, flag in desk.library.methodology.red_flags()}
        yield words.warns.format(flag=flags[trap.flag])


def _solution(article: Chapter, desk: Desk) -> None:
    words, solved = desk.words.guide, desk.scenario.solved()
    items = {item.question: item for item in desk.scenario.solution}
    article.say(words.solution_intro)
    for question in asked(desk):
        item = items[question.id]
        article.kept(f"solved-{question.id}")
        article.numbered(runs(question.label, strong=True))
        answer = words.answer.format(answer=desk.shown(question.id, solved[question.id]))
        article.inside(runs(answer, strong=True))
        article.inside(pair(f"{words.reasons}:", " ".join(item.reasons)))
        if item.alternatives:
            article.inside(pair(f"{words.alternatives}:", " ".join(item.alternatives)))
        article.inside(runs(desk.cited(item.sources)))


def _prompts(article: Chapter, desk: Desk) -> None:
    words = desk.words.guide
    article.say(words.prompts_intro)
    for prompt in desk.scenario.prompts:
        pattern = words.prompt if prompt.stage else words.prompt_anywhere
        stage = prompt.stage or ""
        text = pattern.format(text=prompt.text, minutes=prompt.minutes, stage=stage)
        article.numbered(runs(text))


def _sources(article: Chapter, desk: Desk) -> None:
    words, rows = desk.words.guide, []
    for name in desk.scenario.cited():
        source = desk.library.sources[name]
        note = f" {words.note.format(note=source.note)}" if source.note else ""
        sure = desk.confidence(source.confidence)
        rows.append((runs(f"{source.citation} ({sure}).{note}"), runs(source.url)))
    article.add(Table((runs(words.source), runs(words.link)), tuple(rows)))
