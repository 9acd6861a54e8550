"""Whether the texts of the methodology are easy to read: rules as data, faults and figures."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from pydantic import Field

from procurement_kit.methodology.stages import Stage, Step
from procurement_kit.rules.models import Model, Prose, Text

SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=\W*[^\W\d_a-z])|\n+")
ABBREVIATION = re.compile(r"(?<![\w-])[^\W\d_a-z]{2,}(?![\w-])")
LIST = re.compile(r"^\s*(?:[-*#]|\d+\.)\s*")
WORD = re.compile(r"[^\W\d_]+")
HUNDRED = 100


class Phrase(Model):
    """Words that we do not use, with what to write instead."""

    words: Text
    instead: Text


class Exemption(Model):
    """A text that may break a rule, with the reason."""

    id: Text
    why: Text


class PlainWords(Model):
    """The file plain_words.yaml."""

    sentence_words: int = Field(gt=0)
    long_word_letters: int = Field(gt=0)
    phrases: tuple[Phrase, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    abbreviations: dict[str, Prose] = Field(default_factory=dict)
    endings: tuple[Text, ...] = ()

    @cached_property
    def searched(self) -> tuple[tuple[Phrase, re.Pattern[str]], ...]:
        """Each phrase with its pattern; a star stands for any ending."""
        return tuple(
            (phrase, re.compile(_pattern(phrase.words), re.IGNORECASE)) for phrase in self.phrases
        )


class Fault(NamedTuple):
    """A broken rule: its code, and the data of its sentence."""

    code: str
    details: Mapping[str, object]


class Passage(NamedTuple):
    """A text of the methodology and the id of what it belongs to."""

    id: str
    text: str


@dataclass(frozen=True)
class Measure:
    """How hard texts are to read: words in a sentence, and long words of a hundred."""

    sentences: int
    words: int
    long_words: int

    @property
    def words_in_sentence(self) -> Decimal:
        """The mean length of a sentence."""
        return _share(self.words, self.sentences)

    @property
    def long_percent(self) -> Decimal:
        """The share of long words in percent."""
        return _share(self.long_words * HUNDRED, self.words)


def faults(text: str, rules: PlainWords, known: Iterable[str]) -> Iterator[Fault]:
    """Every rule that *text* breaks; *known* are the abbreviations that somebody explains."""
    for sentence in sentences(text):
        count = len(sentence.split())
        if count > rules.sentence_words:
            details = {"count": count, "limit": rules.sentence_words, "text": sentence[:60]}
            yield Fault("sentence_long", details)
    for phrase, pattern in rules.searched:
        if pattern.search(text):
            yield Fault(
                "phrase_of_office", {"words": phrase.words.rstrip("*"), "instead": phrase.instead}
            )
    explained = {*rules.abbreviations, *known}
    for name in dict.fromkeys(ABBREVIATION.findall(text)):
        if name.isupper() and name not in explained:
            yield Fault("abbreviation_unknown", {"name": name})


def measure(texts: Iterable[str], rules: PlainWords) -> Measure:
    """The figures of *texts* together."""
    every = [sentence for text in texts for sentence in sentences(text)]
    words = [word for sentence in every for word in WORD.findall(sentence)]
    long = sum(len(word) >= rules.long_word_letters for word in words)
    return Measure(len(every), len(words), long)


def sentences(text: str) -> Iterator[str]:
    """The sentences of *text*; a line of a list is one of its own."""
    for sentence in SENTENCE_END.split(text):
        if plain := LIST.sub("", sentence).strip():
            yield plain


def step_passages(step: Step) -> Iterator[Passage]:
    """What a reader of *step* reads."""
    content = step.content
    yield Passage(step.id, content.intro)
    for question in content.questions:
        for text in (question.label, question.hint, question.why.text, question.effect):
            yield Passage(question.id, text)
        for option in question.options:
            yield Passage(question.id, option.label)
            yield Passage(question.id, option.hint)
    for decision in content.decisions:
        for case in decision.cases:
            yield Passage(decision.id, case.reason)
    for flag in content.red_flags:
        for text in (flag.title, flag.text, flag.repair):
            yield Passage(flag.id, text)


def stage_texts(stage: Stage) -> Iterator[str]:
    """Every text of *stage*: its summary, its guidance and its steps."""
    yield stage.entry.summary
    yield stage.guidance
    for step in stage.steps:
        yield from (passage.text for passage in step_passages(step))


def _pattern(words: str) -> str:
    is_open = words.endswith("*")
    end = r"\w*" if is_open else r"(?!\w)"
    return rf"(?<!\w){re.escape(words.rstrip('*'))}{end}"


def _share(part: int, whole: int) -> Decimal:
    return (Decimal(part) / Decimal(max(whole, 1))).quantize(Decimal("0.1"))
