"""The first candidates for a project's need, as the step of options shows them."""

from procurement_kit.catalogue.search import Query
from procurement_kit.catalogue.solutions import Solution
from procurement_kit.web.access import Opened
from procurement_kit.web.site import site

NEED = ("contract_title", "need_description")
WORD_LENGTH = 6
"""Shorter words of a description seldom tell one kind of software from another."""
NEED_WORDS = 8
FIRST = 5


def candidates(work: Opened) -> tuple[Solution, ...] | None:
    """The first candidates for the panel of the step; None before the need is described."""
    words = need_words(work)
    return site().catalogue().search(Query(words, limit=FIRST)).items if words else None


def need_words(work: Opened) -> str:
    """The longer words of the need, each once."""
    text = " ".join(work.procurement.answers.get(name, "") for name in NEED)
    found = (word.strip(".,;:()„“\"'") for word in text.split())
    return " ".join(
        list(dict.fromkeys(word for word in found if len(word) >= WORD_LENGTH))[:NEED_WORDS]
    )
