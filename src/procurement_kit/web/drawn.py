"""Pictures as pages show them: one drawing for wide screens and one for phones."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from procurement_kit.documents import value_picture
from procurement_kit.documents.picture import Picture
from procurement_kit.documents.value_picture import distance_words, limit_name, validity
from procurement_kit.documents.wording import write_amount
from procurement_kit.formats import picture_svg
from procurement_kit.rules.parameters import Unit
from procurement_kit.web.access import Opened


@dataclass(frozen=True)
class LimitRow:
    """A limit in words, as the table beside the picture shows it."""

    name: str
    amount: str
    valid: str
    distance: str


@dataclass(frozen=True)
class ValueShown:
    """The value against its limits: the picture and its table."""

    pictures: Markup
    rows: tuple[LimitRow, ...]


def drawn(name: str, pictures: Iterable[tuple[str, Picture]]) -> Markup:
    """The *pictures*, each under the class of the screens that show it."""
    return Markup("").join(
        Markup('<div class="drawn drawn-{}">{}</div>').format(
            screen,
            Markup(picture_svg.write(picture, f"{name}-{screen}")),  # noqa: S704 - it escapes
        )
        for screen, picture in pictures
    )


def value_shown(opened: Opened) -> ValueShown | None:
    """The value against its limits; None while the value or every limit is unknown."""
    assessment, words = opened.assessment, opened.kit.content.words
    total, limits = assessment.estimate.total, assessment.value_limits
    if words.pictures is None or not total or not limits:
        return None
    rows = tuple(
        LimitRow(
            limit_name(limit, words.pictures),
            write_amount(limit.amount, Unit.CZK, words),
            validity(limit, words),
            distance_words(limit, total, words),
        )
        for limit in limits
    )
    return ValueShown(drawn("value", value_picture.both(assessment, words)), rows)
