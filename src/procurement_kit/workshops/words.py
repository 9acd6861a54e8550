"""The words of workshops that stand outside pages: of the exports and of the feedback."""

from pydantic import Field

from procurement_kit.rules.models import FactId, Model, Text


class FeedbackQuestion(Model):
    """Something that participants rate from 1 to 5, with the words at both ends."""

    id: FactId
    label: Text
    low: Text
    high: Text


class TrainingWords(Model):
    """The file methodology/training/words.yaml."""

    file_name: Text
    overview: Text
    answers: Text
    warnings: Text
    feedback: Text
    comments: Text
    item: Text
    option: Text
    count: Text
    hidden: Text
    people: Text
    copies: Text
    finished: Text
    training_mark: Text
    yes: Text
    no: Text
    unknown: Text
    questions: tuple[FeedbackQuestion, ...] = Field(min_length=1)

    def label_of(self, value: str) -> str:
        """The word for an answer to a yes/no question."""
        return {"yes": self.yes, "no": self.no, "unknown": self.unknown}.get(value, value)
