"""The words of workshops that stand outside pages: of the exports and of the feedback."""

from pydantic import Field

from procurement_kit.rules.models import FactId, Model, Prose, Text


class FeedbackQuestion(Model):
    """Something that participants rate from 1 to 5, with the words at both ends."""

    id: FactId
    label: Prose
    low: Prose
    high: Prose


class TrainingWords(Model):
    """The file methodology/training/words.yaml."""

    file_name: Text
    overview: Prose
    answers: Prose
    warnings: Prose
    feedback: Prose
    comments: Prose
    item: Prose
    option: Prose
    count: Prose
    hidden: Prose
    people: Prose
    copies: Prose
    finished: Prose
    training_mark: Prose
    yes: Prose
    no: Prose
    unknown: Prose
    questions: tuple[FeedbackQuestion, ...] = Field(min_length=1)

    def label_of(self, value: str) -> str:
        """The word for an answer to a yes/no question."""
        return {"yes": self.yes, "no": self.no, "unknown": self.unknown}.get(value, value)
