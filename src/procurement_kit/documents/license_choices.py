"""The part of a licence report on the licence of the result: what is possible, what must change."""

from collections.abc import Iterable, Iterator

from procurement_kit.documents.annex import Article
from procurement_kit.documents.license_pen import Pen
from procurement_kit.licensing.opinions import Verdict
from procurement_kit.licensing.outbound import Choice, Obstacle, Part, deciding

SHOWN = 10
EXCLUDED_ROWS = 6
NAMED = 5
NAMED_CANDIDATES = 3
OTHER_CHANGES = 3
MOST_DECISIVE = 5
Parts = frozenset[Part]


def candidates(article: Article, pen: Pen) -> None:
    """The licences that the whole could come out under, ranked, and what excludes the others."""
    review = pen.review
    article.say(
        pen.say(
            "candidates_intro",
            tried=len(review.choices),
            workable=len(review.workable),
            outbound=review.report.outbound,
            place=_place(pen),
        )
    )
    if review.workable:
        rows = [_candidate(pen, *item) for item in enumerate(review.workable[:SHOWN], start=1)]
        columns = ("rank", "license", "verdict", "open", "duties", "fit")
        article.add(pen.table(columns, rows, numeric=[3, 4]))
    else:
        article.say(pen.say("no_candidates"))
    _excluded(article, pen)


def _place(pen: Pen) -> str:
    outbound = pen.review.report.outbound
    for number, choice in enumerate(pen.review.workable, start=1):
        if choice.outbound == outbound:
            return pen.say("place", n=number)
    is_tried = any(choice.outbound == outbound for choice in pen.review.choices)
    return pen.say("place_excluded" if is_tried else "place_none")


def _candidate(pen: Pen, rank: int, choice: Choice) -> tuple[str, ...]:
    is_preferred = choice.outbound in pen.review.preferred
    fit = "preferred" if is_preferred else pen.data.licenses[choice.outbound].fit.value
    return (
        f"{rank}.",
        choice.outbound,
        pen.verdict(choice.verdict),
        str(len(choice.open_questions)),
        str(choice.duties),
        pen.words.fits[fit],
    )


def _excluded(article: Article, pen: Pen) -> None:
    """The other licences, those together that the same components exclude, and what decides."""
    excluded = [choice for choice in pen.review.choices if choice.conflicts]
    if not excluded:
        return
    together = _together((choice.outbound, choice.conflicts) for choice in excluded)
    article.say(pen.say("excluded_intro"))
    rows = [
        (pen.shortened(names, NAMED), pen.parts(against, NAMED))
        for against, names in list(together.values())[:EXCLUDED_ROWS]
    ]
    article.add(pen.table(("excluded", "excluded_by"), rows))
    article.say(pen.say("deciding_intro"))
    article.add(pen.table(("license", "count", "excludes"), _decisive(pen), numeric=[1, 2]))


def _decisive(pen: Pen) -> Iterator[tuple[str, ...]]:
    counts = deciding(pen.review.choices)
    groups = [group for group in pen.review.groups if group.part in counts]
    groups.sort(key=lambda group: -counts[group.part])
    for group in groups[:MOST_DECISIVE]:
        number = pen.say("excludes", n=counts[group.part], all=len(pen.review.choices))
        yield pen.license(group.part), str(len(group.components)), number


def _together(
    named: Iterable[tuple[str, tuple[Obstacle, ...]]],
) -> dict[Parts, tuple[tuple[Obstacle, ...], list[str]]]:
    """The licences that the same parts stand against, by those parts."""
    found: dict[Parts, tuple[tuple[Obstacle, ...], list[str]]] = {}
    for outbound, obstacles in named:
        key = frozenset(item.part for item in obstacles)
        found.setdefault(key, (obstacles, []))[1].append(outbound)
    return found


def changes(article: Article, pen: Pen) -> None:
    """The fewest components to change for the chosen licence, and the other ways there are."""
    review, outbound = pen.review, pen.review.report.outbound
    against = [item for item in review.groups if item.opinion.verdict is Verdict.INCOMPATIBLE]
    if not against:
        article.say(pen.say("no_changes_needed", outbound=outbound))
        return
    article.say(pen.say("chosen_change", outbound=outbound, parts=pen.parts(against)))
    if review.report.count(Verdict.NEEDS_LAWYER):
        article.say(pen.say("open_remains"))
    if names := [choice.outbound for choice in review.workable[:NAMED_CANDIDATES]]:
        article.say(pen.say("elsewhere", names=", ".join(names)))
    for sentence in _other_changes(pen, frozenset(item.part for item in against)):
        article.say(sentence)


def _other_changes(pen: Pen, own: Parts) -> Iterator[str]:
    """Smaller or other sets of components that open other licences."""
    sets = _together((item.outbound, item.obstacles) for item in pen.review.change_sets)
    sets.pop(own, None)
    for obstacles, names in list(sets.values())[:OTHER_CHANGES]:
        shown = pen.shortened(names, NAMED_CANDIDATES)
        yield pen.say("other_change", parts=pen.parts(obstacles, NAMED), names=shown)
