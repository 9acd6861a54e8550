"""The map of what decides, as SVG without colours or styles of its own, and as a table of words."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import NamedTuple

from procurement_kit.formats.text import clean
from procurement_kit.licensing.data import LicenseData
from procurement_kit.licensing.deciding_map import DecidingMap, MapRow
from procurement_kit.licensing.opinions import Verdict

CELL = 40
LABEL_WIDTH = 250
COUNT_WIDTH = 76
HEADER_HEIGHT = 148
LETTER = 7.3
"""A letter of the labels is about this wide; longer labels are shortened."""

LEGEND_WIDTH = 290
LEGEND_HEIGHT = 34
EDGE = 4
CUT = "\u2026"

SIGNS: Mapping[Verdict, str] = {
    Verdict.COMPATIBLE: '<path d="M-8 1l5 6 11-13" fill="none" stroke-width="2.5"/>',
    Verdict.WITH_DUTIES: (
        '<circle r="12" fill="none" stroke-width="1.2"/>'
        '<path d="M0-7v9M0 5v2.5" fill="none" stroke-width="2.5"/>'
    ),
    Verdict.NEEDS_LAWYER: (
        '<rect x="-14" y="-14" width="28" height="28" fill="none" stroke-width="1.2"'
        ' stroke-dasharray="3 3"/>'
        '<path d="M-4-4a4.5 4.5 0 1 1 6 4.5q-2 1-2 3M0 7v2" fill="none" stroke-width="2.5"/>'
    ),
    Verdict.INCOMPATIBLE: (
        '<rect x="-16" y="-16" width="32" height="32" fill="none" stroke-width="3"/>'
        '<path d="M-8-8l16 16M8-8l-16 16" fill="none" stroke-width="3"/>'
    ),
}


class MapTable(NamedTuple):
    """The same content in words: a header, then the label and the cells of each row."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    rest: str


def rows(found: DecidingMap, data: LicenseData) -> MapTable:
    """The map as a table for those who do not see it."""
    words, verdicts = data.words.map, data.vocabulary.verdicts
    chosen = f"{found.chosen} ({words.chosen})"
    header = (words.part, words.excluded, chosen, *found.outbounds[1:])
    body = tuple(
        (
            _label(row, data),
            f"{row.excluded}/{found.candidates}",
            *(verdicts[verdict.value] for verdict in row.verdicts),
        )
        for row in found.rows
    )
    return MapTable(header, body, _rest(found, data))


def write(found: DecidingMap, data: LicenseData, name: str = "license-map") -> str:
    """The map as an SVG element to embed in a page; *name* makes its ids unique there."""
    words = data.words.map
    width = LABEL_WIDTH + COUNT_WIDTH + CELL * len(found.outbounds) + CELL
    width = max(width, 2 * LEGEND_WIDTH)
    below = HEADER_HEIGHT + CELL * len(found.rows) + (CELL if found.hidden else 0)
    height = below + 2 * LEGEND_HEIGHT + EDGE
    described = words.description.format(chosen=found.chosen)
    return "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="license-map" role="img"'
            f' viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
            f' aria-labelledby="{name}-title {name}-desc" font-family="sans-serif" font-size="13"'
            f' fill="currentColor" stroke="none">',
            f'<title id="{name}-title">{_text(words.title)}</title>',
            f'<desc id="{name}-desc">{_text(described)}</desc>',
            *_header(found, data),
            *_lines(found, width),
            *(_row(place, row, found, data) for place, row in enumerate(found.rows)),
            *_hidden(found, data),
            _frame(found),
            *_legend(below, data),
            "</svg>",
        )
    )


def _header(found: DecidingMap, data: LicenseData) -> Iterator[str]:
    words, bottom = data.words.map, HEADER_HEIGHT - 10
    yield f'<g class="map-head"><text x="{EDGE}" y="{bottom}">{_text(words.part)}</text>'
    right = LABEL_WIDTH + COUNT_WIDTH - 12
    yield f'<text x="{right}" y="{bottom}" text-anchor="end">{_text(words.excluded)}</text>'
    for place, outbound in enumerate(found.outbounds):
        x, weight = _middle(place) + 4, ' font-weight="bold"' if place == 0 else ""
        shown = _text(_shortened(outbound, HEADER_HEIGHT))
        yield f'<text transform="translate({x} {bottom}) rotate(-65)"{weight}>{shown}</text>'
    yield "</g>"


def _lines(found: DecidingMap, width: int) -> Iterator[str]:
    """A thin line above every row, to lead the eye."""
    for place in range(len(found.rows) + 1):
        y = HEADER_HEIGHT + CELL * place
        yield (
            f'<path class="map-line" d="M0 {y}H{width}" stroke="currentColor" stroke-width="0.5"'
            f' stroke-opacity="0.4"/>'
        )


def _row(place: int, row: MapRow, found: DecidingMap, data: LicenseData) -> str:
    middle = HEADER_HEIGHT + CELL * place + CELL // 2
    label = _label(row, data)
    right = LABEL_WIDTH + COUNT_WIDTH - 12
    cells = "".join(
        _cell(column, middle, verdict, f"{label} \u2192 {outbound}", data)
        for column, (outbound, verdict) in enumerate(
            zip(found.outbounds, row.verdicts, strict=True)
        )
    )
    return (
        f'<g class="map-row"><g><title>{_text(label)}</title>'
        f'<text x="{EDGE}" y="{middle + 5}">{_text(_fitting_label(row, data))}</text></g>'
        f'<text x="{right}" y="{middle + 5}" text-anchor="end">'
        f"{row.excluded}/{found.candidates}</text>{cells}</g>"
    )


def _cell(column: int, middle: int, verdict: Verdict, pair: str, data: LicenseData) -> str:
    label = _text(f"{pair}: {data.vocabulary.verdicts[verdict.value]}")
    return (
        f'<g class="map-{verdict.value}" transform="translate({_middle(column)} {middle})"'
        f' stroke="currentColor"><title>{label}</title>{SIGNS[verdict]}</g>'
    )


def _hidden(found: DecidingMap, data: LicenseData) -> Iterator[str]:
    if rest := _rest(found, data):
        y = HEADER_HEIGHT + CELL * len(found.rows) + CELL // 2 + 5
        yield f'<text class="map-rest" x="{EDGE}" y="{y}">{_text(rest)}</text>'


def _rest(found: DecidingMap, data: LicenseData) -> str:
    return data.words.shared.rest.of(found.hidden) if found.hidden else ""


def _frame(found: DecidingMap) -> str:
    """A frame around the column of the chosen licence."""
    x, height = LABEL_WIDTH + COUNT_WIDTH, CELL * len(found.rows)
    return (
        f'<rect class="map-chosen" x="{x}" y="{HEADER_HEIGHT}" width="{CELL}" height="{height}"'
        f' fill="none" stroke="currentColor" stroke-width="2"/>'
    )


def _legend(top: int, data: LicenseData) -> Iterator[str]:
    """What each sign means."""
    yield '<g class="map-legend">'
    for place, verdict in enumerate(Verdict):
        x = EDGE + 18 + LEGEND_WIDTH * (place % 2)
        y = top + LEGEND_HEIGHT // 2 + EDGE + LEGEND_HEIGHT * (place // 2)
        label = _text(data.vocabulary.verdicts[verdict.value])
        yield (
            f'<g transform="translate({x} {y})"><g transform="scale(0.8)" stroke="currentColor">'
            f'{SIGNS[verdict]}</g><text x="24" y="5">{label}</text></g>'
        )
    yield "</g>"


def _middle(column: int) -> int:
    return LABEL_WIDTH + COUNT_WIDTH + CELL * column + CELL // 2


def _label(row: MapRow, data: LicenseData) -> str:
    """The licence, the way of combining if the list states it, the number of components."""
    name = _named(row, data)
    if row.part.combination is not None:
        name = f"{name}, {data.vocabulary.combinations[row.part.combination.value]}"
    return f"{name} ({data.words.shared.components.of(row.components)})"


def _fitting_label(row: MapRow, data: LicenseData) -> str:
    """The licence and the number of components in one line."""
    number = f" ({row.components})"
    return _shortened(_named(row, data), LABEL_WIDTH - int(LETTER * len(number))) + number


def _named(row: MapRow, data: LicenseData) -> str:
    return row.part.expression.strip() or data.words.shared.no_license


def _shortened(text: str, width: int) -> str:
    """*text*, cut where it would not fit into *width*."""
    fitting = int(width / LETTER)
    return text if len(text) <= fitting else text[: fitting - 1].rstrip() + CUT


def _text(text: str) -> str:
    return escape(clean(text))
