"""The part of a licence report that judges the components: equal reasons are stated once."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from procurement_kit.documents.annex import Article, batches, runs, versions
from procurement_kit.documents.document import Run, Runs
from procurement_kit.documents.license_pen import Pen
from procurement_kit.documents.wording import glue
from procurement_kit.licensing.outbound import Obstacle

IN_A_PARAGRAPH = 60
IN_ORDER_NAMED = 15
Likeness = tuple[object, ...]


class Family(NamedTuple):
    """Groups whose opinions differ only in the name of the licence, the largest first."""

    groups: tuple[Obstacle, ...]

    @property
    def example(self) -> Obstacle:
        """The group whose reasons are written out."""
        return self.groups[0]

    @property
    def components(self) -> int:
        """How many components it has."""
        return sum(len(group.components) for group in self.groups)


def trouble(article: Article, pen: Pen) -> None:
    """What keeps the work from its licence, the worst first, with the ways out."""
    groups = [group for group in pen.review.groups if group.opinion.verdict.is_trouble]
    if not groups:
        article.say(pen.say("no_trouble"))
    _write(article, pen, groups)


def fine(article: Article, pen: Pen) -> None:
    """What may be used as planned, with the reasons and duties."""
    groups = [group for group in pen.review.groups if not group.opinion.verdict.is_trouble]
    if not groups:
        article.say(pen.say("no_fine"))
    _write(article, pen, groups)
    if any(len(versions(group.components)) > IN_ORDER_NAMED for group in groups):
        article.say(pen.say("listed_elsewhere"))


def _write(article: Article, pen: Pen, groups: Iterable[Obstacle]) -> None:
    for family in _families(pen, groups):
        article.numbered(_title(pen, family))
        _reasons(article, pen, family)
        _components(article, pen, family)
        _ways_out(article, pen, family.example.opinion.way_out)


def _families(pen: Pen, groups: Iterable[Obstacle]) -> Iterator[Family]:
    together: dict[Likeness, list[Obstacle]] = {}
    for group in groups:
        together.setdefault(_likeness(pen, group), []).append(group)
    families = [Family(tuple(sorted(found, key=_size))) for found in together.values()]
    families.sort(key=lambda item: (-item.example.opinion.verdict.severity, -item.components))
    yield from families


def _size(group: Obstacle) -> int:
    return -len(group.components)


def _likeness(pen: Pen, group: Obstacle) -> Likeness:
    """Everything that is said of *group*, without the name of its licence."""
    opinion, name = group.opinion, _named(pen, group)
    steps = ((step.rule, step.text.replace(name, "")) for step in opinion.steps)
    ways = (way.replace(name, "") for way in opinion.way_out)
    return opinion.verdict, pen.combination(group.part), tuple(steps), tuple(ways)


def _named(pen: Pen, group: Obstacle) -> str:
    """The licence as the reasons call it."""
    written = group.opinion.branch or pen.license(group.part)
    return pen.data.names.license(written).id or written


def _ways_out(article: Article, pen: Pen, ways: tuple[str, ...]) -> None:
    if len(ways) == 1:
        article.inside(runs(pen.say("way", way=ways[0])))
    elif ways:
        article.inside(runs(pen.say("ways")))
        article.bullets(ways)


def _title(pen: Pen, family: Family) -> Runs:
    example = family.example
    words = {
        "verdict": pen.verdict(example.opinion.verdict),
        "combination": pen.combination(example.part),
        "components": pen.count(family.components),
    }
    if len(family.groups) == 1:
        license_ = Run(pen.license(example.part), strong=True)
        return (license_, Run(glue(pen.say("group", **words))))
    number = pen.data.words.shared.licenses.of(len(family.groups))
    return runs(pen.say("groups", licenses=number, **words), strong=True)


def _reasons(article: Article, pen: Pen, family: Family) -> None:
    for step in family.example.opinion.steps:
        article.lettered(pen.step(step))
    if len(family.groups) > 1:
        article.inside(runs(pen.say("example", license=_named(pen, family.example))))


def _components(article: Article, pen: Pen, family: Family) -> None:
    """The components of each licence, with what holds for it alone."""
    for group in family.groups:
        first, *more = _lines(pen, group)
        if len(family.groups) == 1:
            sentences = " ".join(_remarks(pen, group, "sentence"))
            article.inside(runs(f"{pen.say('named_alone')}{first}. {sentences}".rstrip()))
        else:
            remarks = (*_remarks(pen, group, "about"), *_own_sources(pen, group, family.example))
            about = "; ".join((pen.count(len(group.components)), *remarks))
            license_ = Run(pen.license(group.part), strong=True)
            article.inside((license_, Run(glue(pen.say("named", about=about) + first))))
        for line in more:
            article.inside(runs(line))


def _lines(pen: Pen, group: Obstacle) -> list[str]:
    """All components in paragraphs that fit a page; of those in order, the first ones."""
    names = versions(group.components)
    if not group.opinion.verdict.is_trouble:
        return [pen.shortened(names, IN_ORDER_NAMED)]
    return [", ".join(some) for some in batches(names, IN_A_PARAGRAPH)]


def _remarks(pen: Pen, group: Obstacle, form: str) -> Iterator[str]:
    opinion = group.opinion
    if opinion.branch:
        yield pen.say(f"{form}_branch", branch=opinion.branch)
    if opinion.duties:
        yield pen.say(f"{form}_duties", numbers=pen.duty_numbers(opinion))


def _own_sources(pen: Pen, group: Obstacle, example: Obstacle) -> Iterator[str]:
    """The sources of *group* that the reasons of the example do not cite."""
    cited = set(example.opinion.sources)
    own = [
        pen.sources[name]
        for name in group.opinion.sources
        if name in pen.sources and name not in cited
    ]
    if own:
        yield pen.say("about_sources", numbers=", ".join(own))
