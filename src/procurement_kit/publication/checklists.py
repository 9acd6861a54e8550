"""Checklists of openness: their items stand in a question, what proves each of them stands here."""

from collections.abc import Mapping

from pydantic import Field

from procurement_kit.rules.models import FactId, Model, Prose, SourceId


class Checklist(Model):
    """A file of methodology/checklists: the question with the items, and the proof of each."""

    id: FactId
    title: Prose
    question: FactId
    sources: tuple[SourceId, ...] = Field(min_length=1)
    evidence: Mapping[str, tuple[FactId, ...]] = Field(default_factory=dict)
    """The questions whose answers prove an item, by the value of the item."""
