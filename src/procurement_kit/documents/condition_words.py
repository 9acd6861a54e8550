"""A condition as a sentence of its reader's language; the words come from the content."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import Field

from procurement_kit.documents.wording import DocumentWords, write_answer
from procurement_kit.methodology.stages import Methodology
from procurement_kit.rules.conditions import Condition, Reference
from procurement_kit.rules.decisions import decided_label
from procurement_kit.rules.models import FactId, Model, Prose
from procurement_kit.rules.parameters import Parameter
from procurement_kit.rules.words import Words


class TreeWords(Model):
    """The file tree_words.yaml: how conditions are said; each {name} is filled in."""

    title: Prose
    caption: Prose
    described: Prose
    always: Prose
    asked: Prose
    all: Words
    any: Words
    neither: Words
    group: Prose
    not_: Prose = Field(alias="not")
    eq: Prose
    ne: Prose
    in_: Prose = Field(alias="in")
    not_in: Prose
    gt: Prose
    gte: Prose
    lt: Prose
    lte: Prose
    contains: Prose
    answered: Prose
    empty: Prose
    share: Prose
    other: Prose
    calculated: Mapping[FactId, Prose] = {}


@dataclass(frozen=True)
class Speaker:
    """Says conditions of one methodology."""

    methodology: Methodology
    parameters: Mapping[str, Parameter]
    words: TreeWords
    answers: DocumentWords

    def asked(self, conditions: tuple[Condition | None, ...]) -> str:
        """When something is asked that all *conditions* must allow."""
        given = [item for item in conditions if item is not None]
        if not given:
            return self.words.always
        said = self.words.all.join(self._part(item, alone=len(given) == 1) for item in given)
        return self.words.asked.format(condition=said)

    def say(self, condition: Condition) -> str:
        """*condition* in words."""
        if condition.all is not None:
            return self.words.all.join(self._part(part) for part in condition.all)
        if condition.any is not None:
            return self.words.any.join(self._part(part) for part in condition.any)
        if condition.not_ is not None:
            return self.words.not_.format(part=self._part(condition.not_))
        return self._comparison(condition)

    def _part(self, condition: Condition, *, alone: bool = False) -> str:
        said = self.say(condition)
        is_group = len(condition.all or condition.any or ()) > 1
        return self.words.group.format(part=said) if is_group and not alone else said

    def _comparison(self, condition: Condition) -> str:
        operator, operand = condition.operand
        if operator in {"answered", "empty"} and operand == "no":
            operator = "empty" if operator == "answered" else "answered"
        pattern: str = getattr(self.words, "in_" if operator == "in" else operator)
        subject = self._name(condition.subject)
        return pattern.format(subject=subject, value=self._value(condition, operator, operand))

    def _value(
        self, condition: Condition, operator: str, operand: str | Reference | tuple[str, ...]
    ) -> str:
        if isinstance(operand, Reference):
            return self._referred(operand)
        join = self.words.neither if operator == "not_in" else self.words.any
        items = operand if isinstance(operand, tuple) else (operand,)
        return join.join(self._option(condition.subject, item) for item in items)

    def _referred(self, operand: Reference) -> str:
        if operand.parameter:
            subject = self.parameters[operand.parameter].label
        else:
            subject = self._name(operand.question or operand.decision or "")
        percent = operand.percent
        if operand.share:
            percent = self.parameters[operand.share].values[-1].value
        if percent is not None:
            return self.words.share.format(percent=percent, subject=subject)
        return self.words.other.format(subject=subject)

    def _option(self, name: str, value: str) -> str:
        if decision := self.methodology.decisions.get(name):
            return decided_label(decision, value)
        question = self.methodology.questions.get(name)
        if question is None or not question.values:
            return self.answers.verdicts.get(value, value)
        if option := question.option(value):
            return option.label
        return write_answer(question, value, self.answers)

    def _name(self, name: str) -> str:
        methodology = self.methodology
        if question := methodology.questions.get(name):
            return question.label
        if decision := methodology.decisions.get(name):
            return decision.label
        return self.words.calculated.get(name, name)
