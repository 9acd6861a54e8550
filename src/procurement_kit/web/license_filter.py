"""Which groups of components the reader of a review wants to see."""

from dataclasses import dataclass

from flask import request

from procurement_kit.licensing.opinions import Verdict
from procurement_kit.licensing.outbound import Obstacle
from procurement_kit.methodology.reading import clean

WORDS_LENGTH = 100


@dataclass(frozen=True)
class Filter:
    """Which groups the reader wants to see, and whether all of them open."""

    verdict: str = ""
    words: str = ""
    all_open: bool = False

    @classmethod
    def sent(cls) -> "Filter":
        """The filter in the form or in the address."""
        sent = request.form if request.method == "POST" else request.args
        verdict = sent.get("verdict", "")
        return cls(
            verdict if verdict in set(Verdict) else "",
            clean(sent.get("words", ""))[:WORDS_LENGTH],
            sent.get("all") == "yes",
        )

    def __bool__(self) -> bool:
        return bool(self.verdict or self.words)

    def of(self, group: Obstacle) -> Obstacle | None:
        """*group* with the components that the words name; None if nothing is left."""
        if self.verdict and group.opinion.verdict.value != self.verdict:
            return None
        wanted = self.words.casefold()
        if wanted in group.part.expression.casefold():
            return group
        found = tuple(
            item for item in group.components if wanted in f"{item.name} {item.version}".casefold()
        )
        return group._replace(components=found) if found else None
