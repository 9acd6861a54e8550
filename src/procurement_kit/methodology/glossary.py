"""Terms of the field, explained."""

from procurement_kit.rules.models import FactId, Model, Prose, SourceId


class Term(Model):
    """A term with its explanation and its English name in the code."""

    id: FactId
    term: Prose
    explanation: Prose
    in_code: str = ""
    sources: tuple[SourceId, ...] = ()
