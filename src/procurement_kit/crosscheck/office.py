"""What an office says of itself can be read as the answers that it offers."""

from collections.abc import Iterator

from procurement_kit.crosscheck.content import Content, at
from procurement_kit.formats.office_files import ABOUT
from procurement_kit.methodology.office import QUESTIONS
from procurement_kit.methodology.reading import AnswerError, read_answer
from procurement_kit.problems import Problem


def _offered(content: Content) -> Iterator[Problem]:
    for name, value in content.office.items() if content.office else ():
        question = content.methodology.questions.get(QUESTIONS[name])
        if question is None:
            continue
        try:
            read_answer(question, value)
        except AnswerError as error:
            key = name.rpartition(".")[2]
            yield at(content, ABOUT, key, "office_value", key=key, cause=error)


CHECKS = (_offered,)
