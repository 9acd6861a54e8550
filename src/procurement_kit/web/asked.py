"""What a visitor wants judged: a list, the use in the methodology's own questions, the licence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from flask import request

from procurement_kit.assessment.licenses import use_of
from procurement_kit.licensing.uses import Use
from procurement_kit.methodology.questions import Question
from procurement_kit.methodology.reading import clean
from procurement_kit.rules.parameters import FigureUsed
from procurement_kit.rules.values import Absent, Fact
from procurement_kit.web.site import site

USE_QUESTIONS = ("software_recipients", "network_use", "combination", "components_modified")
FIRST_OFFERED = {
    "software_recipients": "published",
    "network_use": "yes",
    "combination": "dynamic",
    "components_modified": "unknown",
}
OUTBOUND = "EUPL-1.2"
NAME_LENGTH = 200


@dataclass(frozen=True)
class Asked:
    """The request; *kept* is the name under which the uploaded file *file_name* waits."""

    text: str = ""
    kept: str = ""
    file_name: str = ""
    outbound: str = OUTBOUND
    answers: Mapping[str, str] = field(default_factory=lambda: dict(FIRST_OFFERED))

    @classmethod
    def sent(cls) -> "Asked":
        """The request in the form or address; anything odd falls back to what is offered first."""
        sent = request.form if request.method == "POST" else request.args
        return cls(
            clean(sent.get("text", "")) or clean(sent.get("pick", "")),
            sent.get("kept", ""),
            clean(sent.get("file_name", ""))[:NAME_LENGTH],
            clean(sent.get("outbound", "")) or OUTBOUND,
            {item.id: _answer(item, sent.get(item.id, "")) for item in use_questions()},
        )

    @property
    def use(self) -> Use:
        """The use that the answers describe; each of them has a value."""
        return cast("Use", use_of(_Answered(self.answers)))

    @property
    def carried(self) -> dict[str, str]:
        """The fields that repeat this request."""
        fields = {"text": self.text, "kept": self.kept, "file_name": self.file_name}
        return {**fields, "outbound": self.outbound, **self.answers}


@dataclass(frozen=True)
class _Answered:
    """Answers as facts."""

    answers: Mapping[str, str]

    def fact(self, name: str) -> Fact:
        """The answer to the question *name*."""
        return self.answers.get(name, Absent.UNKNOWN)

    def figure(self, _parameter: str) -> FigureUsed | Absent:
        """No figure of law takes part."""
        return Absent.UNKNOWN


def use_questions() -> tuple[Question, ...]:
    """The questions on the use, as the methodology asks them."""
    return tuple(site().kit.methodology.questions[name] for name in USE_QUESTIONS)


def _answer(question: Question, sent: str) -> str:
    return sent if sent in question.values else FIRST_OFFERED[question.id]
