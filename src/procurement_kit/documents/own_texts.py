"""Texts of an office's pack: its own clauses and documents, and its changes to ours."""

from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from procurement_kit.documents.clauses import (
    ClauseContent,
    DocumentTemplate,
    Inclusion,
)
from procurement_kit.rules.conditions import Condition
from procurement_kit.rules.models import Model, Text

PREFIX = "own_"
"""What the id of a clause or document of an office begins with."""


class OwnClauseContent(ClauseContent):
    """The front matter of an office's clause; with *overrides* it takes the place of ours.

    *base* is the version of our clause from which it was made, *reason* says why it differs.
    """

    overrides: str = ""
    base: str = ""
    reason: str = ""


class OwnDocument(DocumentTemplate):
    """A document of an office."""

    audience: Literal["public", "internal"]
    form: Literal["contract", "record"]


class Addition(Model):
    """A clause that an office puts behind another one of our document."""

    id: Text
    after: Text
    when: Condition | None = None


class DocumentChange(Model):
    """What an office changes of our document; no clause of ours can be left out."""

    changes: Text
    reason: Text
    add: tuple[Addition, ...] = ()
    order: tuple[Text, ...] = Field(default=())


@dataclass(frozen=True)
class Override:
    """A clause of an office beside ours: what it began with, what we say now, what it says."""

    clause: str
    title: str
    path: str
    reason: str
    base_text: str
    our_text: str
    office_text: str

    @property
    def is_stale(self) -> bool:
        """Whether our clause has changed since the office made its own."""
        return self.base_text != self.our_text


def changed(template: DocumentTemplate, change: DocumentChange) -> DocumentTemplate:
    """*template* with the clauses added, and in the order, that *change* wants."""
    clauses = list(template.inclusions())
    for item in change.add:
        places = [place for place, one in enumerate(clauses) if one.id == item.after]
        clauses.insert(places[0] + 1, Inclusion(id=item.id, when=item.when))
    if change.order:
        clauses.sort(key=lambda item: change.order.index(item.id))
    return template.model_copy(update={"clauses": tuple(clauses)})


def order_faults(template: DocumentTemplate, change: DocumentChange) -> tuple[str, ...]:
    """The clauses that the order of *change* leaves out, names twice, or does not know."""
    if not change.order:
        return ()
    wanted = sorted([item.id for item in template.inclusions()] + [item.id for item in change.add])
    named = sorted(change.order)
    if named == wanted:
        return ()
    twice = {name for name in named if named.count(name) > 1}
    return tuple(sorted((set(named) ^ set(wanted)) | twice))
