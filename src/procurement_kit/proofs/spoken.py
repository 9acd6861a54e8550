"""A state of the answers in the words of the user."""

from collections.abc import Mapping

from procurement_kit.crosscheck.content import Content
from procurement_kit.documents.wording import write_answer
from procurement_kit.rules.decisions import decided_label
from procurement_kit.rules.values import Absent, Fact

SEPARATOR = "; "


def spoken(content: Content, facts: Mapping[str, Fact]) -> str:
    """The answers in order, each as its question and what was answered."""
    return SEPARATOR.join(_one(content, name, fact) for name, fact in facts.items())


def _one(content: Content, name: str, fact: Fact) -> str:
    methodology, words = content.methodology, content.words
    if question := methodology.questions.get(name):
        shown = words.blank if isinstance(fact, Absent) else write_answer(question, fact, words)
        return f"{question.label} {shown} ({name})"
    if decision := methodology.decisions.get(name):
        return f"{decision.label}: {decided_label(decision, fact)} ({name})"
    return f"{name}: {fact.value if isinstance(fact, Absent) else fact}"
