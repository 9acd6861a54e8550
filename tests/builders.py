"""Small pieces of content and small procurements, for tests that state one rule."""

from collections.abc import Mapping
from datetime import UTC, datetime

from procurement_kit.methodology.facts import ProcurementFacts
from procurement_kit.methodology.procurement import Procurement
from procurement_kit.methodology.stages import (
    Methodology,
    Stage,
    StageEntry,
    Step,
    StepContent,
)
from procurement_kit.rules.parameters import Parameter

NOON = datetime(2026, 12, 7, 12, 0, tzinfo=UTC)


def a_question(name: str, kind: str = "text", **more: object) -> dict[str, object]:
    """A question as a content file would hold it."""
    why = {"text": "because", "sources": ["law"]}
    return {"id": name, "kind": kind, "label": f"{name}?", "why": why, "effect": "none", **more}


def a_methodology(*questions: Mapping[str, object], **more: object) -> Methodology:
    """A methodology of one stage and one step."""
    content = StepContent.model_validate({"title": "step", "questions": questions, **more})
    entry = StageEntry(
        id="S0", folder="00", title="stage", phase="planning", summary="s", steps=("step",)
    )
    return Methodology("m", (Stage(entry, (Step("step", "S0", content),), ""),))


def facts_on(
    methodology: Methodology,
    parameters: Mapping[str, Parameter] | None = None,
    **answers: str,
) -> ProcurementFacts:
    """The facts of *answers* without calculations."""
    return ProcurementFacts(methodology, parameters or {}, {}, answers)


def a_procurement(**answers: str) -> Procurement:
    """A procurement with *answers*."""
    return Procurement(id="p1", title="Zakázka", content_hash="hash", answers=answers)
