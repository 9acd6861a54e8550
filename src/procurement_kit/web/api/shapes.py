"""What goes into the interface for programs and what comes out of it, as closed models."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from procurement_kit.licensing.components import Combination
from procurement_kit.licensing.uses import Recipients

EXPRESSIONS_LIMIT = 50
Expression = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=100)]
Switch = Literal["yes", "no"]


class Shape(BaseModel):
    """An object of the interface; unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class UseQuery(Shape):
    """How software is used; what is not said is taken in the strictest way."""

    combination: Combination = Combination.MERGED
    recipients: Recipients = Recipients.PUBLISHED
    network: Switch = "yes"
    modified: Switch | None = None


class CheckQuery(UseQuery):
    """Expressions to be judged against the licence of a work; repeat "expression" for each."""

    expression: tuple[Expression, ...] = Field(min_length=1, max_length=EXPRESSIONS_LIMIT)
    outbound: Name


class ChoiceQuery(UseQuery):
    """A kind of new software and the components in it."""

    kind: Name
    expression: tuple[Expression, ...] = Field(default=(), max_length=EXPRESSIONS_LIMIT)


class StageQuery(Shape):
    """Which part of the methodology; all of it where nothing is said."""

    stage: Name | None = None


class CatalogueQuery(Shape):
    """What the software shall do and for whom; every filter must hold."""

    words: Annotated[str, StringConstraints(max_length=200)] = ""
    function: Annotated[str, StringConstraints(max_length=100)] = ""
    scope: Annotated[str, StringConstraints(max_length=100)] = ""
    country: Annotated[str, StringConstraints(max_length=10)] = ""
    license: Annotated[str, StringConstraints(max_length=100)] = ""
    language: Annotated[str, StringConstraints(max_length=10)] = ""
    page: Annotated[int, Field(ge=1, le=50)] = 1


class FoundSolution(Shape):
    """A piece of software as its source describes it; what the source does not say is empty."""

    id: str
    name: str
    summary: str
    functions: tuple[str, ...]
    license: str
    license_note: str
    repository: str
    website: str
    users: tuple[str, ...]
    status: str
    vitality: str
    vitality_on: date | None
    source: str
    checked_on: date | None
    imported_on: date | None
    confidence: str


class CatalogueAnswer(Shape):
    """How many entries were found and those of the page."""

    total: int
    page: int
    entries: tuple[FoundSolution, ...]


class Judged(Shape):
    """The verdict on one expression with its reasons."""

    expression: str
    verdict: str
    words: str
    reasons: tuple[str, ...]
    duties: tuple[str, ...]
    way_out: tuple[str, ...]
    sources: tuple[str, ...]


class CheckAnswer(Shape):
    """The verdicts, and the worst of them."""

    outbound: str
    worst: str
    findings: tuple[Judged, ...]


class OfferedLicense(Shape):
    """A licence under which the work could come out."""

    license: str
    verdict: str
    words: str
    conflicts: tuple[str, ...]


class ChoiceAnswer(Shape):
    """The advice for the kind of software and the licences, the best first."""

    kind: str
    advice: str
    choices: tuple[OfferedLicense, ...]


class OptionShape(Shape):
    """A possible answer."""

    value: str
    label: str


class QuestionShape(Shape):
    """A question of the methodology."""

    id: str
    kind: str
    label: str
    hint: str
    why: str
    sources: tuple[str, ...]
    effect: str
    required: str
    options: tuple[OptionShape, ...]


class DecisionShape(Shape):
    """A decision and what it may come to."""

    id: str
    label: str
    outcomes: tuple[str, ...]


class FlagShape(Shape):
    """A warning and its repair."""

    id: str
    title: str
    text: str
    repair: str
    sources: tuple[str, ...]


class StepShape(Shape):
    """A page of questions with what follows from them."""

    id: str
    title: str
    intro: str
    questions: tuple[QuestionShape, ...]
    decisions: tuple[DecisionShape, ...]
    red_flags: tuple[FlagShape, ...]


class StageShape(Shape):
    """A stage of the methodology."""

    id: str
    title: str
    phase: str
    summary: str
    steps: tuple[StepShape, ...]


class MethodologyAnswer(Shape):
    """The methodology that this installation works with."""

    title: str
    version: str
    content_hash: str
    stages: tuple[StageShape, ...]


class CardFinding(Shape):
    """What is wrong at one line of a publiccode.yml."""

    line: int
    key: str
    level: Literal["error", "warning"]
    sentence: str


class CardAnswer(Shape):
    """The judgement of a publiccode.yml."""

    valid: bool
    version: str
    findings: tuple[CardFinding, ...]


class JobAnswer(Shape):
    """How far the documents are; the files once they are made."""

    job: str
    status: str
    done: int
    total: int
    error: str
    files: tuple[str, ...]


class ProblemAnswer(BaseModel):
    """An error by RFC 9457: what happened, where, and how to repair it, in Czech."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    code: str
