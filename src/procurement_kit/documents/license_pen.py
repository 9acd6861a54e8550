"""How a licence report writes: its words, the numbers of duties and sources, names of parts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from procurement_kit.documents.annex import Cover, runs
from procurement_kit.documents.document import Runs, Table
from procurement_kit.documents.wording import write_day
from procurement_kit.licensing.components import Combination
from procurement_kit.licensing.data import LicenseData, text_source
from procurement_kit.licensing.opinions import Opinion, Step, Verdict, merged
from procurement_kit.licensing.outbound import Obstacle, Part
from procurement_kit.licensing.review import Review
from procurement_kit.licensing.words import ReportWords

NAMED = 8


@dataclass(frozen=True)
class Pen:
    """Writes about one review; *articles* are the numbers of the articles of the report."""

    review: Review
    data: LicenseData
    cover: Cover
    articles: Mapping[str, int]

    @property
    def words(self) -> ReportWords:
        """The words of the report."""
        return self.data.words.report

    def say(self, sentence: str, **details: object) -> str:
        """A sentence of the content with *details* filled in."""
        return self.words.sentences[sentence].format(**details)

    def day(self, day: date) -> str:
        """A day in words."""
        return write_day(day, self.cover.words)

    def verdict(self, verdict: Verdict) -> str:
        """The label of a verdict."""
        return self.data.vocabulary.verdicts[verdict.value]

    def combination(self, part: Part) -> str:
        """How a part is combined, in words."""
        way: Combination = part.combination or self.review.report.use.combination
        return self.data.vocabulary.combinations[way.value]

    def license(self, part: Part) -> str:
        """The licence of a part as its list writes it."""
        return part.expression.strip() or self.data.words.shared.no_license

    def count(self, number: int) -> str:
        """So many components."""
        return self.data.words.shared.components.of(number)

    def parts(self, obstacles: Iterable[Obstacle], limit: int = NAMED) -> str:
        """The licences of *obstacles* with the numbers of their components, largest first."""
        found = sorted(obstacles, key=lambda item: -len(item.components))
        return self.shortened([self._part(item) for item in found], limit)

    def _part(self, item: Obstacle) -> str:
        components = self.count(len(item.components))
        return self.say("part", license=self.license(item.part), components=components)

    def shortened(self, texts: Sequence[str], limit: int = NAMED) -> str:
        """The first *limit* of *texts* and how many follow."""
        shown, hidden = ", ".join(texts[:limit]), len(texts) - limit
        return shown if hidden <= 0 else f"{shown} {self.data.words.shared.rest.of(hidden)}"

    def table(
        self,
        columns: Sequence[str],
        rows: Iterable[Sequence[str | Runs]],
        numeric: Iterable[int] = (),
    ) -> Table:
        """A table under the headings of *columns*."""
        header = tuple(runs(self.words.columns[name]) for name in columns)
        body = tuple(
            tuple(runs(cell) if isinstance(cell, str) else cell for cell in row) for row in rows
        )
        return Table(header, body, numeric=frozenset(numeric))

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """The licence whose own text a source is, by the source."""
        return {text_source(name): name for name in self.data.licenses}

    @cached_property
    def opinions(self) -> tuple[Opinion, ...]:
        """The opinions in the order of the report."""
        return tuple(group.opinion for group in self.review.groups)

    @cached_property
    def duties(self) -> Mapping[str, str]:
        """The paragraph that states each duty."""
        return self._placed("duties", merged(opinion.duties for opinion in self.opinions))

    @cached_property
    def sources(self) -> Mapping[str, str]:
        """The paragraph of each source that is no licence's own text."""
        found = merged(opinion.sources for opinion in self.opinions)
        return self._placed("sources", (name for name in found if name not in self.texts))

    def _placed(self, article: str, names: Iterable[str]) -> dict[str, str]:
        number = self.articles[article]
        return {name: f"{number}.{place}" for place, name in enumerate(names, start=1)}

    def duty_numbers(self, opinion: Opinion) -> str:
        """The numbers of the duties that *opinion* brings."""
        return ", ".join(self.duties[name] for name in opinion.duties)

    def step(self, step: Step) -> str:
        """A step of the reasoning with the numbers of its sources."""
        numbers = [self.sources[name] for name in step.sources if name in self.sources]
        if any(name in self.texts for name in step.sources):
            numbers.append(self.say("own_text"))
        if not numbers:
            return step.text
        return step.text + self.say("references", list=", ".join(numbers))
