"""Drawings that somebody sent: only shapes and texts, nothing that runs or is fetched."""

import re
from collections.abc import Iterator
from xml.parsers import expat

from procurement_kit.problems import Problem

SVG = "http://www.w3.org/2000/svg"
ELEMENTS = frozenset({
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan",
    "defs", "linearGradient", "radialGradient", "stop", "clipPath", "mask", "use", "symbol",
    "pattern", "title", "desc", "metadata", "style", "marker",
})  # fmt: skip
INERT = ("inkscape", "sodipodi", "creativecommons", "purl.org/dc", "w3.org/1999/02/22-rdf")
"""Namespaces of drawing programs, which nobody draws or runs."""
FETCHES = re.compile(r"@|\\|expression|javascript:|url\s*\(\s*['\"]?(?!['\"]?#)", re.IGNORECASE)
SAYING = frozenset({"label", "docname", "about", "resource"})
DEEPEST_LEVEL = 60
ELEMENT_LIMIT = 20_000


def problems(path: str, data: bytes) -> Iterator[Problem]:
    """Everything in a drawing that is refused, each with its line."""
    reader = _Reader(path)
    try:
        reader.parser.Parse(data, True)
    except expat.ExpatError as error:
        yield Problem.of(path, error.lineno or 1, "svg_broken")
    except _RefusedError:
        pass
    yield from reader.problems
    if not reader.problems and reader.root != f"{SVG} svg":
        yield Problem.of(path, 1, "svg_broken")


class _RefusedError(Exception):
    """Nothing more of the drawing is read."""


class _Reader:
    """Goes through the elements without building a tree."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.root = ""
        self.level = self.count = 0
        self.in_style = False
        self.problems: list[Problem] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.ProcessingInstructionHandler = self._instruction
        self.parser.buffer_text = True

    def _refuse(self, what: str) -> None:
        line = self.parser.CurrentLineNumber
        self.problems.append(Problem.of(self.path, line, "svg_refused", what=what[:60]))

    def _doctype(self, *_details: object) -> None:
        self._refuse("DOCTYPE")
        raise _RefusedError

    def _instruction(self, target: str, _data: str) -> None:
        self._refuse(f"<?{target}")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.root = self.root or name
        self.level, self.count = self.level + 1, self.count + 1
        if self.level > DEEPEST_LEVEL or self.count > ELEMENT_LIMIT:
            self._refuse("…")
            raise _RefusedError
        space, _, local = name.rpartition(" ")
        is_known = local in ELEMENTS if space == SVG else any(part in space for part in INERT)
        if not is_known:
            self._refuse(f"<{local}>")
        self.in_style = local == "style"
        for key, value in attributes.items():
            self._attribute(key, value)

    def _attribute(self, key: str, value: str) -> None:
        _, _, local = key.rpartition(" ")
        if local.lower().startswith("on"):
            self._refuse(local)
            return
        is_link = local in {"href", "src"} and not value.startswith("#")
        if is_link or (local not in SAYING and FETCHES.search(value)):
            self._refuse(f'{local}="{value}"')

    def _end(self, _name: str) -> None:
        self.level -= 1
        self.in_style = False

    def _text(self, text: str) -> None:
        if self.in_style and FETCHES.search(text):
            self._refuse(text.strip())
