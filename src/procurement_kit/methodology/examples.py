"""Ready-made projects and lawyers' worked cases, as their files hold them."""

from collections.abc import Mapping
from decimal import Decimal

from pydantic import Field

from procurement_kit.rules.models import FactId, Model, Prose, SourceId, Text


class ComponentEntry(Model):
    """A component in an example."""

    name: Text
    version: str = ""
    license: str = ""


RawAnswer = str | tuple[str, ...] | tuple[ComponentEntry, ...]


class Example(Model):
    """A project to click through; its *story* says which details are invented."""

    title: Prose
    story: Prose
    answers: dict[FactId, RawAnswer]
    acknowledgements: dict[FactId, Text] = Field(default_factory=dict)

    def raw_answers(self) -> dict[str, str]:
        """The answers as a user would have typed them."""
        return {name: as_typed(answer) for name, answer in self.answers.items()}


class Expectation(Model):
    """What a worked case must come out as; whatever is left out is not judged."""

    regime: str | None = None
    procedure: str | None = None
    estimated_value: Decimal | None = None
    decisions: Mapping[str, str] = Field(default_factory=dict)
    verdicts: Mapping[str, str] = Field(default_factory=dict)
    """Whether procedures may be used, by their ids: allowed, refused or open."""
    lock_in_score: tuple[Decimal, Decimal] | None = None
    documents: tuple[str, ...] | None = None
    not_in_force: tuple[str, ...] | None = None
    red_flags: tuple[str, ...] = ()
    no_red_flags: tuple[str, ...] = ()


class WorkedCase(Model):
    """Answers in, law out: a case that a lawyer worked through by hand."""

    name: Text
    sources: tuple[SourceId, ...]
    base: str = ""
    answers: dict[FactId, RawAnswer] = Field(default_factory=dict)
    expect: Expectation


def as_typed(answer: RawAnswer) -> str:
    """An answer of an example as the text that a user would type."""
    if isinstance(answer, str):
        return answer
    return "\n".join(
        item if isinstance(item, str) else f"{item.name}; {item.version}; {item.license}"
        for item in answer
    )
