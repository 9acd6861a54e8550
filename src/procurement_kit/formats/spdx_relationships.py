"""SPDX relationships: what the list describes, and how each component is combined with it."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from procurement_kit.formats.bom_fields import RANKS, Notes, Upload, items_of, text_of
from procurement_kit.licensing.components import NO_STATEMENT, Combination, Component
from procurement_kit.problems import KitError

PER_COMPONENT_LIMIT = 10
NOT_STATED = RANKS[None]
DOCUMENT = "SPDXRef-DOCUMENT"


class Effect(NamedTuple):
    """Which end of a relationship is the component (0: the first), and how close it is."""

    end: int
    rank: int


def _effects(end: int, way: Combination | None, names: str) -> dict[str, Effect]:
    return {name: Effect(end, RANKS[way]) for name in names.split()}


EFFECTS = {
    **_effects(0, Combination.DATA, "DATA_FILE_OF"),
    **_effects(
        0,
        Combination.TOOL,
        "BUILD_TOOL_OF DEV_TOOL_OF TEST_TOOL_OF BUILD_DEPENDENCY_OF DEV_DEPENDENCY_OF "
        "TEST_DEPENDENCY_OF TEST_OF TEST_CASE_OF DOCUMENTATION_OF",
    ),
    **_effects(1, None, "DEPENDS_ON CONTAINS HAS_PREREQUISITE"),
    **_effects(
        0,
        None,
        "DEPENDENCY_OF CONTAINED_BY PACKAGE_OF PREREQUISITE_FOR PROVIDED_DEPENDENCY_OF "
        "RUNTIME_DEPENDENCY_OF OPTIONAL_DEPENDENCY_OF OPTIONAL_COMPONENT_OF",
    ),
}
"""SPDX 2.3, clause 11.1, table 68: "A TEST_OF B" is "A is used for testing B", and so on."""

LINKS = {"STATIC_LINK": RANKS[Combination.STATIC], "DYNAMIC_LINK": RANKS[Combination.DYNAMIC]}
"""In the table, A links to B: "an application 'myapp' statically links to binary 'zlib.a'"."""

DESCRIPTIONS = {"DESCRIBES": 0, "DESCRIBED_BY": 1}
"""At which end the document stands."""

OTHERS = frozenset({*LINKS, *DESCRIPTIONS})


class Relationships:
    """What the relationships of a document say, by the key of the element."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        described = items_of(document.get("documentDescribes"))
        self.works = {key for key in described if isinstance(key, str)}
        self.ranks: dict[str, int] = {}
        self._document = text_of(document.get("SPDXID")) or DOCUMENT
        self._ends: set[str] = set()
        self._links: list[tuple[tuple[str, str], int]] = []
        self._malformed: list[object] = []

    @classmethod
    def read(cls, document: Mapping[str, Any], upload: Upload) -> "Relationships":
        """The relationships of *document*; KitError if there are too many to be honest."""
        rows = upload.list_of(document, "relationships")
        limit = upload.component_limit * PER_COMPONENT_LIMIT
        if len(rows) > limit:
            raise KitError("sbom_relationships", file=upload.name, count=len(rows), limit=limit)
        upload.list_of(document, "documentDescribes")
        found = cls(document)
        found._take(rows)
        return found

    def _take(self, rows: list[Any]) -> None:
        ranks, ends, effects = self.ranks, self._ends, EFFECTS
        for row in rows:
            try:
                pair = row["spdxElementId"], row["relatedSpdxElement"]
                kind = row["relationshipType"]
                ends.update(pair)
                effect = effects.get(kind)
            except (KeyError, TypeError):
                self._malformed.append(row)
                continue
            if effect is not None:
                key = pair[effect.end]
                if effect.rank < ranks.get(key, len(RANKS)):
                    ranks[key] = effect.rank
            elif kind in OTHERS:
                self._note_other(pair, kind)
        self._link()

    def _note_other(self, pair: tuple[str, str], kind: str) -> None:
        if kind in LINKS:
            self._links.append((pair, LINKS[kind]))
        elif pair[end := DESCRIPTIONS[kind]] == self._document:
            self.works.add(pair[1 - end])

    def _link(self) -> None:
        """What is linked is the second end; but some tools write the work there, and mean it."""
        for (linking, linked), rank in self._links:
            key = linking if linked in self.works else linked
            self.ranks[key] = min(rank, self.ranks.get(key, rank))

    def related(self, components: Iterable[Component]) -> frozenset[str]:
        """The keys of those *components* that stand in a relationship."""
        return frozenset({item.key for item in components} & self._ends)

    def note_dangling(
        self, document: Mapping[str, Any], components: Collection[Component], notes: Notes
    ) -> None:
        """Note the relationships that are malformed or lead to an element that is not there."""
        for row in self._malformed:
            notes.add("", "relationships", row, "sbom_relationship_broken")
        lost = self._ends | self.works
        lost -= {item.key for item in components}
        lost -= NO_STATEMENT | {self._document}
        if lost:
            lost -= _other_elements(document)
        for key in sorted(map(str, lost)):
            if not key.startswith("DocumentRef-"):
                notes.add(key, "relationships", key, "sbom_relationship_dangling")


def _other_elements(document: Mapping[str, Any]) -> set[str]:
    return {
        key
        for field in ("files", "snippets")
        for item in items_of(document.get(field))
        if isinstance(item, dict) and isinstance(key := item.get("SPDXID"), str)
    }
