"""A question to the official: its words, its kind, when it is asked and what depends on it."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from procurement_kit.rules.conditions import Condition
from procurement_kit.rules.models import FactId, Model, Prose, SourceId, Text, YesNo
from procurement_kit.rules.words import DocumentText, Words

HINT_LENGTH = 140
HELP_WORDS = 120
DEFAULT_LENGTH = 5000
YES_NO_UNKNOWN = ("yes", "no", "unknown")


class Kind(StrEnum):
    """What an answer is."""

    TEXT = "text"
    LONGTEXT = "longtext"
    LINES = "lines"
    MONEY = "money"
    INTEGER = "integer"
    PERCENT = "percent"
    DATE = "date"
    YESNO = "yesno"
    CHOICE = "choice"
    CHOICES = "choices"
    EMAIL = "email"
    URL = "url"
    COMPANY_ID = "company_id"
    LICENSE = "license"
    COMPONENTS = "components"
    COSTS = "costs"
    CHANGES = "changes"


class Required(StrEnum):
    """What a missing answer stops: nothing, the completion of its stage, or the final documents.

    In a document NEVER leaves a line to be filled by hand, the others leave a gap.
    """

    NEVER = "never"
    STAGE = "stage"
    EXPORT = "export"


class Option(Model):
    """One possible answer of a choice; *text* is its wording in documents."""

    value: Text
    label: Prose
    hint: Words = ""
    text: DocumentText = ""
    recommended: YesNo = "no"

    @property
    def wording(self) -> str:
        """The words that stand for this option in a document."""
        return self.text or self.label


class Why(Model):
    """Why a question is asked, in at most 120 words, and the law behind it."""

    text: Prose
    sources: tuple[SourceId, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _is_short(self) -> "Why":
        if (words := len(self.text.split())) > HELP_WORDS:
            raise PydanticCustomError("why_too_long", "{words}", {"words": words})
        return self


class Question(Model):
    """A question; its id is stable forever."""

    id: FactId
    kind: Kind
    label: Prose
    hint: Annotated[Words, StringConstraints(max_length=HINT_LENGTH)] = ""
    why: Why
    effect: Prose
    required: Required = Required.EXPORT
    ask_when: Condition | None = None
    options: tuple[Option, ...] = ()
    max_length: int = DEFAULT_LENGTH
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    example: str = ""
    estimate_min: Annotated[Decimal | None, Field(gt=0)] = None
    """How many minutes the answer takes; without it that of its kind holds."""

    @model_validator(mode="after")
    def _options_fit_the_kind(self) -> "Question":
        is_choice = self.kind in {Kind.CHOICE, Kind.CHOICES}
        if is_choice != bool(self.options):
            raise PydanticCustomError("options_misfit", "{id}", {"id": self.id})
        values = [option.value for option in self.options]
        if len(set(values)) != len(values):
            raise PydanticCustomError("option_twice", "{id}", {"id": self.id})
        return self

    @property
    def values(self) -> tuple[str, ...]:
        """The closed list of answers; empty for an open question."""
        if self.kind is Kind.YESNO:
            return YES_NO_UNKNOWN
        return tuple(option.value for option in self.options)

    def option(self, value: str) -> Option | None:
        """The option with *value*, if the question has it."""
        return next((option for option in self.options if option.value == value), None)
