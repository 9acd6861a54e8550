"""Terms of the field, explained."""

from procurement_kit.rules.models import FactId, Model, SourceId, Text


class Term(Model):
    """A term with its explanation and its English name in the code."""

    id: FactId
    term: Text
    explanation: Text
    in_code: str = ""
    sources: tuple[SourceId, ...] = ()
