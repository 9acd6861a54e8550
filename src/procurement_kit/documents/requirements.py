"""Where the demands of the law on a document are fulfilled, for one procurement."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from procurement_kit.assessment import Assessment
from procurement_kit.documents.clauses import Clause, DocumentTemplate, Requirement
from procurement_kit.documents.document import Document, Heading
from procurement_kit.documents.inline import Library
from procurement_kit.rules.conditions import Condition, holds
from procurement_kit.rules.sources import Source

Templates = Mapping[str, DocumentTemplate]


class Standing(StrEnum):
    """What is known of a demand: met, not made here, not known yet, or not met."""

    MET = "met"
    NOT_DEMANDED = "not_demanded"
    OPEN = "open"
    UNMET = "unmet"


@dataclass(frozen=True)
class Place:
    """A clause that fulfils a demand; *number* is that of its article in this document, if any.

    *has_gap* says that an answer is still missing in it; of other documents it is not known.
    """

    document: str
    title: str
    clause: str
    number: str
    heading: str
    is_here: bool
    has_gap: bool = False


@dataclass(frozen=True)
class Row:
    """One demand of the law, the provisions that make it and the places that fulfil it."""

    id: str
    text: str
    sources: tuple[Source, ...]
    standing: Standing
    places: tuple[Place, ...] = ()


def requirement_rows(
    made: Document, templates: Templates, library: Library, assessment: Assessment
) -> tuple[Row, ...]:
    """Every demand on the document *made*, in the order of its template.

    A demand is met only by a clause that certainly stands in its document; where that or the
    demand itself depends on a missing answer, it is open.
    """
    return _Reader(made, templates, library, assessment).rows()


@dataclass(frozen=True)
class _Reader:
    """Reads the demands on one document."""

    made: Document
    templates: Templates
    library: Library
    assessment: Assessment

    def rows(self) -> tuple[Row, ...]:
        """A row for each demand."""
        return tuple(map(self._row, self.templates[self.made.id].requirements))

    def _row(self, requirement: Requirement) -> Row:
        standing, places = self._judged(requirement)
        sources = tuple(self.library.sources[name] for name in requirement.sources)
        return Row(requirement.id, requirement.text, sources, standing, places)

    def _judged(self, requirement: Requirement) -> tuple[Standing, tuple[Place, ...]]:
        demanded = self._holds(requirement.when)
        if demanded is not True:
            return (Standing.NOT_DEMANDED if demanded is False else Standing.OPEN), ()
        found = [(way, self._stands(*way)) for way in requirement.ways(self.made.id)]
        places = tuple(self._place(*way) for way, stands in found if stands)
        if places:
            return Standing.MET, places
        is_open = any(stands is None for _, stands in found)
        return (Standing.OPEN if is_open else Standing.UNMET), ()

    def _stands(self, document: str, clause: str) -> bool | None:
        """Whether *clause* stands in *document* with a text that is already chosen."""
        answers = list(self._conditions(document, clause))
        if False in answers:
            return False
        return None if None in answers else self._has_text(self.library.clauses[clause])

    def _conditions(self, document: str, clause: str) -> Iterator[bool | None]:
        template = self.templates[document]
        if document != self.made.id:
            yield self._holds(template.when)
        for item in template.inclusions():
            if item.id == clause:
                yield self._holds(item.when)

    def _has_text(self, clause: Clause) -> bool | None:
        chosen = (self._holds(item.content.when) for item in clause.alternatives)
        return True if any(answer is True for answer in chosen) else None

    def _place(self, document: str, clause: str) -> Place:
        is_here = document == self.made.id
        number = self._number(clause) if is_here else ""
        heading = self.library.clauses[clause].content.title
        title = self.templates[document].title
        has_gap = is_here and any(gap.clause == clause for gap in self.made.gaps)
        return Place(document, title, clause, number, heading, is_here, has_gap)

    def _number(self, clause: str) -> str:
        """The number of the article in which *clause* stands; a clause may have no heading."""
        number = ""
        for part in self.made.parts:
            for block in part.blocks:
                if isinstance(block, Heading) and block.level == 1:
                    number = block.number
            if part.clause == clause:
                return number
        return ""

    def _holds(self, condition: Condition | None) -> bool | None:
        return holds(condition, self.assessment.facts)
