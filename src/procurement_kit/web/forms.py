"""Form fields made of questions: every answer is a text, checked by the question's own rules."""

from collections.abc import Mapping, Sequence
from typing import cast

from werkzeug.datastructures import MultiDict
from wtforms import Field, ValidationError
from wtforms.fields.core import UnboundField
from wtforms.form import BaseForm
from wtforms.meta import DefaultMeta

from procurement_kit.methodology.cost_lines import cost_lines
from procurement_kit.methodology.questions import Kind, Question
from procurement_kit.methodology.reading import AnswerError, clean, read_answer

ASKED = "_asked"
GROUPS = {Kind.CHOICE, Kind.CHOICES, Kind.YESNO}
AREAS = {Kind.LONGTEXT, Kind.LINES, Kind.COMPONENTS, Kind.CHANGES}
SHORT = {Kind.MONEY, Kind.INTEGER, Kind.PERCENT, Kind.DATE, Kind.COMPANY_ID}


class _Meta(DefaultMeta):
    locales = ("cs",)


class AnswerField(Field):
    """The text typed for one question."""

    def __init__(self, question: Question, **options: object) -> None:
        super().__init__(question.label, **options)  # type: ignore[arg-type]
        self.question = question
        self.data: str = ""
        self.is_offered = False

    def process_data(self, value: object) -> None:
        """Take the saved text."""
        self.data = value if isinstance(value, str) else ""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Take the sent text; several ticked boxes become one line each."""
        is_table = self.question.kind is Kind.COSTS and len(valuelist) > 1
        self.data = clean(cost_lines(valuelist) if is_table else "\n".join(valuelist))

    def pre_validate(self, form: BaseForm) -> None:
        """Refuse what the question can't read."""
        try:
            read_answer(self.question, self.data)
        except AnswerError as error:
            raise ValidationError(str(error)) from error

    @property
    def input_id(self) -> str:
        """The id of the input, or of the first input of a group."""
        is_several = self.is_group or self.question.kind is Kind.COSTS
        return f"{self.name}-1" if is_several else self.name

    @property
    def is_group(self) -> bool:
        """Whether the answer is chosen among options."""
        return self.question.kind in GROUPS

    @property
    def described_by(self) -> str:
        """The ids of the hint, the example and the error, for aria-describedby."""
        parts = {
            "hint": bool(self.question.hint),
            "example": bool(self.question.example) and not self.is_group,
            "offered": self.is_offered,
            "error": bool(self.errors),
        }
        return " ".join(f"{self.name}-{part}" for part, is_there in parts.items() if is_there)

    def chosen(self, value: str) -> bool:
        """Whether the option *value* is ticked."""
        return value in self.data.split("\n")


class AnswersForm(BaseForm):
    """The questions of a page as fields, in their order."""

    def __init__(self, questions: Sequence[Question]) -> None:
        fields = {
            item.id: cast("UnboundField[AnswerField]", AnswerField(item)) for item in questions
        }
        super().__init__(fields, meta=_Meta())

    def fields(self) -> list[AnswerField]:
        """Every field, in the order of the page."""
        return [field for field in self if isinstance(field, AnswerField)]

    @property
    def answers(self) -> dict[str, str]:
        """Every answer as typed."""
        return {field.name: field.data for field in self.fields()}

    @property
    def asked(self) -> str:
        """The names of the questions on the page, to be sent back with them."""
        return " ".join(field.name for field in self.fields())

    @property
    def faulty(self) -> list[AnswerField]:
        """The fields with an error, in the order of the page."""
        return [field for field in self.fields() if field.errors]


def saved_form(questions: Sequence[Question], answers: Mapping[str, str]) -> AnswersForm:
    """The form filled with the saved answers, those that can't be read marked."""
    form = AnswersForm(questions)
    form.process(data=dict(answers))
    form.validate()
    return form


def offer(form: AnswersForm, offered: Mapping[str, str]) -> None:
    """Fills empty fields of *form* with what the office offers; nothing is answered by that."""
    for field in form.fields():
        if field.name in offered and not field.data:
            field.data, field.is_offered = offered[field.name], True


def sent_form(questions: Sequence[Question], sent: "MultiDict[str, str]") -> AnswersForm:
    """The form as the user sent it; only the questions that were on the page are read."""
    asked = sent.get(ASKED, "").split()
    form = AnswersForm([item for item in questions if item.id in asked])
    form.process(sent)
    form.validate()
    return form
